"""Arrival functions as pieces against `Timed` itself, second by second, and their mirror images."""

import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weeks import DAY, MONDAY, random_periods, random_queue

from corridor.calendars import periods
from corridor.calendars.periods import Interval, OpeningPeriods, merge
from corridor.compiled import pieces
from corridor.compiled.jit import FAR
from corridor.compiled.pieces import Pieces, mirrored, pieces_of
from corridor.errors import DataError
from corridor.model.schedule import ADMISSIONS, Admission
from corridor.operations.arrival import Timed
from corridor.operations.queues import Queued

ORIGIN = 1_750_000_000
HORIZON = 60
instants = st.integers(0, HORIZON - 1)
openings = st.lists(st.tuples(instants, instants), max_size=6).map(merge)


def arrival(pieces: Pieces, at: int) -> int:
    """Return when one who comes at `at` is through; `FAR` if never."""
    i = int(np.searchsorted(pieces.x, at, side="right")) - 1
    return int(pieces.y[i]) + (at - int(pieces.x[i]) if pieces.rises[i] else 0)


@pytest.fixture
def _short_blocks() -> Iterator[None]:
    """Cut time every seven seconds, so that every case crosses blocks, and give up soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_BLOCK_S", 7)
        patch.setattr(periods, "GIVE_UP_S", 3 * HORIZON)
        patch.setattr(pieces, "_LOOK_AHEAD_S", (5, 20, 4 * HORIZON))
        yield


def shifted(opening: list[Interval]) -> OpeningPeriods:
    return OpeningPeriods.of([(ORIGIN + opens, ORIGIN + closes) for opens, closes in opening])


def finite(time: int) -> int:
    """Return a time of the reference engine with never as the compiled engine writes it."""
    return max(-FAR, min(FAR, time))


def assert_same(timed: Timed, found: Pieces, start: int, end: int, step: int = 1) -> None:
    """Compare the pieces and their mirror image with the function, each at its own instants."""
    assert (np.diff(found.x) > 0).all()
    assert found.x[0] <= start
    assert found.x[-1] < end
    for at in range(int(max(found.x[0], start - 1000 * step)), end, step):
        assert arrival(found, at) == finite(timed.arrive(at)), at - start
    back = mirrored(found, start, end)
    assert (np.diff(back.x) > 0).all()
    for by in range(start, end, step):
        assert -arrival(back, -by) == finite(timed.depart(by)), by - start
    for each in (found, back):
        places = [
            np.searchsorted(each.x, x, side="right") - 1 for x in range(int(each.x[0]), each.end, 1 << 14)
        ]
        assert list(each.entry) == places


@pytest.mark.usefixtures("_short_blocks")
@settings(max_examples=1_500)
@given(
    openings,
    st.one_of(st.integers(0, 8), st.integers(20, 50)),
    st.sampled_from(ADMISSIONS),
    st.sampled_from((0, 0, 1, 3, 11)),
    st.integers(-15, HORIZON + 15),
    st.integers(1, HORIZON + 15),
)
def test_pieces_equal_the_function_and_its_twin_at_every_second(
    opening: list[Interval], duration: int, admission: Admission, cutoff: int, start: int, length: int
) -> None:
    """Spans before, within, across and after the openings; work longer than any opening."""
    timed = Timed(shifted(opening), duration, admission, cutoff)
    found = pieces_of(timed, ORIGIN + start, ORIGIN + start + length)
    assert_same(timed, found, ORIGIN + start, ORIGIN + start + length)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_pieces_equal_the_function_over_weeks_of_real_hours(seed: int) -> None:
    """Every breakpoint, the seconds around it, and instants in between."""
    rng = random.Random(seed)
    for _ in range(30):
        admission = rng.choice(ADMISSIONS)
        timed: Timed | Queued = Timed(
            random_periods(rng, 7), rng.choice((0, 1, 1_800, 6 * 3_600)), admission, rng.choice((0, 900))
        )
        start = MONDAY + rng.randint(-20 * DAY, 20 * DAY)
        end = start + rng.randint(1, 15 * DAY)
        if rng.random() < 0.5:
            timed = Queued(random_queue(rng, timed.periods), timed)
        found = pieces_of(timed, start, end)
        back = mirrored(found, start, end)
        for each, sign in ((found, 1), (back, -1)):
            exact = timed.arrive if sign > 0 else timed.depart
            probes = np.concatenate([each.x, each.x - 1, each.x + 1, [each.end - 1]])
            random_ones = [rng.randrange(int(each.x[0]), each.end) for _ in range(100)]
            for at in [*probes[(probes >= each.x[0]) & (probes < each.end)].tolist(), *random_ones]:
                assert sign * arrival(each, at) == finite(exact(sign * at))


def day(number: int) -> int:
    return ORIGIN + number * DAY


@pytest.mark.parametrize(
    ("opening", "at", "through"),
    [
        ([(day(-900), day(-899))], 0, None),
        ([(day(1_000), day(1_001))], 0, day(1_000) + 60),
        ([(day(-900), day(1))], 0, ORIGIN + 60),
        ([(day(-900), day(1))], 2 * DAY, None),
        ([(day(-3_000), day(3_000))], 0, ORIGIN + 60),
        ([], 0, None),
    ],
    ids=[
        "opened years ago",
        "opens in years",
        "about to close",
        "closed for ever",
        "open for years",
        "never",
    ],
)
def test_openings_far_from_the_span_are_known(opening: list[Interval], at: int, through: int | None) -> None:
    timed = Timed(OpeningPeriods.of(opening), 60, "start_by_close")
    found = pieces_of(timed, ORIGIN, ORIGIN + 3 * DAY)
    assert arrival(found, ORIGIN + at) == (FAR if through is None else through)
    assert finite(timed.arrive(ORIGIN + at)) == arrival(found, ORIGIN + at)
    back = mirrored(found, ORIGIN, ORIGIN + 3 * DAY)
    for by in range(ORIGIN, ORIGIN + 3 * DAY, 3_571):
        assert -arrival(back, -by) == finite(timed.depart(by))


@pytest.mark.parametrize("admission", ADMISSIONS)
def test_a_port_that_never_closes_makes_nobody_wait(admission: Admission) -> None:
    found = pieces_of(Timed(OpeningPeriods.always(), 90, admission), ORIGIN, ORIGIN + DAY)
    assert not found.varies
    assert arrival(found, ORIGIN) == ORIGIN + 90
    assert arrival(mirrored(found, ORIGIN, ORIGIN + DAY), -ORIGIN - 100) == -ORIGIN - 10


def test_a_port_that_never_opens_is_not_driving() -> None:
    assert pieces_of(Timed(OpeningPeriods.never(), 0), ORIGIN, ORIGIN + DAY).varies


def test_a_port_where_leaving_later_arrives_earlier_is_a_data_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No admission rule does so; a new one might."""

    def unfair(_opens: object, _closes: object, first: int, *_rest: object) -> tuple[object, ...]:
        return np.array([first, first + 10]), np.array([first + 100, first + 50]), np.array([True, True])

    monkeypatch.setattr(pieces, "_compile", unfair)
    timed = Timed(OpeningPeriods.of([(ORIGIN, ORIGIN + 9)]), 10, "start_by_close")
    with pytest.raises(DataError, match="arrives earlier at 'torugart-yard'"):
        pieces_of(timed, ORIGIN, ORIGIN + DAY, "torugart-yard")
