"""Reach on the shipped data: what `plan` says of each place, and the laws of more hours and more opening."""

import random
from dataclasses import replace

import pytest

from corridor.errors import NoRouteError
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.model.ids import PlaceId
from corridor.model.query import Query
from corridor.model.reach import Reach
from corridor.model.scenario import Change, Scenario
from corridor.planner import ACTUAL, Planner

HOUR = 3600
JUNE = 1_749_103_200
"""Thursday 5 June 2025, 14:00 in Kashgar."""
ROUND_THE_CLOCK = Scenario(
    name="open",
    title="",
    description="",
    changes=tuple(
        Change(target=target, field="hours", value="24/7")
        for target in ("irkeshtam.CN", "irkeshtam.KG", "dostuk.UZ")
    ),
)


def arrival(planner: Planner, query: Query) -> int | None:
    try:
        return planner.plan(query).arrive_at
    except NoRouteError:
        return None


@pytest.mark.parametrize(
    ("origin", "crew", "mode", "depart_at"),
    [
        ("kashgar", "none", "road", JUNE),
        ("kashgar", "regular", "road", JUNE + 9 * HOUR),
        ("osh", "team", "road", JUNE + 40 * 24 * HOUR),
        ("almaty", "none", "any", JUNE - 150 * 24 * HOUR),
    ],
)
def test_a_place_is_reached_when_a_trip_there_would_arrive(
    origin: str, crew: str, mode: str, depart_at: int, shipped: Dataset
) -> None:
    """To the second, heat bans of domestic haulage, bilateral ports, unknown roads and rests included."""
    planner = Planner(shipped)
    asked = Query(
        origin=PlaceId(origin),
        destination=PlaceId(origin),
        depart_at=depart_at,
        crew=Crew(crew_id=crew),
        mode=mode,  # type: ignore[arg-type]
    )
    found = planner.reach(asked, [72 * HOUR])
    for place in random.Random(origin).sample(sorted(set(shipped.places) - {PlaceId(origin)}), 8):
        planned = arrival(planner, replace(asked, destination=place))
        within = planned if planned is not None and planned <= depart_at + 72 * HOUR else None
        assert found.arrivals.get(place) == within, place
        assert (place in found.wayless) == (planned is None), place


def reach_of(planner: Planner, depart_at: int, *hours: int) -> Reach:
    query = Query(
        origin=PlaceId("kashgar"),
        destination=PlaceId("kashgar"),
        depart_at=depart_at,
        crew=Crew(crew_id="regular"),
    )
    return planner.reach(query, [each * HOUR for each in hours])


def test_more_hours_reach_the_same_at_the_same_time_and_more(shipped: Dataset) -> None:
    depart_at = JUNE + 13 * HOUR
    planner = Planner(shipped)
    little, much = reach_of(planner, depart_at, 12, 24), reach_of(planner, depart_at, 12, 24, 48)
    assert little.places == tuple(p for p in much.places if p.arrive_at <= depart_at + 24 * HOUR)
    for hours in range(1, 25):
        assert little.km_by(hours * HOUR) == pytest.approx(much.km_by(hours * HOUR), abs=0.01)
    kms = [much.km_by(hours * HOUR) for hours in range(49)]
    assert kms == sorted(kms)


@pytest.mark.parametrize("depart_at", [JUNE - 20 * 24 * HOUR, JUNE - 15 * 24 * HOUR + 7 * HOUR])
def test_ports_open_round_the_clock_never_reach_less(depart_at: int, shipped: Dataset) -> None:
    limited, more = (
        reach_of(Planner(shipped, scenario), depart_at, 12, 24, 36) for scenario in (ACTUAL, ROUND_THE_CLOCK)
    )
    assert all(more.arrivals[place] <= at for place, at in limited.arrivals.items())
    assert all(more.km_by(hours * HOUR) >= limited.km_by(hours * HOUR) - 0.01 for hours in range(37))


def test_a_link_in_reach_is_covered_once(shipped: Dataset) -> None:
    """From both ends it comes to no more than the whole; the last run of each ends where the other one's does, or at a limit."""
    found = reach_of(Planner(shipped), JUNE, 60)
    shares: dict[str, float] = {}
    for link in found.links:
        assert [run.first for run in link.runs] == [0, *(run.last for run in link.runs[:-1])]
        shares[link.link_id] = shares.get(link.link_id, 0) + link.share_by(JUNE + 60 * HOUR)
    assert max(shares.values()) <= 1 + 1e-9
