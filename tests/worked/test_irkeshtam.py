"""The story of Irkeshtam on the shipped data, hour by hour, as announced.

Kashgar - Wuqia park 90 km, 1 h 08; park - gate 140 km, 2 h 26; clearance at the park 1 h 34 and at the
gate 5 min. A truck that leaves Kashgar at t is at the park at t + 1:08 and, with no wait, at the gate
at t + 5:08.
"""

from collections.abc import Callable, Sequence

import pytest

from corridor.errors import NoRouteError
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.query import Query
from corridor.model.scenario import Change, Scenario
from corridor.planner import ACTUAL, Planner

Clock = Callable[[str], int]
LIMITED = Scenario(name="limited", title="", description="", regime_at="2025-05-31")
GATE = "irkeshtam-gate"


@pytest.fixture(scope="module")
def actual(shipped: Dataset) -> Planner:
    return Planner(shipped)


@pytest.fixture(scope="module")
def limited(shipped: Dataset) -> Planner:
    return Planner(shipped, LIMITED)


def osh(planner: Planner, depart_at: int) -> Itinerary:
    """Without driving bans: this story is about hours of ports."""
    query = Query(origin="kashgar", destination="osh", depart_at=depart_at, via=("irkeshtam",), bans="none")
    return planner.plan(query)


def waits(legs: Sequence[Leg]) -> list[tuple[str, int, int]]:
    return [(leg.from_id, leg.depart_at, leg.arrive_at) for leg in legs if leg.kind == "wait"]


def test_thursday_14_00_changes_nothing(actual: Planner, limited: Planner, beijing: Clock) -> None:
    """At the gate 19:47 Beijing, before the old closing at 24:00; at the Kyrgyz post 18:01, before 22:00."""
    leaving = beijing("2025-08-07 14:00")
    assert waits(osh(actual, leaving).legs) == waits(osh(limited, leaving).legs) == []
    assert osh(actual, leaving).arrive_at == osh(limited, leaving).arrive_at


def test_thursday_20_00_used_to_wait_for_the_morning(
    actual: Planner, limited: Planner, beijing: Clock
) -> None:
    """At the gate at 01:47 on Friday: shut since midnight, opens at 10:00; open under 24/7."""
    leaving = beijing("2025-06-05 20:00")
    before, now = osh(limited, leaving), osh(actual, leaving)
    (wait,) = waits(before.legs)
    assert wait[0] == GATE
    assert wait[2] == beijing("2025-06-06 10:00")
    assert waits(now.legs) == []
    assert before.arrive_at - now.arrive_at == wait[2] - wait[1]


def test_the_reason_of_a_wait_names_hours_zone_and_source(limited: Planner, beijing: Clock) -> None:
    wait = next(leg for leg in osh(limited, beijing("2025-06-05 20:00")).legs if leg.kind == "wait")
    assert "closed until Fri 6 Jun 2025 10:00 (UTC+8)" in wait.reason
    assert "outside hours Mo-Su 10:00-24:00" in wait.reason
    assert "imsilkroad-535279" in wait.reason


def test_the_switch_of_1_june_2025_is_at_10_00_not_at_midnight(actual: Planner, beijing: Clock) -> None:
    """Leaving on 31 May 20:00: the park is shut (Dragon Boat), then the old hours hold to 10:00 on 1 June."""
    itinerary = osh(actual, beijing("2025-05-31 20:00"))
    assert [leg[2] for leg in waits(itinerary.legs)] == [beijing("2025-06-01 10:00")]
    assert itinerary.legs[-1].arrive_at > beijing("2025-06-01 10:00")


def test_the_first_night_under_24_7_is_open(actual: Planner, beijing: Clock) -> None:
    states = {s.control_id: s.state for s in actual.port_states(beijing("2025-06-02 03:00"), ["irkeshtam"])}
    assert set(states.values()) == {"open"}
    before = {s.control_id: s.state for s in actual.port_states(beijing("2025-06-01 09:59"), ["irkeshtam"])}
    assert set(before.values()) == {"closed"}


def test_national_day_2025_shuts_three_days_opens_two_and_shuts_one(actual: Planner, beijing: Clock) -> None:
    days = {
        day: actual.port_states(beijing(f"2025-10-{day:02d} 12:00"), ["irkeshtam"])[0].state
        for day in range(1, 9)
    }
    shut = dict.fromkeys((1, 2, 3, 6), "closed")
    assert days == {**dict.fromkeys(range(1, 9), "open"), **shut}


def test_a_truck_of_30_september_sits_out_national_day_at_the_gate(actual: Planner, beijing: Clock) -> None:
    """Leaving at 20:00 it is cleared at the park by 23:21 and at the gate at 01:47 on 1 October."""
    (wait,) = waits(osh(actual, beijing("2025-09-30 20:00")).legs)
    assert wait[0] == GATE
    assert wait[2] == beijing("2025-10-04 00:00")


def test_lunar_new_year_2026_follows_the_revised_notice(
    actual: Planner, beijing: Clock, bishkek: Clock
) -> None:
    """16 Feb 22:00 to 20 Feb 08:00 Bishkek for both; New Year's Eve (16 Feb Beijing) stays open."""
    for port in ("irkeshtam", "torugart"):
        assert actual.port_states(beijing("2026-02-16 12:00"), [port])[0].state == "open"
        for shut in ("2026-02-16 22:00", "2026-02-18 12:00", "2026-02-20 07:59"):
            assert {s.state for s in actual.port_states(bishkek(shut), [port])} == {"closed"}
        assert {s.state for s in actual.port_states(bishkek("2026-02-20 08:00"), [port])} == {"open"}


