"""Timetables that a person can check by hand, on the small dataset of `tests/minimal_dataset.py`.

    east-city -60- east-fork -45- high-yard -45- high-gate -10 min- high-post -60- west-fork -75- west-city
                        \\-75- low-cn -10 min- low-kg -90-/

Minutes. Exports: clearance 60 in CN (yard or post), gate 10, imports into KG 40. High way: 60 + 45 + 60 +
45 + 10 + 10 + 40 + 60 + 75 = 405 min = 6 h 45. Low way: 60 + 75 + 60 + 10 + 40 + 90 + 75 = 410 min.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from minimal_dataset import write_minimal

from corridor.dataset.loading import load
from corridor.errors import NoRouteError, UnknownNameError, UsageError
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.model.scenario import Change, Scenario
from corridor.planner import ACTUAL, Planner

Clock = Callable[[str], int]


@pytest.fixture(scope="module")
def passes(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(write_minimal(tmp_path_factory.mktemp("data") / "two-passes"))


def west(dataset: Dataset, at: int, scenario: Scenario = ACTUAL, **filters: object) -> Itinerary:
    query = Query(origin="east-city", destination="west-city", depart_at=at, **filters)  # type: ignore[arg-type]
    return Planner(dataset, scenario).plan(query)


def told(itinerary: Itinerary) -> list[tuple[str, str, int]]:
    """Every leg as (kind, where to, minutes)."""
    return [(leg.kind, leg.to_id, leg.duration_s // 60) for leg in itinerary.legs]


def of(*changes: tuple[str, str, str]) -> Scenario:
    parts = tuple(Change(target=t, field=f, value=v) for t, f, v in changes)  # type: ignore[arg-type]
    return Scenario(name="test", title="", description="", changes=parts)


def test_on_a_free_day_the_high_pass_wins_by_five_minutes(passes: Dataset, beijing: Clock) -> None:
    """Wednesday 09:00: yard 10:45-11:45, gate 12:30-12:40, post 12:50-13:30, home at 15:45 Beijing."""
    assert told(west(passes, beijing("2025-07-02 09:00"))) == [
        ("drive", "east-fork", 60),
        ("drive", "high-yard", 45),
        ("clearance", "high-yard", 60),
        ("drive", "high-gate", 45),
        ("clearance", "high-gate", 10),
        ("drive", "high-post", 10),
        ("clearance", "high-post", 40),
        ("drive", "west-fork", 60),
        ("drive", "west-city", 75),
    ]


def test_under_the_old_hours_work_at_the_yard_stops_at_midnight_and_resumes_at_ten(
    passes: Dataset, beijing: Clock
) -> None:
    """Leaving 21:45 the yard begins at 23:30, stops at 24:00 with 30 minutes left, ends 10:30."""
    limited = Scenario(name="limited", title="", description="", regime_at="2025-05-30")
    legs = west(passes, beijing("2025-07-02 21:45"), limited, avoid_crossings=frozenset({"low-pass"})).legs
    at_yard = [
        (leg.kind, leg.depart_at, leg.arrive_at) for leg in legs if leg.from_id == leg.to_id == "high-yard"
    ]
    assert at_yard == [
        ("clearance", beijing("2025-07-02 23:30"), beijing("2025-07-03 00:00")),
        ("wait", beijing("2025-07-03 00:00"), beijing("2025-07-03 10:00")),
        ("clearance", beijing("2025-07-03 10:00"), beijing("2025-07-03 10:30")),
    ]


def test_last_admission_turns_a_late_truck_away(passes: Dataset, beijing: Clock) -> None:
    """Nobody is admitted in the last hour: the truck of 23:30 begins at 10:00 and is through at 11:00."""
    cut = of(("high-pass.CN", "hours", "10:00-24:00"), ("high-pass.CN", "last_admission_min", "60"))
    legs = west(passes, beijing("2025-07-02 21:45"), cut, avoid_crossings=frozenset({"low-pass"})).legs
    wait, clear = (leg for leg in legs if leg.from_id == leg.to_id == "high-yard")
    assert (wait.kind, wait.arrive_at) == ("wait", beijing("2025-07-03 10:00"))
    assert "takes no more vehicles that day" in wait.reason
    assert clear.arrive_at == beijing("2025-07-03 11:00")


def test_work_that_must_finish_by_closing_waits_for_the_morning(passes: Dataset, beijing: Clock) -> None:
    rule = of(("high-pass.CN", "hours", "10:00-24:00"), ("high-pass.CN", "admission", "finish_by_close"))
    legs = west(passes, beijing("2025-07-02 21:45"), rule, avoid_crossings=frozenset({"low-pass"})).legs
    clear = next(leg for leg in legs if leg.kind == "clearance" and leg.to_id == "high-yard")
    assert (clear.depart_at, clear.duration_s) == (beijing("2025-07-03 10:00"), 3600)


def test_the_lunch_break_sends_trucks_over_the_other_pass(passes: Dataset, beijing: Clock) -> None:
    """High pass shut for the day: the low post begins 13:30 with 30 minutes before lunch, ends 16:30."""
    shut = of(("high-pass", "closure", "2025-07-02/2025-07-02"))
    itinerary = west(passes, beijing("2025-07-02 11:15"), shut)
    assert itinerary.crossings == ("low-pass",)
    waits = [(leg.depart_at, leg.arrive_at) for leg in itinerary.legs if leg.kind == "wait"]
    assert waits == [(beijing("2025-07-02 14:00"), beijing("2025-07-02 16:00"))]


def test_waiting_at_the_near_pass_is_traded_against_the_detour(passes: Dataset, beijing: Clock) -> None:
    """Friday 20:00 with the low pass shut to Monday and the high one to Sunday 06:00: the high one wins."""
    shut = of(("high-pass", "closure", "2025-07-04T00:00+08:00/2025-07-06T06:00+08:00"))
    assert west(passes, beijing("2025-07-04 20:00"), shut).crossings == ("high-pass",)
    longer = of(("high-pass", "closure", "2025-07-04T00:00+08:00/2025-07-07T12:00+08:00"))
    assert west(passes, beijing("2025-07-04 20:00"), longer).crossings == ("low-pass",)


def test_unknown_hours_are_taken_as_open_and_said_so_or_closed_on_request(
    passes: Dataset, beijing: Clock
) -> None:
    """The Kyrgyz side of the low pass: nobody knows its hours."""
    low = {"avoid_crossings": frozenset({"high-pass"})}
    itinerary = west(passes, beijing("2025-07-02 09:00"), **low)
    assert "hours-unknown" in {notice.code for notice in itinerary.notices}
    with pytest.raises(NoRouteError, match=r"high-pass is to be avoided|low-kg"):
        west(passes, beijing("2025-07-02 09:00"), assume_unknown="closed", **low)


def test_no_way_names_the_port_that_stands_in_it(passes: Dataset, beijing: Clock) -> None:
    off = of(("high-pass.KG", "hours", "off"), ("low-pass.KG", "hours", "off"))
    with pytest.raises(NoRouteError, match=r"high-post \(KG\) is closed from .* outside hours off"):
        west(passes, beijing("2025-07-02 09:00"), off)


def test_a_superseded_notice_counts_for_nothing(passes: Dataset, bishkek: Clock) -> None:
    """The first notice shut from 15 Feb 20:00; the final one from 16 Feb 22:00 to 20 Feb 08:00."""
    planner = Planner(passes)
    for at, state in (
        ("2026-02-15 21:00", "open"),
        ("2026-02-16 22:00", "closed"),
        ("2026-02-20 07:59", "closed"),
        ("2026-02-20 08:00", "open"),
    ):
        assert planner.port_states(bishkek(at), ["high-pass"])[0].state == state


def test_a_holiday_without_a_notice_is_called_estimated(passes: Dataset, beijing: Clock) -> None:
    """1 May 2025: closed by the calendar, no notice known; 2 May is dropped by an override."""
    itinerary = west(passes, beijing("2025-05-01 09:00"))
    assert {"holiday-estimated"} <= {notice.code for notice in itinerary.notices}
    assert Planner(passes).port_states(beijing("2025-05-02 12:00"), ["high-pass"])[0].state == "open"


def test_speed_and_dwell_changes_move_the_arrival_by_what_they_say(passes: Dataset, beijing: Clock) -> None:
    """Yard 10 min longer, first link at 90 km/h 20 min shorter: 10 min sooner in all."""
    at = beijing("2025-07-02 09:00")
    faster = of(("link:city-fork", "speed_kmh", "90"), ("high-pass.CN.high-yard", "net_min", "70"))
    high = {"avoid_crossings": frozenset({"low-pass"})}
    assert west(passes, at, **high).arrive_at - west(passes, at, faster, **high).arrive_at == 600


def test_a_scenario_says_in_words_what_it_changed(passes: Dataset) -> None:
    planner = Planner(
        passes, of(("high-pass.CN", "hours", "Mo-Fr 10:00-19:00"), ("link:city-fork", "speed_kmh", "90"))
    )
    assert [str(change) for change in planner.changes] == [
        "high-pass.CN hours: 10:00-24:00; PH off, then 24/7; PH off -> Mo-Fr 10:00-19:00; PH off",
        "link:city-fork speed_kmh: 60.0 -> 90",
    ]


def test_a_regime_of_a_day_holds_whatever_the_day_of_travel(passes: Dataset, beijing: Clock) -> None:
    frozen = Planner(passes, Scenario(name="as-of", title="", description="", regime_at="2025-05-30"))
    assert frozen.port_states(beijing("2027-03-03 03:00"), ["high-pass"])[0].state == "closed"
    assert [change.subject for change in frozen.changes] == ["high-pass.CN", "high-pass.KG"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("nowhere", "hours", "24/7"), UnknownNameError),
        (("high-pass.KZ", "hours", "24/7"), UnknownNameError),
        (("link:nowhere", "status", "open"), UnknownNameError),
        (("high-pass.CN", "hours", "10:00+"), UsageError),
        (("high-pass.CN", "closure", "tomorrow"), UsageError),
        (("high-pass.CN", "closure", "2025-07-04/2025-07-01"), UsageError),
        (("high-pass.CN", "admission", "never"), UsageError),
        (("high-pass.CN", "admission", "resumes"), UsageError),
        (("high-pass.CN", "net_min", "-5"), UsageError),
        (("high-pass.CN", "net_min", "nan"), UsageError),
        (("link:city-fork", "speed_kmh", "60"), UsageError),
        (("link:city-fork", "speed_kmh", "999999"), UsageError),
        (("link:city-fork", "status", "shut"), UsageError),
    ],
)
def test_changes_that_cannot_be_made_are_refused(passes: Dataset, change: tuple, error: type) -> None:
    with pytest.raises(error):
        Planner(passes, of(change))


def test_a_via_port_is_passed_even_when_it_takes_longer(passes: Dataset, beijing: Clock) -> None:
    at = beijing("2025-07-02 09:00")
    assert west(passes, at, via=("low-pass",)).crossings == ("low-pass",)
    assert west(passes, at, via=("west-fork",)).crossings == ("high-pass",)


def test_alternatives_are_the_two_passes_in_order(passes: Dataset, beijing: Clock) -> None:
    query = Query(origin="east-city", destination="west-city", depart_at=beijing("2025-07-02 09:00"))
    found = Planner(passes).alternatives(query, 5)
    assert [itinerary.crossings for itinerary in found] == [("high-pass",), ("low-pass",)]


def test_a_link_is_used_only_from_the_day_it_opens(tmp_path: Path, beijing: Clock) -> None:
    """A new road of 30 km from 3 July: before that day it is the old 60."""
    row = "new-road,east-city,east-fork,road,30,assumed,,made-up,X9,main,paved,60,assumed,made-up,2025-07-03,,open,yes,,,1,"
    dataset = load(write_minimal(tmp_path / "data", {"links.csv:11": row}))
    before, after = (west(dataset, beijing(f"2025-07-0{day} 09:00")) for day in (2, 3))
    assert [itinerary.legs[0].link_id for itinerary in (before, after)] == ["city-fork", "new-road"]


def test_a_port_shut_for_ever_is_named_when_it_is_gone_round(passes: Dataset, beijing: Clock) -> None:
    itinerary = west(passes, beijing("2025-07-02 09:00"), of(("high-pass", "hours", "off")))
    (message,) = (notice.message for notice in itinerary.notices if notice.code == "goes-round")
    assert message == "goes round high-pass, closed: outside hours off"
