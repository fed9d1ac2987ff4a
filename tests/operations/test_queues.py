"""Queues against a count from the definition, and what must hold for every queue."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_queue import DAY, END, HOUR, MIDNIGHT, NEVER, TZ, Case, Count, cases, random_case

from corridor.calendars import periods
from corridor.calendars.periods import OpeningPeriods
from corridor.operations.arrival import Timed
from corridor.operations.flow import Stage
from corridor.operations.queues import Queue, Queued

ALWAYS = OpeningPeriods.always()
EVERY = 24
instants = st.integers(MIDNIGHT - DAY, END + DAY)


def steady(demand: float, capacity: float, quota: int | None = None, ends: int = END) -> Stage:
    """Return a stage with the same vehicles per hour around the clock."""
    return Stage(MIDNIGHT, ends, (round(demand * 1000),) * EVERY, (round(capacity * 1000),) * EVERY, quota)


def opening(first: int, last: int, days: int = 30) -> OpeningPeriods:
    """Return hours that are the same on each day, on Bishkek's clock."""
    midnights = [MIDNIGHT + day * DAY for day in range(days)]
    return OpeningPeriods.of([(at + first * HOUR, at + last * HOUR) for at in midnights])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_a_queue_equals_the_count_truck_by_truck(seed: int) -> None:
    """1,000 queues, each asked in a random order at comings of trucks, the seconds around them, and others."""
    rng = random.Random(seed)
    for _ in range(50):
        case = random_case(rng)
        queue, count = case.queue(), Count(case)
        moments = [rng.randrange(MIDNIGHT - DAY, END + DAY) for _ in range(8)]
        moments += [
            come + rng.choice((-1, 0, 1)) for come in rng.sample(count.comes, min(12, len(count.comes)))
        ]
        for at in moments:
            assert queue.admit(at) == count.admit(at), (case, at)
            assert queue.latest(at) == count.latest(at), (case, at)
        late = [pair for pair in zip(count.comes, count.admits, strict=True) if pair[0] < min(pair[1], END)]
        assert list(queue.delayed(MIDNIGHT - DAY, END)) == late
        at, then = sorted(rng.sample(moments, 2))
        let_in = [max(come, admitted) for come, admitted in zip(count.comes, count.admits, strict=True)]
        assert queue.served(at, then) == sum(at <= moment < then for moment in let_in)
        assert queue.ahead(at) == sum(
            come <= at < admitted for come, admitted in zip(count.comes, count.admits, strict=True)
        )


@given(cases, st.lists(instants, min_size=2, max_size=12))
def test_who_comes_later_is_let_in_no_earlier(case: Case, moments: list[int]) -> None:
    queue = case.queue()
    admitted = [queue.admit(at) for at in sorted(moments)]
    assert all(before <= after for before, after in pairwise(admitted))
    assert all(after >= at for at, after in zip(sorted(moments), admitted, strict=True))


@given(cases, instants)
def test_the_latest_coming_is_in_time_and_a_second_later_is_not(case: Case, by: int) -> None:
    queue = case.queue()
    latest = queue.latest(by)
    assert queue.admit(latest) <= by < queue.admit(latest + 1)


@given(cases, st.lists(instants, min_size=1, max_size=6), st.integers(1, 30))
def test_answers_do_not_depend_on_how_time_is_cut(case: Case, moments: list[int], block_days: int) -> None:
    """Asked at once or from far ahead, with opening periods compiled in other blocks."""
    fresh = [case.queue().admit(at) for at in moments]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_BLOCK_S", block_days * DAY + 17)
        queue = case.queue()
        queue.admit(END + 10 * DAY)
        assert [queue.admit(at) for at in moments] == fresh


@given(cases, st.lists(instants, min_size=1, max_size=8), st.floats(1, 3))
def test_more_capacity_never_waits_longer(case: Case, moments: list[int], factor: float) -> None:
    queue = case.queue()
    quicker = queue.scaled(capacity=factor)
    assert all(quicker.admit(at) <= queue.admit(at) for at in moments)


@given(cases, st.lists(instants, min_size=1, max_size=8))
def test_longer_hours_never_wait_longer(case: Case, moments: list[int]) -> None:
    longer = [(opens - HOUR, closes + HOUR) for opens, closes in case.open_times]
    queue, other = case.queue(), Queue(case.stages, OpeningPeriods.of(longer), TZ, case.waiting)
    if not any(stage.quota for stage in case.stages):  # a quota used up in the night can make one wait longer
        assert all(other.admit(at) <= queue.admit(at) for at in moments)


