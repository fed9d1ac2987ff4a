"""Samples of a way against laws that are known in closed form, and what samples have in common."""

from dataclasses import replace
from itertools import pairwise
from statistics import fmean, pvariance

import pytest
from chances import HOUR, arrivals, book, drive, figures, gate, is_near, prepared, share_below, share_of

from corridor.calendars.periods import OpeningPeriods
from corridor.engine.draws import Draws
from corridor.engine.sampling import Sampler, _taking
from corridor.operations.arrival import Fixed, Timed
from corridor.operations.flow import Stage
from corridor.operations.queues import Queue, Queued
from corridor.operations.slots import Booked
from corridor.operations.spread import SpreadBook, around

SAMPLES = 4000


@pytest.mark.parametrize("hours", [7, 9, 9.8, 11, 14])
def test_one_drive_takes_as_long_as_its_law_says(hours: float) -> None:
    found = arrivals(prepared(drive("a", "b", 10)), book(drive_link=1.3))
    assert is_near(share_of(found, hours), share_below(hours, 10, 1.3), SAMPLES)


def test_the_mean_is_the_figure_of_the_tables() -> None:
    found = arrivals(prepared(drive("a", "b", 10)), book(drive_link=1.3, drive_trip=1.2))
    assert fmean(found) / HOUR == pytest.approx(10, rel=4 * 0.27 / SAMPLES**0.5)


def test_links_vary_each_by_itself_and_the_trip_as_one() -> None:
    """Four equal drives: independent ones add variances, a common factor adds deviations."""
    way = [drive(tail, head, 2.5) for tail, head in pairwise("abcde")]
    one = arrivals(prepared(drive("a", "b", 10)), book(drive_link=1.3))
    apart = arrivals(prepared(*way), book(drive_link=1.3))
    together = arrivals(prepared(*way), book(drive_trip=1.3))
    assert pvariance(one) / pvariance(apart) == pytest.approx(4, rel=0.15)
    assert pvariance(one) / pvariance(together) == pytest.approx(1, rel=0.15)


def test_a_class_of_road_has_its_own_spread() -> None:
    way = drive("a", "b", 10)
    assert way.link is not None
    pass_road = replace(way, link=replace(way.link, road_class="mountain"))
    spreads = SpreadBook([figures("drive-link", 1.0), figures("drive-link", 1.3, "mountain")])
    assert set(arrivals(prepared(way), spreads)) == {10 * HOUR}
    assert len(set(arrivals(prepared(pass_road), spreads))) > SAMPLES / 2


def test_who_comes_before_opening_is_through_at_one_instant() -> None:
    found = arrivals(prepared(drive("a", "b", 5), gate("b", "c", (6, 60))), book(drive_link=1.3))
    at_opening = sum(at == 6.25 * HOUR for at in found) / SAMPLES
    assert is_near(at_opening, share_below(6, 5, 1.3), SAMPLES)
    assert min(found) == 6.25 * HOUR


def test_nothing_varies_without_a_spread() -> None:
    assert set(arrivals(prepared(drive("a", "b", 10), gate("b", "c", (0, 60))), book())) == {10.25 * HOUR}


def test_longer_hours_never_make_a_sample_later() -> None:
    way, spreads = [drive("a", "b", 8), drive("c", "d", 4)], book(drive_link=1.3, drive_trip=1.2)
    days = range(5)
    short, long = (
        arrivals(
            prepared(way[0], gate("b", "c", *((24 * d + 8, 24 * d + end) for d in days)), way[1]), spreads
        )
        for end in (10, 14)
    )
    assert all(later <= earlier for earlier, later in zip(short, long, strict=True))
    assert sum(long) < sum(short)


def test_a_seed_makes_the_same_samples_again_and_another_does_not() -> None:
    ready, spreads = prepared(drive("a", "b", 10)), book(drive_link=1.3)
    assert arrivals(ready, spreads, seed=5) == arrivals(ready, spreads, seed=5)
    assert arrivals(ready, spreads, seed=5) != arrivals(ready, spreads, seed=6)


def test_more_samples_begin_with_the_same_ones() -> None:
    ready, spreads = prepared(drive("a", "b", 10)), book(drive_link=1.3)
    assert arrivals(ready, spreads, samples=300)[:100] == arrivals(ready, spreads, samples=100)


def test_a_change_shifts_its_own_part_and_nothing_else() -> None:
    """A slower second link takes as many times longer in each sample; the others take what they took."""
    way, spreads = (
        [drive("a", "b", 4), drive("b", "c", 5), drive("c", "d", 6)],
        book(drive_link=1.3, drive_trip=1.2),
    )
    slower = [way[0], replace(way[1], traversal=Fixed(10 * HOUR)), way[2]]
    before, after = Sampler(spreads, Draws(500, 1)), Sampler(spreads, Draws(500, 1))
    assert before.durations(way[0]) == after.durations(slower[0])
    assert before.durations(way[2]) == after.durations(slower[2])
    pairs = zip(before.durations(way[1]), after.durations(slower[1]), strict=True)
    assert all(abs(2 * old - new) <= 1 for old, new in pairs)


def test_numbers_of_different_things_are_unrelated() -> None:
    draws = Draws(SAMPLES, 1)
    product = draws.normal("link:a") * draws.normal("link:b")
    assert abs(product.mean()) < 4 / SAMPLES**0.5


def test_a_law_keeps_its_mean() -> None:
    law = around(10, 1.5)
    assert law.median_s < 10 < law.p90_s == 1.5 * law.median_s
    assert Draws(100_000, 1).lognormal("x", law).mean() == pytest.approx(10, rel=0.01)


def test_a_busy_day_makes_queues_longer_from_its_beginning_on() -> None:
    midnight, day = 0, 86_400
    stage = Stage(midnight, 9 * day, (6_000,) * 24, (12_000,) * 24)
    opening = OpeningPeriods.of([(d * day + 8 * HOUR, d * day + 20 * HOUR) for d in range(9)])
    queue = Queue([stage], opening, "UTC")
    moments = range(0, 9 * day, 1800)
    same, busy, quiet = (queue.busier(3 * day, 4 * day, demand) for demand in (1, 1.5, 0.5))
    assert [same.admit(at) for at in moments] == [queue.admit(at) for at in moments]
    assert all(busy.admit(at) >= queue.admit(at) - 600 for at in moments)
    assert all(busy.admit(at) == queue.admit(at) for at in moments if at < 3 * day)
    noon = 3 * day + 12 * HOUR
    assert quiet.admit(noon) < queue.admit(noon) < busy.admit(noon)


def test_a_booked_slot_stays_booked_for_work_that_takes_longer() -> None:
    opening = OpeningPeriods.of([(0, 99 * HOUR)])
    queue = Queue([Stage(0, 99 * HOUR, (6_000,) * 24, (6_000,) * 24)], opening, "UTC", waiting=10)
    longer = _taking(Booked(Queued(queue, Timed(opening, HOUR)), 5 * HOUR, 6 * HOUR), 2 * HOUR, None)
    assert longer.arrive(4 * HOUR) == 7 * HOUR
    assert longer.arrive(7 * HOUR) == queue.admit(7 * HOUR) + 2 * HOUR > 9 * HOUR
