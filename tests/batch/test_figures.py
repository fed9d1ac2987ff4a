"""Figures over every second of a window, by hand and against counting one by one."""

import itertools
from collections import Counter, defaultdict
from math import ceil

import pytest
from by_hand import EIGHT, GATE, GATE_END, HOUR, MONDAY, WINDOWS, ZONES, Rule, profile_of, rules, seconds_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.batch.cells import local_hours
from corridor.batch.statistics import durations, statistics, waiting
from corridor.calendars import zones


def test_figures_of_a_gate_that_opens_at_ten() -> None:
    """An hour of 3 h falling to 2 h, two hours of 2 h, an hour of 24 h falling to 23 h."""
    found = statistics(profile_of(GATE, GATE_END), "Asia/Shanghai")
    assert (found.answered_s, found.unanswered_s) == (4 * HOUR, 0)
    assert (found.min_s, found.max_s) == (2 * HOUR, 24 * HOUR)
    assert found.mean_s == (9000.5 + 2 * 7200 + 84_600.5) / 4
    assert found.p50_s == 2 * HOUR  # the two hours of 2 h are just half of all
    assert found.p90_s == 23 * HOUR + 2160  # the 12 960th: two fifths of the last hour lie above
    assert found.mean_wait_s == found.mean_s - 2 * HOUR
    assert found.waits == {"gate": found.mean_wait_s}
    assert found.waiting_share == 0.5
    assert found.crossings == {("irkeshtam",): 1.0}
    assert found.by_weekday_hour == {(0, 8): 9000.5, (0, 9): 7200, (0, 10): 7200, (0, 11): 84_600.5}


def test_figures_are_over_the_answered_departures() -> None:
    half = [
        Rule(departs=MONDAY, arrives=MONDAY + HOUR, rises=True),
        Rule(departs=MONDAY + 10, arrives=None),
    ]
    found = statistics(profile_of(half, MONDAY + 40), "Asia/Shanghai")
    assert (found.answered_s, found.unanswered_s, found.answered_share) == (10, 30, 0.25)
    assert found.mean_s == found.p90_s == HOUR


def test_figures_of_nothing_are_none() -> None:
    found = statistics(profile_of([Rule(departs=MONDAY, arrives=None)], MONDAY + 9), "Asia/Shanghai")
    assert found.mean_s is found.p50_s is found.min_s is found.mean_wait_s is found.waiting_share is None
    assert found.crossings == found.waits == found.by_weekday_hour == {}


def test_ways_with_the_same_crossings_count_as_one() -> None:
    by = [("irkeshtam",), ("torugart",), ("irkeshtam",), ("torugart",)]
    pieces = [
        Rule(departs=MONDAY + i * 10, arrives=MONDAY + HOUR + i * 10, rises=True, by=way)
        for i, way in enumerate(by)
    ]
    found = statistics(profile_of(pieces, MONDAY + 80), "Asia/Shanghai")
    assert list(found.crossings.items()) == [(("torugart",), 3 / 4), (("irkeshtam",), 1 / 4)]


@settings(max_examples=40)
@given(st.data(), WINDOWS, ZONES)
def test_figures_are_those_of_every_second(data: st.DataObject, window: tuple[int, int], tz: str) -> None:
    drawn = data.draw(rules(*window))
    found = statistics(profile_of(drawn, window[1]), tz)
    seconds = seconds_of(drawn, window[1])
    answered = [second for second in seconds if second.arrive_at is not None]
    count = len(answered)
    assert (found.answered_s, found.unanswered_s) == (count, len(seconds) - count)
    if not count:
        return
    lasting = sorted(second.arrive_at - second.depart_at for second in answered)  # type: ignore[operator]
    assert found.mean_s == sum(lasting) / count
    assert (found.min_s, found.max_s) == (lasting[0], lasting[-1])
    assert (found.p50_s, found.p90_s) == (lasting[ceil(count / 2) - 1], lasting[ceil(count * 0.9) - 1])
    assert found.mean_wait_s == sum(second.wait_s for second in answered) / count
    assert found.waiting_share == pytest.approx(sum(second.wait_s > 0 for second in answered) / count)
    assert found.crossings == {
        way: used / count for way, used in Counter(second.crossings for second in answered).items()
    }
    waits: Counter[str] = Counter()
    for second in answered:
        waits.update(second.waits)
    assert found.waits == {at: waited / count for at, waited in waits.items() if waited}
    assert sum(found.waits.values()) == pytest.approx(found.mean_wait_s)
    cells = defaultdict(list)
    for second in answered:
        local = zones.to_local(second.depart_at, tz)
        cells[local.weekday(), local.hour].append(second.arrive_at - second.depart_at)  # type: ignore[operator]
    assert found.by_weekday_hour == {cell: sum(values) / len(values) for cell, values in cells.items()}


@settings(max_examples=40)
@given(st.data(), WINDOWS, st.integers(1, 100))
def test_a_percentile_is_the_least_value_that_enough_do_not_exceed(
    data: st.DataObject, window: tuple[int, int], percent: int
) -> None:
    lasting = durations(profile_of(data.draw(rules(*window)), window[1]))
    found = lasting.percentile(percent)
    if found is None:
        assert not lasting.count
        return
    assert lasting.count_up_to(found) * 100 >= percent * lasting.count
    assert lasting.count_up_to(found - 1) * 100 < percent * lasting.count


def test_hours_of_the_day_on_which_clocks_go_back_are_25() -> None:
    midnight = zones.parse_user_time("2025-11-02", "America/New_York")
    bounds, hours = local_hours(midnight, midnight + 25 * HOUR, "America/New_York")
    assert list(hours - 6 * 24) == [0, 1, 1, *range(2, 24)]
    assert [b - a for a, b in itertools.pairwise(bounds)] == [HOUR] * 25


def test_hours_of_a_zone_between_the_hours_begin_on_its_clock() -> None:
    bounds, hours = local_hours(EIGHT, EIGHT + 2 * HOUR, "Asia/Kolkata")  # 05:30 there
    assert list(bounds) == [EIGHT, EIGHT + HOUR // 2, EIGHT + 3 * HOUR // 2, EIGHT + 2 * HOUR]
    assert list(hours) == [5, 6, 7]


def test_ten_years_of_opening_hours_are_summed_without_overflow() -> None:
    days = range(0, 3660 * 24 * HOUR, 24 * HOUR)
    pieces = [
        rule
        for day in days
        for rule in (
            Rule(departs=MONDAY + day, arrives=MONDAY + day + 30 * HOUR, moving_s=6 * HOUR),
            Rule(departs=MONDAY + day + 23 * HOUR, arrives=MONDAY + day + 30 * HOUR, rises=True, moving_s=7 * HOUR),
        )
    ]  # fmt: skip
    exact = profile_of(pieces, MONDAY + 3660 * 24 * HOUR)
    found = statistics(exact, "Asia/Shanghai")
    falling, level = (30 * HOUR + 7 * HOUR + 1) / 2, 7 * HOUR
    assert found.mean_s == pytest.approx((23 * falling + level) / 24, rel=1e-12)
    assert found.p50_s == 18 * HOUR
    assert waiting(exact).count == 3660 * 24 * HOUR
