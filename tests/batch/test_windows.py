"""Windows and comparisons from datasets, and the lists that are read off them."""

from collections.abc import Callable

import pytest
from minimal_dataset import write_minimal

from corridor.batch import compare, first_choice, listed, profile, window
from corridor.dataset.loading import load
from corridor.errors import NoRouteError, UsageError
from corridor.model.comparison import Stretch
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.model.query import Query
from corridor.model.scenario import Change, Scenario
from corridor.planner import ACTUAL, Planner

Clock = Callable[[str], int]
HOUR = 3600
HIGH, LOW = (CrossingId("high-pass"),), (CrossingId("low-pass"),)
TRIP = Query(origin="east-city", destination="west-city")  # type: ignore[arg-type]
KASHGAR_OSH = Query(origin="kashgar", destination="osh")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def two_passes(tmp_path_factory: pytest.TempPathFactory) -> Planner:
    return Planner(load(write_minimal(tmp_path_factory.mktemp("passes"))))


def test_a_morning_at_two_passes(two_passes: Planner, beijing: Clock) -> None:
    """The high pass takes 6 h 45 min and opens its yard, 1 h 45 min away, at 10:00; the low one 6 h 50 min, 2 h 15 min away.

    Who leaves by 07:45 waits for either: 14:35 by the low pass, 15:00 by the high one. From 08:10 on the
    high one is first, from 08:15 on without waiting, until its last post closes at 24:00: 4 h 30 min away.
    """
    departures = window(beijing("2025-05-20 06:00"), beijing("2025-05-20 20:00"))
    found = profile(two_passes, TRIP, departures)
    assert found.best_windows == (
        Stretch(
            departs_from=beijing("2025-05-20 08:15"),
            departs_to=beijing("2025-05-20 19:30") + 1,
            arrives_at=beijing("2025-05-20 15:00"),
        ),
    )
    assert found.statistics.min_s == 6.75 * HOUR
    morning, noon = found.equal_arrivals
    assert morning == Stretch(
        departs_from=beijing("2025-05-20 06:00"),
        departs_to=beijing("2025-05-20 07:45") + 1,
        arrives_at=beijing("2025-05-20 14:35"),
    )
    assert (noon.departs_from, noon.departs_to, noon.arrives_at) == (
        beijing("2025-05-20 08:10"),
        beijing("2025-05-20 08:15") + 1,
        beijing("2025-05-20 15:00"),
    )
    (cut_off,) = found.cut_offs
    assert (cut_off.depart_at, cut_off.cost_s) == (beijing("2025-05-20 19:30"), 10 * HOUR + 1)
    by_low = found.statistics.crossings[LOW] * (departures.stop - departures.start)
    assert round(by_low) in {2 * HOUR + 600, 2 * HOUR + 601}  # at 08:10 both arrive at 15:00


def test_waits_by_port_sum_to_the_mean_wait(two_passes: Planner, beijing: Clock) -> None:
    found = profile(two_passes, TRIP, window(beijing("2025-05-19 00:00"), beijing("2025-05-26 00:00")))
    waits = found.statistics.waits
    assert {"high-yard", "high-gate", "high-post", "low-cn"} >= waits.keys()
    assert sum(waits.values()) == pytest.approx(found.statistics.mean_wait_s, rel=1e-12)


def test_a_list_is_what_the_reference_engine_says(two_passes: Planner, beijing: Clock) -> None:
    departures = window(beijing("2025-05-30 00:00"), beijing("2025-06-02 00:00"), 1801)
    found = listed(profile(two_passes, TRIP, departures), departures)
    assert found == two_passes.departures(TRIP, departures)


def test_a_profile_names_its_best_and_worst_departure(two_passes: Planner, beijing: Clock) -> None:
    found = profile(two_passes, TRIP, window(beijing("2025-05-20 00:00"), beijing("2025-05-21 00:00")))
    assert found.best is not None
    assert found.worst is not None
    assert found.best.depart_at == beijing("2025-05-20 08:15")
    assert (found.best.wait_s, found.best.crossings) == (0, HIGH)
    assert found.worst.duration_s == found.statistics.max_s
    assert found.worst.wait_s > 9 * HOUR


def test_first_choices_are_shares_of_all_departures(two_passes: Planner, beijing: Clock) -> None:
    found = first_choice(two_passes, TRIP, beijing("2025-05-20 07:00"), beijing("2025-05-20 09:00"))
    assert found.answered_share == 1
    assert found.crossings == {
        LOW: pytest.approx(70 / 120, abs=2e-4),
        HIGH: pytest.approx(50 / 120, abs=2e-4),
    }


def test_a_comparison_takes_the_first_scenario_as_baseline(shipped: Dataset, beijing: Clock) -> None:
    one_sided = Scenario(
        name="kg-14h",
        title="",
        description="",
        changes=(Change(target="irkeshtam.KG", field="hours", value="Mo-Su 08:00-22:00"),),
    )
    day = window(beijing("2025-06-30 00:00"), beijing("2025-07-01 00:00"))
    found = compare(shipped, KASHGAR_OSH, [ACTUAL, one_sided], day)
    assert [result.scenario.name for result in found.results] == ["actual", "kg-14h"]
    (against,) = found.differences
    assert against.share_gain == 0
    assert against.share_lose > 0
    actual, changed = (result.profile.statistics for result in found.results)
    assert against.mean_s == pytest.approx(changed.mean_s - actual.mean_s)  # type: ignore[operator]
    loss = against.largest_loss
    assert loss is not None
    before, after = (
        Planner(shipped, scenario).departures(KASHGAR_OSH, [loss.depart_at])[0]
        for scenario in (ACTUAL, one_sided)
    )
    assert after.arrive_at - before.arrive_at == loss.difference_s  # type: ignore[operator]


def test_a_window_with_no_way_at_all_says_why(shipped: Dataset, beijing: Clock) -> None:
    query = Query(origin="kashgar", destination="osh", avoid_countries=frozenset({"CN"}))  # type: ignore[arg-type]
    start = beijing("2025-06-30 00:00")
    with pytest.raises(NoRouteError, match="CN is to be avoided"):
        compare(shipped, query, [ACTUAL], window(start, start + 2 * HOUR))


@pytest.mark.parametrize(("length", "step"), [(0, HOUR), (HOUR, 0), (10**9, HOUR)])
def test_windows_that_are_empty_or_longer_than_ten_years_are_refused(length: int, step: int) -> None:
    with pytest.raises(UsageError):
        window(1_751_212_800, 1_751_212_800 + length, step)


def test_a_list_too_long_is_refused_before_it_is_made(two_passes: Planner, beijing: Clock) -> None:
    start = beijing("2025-05-19 00:00")
    found = profile(two_passes, TRIP, window(start, start + 3 * 24 * HOUR))
    with pytest.raises(UsageError, match="259200 departures are too many to list"):
        listed(found, window(start, start + 3 * 24 * HOUR, 1))
