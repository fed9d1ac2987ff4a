"""Percentiles, chances and sure departures against closed forms."""

from math import exp, log

import numpy as np
import pytest
from chances import HOUR, Z90, book, drive, gate, is_near, prepared, share_below
from scipy import stats

from corridor.calendars.periods import OpeningPeriods
from corridor.engine.order_statistics import chance, rank, rank_interval
from corridor.engine.reliability import arrivals, last_reliable, percentile, reliability
from corridor.engine.sure_departures import FINE_S
from corridor.errors import NoRouteError
from corridor.model.reliability import Asked
from corridor.network.arcs import Arc
from corridor.operations.arrival import Timed

SAMPLES = 4000
ASKED = Asked(samples=SAMPLES)


def quantile_h(share: float, mean_h: float, ratio: float) -> float:
    sigma = log(ratio) / Z90
    return mean_h * exp(-(sigma**2) / 2 + sigma * stats.norm.ppf(share))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.95])
def test_percentiles_of_one_drive_are_those_of_its_law(share: float) -> None:
    found = reliability(prepared(drive("a", "b", 10)), 0, ASKED, book(drive_link=1.3))
    assert found is not None
    one = found.percentile(share)
    assert one.arrive_at is not None
    assert is_near(share_below(one.arrive_at / HOUR, 10, 1.3), share, SAMPLES)
    assert one.low_at is not None
    assert one.high_at is not None
    assert one.low_at < quantile_h(share, 10, 1.3) * HOUR < one.high_at


def test_the_chance_of_admission_is_that_of_coming_before_closing() -> None:
    way = prepared(drive("a", "b", 5), gate("b", "c", (0, 6), (30, 60)))
    found = reliability(way, 0, ASKED, book(drive_link=1.3))
    assert found is not None
    (one,) = found.gates
    assert one.closes_at == 6 * HOUR
    assert is_near(one.chance.share, share_below(6, 5, 1.3), SAMPLES)


def test_a_gate_that_closes_later_than_a_day_after_is_not_told() -> None:
    found = reliability(prepared(drive("a", "b", 5), gate("b", "c", (0, 30))), 0, ASKED, book())
    assert found is not None
    assert not found.gates


def test_the_chance_to_be_in_time_is_that_of_the_law() -> None:
    asked = Asked(samples=SAMPLES, arrive_by=11 * HOUR)
    found = reliability(prepared(drive("a", "b", 10)), 0, asked, book(drive_link=1.3))
    assert found is not None
    assert found.in_time is not None
    assert is_near(found.in_time.share, share_below(11, 10, 1.3), SAMPLES)


@pytest.mark.parametrize("share", [0.3, 0.8, 0.95])
def test_the_last_sure_departure_leaves_time_for_the_percentile(share: float) -> None:
    """It is the last one of the grid: with a drive alone the chance falls with every minute."""
    by = 1000 * HOUR
    ready, spreads = prepared(drive("a", "b", 10)), book(drive_link=1.3)
    found = last_reliable(ready, Asked(share=share, samples=SAMPLES, arrive_by=by), spreads)
    assert found is not None
    assert found.in_time is not None
    assert found.in_time.share >= share
    assert found.latest is not None
    assert found.latest.depart_at == found.depart_at
    spare = (by - found.depart_at) / HOUR
    assert is_near(share_below(spare - FINE_S / 2 / HOUR, 10, 1.3), share, SAMPLES // 4)
    later = reliability(ready, found.depart_at + FINE_S, Asked(samples=SAMPLES, arrive_by=by), spreads)
    assert later is not None
    assert later.in_time is not None
    assert later.in_time.share < share


def test_where_no_departure_is_sure_enough_there_is_none() -> None:
    """Whoever leaves early waits for the port, and then has just the mean time left."""
    way = prepared(gate("a", "b", (30, 31), work_h=0), drive("b", "c", 5))
    asked = Asked(samples=400, arrive_by=35 * HOUR)
    found = reliability(way, 0, asked, book(drive_link=1.3))
    assert found is not None
    assert found.latest is not None
    assert found.latest.depart_at is None
    with pytest.raises(NoRouteError):
        last_reliable(way, asked, book(drive_link=1.3))


def test_where_there_is_no_way_nothing_is_sure() -> None:
    assert reliability(prepared(closed_link()), 0, ASKED, book()) is None
    assert last_reliable(prepared(closed_link()), Asked(arrive_by=HOUR), book()) is None


def closed_link() -> Arc:
    return drive("a", "b", 1, traversal=Timed(OpeningPeriods.of([(-9 * HOUR, -8 * HOUR)]), 3 * HOUR))


def test_samples_that_never_get_through_count_as_late() -> None:
    open_for_half = Timed(OpeningPeriods.of([(0, round(quantile_h(0.5, 10, 1.3) * HOUR))]), 0)
    port = gate("b", "c", (0, 1))
    way = prepared(drive("a", "b", 9.5), Arc(tail="b", head="c", traversal=open_for_half, point=port.point))
    found = reliability(way, 0, ASKED, book(drive_link=1.3))
    assert found is not None
    assert is_near(found.answered_share, share_below(quantile_h(0.5, 10, 1.3), 9.5, 1.3), SAMPLES)
    assert found.percentile(0.9).arrive_at is None
    assert found.percentile(0.1).arrive_at is not None


def test_without_spread_every_percentile_is_the_plan() -> None:
    found = reliability(prepared(drive("a", "b", 10)), 0, ASKED, book())
    assert found is not None
    assert {one.arrive_at for one in found.percentiles} == {10 * HOUR}
    assert found.mean_s == 10 * HOUR
    assert arrivals(prepared(drive("a", "b", 10)), [0, 60], Asked(samples=100), book()) == [
        [10 * HOUR] * 100,
        [10 * HOUR + 60] * 100,
    ]


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_intervals_hold_the_truth_as_often_as_they_say(share: float) -> None:
    """200 seeds; an interval of 95 % by order statistics covers at least as often, give or take four errors."""
    held = 0
    for seed in range(200):
        drawn = sorted(np.random.default_rng(seed).uniform(0, 1e9, 500).astype(int).tolist())
        one = percentile(drawn, share)
        assert one.low_at is not None
        assert one.high_at is not None
        held += one.low_at < share * 1e9 < one.high_at
    assert 0.95 - 4 * 0.0154 <= held / 200 <= 0.999


@pytest.mark.parametrize("samples", [20, 100, 1000])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.95])
def test_places_enclose_a_percentile_with_a_chance_of_95_per_cent(samples: int, share: float) -> None:
    low, high = rank_interval(samples, share)
    law = stats.binom(samples, share)
    if low is not None:
        assert law.cdf(low) <= 0.025 < law.cdf(low + 1)
    if high is not None:
        assert law.sf(high) <= 0.025 < law.sf(high - 1)
    assert (low is None) == (law.cdf(0) > 0.025)
    assert (high is None) == (law.cdf(samples - 1) < 0.975)


def test_percentiles_are_nearest_ranks() -> None:
    assert [rank(1000, share) for share in (0.001, 0.1, 0.5, 0.9, 0.95)] == [0, 99, 499, 899, 949]
    assert rank(7, 0.5) == 3


@pytest.mark.parametrize(("hits", "samples"), [(0, 100), (90, 100), (1000, 1000)])
def test_intervals_of_chances_are_wilsons(hits: int, samples: int) -> None:
    found = chance(hits, samples)
    wilson = stats.binomtest(hits, samples).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((wilson.low, wilson.high), abs=1e-9)