@given(cases, instants, st.sampled_from((0, 600, 4 * HOUR)))
@settings(deadline=None)
def test_parts_sum_and_tell_queueing_from_waiting(case: Case, at: int, work_s: int) -> None:
    queue = case.queue()
    queued = Queued(queue, Timed(queue.periods, work_s))
    if queued.arrive(at) >= NEVER:
        return
    clock, worked = at, 0
    for kind, start, end in queued.parts(at):
        assert start == clock < end
        clock, worked = end, worked + (end - start) * (kind == "work")
        assert queue.periods.is_open(start) == (kind != "wait")
        assert queue.periods.ends_within(start, end)[0] == ([start] if kind != "wait" else [])
        if kind == "queue":
            assert end <= queue.admit(at)
    assert (clock, worked) == (queued.arrive(at), work_s)


@given(cases, instants)
def test_queue_and_work_have_a_backward_twin(case: Case, by: int) -> None:
    queue = case.queue()
    queued = Queued(queue, Timed(queue.periods, HOUR, "finish_by_close", 600))
    latest = queued.depart(by)
    if latest > -NEVER:
        assert queued.arrive(latest) <= by < queued.arrive(latest + 1)


def test_capacity_to_spare_makes_nobody_wait() -> None:
    queue = Queue([steady(26.9, 27)], ALWAYS, TZ)
    assert not list(queue.delayed(MIDNIGHT, END))
    assert queue.served(MIDNIGHT, MIDNIGHT + DAY) == 645  # 26.9 an hour


def test_a_night_that_is_shut_makes_a_morning_surge() -> None:
    """12 an hour come from 22:00 to 08:00, 120 in all; 36 an hour are let in, and 12 more come: 5 h."""
    queue = Queue([steady(12, 36, ends=MIDNIGHT + 20 * DAY)], opening(8, 22), TZ)
    day = MIDNIGHT + 3 * DAY
    assert queue.ahead(day + 8 * HOUR) == 120
    # The one of 22:00 was let in as the gate shut and is worked on from 08:00; then the 120, every 100 s.
    assert queue.admit(day + 8 * HOUR) == day + 8 * HOUR + 120 * 100
    assert queue.admit(day + 14 * HOUR) == day + 14 * HOUR
    assert queue.growth_per_day(day) is None


def test_a_saturated_port_grows_from_where_it_began() -> None:
    queue = Queue([steady(30, 25, ends=MIDNIGHT + 100 * DAY)], ALWAYS, TZ, waiting=50)
    at = MIDNIGHT + 10 * DAY
    assert queue.growth_per_day(at) == 120
    assert queue.ahead(at) == 50 + 10 * 120 - 1  # the one at the counter waits no more
    assert queue.ahead(MIDNIGHT + 100 * DAY + 1) == 50 + 100 * 120 - 1
    assert queue.admit(MIDNIGHT + 200 * DAY) == MIDNIGHT + 200 * DAY


def test_a_quota_stops_the_day_and_the_next_begins_at_midnight() -> None:
    queue = Queue([steady(20, 60, quota=240)], ALWAYS, TZ)
    assert queue.served(MIDNIGHT, MIDNIGHT + DAY) == 240
    assert queue.admit(MIDNIGHT + 13 * HOUR) == MIDNIGHT + DAY + 19 * 60  # 20 before us, a minute each
    assert queue.growth_per_day(MIDNIGHT + DAY) == 240


def test_a_port_that_never_opens_again_lets_nobody_in() -> None:
    queue = Queue([steady(20, 60)], OpeningPeriods.of([(MIDNIGHT, MIDNIGHT + HOUR)]), TZ)
    assert queue.admit(MIDNIGHT + HOUR // 2) == MIDNIGHT + HOUR // 2
    assert queue.admit(MIDNIGHT + 5 * HOUR) == NEVER
    assert queue.latest(MIDNIGHT + 5 * HOUR) < MIDNIGHT + 2 * HOUR


def test_before_the_figures_begin_nobody_waits() -> None:
    queue = Queue([steady(20, 10)], ALWAYS, TZ, waiting=100)
    assert queue.admit(MIDNIGHT - 1) == MIDNIGHT - 1 == queue.latest(MIDNIGHT - 1)
    assert queue.stage_at(MIDNIGHT - 1) is None
    assert queue.admit(MIDNIGHT) == MIDNIGHT + 99 * 360
