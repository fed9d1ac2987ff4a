"""Windows of departures and what differs between scenarios, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.batch import compare, difference, percentile, profile, statistics, window
from corridor.errors import NoRouteError, UsageError
from corridor.model.comparison import Departure, DepartureProfile, ScenarioResult
from corridor.model.dataset import Dataset
from corridor.model.query import Query
from corridor.model.scenario import Change, Scenario
from corridor.planner import ACTUAL, Planner

MONDAY = 1_751_212_800  # 2025-06-30 00:00 +08
HOUR = 3600


def departure(hour: int, hours: int | None, wait: int = 0, by: str = "irkeshtam") -> Departure:
    at = MONDAY + hour * HOUR
    arrive_at = None if hours is None else at + hours * HOUR
    return Departure(depart_at=at, arrive_at=arrive_at, wait_s=wait * HOUR, crossings=(by,))  # type: ignore[arg-type]


def profiled(*departures: Departure) -> DepartureProfile:
    return DepartureProfile(
        origin="kashgar",  # type: ignore[arg-type]
        destination="osh",  # type: ignore[arg-type]
        tz="Asia/Shanghai",
        step_s=HOUR,
        departures=departures,
        statistics=statistics(departures),
        best=None,
        worst=None,
        notices=(),
    )


def test_figures_are_over_the_answered_departures() -> None:
    found = statistics(
        [departure(0, 10), departure(1, 20, wait=8, by="torugart"), departure(2, None), departure(3, 12)]
    )
    assert (found.answered, found.unanswered) == (3, 1)
    assert (found.min_s, found.p50_s, found.p90_s, found.max_s) == (
        10 * HOUR,
        12 * HOUR,
        20 * HOUR,
        20 * HOUR,
    )
    assert found.mean_s == 14 * HOUR
    assert found.crossings == {("irkeshtam",): pytest.approx(2 / 3), ("torugart",): pytest.approx(1 / 3)}


def test_figures_of_nothing_are_none() -> None:
    found = statistics([departure(0, None)])
    assert found.mean_s is found.p50_s is found.min_s is None


@given(st.lists(st.integers(0, 99), min_size=1, max_size=40), st.integers(1, 100))
def test_a_percentile_is_the_least_value_that_enough_do_not_exceed(values: list[int], percent: int) -> None:
    found = percentile(sorted(values), percent)
    assert found is not None
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


def test_differences_are_departure_by_departure() -> None:
    """Three answered by both: 2 h sooner, the same, 1 h later by another port."""
    baseline = profiled(
        departure(0, 12), departure(1, 12), departure(2, 12), departure(3, None), departure(4, 12)
    )
    changed = profiled(
        departure(0, 10),
        departure(1, 12),
        departure(2, 13, by="torugart"),
        departure(3, 12),
        departure(4, None),
    )
    result = ScenarioResult(scenario=ACTUAL, changes=(), profile=changed)
    found = difference(baseline, result)
    assert found.mean_s == pytest.approx(-HOUR / 3)
    assert (found.share_gain, found.share_lose, found.share_reroute) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert (found.newly_answered, found.no_longer_answered) == (1, 1)
    assert found.by_weekday_hour == {(0, 0): -2 * HOUR, (0, 1): 0, (0, 2): HOUR}


def test_a_comparison_takes_the_first_scenario_as_baseline(shipped: Dataset) -> None:
    one_sided = Scenario(
        name="kg-14h",
        title="",
        description="",
        changes=(Change(target="irkeshtam.KG", field="hours", value="Mo-Su 08:00-22:00"),),
    )
    query = Query(origin="kashgar", destination="osh")
    found = compare(shipped, query, [ACTUAL, one_sided], window(MONDAY, MONDAY + 24 * HOUR, HOUR))
    assert [result.scenario.name for result in found.results] == ["actual", "kg-14h"]
    (against,) = found.differences
    assert against.share_gain == 0
    assert against.share_lose > 0
    statistics_of = [result.profile.statistics for result in found.results]
    assert statistics_of[1].mean_s > statistics_of[0].mean_s  # type: ignore[operator]


def test_a_profile_names_its_best_and_worst_departure(shipped: Dataset) -> None:
    limited = Planner(shipped, Scenario(name="limited", title="", description="", regime_at="2025-05-31"))
    found = profile(
        limited, Query(origin="kashgar", destination="osh"), window(MONDAY, MONDAY + 24 * HOUR, HOUR)
    )
    durations = [one.duration_s for one in found.departures if one.duration_s is not None]
    assert found.best is not None
    assert found.worst is not None
    assert (found.best.duration_s, found.worst.duration_s) == (min(durations), max(durations))
    assert found.worst.wait_s > 9 * HOUR


def test_a_window_with_no_way_at_all_says_why(shipped: Dataset) -> None:
    query = Query(origin="kashgar", destination="osh", avoid_countries=frozenset({"CN"}))  # type: ignore[arg-type]
    with pytest.raises(NoRouteError, match="CN is to be avoided"):
        compare(shipped, query, [ACTUAL], window(MONDAY, MONDAY + 2 * HOUR, HOUR))


@pytest.mark.parametrize(("end", "step"), [(MONDAY, HOUR), (MONDAY + HOUR, 0), (MONDAY + 10**9, 1)])
def test_windows_without_or_with_too_many_departures_are_refused(end: int, step: int) -> None:
    with pytest.raises(UsageError):
        window(MONDAY, end, step)
