"""Booked slots: kept, missed, and never a way to be sooner by coming later."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from naive_queue import DAY, END, HOUR, MIDNIGHT, NEVER, Case, cases

from corridor.operations.arrival import Timed
from corridor.operations.queues import Queued
from corridor.operations.slots import Booked, fee_in_words

instants = st.integers(MIDNIGHT - DAY, END + DAY)


def booked(case: Case, starts: int, hours: int) -> Booked:
    queue = case.queue()
    return Booked(Queued(queue, Timed(queue.periods, HOUR)), starts, starts + hours * HOUR)


@given(cases, instants, st.integers(1, 30), st.lists(instants, min_size=2, max_size=10))
def test_who_comes_later_is_through_no_earlier(
    case: Case, starts: int, hours: int, moments: list[int]
) -> None:
    slot = booked(case, starts, hours)
    moments += [slot.ends - 1, slot.ends, starts - 1, starts]
    through = [slot.arrive(at) for at in sorted(moments)]
    assert all(before <= after for before, after in pairwise(through))


@given(cases, instants, st.integers(1, 30), instants)
def test_the_latest_coming_is_in_time_and_a_second_later_is_not(
    case: Case, starts: int, hours: int, by: int
) -> None:
    slot = booked(case, starts, hours)
    latest = slot.depart(by)
    if latest == -NEVER:
        assert slot.arrive(MIDNIGHT - 30 * DAY) > by
    else:
        assert slot.arrive(latest) <= by < slot.arrive(latest + 1)


@given(cases, instants, st.integers(1, 30), instants)
def test_a_kept_slot_is_never_slower_than_the_queue_but_for_waiting_for_it(
    case: Case, starts: int, hours: int, at: int
) -> None:
    slot = booked(case, starts, hours)
    if starts <= at < slot.ends:
        assert slot.arrive(at) <= slot.onward.arrive(at)
        assert all(kind != "queue" for kind, _, _ in slot.parts(at) if slot.arrive(at) < NEVER)
    if at >= slot.ends:
        assert slot.arrive(at) == slot.onward.arrive(at)


def test_fees_are_told_in_money_where_the_index_is_known() -> None:
    assert fee_in_words(100, 2025) == "100 MRP = 393,200 KZT in 2025"
    assert fee_in_words(1, 2031) == "1 MRP"
