"""Opening periods over all time, compiled in blocks."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.calendars import periods
from corridor.calendars.periods import DAY_S, NEVER, OpeningPeriods, clip, merge, subtract

instants = st.integers(0, 60)
interval_lists = st.lists(st.tuples(instants, instants), max_size=6)


def seconds(intervals: list[tuple[int, int]]) -> set[int]:
    return {second for start, end in intervals for second in range(start, end)}


@given(interval_lists)
def test_merging_keeps_every_second_and_leaves_gaps_between_periods(intervals: list[tuple[int, int]]) -> None:
    merged = merge(intervals)
    assert seconds(merged) == seconds(intervals)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(merged))


@given(interval_lists, interval_lists)
def test_subtracting_leaves_just_the_seconds_outside_the_holes(
    intervals: list[tuple[int, int]], holes: list[tuple[int, int]]
) -> None:
    assert seconds(subtract(intervals, holes)) == seconds(intervals) - seconds(holes)


@given(interval_lists, instants, instants)
def test_clipping_leaves_just_the_seconds_within(
    intervals: list[tuple[int, int]], start: int, end: int
) -> None:
    assert seconds(clip(intervals, start, end)) == seconds(intervals) & set(range(start, end))


@given(interval_lists, st.integers(-5, 65), st.integers(1, 9))
def test_periods_do_not_depend_on_how_time_is_cut_into_blocks(
    intervals: list[tuple[int, int]], at: int, block_s: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_BLOCK_S", block_s)
        patch.setattr(periods, "GIVE_UP_S", 200)
        opening = OpeningPeriods.of(intervals)
        assert opening.is_open(at) == (at in seconds(intervals))
        changes = [edge for period in merge(intervals) for edge in period if edge > at]
        assert opening.next_change(at) == min(changes, default=NEVER)
        assert opening.within(-5, 70) == merge(intervals)


def test_a_port_that_never_closes_has_no_next_change() -> None:
    assert OpeningPeriods.always().next_change(1_750_000_000) == NEVER
    assert OpeningPeriods.always().is_open(-1)


def test_always_is_known_as_such_and_stays_one_period() -> None:
    always = OpeningPeriods.always()
    assert always.within(-5, 10_000 * DAY_S) == [(-5, 10_000 * DAY_S)]
    assert list(itertools.islice(always.following(7), 1)) == [(7, NEVER)]
    assert list(itertools.islice(always.preceding(7), 1)) == [(-NEVER, 7)]
    assert always.ends_at(7, 8) == NEVER
    assert always.is_always
    assert not OpeningPeriods.never().is_always
    assert not OpeningPeriods.of([(0, 10)]).is_always


def test_a_port_that_never_opens_has_no_next_period() -> None:
    assert OpeningPeriods.never().at_or_after(1_750_000_000) is None


def test_blocks_are_compiled_once_and_only_as_far_as_asked() -> None:
    compiled: list[tuple[int, int]] = []

    def compile_block(start: int, end: int) -> list[tuple[int, int]]:
        compiled.append((start, end))
        return [(start, end)]

    opening = OpeningPeriods(compile_block)
    for hour in range(24):
        assert opening.is_open(hour * 3600)
    assert len(compiled) == 1
    assert opening.within(0, 64 * DAY_S) == [(0, 64 * DAY_S)]
    assert len(compiled) == 1
    assert opening.is_open(100 * DAY_S)
    assert len(compiled) == len(set(compiled)) == 2


def test_a_question_far_before_the_first_extends_backwards() -> None:
    opening = OpeningPeriods.of([(0, 10), (1000 * DAY_S, 1000 * DAY_S + 5)])
    assert opening.is_open(1000 * DAY_S)
    assert opening.is_open(3)
    assert not opening.is_open(10)
