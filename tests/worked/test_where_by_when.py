"""Where a truck is by so many hours, on the dataset of `tests/minimal_dataset.py`, worked out by hand.

    east-city -60- east-fork -45- high-yard -45- high-gate -10 min- high-post -60- west-fork -75- west-city
                        \\-75- low-cn -10 min- low-kg -90-/

Minutes. Exports: clearance 60 in CN (yard or post), gate 10, imports into KG 40. Wednesday 2 July 2025, leaving at
09:00 Beijing: fork 10:00, yard 10:45-11:45, gate 12:30-12:40, post 12:50-13:30, west-fork 14:30, west-city 15:45; by
the low way low-cn 11:15-12:15, low-kg 12:25-13:05, west-fork 14:35.
"""

from collections.abc import Callable

import pytest
from minimal_dataset import write_minimal

from corridor.dataset.loading import load
from corridor.errors import UsageError
from corridor.model.dataset import Dataset
from corridor.model.query import Query
from corridor.model.reach import Reach
from corridor.model.scenario import Change, Scenario
from corridor.planner import ACTUAL, Planner

Clock = Callable[[str], int]
MINUTE = 60


@pytest.fixture(scope="module")
def passes(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(write_minimal(tmp_path_factory.mktemp("data") / "two-passes"))


def reach(dataset: Dataset, at: int, *minutes: int, scenario: Scenario = ACTUAL, **query: object) -> Reach:
    asked = Query(origin="east-city", destination="east-city", depart_at=at, **query)  # type: ignore[arg-type]
    return Planner(dataset, scenario).reach(asked, [each * MINUTE for each in minutes])


def km(found: Reach, link: str, from_id: str, minutes: int) -> float:
    """Return the kilometres of a link in reach from one of its ends."""
    at = found.depart_at + minutes * MINUTE
    return sum(
        round(each.share_by(at) * each.distance_km, 2)
        for each in found.links
        if (each.link_id, each.from_id) == (link, from_id)
    )


def test_places_are_reached_when_their_way_says(passes: Dataset, beijing: Clock) -> None:
    found = reach(passes, beijing("2025-07-02 09:00"), 480)
    told = [(place.place_id, place.arrive_at, place.from_id, place.link_id) for place in found.places]
    assert told == [
        ("east-fork", beijing("2025-07-02 10:00"), "east-city", "city-fork"),
        ("west-fork", beijing("2025-07-02 14:30"), "high-post", "post-fork"),
        ("west-city", beijing("2025-07-02 15:45"), "west-fork", "fork-city"),
    ]
    assert found.places[-1].crossings == ("high-pass",)
    assert (found.later, found.wayless) == ((), ())


def test_a_truck_inside_a_link_has_covered_part_of_it(passes: Dataset, beijing: Clock) -> None:
    """By 09:30 half of the first 60 km; by 10:30, 30 of the 75 km to the low pass and 30 of the 45 to the yard."""
    found = reach(passes, beijing("2025-07-02 09:00"), 30, 90)
    assert km(found, "city-fork", "east-city", 30) == 30
    assert found.km_by(30 * MINUTE) == 30
    assert km(found, "fork-low", "east-fork", 90) == km(found, "fork-yard", "east-fork", 90) == 30
    assert found.km_by(90 * MINUTE) == 60 + 30 + 30
    assert found.later == ("west-city", "west-fork")


def test_a_truck_at_a_gate_is_at_the_gate(passes: Dataset, beijing: Clock) -> None:
    """Under the hours of before the truck comes to the yard Saturday 07:45, which works from 10:00; the low pass rests."""
    found = reach(passes, beijing("2025-05-10 06:00"), 180, 270, 420)
    waiting = [(stand.control_id, kind) for stand, kind in found.stands_by(180 * MINUTE)]
    assert waiting == [("high-yard", "wait"), ("low-cn", "wait")]
    (yard,) = (stand for stand in found.stands if stand.control_id == "high-yard")
    assert (yard.came_at, yard.until) == (beijing("2025-05-10 07:45"), beijing("2025-05-10 11:00"))
    assert [kind for _, kind in found.stands_by(270 * MINUTE)] == ["work", "wait"]
    assert km(found, "yard-gate", "high-yard", 299) == 0
    assert km(found, "yard-gate", "high-yard", 330) == 30


def test_two_ways_meet_on_the_road_and_are_counted_once(passes: Dataset, beijing: Clock) -> None:
    """By the high pass west-fork is reached 14:30; the truck of the low pass has 5 km to go, and no more of it counts."""
    found = reach(passes, beijing("2025-07-02 09:00"), 480)
    assert km(found, "low-fork", "low-kg", 480) == pytest.approx(87.5, abs=0.02)
    assert km(found, "low-fork", "west-fork", 480) == pytest.approx(2.5, abs=0.02)
    assert found.km_by(480 * MINUTE) == sum(link.distance_km for link in passes.links.values())


def test_a_closed_crossing_holds_trucks_for_good(passes: Dataset, beijing: Clock) -> None:
    shut = Scenario(
        name="shut",
        title="",
        description="",
        changes=(
            Change(target="high-pass", field="closure", value="2025-07-01/2060-12-31"),
            Change(target="low-pass", field="closure", value="2025-07-01/2060-12-31"),
        ),
    )
    found = reach(passes, beijing("2025-07-02 09:00"), 600, scenario=shut)
    assert [place.place_id for place in found.places] == ["east-fork"]
    assert found.later == ("west-city", "west-fork")
    assert sorted(stand.control_id for stand, _ in found.stands_by(600 * MINUTE)) == ["high-yard", "low-cn"]


def test_a_country_left_out_is_nobodys_way(passes: Dataset, beijing: Clock) -> None:
    found = reach(passes, beijing("2025-07-02 09:00"), 600, avoid_countries=frozenset({"KG"}))
    assert found.wayless == ("west-city", "west-fork")


@pytest.mark.parametrize(
    ("minutes", "query", "message"),
    [
        ((), {}, "by some hours"),
        ((0, 60), {}, "by some hours"),
        ((169 * 60,), {}, "up to 168"),
        ((60,), {"depart_at": None}, "from a departure"),
        ((60,), {"via": ("low-pass",)}, "no via"),
    ],
)
def test_what_has_no_reach_is_refused(
    minutes: tuple[int, ...], query: dict[str, object], message: str, passes: Dataset
) -> None:
    asked = Query(**{"origin": "east-city", "destination": "east-city", "depart_at": 0} | query)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=message):
        Planner(passes).reach(asked, [each * MINUTE for each in minutes])
