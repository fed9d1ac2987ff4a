"""The shipped ports, instant by instant, against a clerk who reads the tables."""

import random
from datetime import UTC, datetime

import pytest
from clerk import GEODATA, Clerk

from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.operations.clearance import PortBook
from corridor.planner import Planner

FIRST, LAST = datetime(2023, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
CITIES = (
    "kashgar",
    "urumqi",
    "osh",
    "bishkek",
    "tashkent",
    "almaty",
    "dushanbe",
    "korla",
    "andijan",
    "taraz",
    "naryn",
)


@pytest.fixture(scope="module")
def clerk() -> Clerk:
    return Clerk(GEODATA)


def utc(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def test_every_port_is_open_just_when_its_rows_say_so(shipped: Dataset, clerk: Clerk) -> None:
    """150 instants of each working control point from 2023 to 2028, a third of them near closures."""
    rng = random.Random(1)
    book = PortBook(shipped)
    near = [
        int(datetime.fromisoformat(row["starts"][:10]).replace(tzinfo=UTC).timestamp())
        for row in clerk.closures
    ]
    for point in shipped.control_points.values():
        if not point.directions:
            continue
        calendar = book.calendar(point)
        for n in range(150):
            at = rng.randrange(int(FIRST.timestamp()), int(LAST.timestamp()))
            if n % 3 == 0:
                at = rng.choice(near) + rng.randrange(-2 * 86_400, 5 * 86_400)
            works = clerk.works(point.control_id, utc(at))
            expected = {True: "open", False: "closed", None: "unknown"}[works]
            assert calendar.state(at) == expected, (point.control_id, utc(at))
            assert calendar.periods.is_open(at) == (works is not False), (point.control_id, utc(at))


def test_trucks_are_cleared_only_while_ports_work_and_wait_only_while_they_do_not(
    shipped: Dataset, clerk: Clerk
) -> None:
    """200 trips between cities of five countries, checked leg by leg every ten minutes."""
    rng = random.Random(2)
    planner = Planner(shipped)
    waited = 0
    for _ in range(200):
        origin, destination = rng.sample(CITIES, 2)
        at = rng.randrange(
            int(datetime(2024, 6, 1, tzinfo=UTC).timestamp()),
            int(datetime(2026, 2, 1, tzinfo=UTC).timestamp()),
        )
        waited += _check(planner.plan(Query(origin=origin, destination=destination, depart_at=at)), clerk)
    assert waited > 20


def _check(itinerary: Itinerary, clerk: Clerk) -> int:
    waits = 0
    for leg in itinerary.legs:
        if leg.control_id is None:
            continue
        expected = {
            "clearance": (True, None),
            "wait": (False,),
            "queue": (True, None),
            "transload": (True, None),
        }[leg.kind]
        for moment in (*range(leg.depart_at, leg.arrive_at, 600), leg.arrive_at - 1):
            assert clerk.works(leg.control_id, utc(moment)) in expected, (leg, utc(moment))
        waits += leg.kind == "wait"
    return waits


def test_no_trip_of_a_week_is_slower_when_ports_work_round_the_clock(shipped: Dataset) -> None:
    """A week without holidays: longer hours never hurt, wherever one goes."""
    rng = random.Random(3)
    limited = Planner(shipped, Scenario(name="limited", title="", description="", regime_at="2025-05-31"))
    actual = Planner(shipped, Scenario(name="as-of", title="", description="", regime_at="2026-03-01"))
    monday = int(datetime(2025, 7, 14, tzinfo=UTC).timestamp())
    for _ in range(60):
        origin, destination = rng.sample(("kashgar", "urumqi", "osh", "bishkek", "naryn", "andijan"), 2)
        query = Query(origin=origin, destination=destination, depart_at=monday + rng.randrange(4 * 86_400))
        assert actual.plan(query).arrive_at <= limited.plan(query).arrive_at


def test_leaving_later_never_arrives_earlier_on_the_shipped_network(shipped: Dataset) -> None:
    planner = Planner(shipped, Scenario(name="limited", title="", description="", regime_at="2025-05-31"))
    start = int(datetime(2025, 9, 28, tzinfo=UTC).timestamp())
    for origin, destination in (("kashgar", "tashkent"), ("urumqi", "almaty"), ("osh", "urumqi")):
        found = planner.departures(
            Query(origin=origin, destination=destination), range(start, start + 8 * 86_400, 5_000)
        )
        arrivals = [departure.arrive_at for departure in found]
        assert None not in arrivals
        assert arrivals == sorted(arrivals)  # type: ignore[type-var]


def test_arriving_by_the_arrival_of_a_trip_leaves_no_earlier_than_it_did(shipped: Dataset) -> None:
    """Backward undoes forward: the latest departure for an arrival is at or after the departure that gave it."""
    rng = random.Random(4)
    planner = Planner(shipped)
    for _ in range(60):
        origin, destination = rng.sample(CITIES, 2)
        at = int(datetime(2025, 9, 25, tzinfo=UTC).timestamp()) + rng.randrange(10 * 86_400)
        there = planner.plan(Query(origin=origin, destination=destination, depart_at=at))
        back = planner.plan(Query(origin=origin, destination=destination, arrive_by=there.arrive_at))
        assert back.depart_at >= max(at, there.latest_depart_at)
        assert back.arrive_at <= there.arrive_at