def test_on_1_january_2026_irkeshtam_reopens_at_22_00_bishkek_and_torugart_next_morning(
    actual: Planner, bishkek: Clock
) -> None:
    """A 24/7 port loses the Beijing day, a 14-hour port the day and the night after it."""
    noon = bishkek("2026-01-01 12:00")
    reopens = {s.control_id: s.until for s in actual.port_states(noon, ["irkeshtam", "torugart"])}
    assert {until for name, until in reopens.items() if name.startswith("irkeshtam")} == {
        bishkek("2026-01-01 22:00")
    }
    assert {until for name, until in reopens.items() if name.startswith("torugart")} == {
        bishkek("2026-01-02 08:00")
    }


def test_a_truck_meets_the_gate_open_on_one_side_only(
    shipped: Dataset, beijing: Clock, bishkek: Clock
) -> None:
    """China round the clock, Kyrgyzstan 08:00-22:00: through the gate by night, stopped at the post."""
    one_sided = Scenario(
        name="one-sided",
        title="",
        description="",
        changes=(Change(target="irkeshtam.KG", field="hours", value="Mo-Su 08:00-22:00"),),
    )
    (wait,) = waits(osh(Planner(shipped, one_sided), beijing("2025-06-05 20:00")).legs)
    assert wait[0] == "irkeshtam-kg"
    assert wait[2] == bishkek("2025-06-06 08:00")


def test_a_friday_evening_truck_under_a_weekday_regime_waits_for_monday(
    shipped: Dataset, beijing: Clock
) -> None:
    weekdays = Scenario(
        name="weekdays",
        title="",
        description="",
        changes=(Change(target="irkeshtam", field="hours", value="Mo-Fr 10:00-19:00"),),
    )
    friday = osh(Planner(shipped, weekdays), beijing("2025-06-06 18:00"))
    first = waits(friday.legs)[0]
    assert first[0] == "irkeshtam-wuqia-park"
    assert first[2] == beijing("2025-06-09 10:00")


@pytest.mark.parametrize("hour", range(0, 24, 5))
def test_longer_hours_never_arrive_later(
    actual: Planner, limited: Planner, beijing: Clock, hour: int
) -> None:
    leaving = beijing(f"2025-07-08 {hour:02d}:00")
    assert osh(actual, leaving).arrive_at <= osh(limited, leaving).arrive_at


@pytest.mark.parametrize("planner_scenario", [ACTUAL, LIMITED], ids=lambda s: s.name)
def test_leaving_when_told_by_arrive_by_arrives_in_time_and_a_minute_later_does_not(
    shipped: Dataset, beijing: Clock, planner_scenario: Scenario
) -> None:
    planner = Planner(shipped, planner_scenario)
    for deadline in ("2025-06-09 09:00", "2025-06-10 21:17", "2025-10-05 12:00"):
        by = beijing(deadline)
        found = planner.plan(Query(origin="kashgar", destination="osh", arrive_by=by))
        assert found.arrive_at <= by
        late = planner.plan(Query(origin="kashgar", destination="osh", depart_at=found.depart_at + 60))
        assert late.arrive_at > by


def test_the_slack_of_an_answer_is_exact(limited: Planner, beijing: Clock) -> None:
    """Leaving at the latest departure arrives at the same second, a second later does not."""
    answer = osh(limited, beijing("2025-06-05 20:00"))
    assert osh(limited, answer.latest_depart_at).arrive_at == answer.arrive_at
    assert osh(limited, answer.latest_depart_at + 1).arrive_at > answer.arrive_at


def test_parts_sum_to_the_whole(limited: Planner, beijing: Clock) -> None:
    answer = osh(limited, beijing("2025-06-06 20:00"))
    assert sum(answer.totals_s.values()) == answer.duration_s == sum(leg.duration_s for leg in answer.legs)


def test_a_port_that_closes_for_long_while_the_truck_is_under_way_is_named(
    shipped: Dataset, beijing: Clock
) -> None:
    closed = Change(target="irkeshtam.KG", field="closure", value="2025-06-03/2090-01-01")
    planner = Planner(shipped, Scenario(name="closed", title="", description="", changes=(closed,)))
    with pytest.raises(NoRouteError, match=r"irkeshtam-kg \(KG\) is closed from Tue 3 Jun 2025 00:00"):
        osh(planner, beijing("2025-06-02T19:10"))


def test_a_port_that_was_shut_on_the_day_of_a_regime_opens_again_when_it_did(
    limited: Planner, beijing: Clock
) -> None:
    """Karamyk was shut from May 2021 to 7 July 2025."""
    days = (
        "2020-05-04T12:00",
        "2025-05-31T12:00",
        "2025-07-07T12:00",
        "2025-07-09T12:00",
        "2026-01-15T12:00",
    )
    states = [{one.state for one in limited.port_states(beijing(day), ["karamyk"])} for day in days]
    assert states == [{"closed"}, {"closed"}, {"closed"}, {"unknown"}, {"unknown"}]
    assert not [change for change in limited.changes if change.subject.startswith("karamyk")]
