"""Queues in answers on the shipped data: where they stand, what scenarios do to them, and what they add up to."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corridor import Change, Dataset, Planner, Query, Scenario
from corridor.calendars import zones
from corridor.dataset.loading import load
from corridor.dataset.location import shipped_dataset
from corridor.errors import DataError, UnknownNameError, UsageError
from corridor.model.itinerary import Itinerary
from corridor.model.slot import Slot
from corridor.operations.regimes import queues_frozen_at

BEIJING, ALMATY = "Asia/Shanghai", "Asia/Almaty"
LIMITED = Scenario(name="limited", title="", description="", regime_at="2025-05-31")
PARK = "irkeshtam-wuqia-park"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(shipped_dataset())


def at(text: str, tz: str = BEIJING) -> int:
    return zones.parse_moment(text, tz, end=False)


def trip(depart: str, **more: Any) -> Query:
    return Query(origin="kashgar", destination="osh", depart_at=at(depart), **more)


def changed(**fields: str) -> Scenario:
    changes = tuple(
        Change(target="irkeshtam.CN", field=field, value=value)  # type: ignore[arg-type]
        for field, value in fields.items()
    )
    return Scenario(name="what-if", title="", description="", changes=changes)


def queued_s(itinerary: Itinerary) -> int:
    return itinerary.totals_s["queue"]


def codes(itinerary: Itinerary) -> set[str]:
    return {notice.code for notice in itinerary.notices}


def test_the_morning_surge_under_14_hours_is_gone_under_24_7(dataset: Dataset) -> None:
    assert queued_s(Planner(dataset, LIMITED).plan(trip("2025-06-10T10:00"))) > 3 * 3600
    assert queued_s(Planner(dataset).plan(trip("2025-06-10T10:00"))) == 0


def test_a_queue_leg_says_how_many_are_ahead_and_how_quickly_they_go(dataset: Dataset) -> None:
    itinerary = Planner(dataset, LIMITED).plan(trip("2025-06-10T10:00"))
    (leg,) = [leg for leg in itinerary.legs if leg.kind == "queue"]
    assert leg.control_id == PARK
    assert "vehicles ahead, 36.8 an hour are let in" in leg.reason
    assert sum(itinerary.totals_s.values()) == itinerary.duration_s


def test_where_figures_end_the_answer_says_that_no_queue_is_counted(dataset: Dataset) -> None:
    later = Planner(dataset).plan(trip("2025-08-05T10:00"))
    (notice,) = [notice for notice in later.notices if notice.code == "queue-not-included"]
    assert PARK in notice.message
    assert "queue-basis" not in codes(later)
    assert "queue-basis" in codes(Planner(dataset).plan(trip("2025-06-10T10:00")))


def test_without_queues_the_answer_is_as_quick_as_or_quicker(dataset: Dataset) -> None:
    planner = Planner(dataset, LIMITED)
    for hour in range(0, 24, 3):
        query = trip(f"2025-06-10T{hour:02}:00")
        without = planner.plan(replace(query, queue="none"))
        assert queued_s(without) == 0
        assert without.arrive_at <= planner.plan(query).arrive_at


def test_other_hours_change_the_queue(dataset: Dataset) -> None:
    """Half the hours of 24/7 make a backlog each night, and capacity accrues in the new hours alone."""
    shorter = Planner(dataset, changed(hours="Mo-Su 12:00-24:00"))
    assert queued_s(shorter.plan(trip("2025-06-20T12:00"))) > 3600


def test_capacity_and_demand_of_a_scenario_change_the_queue(dataset: Dataset) -> None:
    slower = Planner(dataset, changed(capacity="17.3"))
    assert {str(change) for change in slower.changes} >= {
        f"{PARK} export from 2025-06-01T10:00 capacity: 08-20 31.1; 20-08 20.7 -> 00-24 17.3"
    }
    busier = Planner(dataset, changed(demand="00-12 18; 12-24 26"))
    by_irkeshtam = {"avoid_crossings": frozenset({"torugart"}), "via": ("irkeshtam",)}
    assert queued_s(busier.plan(trip("2025-06-10T12:00", **by_irkeshtam))) > 86_400
    saturated = slower.plan(trip("2025-05-20T12:00", **by_irkeshtam))
    assert queued_s(saturated) > 86_400
    assert "port-saturated" in codes(saturated)


def test_a_change_of_a_queue_that_is_not_known_is_refused(dataset: Dataset) -> None:
    change = Change(target="dulata", field="capacity", value="40")
    with pytest.raises(UsageError, match="changes nothing"):
        Planner(dataset, Scenario(name="x", title="", description="", changes=(change,)))
    with pytest.raises(UsageError, match="no span and rate"):
        Planner(dataset, changed(capacity="forty"))


def test_a_regime_keeps_its_shifts_but_not_its_traffic(dataset: Dataset) -> None:
    tz_of = {point.control_id: point.tz for point in dataset.control_points.values()}
    day = zones.to_local(at("2025-05-31"), BEIJING).date()
    rows, words = queues_frozen_at(dataset.queues, tz_of, day)
    june = next(row for row in rows if row.queue_id == "irkeshtam-export-2025-06")
    assert (june.capacity, june.demand) == ("00-24 36.8", "00-24 17.2")
    assert {change.field for change in words} == {"capacity"}


def test_rows_that_overlap_are_an_error_of_the_data(dataset: Dataset) -> None:
    twice = replace(dataset, queues=(*dataset.queues, replace(dataset.queues[0], valid_from="2025-11-09")))
    with pytest.raises(DataError, match="overlap"):
        _ = Planner(twice).graph


def test_the_profile_counts_queues_as_waits(dataset: Dataset) -> None:
    planner, start = Planner(dataset, LIMITED), at("2025-06-10")
    profile = planner.profile(trip("2025-06-10"), start, start + 86_400)
    for depart_at in range(start, start + 86_400, 5_431):
        itinerary = planner.plan(replace(trip("2025-06-10"), depart_at=depart_at))
        i = int(profile.piece_at([depart_at])[0])
        assert profile.arrivals([depart_at])[0] == itinerary.arrive_at
        stood = itinerary.totals_s["wait"] + queued_s(itinerary)
        assert itinerary.duration_s - int(profile.moving_s[i]) == stood


@pytest.fixture
def planner(dataset: Dataset) -> Planner:
    return Planner(dataset)


def slotted(planner: Planner, starts: str, hours: int = 1) -> Itinerary:
    starts_at = at(starts, ALMATY)
    slot = Slot(control_id="horgos-road-kz", starts=starts_at, ends=starts_at + hours * 3600)
    query = Query(
        origin="almaty",
        destination="urumqi",
        depart_at=at("2025-11-10T06:00", ALMATY),
        avoid_crossings=frozenset({"dulata", "alashankou-road", "jeminay", "baketu"}),
        avoid_countries=frozenset({"KG"}),
        slots=(slot,),
    )
    return planner.plan(query)


def test_who_comes_in_time_for_a_slot_does_not_queue(planner: Planner) -> None:
    kept = slotted(planner, "2025-11-10T10:00", 2)
    assert (queued_s(kept), kept.totals_s["wait"]) == (0, 0)
    assert "slot-kept" in codes(kept)


def test_who_comes_early_waits_for_the_slot(planner: Planner) -> None:
    early = slotted(planner, "2025-11-10T14:00")
    (leg,) = [leg for leg in early.legs if leg.kind == "wait"]
    assert leg.arrive_at == at("2025-11-10T14:00", ALMATY)
    assert "its slot begins" in leg.reason


def test_who_comes_late_queues_and_pays(planner: Planner) -> None:
    late = slotted(planner, "2025-11-10T08:00")
    (notice,) = [notice for notice in late.notices if notice.code == "slot-missed"]
    assert "100 MRP = 393,200 KZT" in notice.message
    assert queued_s(late) > 40 * 3600


def test_a_slot_is_of_one_trip(planner: Planner) -> None:
    slot = Slot(control_id="horgos-road-kz", starts=0, ends=3600)
    query = Query(origin="almaty", destination="urumqi", slots=(slot,))
    with pytest.raises(UsageError, match="not for a window"):
        planner.profile(query, at("2025-11-10"), at("2025-11-11"))


@pytest.mark.parametrize(
    ("slot", "error", "words"),
    [
        ("horgos-road", UsageError, "is no slot"),
        ("horgos-road=2025-11-10T09:00", UsageError, "is no slot"),
        ("horgos-road=2025-11-10T09:00/0h", UsageError, "0h"),
        ("dulata=2025-11-10T09:00/1h", UnknownNameError, "no queue is known"),
    ],
)
def test_a_slot_that_cannot_be_read_is_refused(slot: str, error: type[Exception], words: str) -> None:
    from corridor.cli.session import Session

    session = Session(Path(shipped_dataset()), ())
    with pytest.raises(error, match=words):
        session.query("almaty", "urumqi", depart="2025-11-10", slots=[slot])
