"""Arrival functions against a second-by-second count, and the laws they obey."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.calendars import periods
from corridor.calendars.periods import NEVER, OpeningPeriods, merge
from corridor.model.schedule import ADMISSIONS, Admission
from corridor.operations.arrival import Fixed, Timed

HORIZON = 48
instants = st.integers(0, HORIZON - 1)
openings = st.lists(st.tuples(instants, instants), max_size=5).map(merge)
durations = st.integers(0, 8)
cutoffs = st.integers(0, 3)
rules = st.sampled_from(ADMISSIONS)


@pytest.fixture(autouse=True, scope="module")
def _short_blocks() -> object:
    """Cut time every seven seconds, so that every case crosses blocks, and give up soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_BLOCK_S", 7)
        patch.setattr(periods, "GIVE_UP_S", 3 * HORIZON)
        yield


def counted(
    opening: list[tuple[int, int]], duration: int, admission: Admission, cutoff: int, at: int
) -> int | None:
    """Stand at the gate second by second; knows nothing of intervals but whether this second is open."""
    is_open = [any(a <= second < b for a, b in opening) for second in range(HORIZON)]

    def closes_after(second: int) -> int:
        while second < HORIZON and is_open[second]:
            second += 1
        return second

    def admits(second: int) -> bool:
        if not is_open[second] or second + cutoff >= closes_after(second):
            return False
        return admission != "finish_by_close" or second + duration <= closes_after(second)

    admitted = next((second for second in range(at, HORIZON) if admits(second)), None)
    if admitted is None or admission != "resumes" or not duration:
        return None if admitted is None else admitted + duration
    left = duration
    for second in range(admitted, HORIZON):
        left -= is_open[second]
        if not left:
            return second + 1
    return None


@settings(max_examples=600)
@given(openings, durations, rules, cutoffs)
def test_arrival_equals_a_second_by_second_count(
    opening: list[tuple[int, int]], duration: int, admission: Admission, cutoff: int
) -> None:
    port = Timed(OpeningPeriods.of(opening), duration, admission, cutoff)
    for at in range(HORIZON):
        expected = counted(opening, duration, admission, cutoff, at)
        assert port.arrive(at) == (NEVER if expected is None else expected)


@settings(max_examples=600)
@given(openings, durations, rules, cutoffs)
def test_the_backward_twin_is_the_latest_coming_that_is_through_in_time(
    opening: list[tuple[int, int]], duration: int, admission: Admission, cutoff: int
) -> None:
    port = Timed(OpeningPeriods.of(opening), duration, admission, cutoff)
    through = [counted(opening, duration, admission, cutoff, at) for at in range(HORIZON)]
    for by in range(HORIZON):
        latest = max((at for at, out in enumerate(through) if out is not None and out <= by), default=-NEVER)
        assert port.depart(by) == latest


@given(openings, durations, rules, cutoffs, instants)
def test_parts_follow_one_another_and_sum_to_the_whole(
    opening: list[tuple[int, int]], duration: int, admission: Admission, cutoff: int, at: int
) -> None:
    port = Timed(OpeningPeriods.of(opening), duration, admission, cutoff)
    through = port.arrive(at)
    if through == NEVER:
        return
    clock, worked = at, 0
    for kind, start, end in port.parts(at):
        assert start == clock < end
        clock, worked = end, worked + (end - start) * (kind == "work")
    assert clock == through
    assert worked == duration


@given(openings, openings, durations, rules, instants)
def test_longer_hours_never_hurt(
    opening: list[tuple[int, int]], more: list[tuple[int, int]], duration: int, admission: Admission, at: int
) -> None:
    before = Timed(OpeningPeriods.of(opening), duration, admission)
    after = Timed(OpeningPeriods.of([*opening, *more]), duration, admission)
    assert after.arrive(at) <= before.arrive(at)


@given(durations, rules, instants)
def test_a_port_open_round_the_clock_makes_nobody_wait(duration: int, admission: Admission, at: int) -> None:
    port = Timed(OpeningPeriods.always(), duration, admission)
    assert port.arrive(at) == at + duration
    assert port.depart(at) == at - duration


def test_clearance_that_meets_closing_time_resumes_next_morning() -> None:
    """Open 10-12 and 20-22; two hours begun at 11 stop at 12 and end at 21."""
    port = Timed(OpeningPeriods.of([(10, 12), (20, 22)]), 2, "resumes")
    assert port.arrive(11) == 21
    assert port.parts(11) == [("work", 11, 12), ("wait", 12, 20), ("work", 20, 21)]


def test_a_truck_that_would_not_be_done_by_closing_waits_for_the_next_opening() -> None:
    port = Timed(OpeningPeriods.of([(10, 12), (20, 22)]), 2, "finish_by_close")
    assert port.arrive(10) == 12
    assert port.arrive(11) == 22


def test_a_truck_admitted_before_closing_is_done_after_it() -> None:
    port = Timed(OpeningPeriods.of([(10, 12), (20, 22)]), 2, "start_by_close")
    assert port.arrive(11) == 13
    assert port.arrive(12) == 22


def test_nobody_is_admitted_after_the_cut_off() -> None:
    port = Timed(OpeningPeriods.of([(10, 14), (20, 24)]), 1, "start_by_close", last_admission_s=2)
    assert port.arrive(11) == 12
    assert port.arrive(12) == 21


def test_driving_takes_as_long_at_any_hour() -> None:
    assert Fixed(90).arrive(10) == 100
    assert Fixed(90).depart(100) == 10
    assert Fixed(0).parts(5) == []


@pytest.mark.parametrize("make", [lambda: Fixed(-1), lambda: Timed(OpeningPeriods.always(), -1)])
def test_nothing_takes_negative_time(make: object) -> None:
    with pytest.raises(ValueError, match="negative"):
        make()  # type: ignore[operator]
