"""Windows with a crew: departures of a grid, told by the same figures as exact profiles."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from corridor.batch import compare, listed, on_grid, profile, window
from corridor.batch import grid as module
from corridor.batch.grid import GRID_S, laid, profile_of, sampled
from corridor.batch.readings import cut_offs
from corridor.errors import UsageError
from corridor.model.comparison import Departure
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId, PlaceId
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.planner import ACTUAL, Planner
from corridor.units import format_duration

Clock = Callable[[str], int]
HOUR = 3600
TRIP = Query(origin=PlaceId("kashgar"), destination=PlaceId("osh"), crew=Crew(crew_id="regular"))


def departure(at: int, arrive_at: int | None, *waits: tuple[str, int]) -> Departure:
    waited = sum(seconds for _, seconds in waits)
    return Departure(
        depart_at=at, arrive_at=arrive_at, wait_s=waited, crossings=(CrossingId("pass"),), waits=waits
    )


def test_each_departure_stands_for_those_up_to_the_next() -> None:
    """Two hours at 00:00, three at 01:00, of which one is waited at the gate, and no way at 02:00."""
    found = profile_of(
        [departure(0, 2 * HOUR), departure(HOUR, 4 * HOUR, ("gate", HOUR)), departure(2 * HOUR, None)],
        0,
        3 * HOUR,
        HOUR,
    )
    assert found.durations_s.tolist()[:2] == [2 * HOUR, 3 * HOUR]
    assert found.moving_s.tolist() == [2 * HOUR, 2 * HOUR, 0]
    assert found.ways.tolist() == [0, 0, -1]
    assert (found.wait_ends.tolist(), found.wait_s.tolist()) == ([0, 0, 1, 1], [HOUR])


def test_a_cut_off_of_a_grid_costs_an_hour_more_than_the_step() -> None:
    """At 00:00, 00:15 and 00:30: arrivals 02:00, 02:15 and 03:30; only the last departure costs an hour more."""
    step = HOUR // 4
    found = profile_of(
        [departure(0, 2 * HOUR), departure(step, 2 * HOUR + step), departure(2 * step, 7 * HOUR // 2)],
        0,
        3 * step,
        step,
    )
    (only,) = cut_offs(found)
    assert (only.depart_at, only.cost_s) == (step, HOUR + step)


def test_a_window_with_a_crew_tells_what_its_departures_tell(shipped: Dataset, beijing: Clock) -> None:
    planner = Planner(shipped)
    departures = window(beijing("2025-05-20 06:00"), beijing("2025-05-20 18:00"))
    found = profile(planner, TRIP, departures, grid_s=2 * HOUR)
    told = planner.departures(TRIP, range(departures.start, departures.stop, 2 * HOUR))
    durations = [one.duration_s for one in told if one.duration_s is not None]
    assert found.statistics.min_s == min(durations)
    assert found.statistics.mean_s == pytest.approx(sum(durations) / len(durations))
    assert found.statistics.mean_wait_s == pytest.approx(sum(one.wait_s for one in told) / len(told))
    assert sum(found.statistics.waits.values()) == pytest.approx(found.statistics.mean_wait_s)
    assert listed(found, range(departures.start, departures.stop, 2 * HOUR)) == told
    assert (
        listed(found, range(departures.start, departures.stop, HOUR)) == told
    )  # those of a wide grid that are on it
    assert on_grid(found, range(departures.start, departures.stop, 3 * HOUR)).step == 6 * HOUR


def test_a_list_has_to_lie_on_a_fine_grid(shipped: Dataset, beijing: Clock) -> None:
    start = beijing("2025-05-20 06:00")
    found = profile(Planner(shipped), TRIP, range(start, start + HOUR))
    with pytest.raises(UsageError, match="not all on a grid of 900 s"):
        listed(found, range(start, start + HOUR, 20 * 60))


def test_a_grid_is_of_a_quarter_of_an_hour_unless_that_takes_long(
    shipped: Dataset, beijing: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a limit of seven tenths of the labels that all departures of a day take it is one of half an hour."""
    planner, start = Planner(shipped), beijing("2025-05-20 00:00")
    day = range(start, start + 24 * HOUR)
    usual = profile(planner, TRIP, day)
    assert usual.profile.grid_s == GRID_S
    assert usual.profile.arrives.tolist() == [
        one.arrive_at for one in planner.departures(TRIP, range(start, day.stop, GRID_S))
    ]
    assert "grid-widened" not in {notice.code for notice in usual.notices}
    labels = planner.searched(TRIP, range(start, day.stop, GRID_S))[1]
    for share, step_s in ((0.7, 1800), (0.35, 3600), (0.005, 12 * HOUR)):
        monkeypatch.setattr(module, "_AFFORDED", labels * share)
        wide = profile(planner, TRIP, day)
        assert wide.profile.grid_s == step_s
        assert wide.profile.arrives.tolist() == usual.profile.arrives[:: step_s // GRID_S].tolist()
        (notice,) = (one for one in wide.notices if one.code == "grid-widened")
        assert f"one each {format_duration(step_s)}" in notice.message
        assert profile(planner, TRIP, day, GRID_S).profile.grid_s == GRID_S  # who asks for it gets it


def test_no_departure_is_searched_twice_nor_in_vain(
    shipped: Dataset, beijing: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner, asked, start = Planner(shipped), list[int](), beijing("2025-05-20 00:00")
    plainly = planner.searched

    def searched(query: Query, departures: Iterable[int]) -> tuple[list[Departure], int]:
        asked.extend(ahead := list(departures))
        return plainly(query, ahead)

    monkeypatch.setattr(planner, "searched", searched)
    (found,) = laid([planner], TRIP, start, start + 6 * HOUR)
    assert sorted(asked) == found.departs.tolist() == list(range(start, start + 6 * HOUR, GRID_S))


def test_years_begin_with_two_departures_and_end_with_few(
    shipped: Dataset, beijing: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AFFORDED", 1)
    start = beijing("2025-05-20 00:00")
    for length_s, count in ((600, 1), (GRID_S + 1, 2), (366 * 24 * HOUR, 2), (3660 * 24 * HOUR, 2)):
        (found,) = laid([Planner(shipped)], TRIP, start, start + length_s)
        assert len(found.departs) == count


def test_a_crew_never_makes_a_trip_shorter(shipped: Dataset, beijing: Clock) -> None:
    planner, start = Planner(shipped), beijing("2025-05-20 00:00")
    bare = planner.departures(replace(TRIP, crew=Crew()), range(start, start + 24 * HOUR, 3 * HOUR))
    rested = planner.departures(TRIP, range(start, start + 24 * HOUR, 3 * HOUR))
    for one, other in zip(bare, rested, strict=True):
        assert one.duration_s is not None
        assert other.duration_s is not None
        assert other.duration_s >= one.duration_s


def test_scenarios_are_compared_on_one_grid(shipped: Dataset, beijing: Clock) -> None:
    start = beijing("2025-05-20 00:00")
    limited = Scenario(name="limited", title="", description="", regime_at="2025-05-31")
    found = compare(shipped, TRIP, [ACTUAL, limited], range(start, start + 8 * HOUR), grid_s=2 * HOUR)
    (difference,) = found.differences
    assert difference.departures_s == 8 * HOUR
    assert difference.mean_s is not None


def test_scenarios_share_the_grid_that_all_of_them_can_afford(
    shipped: Dataset, beijing: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = beijing("2025-05-20 00:00")
    limited = Scenario(name="limited", title="", description="", regime_at="2025-05-31")
    alone = Planner(shipped).searched(TRIP, range(start, start + 8 * HOUR, GRID_S))[1]
    monkeypatch.setattr(module, "_AFFORDED", 3 * alone // 2)
    day = range(start, start + 8 * HOUR)
    assert profile(Planner(shipped), TRIP, day).profile.grid_s == GRID_S
    both = compare(shipped, TRIP, [ACTUAL, limited], day)
    assert {result.profile.profile.grid_s for result in both.results} == {1800}


def test_too_many_departures_are_refused(shipped: Dataset) -> None:
    with pytest.raises(UsageError, match="too many"):
        sampled(Planner(shipped), TRIP, 0, 10**9, 900)


def test_an_exact_profile_takes_no_crew(shipped: Dataset) -> None:
    with pytest.raises(UsageError, match="crew"):
        Planner(shipped).profile(TRIP, 0, HOUR)


def test_a_matrix_takes_no_crew(shipped: Dataset) -> None:
    with pytest.raises(UsageError, match="crews"):
        Planner(shipped).matrix([PlaceId("kashgar")], [PlaceId("osh")], [0], TRIP)
