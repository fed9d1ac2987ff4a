"""Arrival functions as pieces: non-decreasing, of slope 0 or 1, with jumps; integers, so no rounding.

Piece `i` rules comings from `x[i]` up to `x[i + 1]` (the last one up to `end`): one who comes at `t` is
through at `y[i]`, or where `rises[i]`, at `y[i] + t - x[i]`. A table of pieces answers for any
admission rule with one look-up; `operations.arrival` says what the rules are.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.calendars.periods import NEVER, OpeningPeriods
from corridor.compiled.composition import composed, last_finite
from corridor.compiled.jit import FAR, Int32s, Int64s, kernel
from corridor.errors import DataError
from corridor.operations.arrival import Timed
from corridor.operations.queues import Queue, Queued

Work = Timed | Queued
"""What makes one wait."""

_DAY_S: Final = 86_400
SHIFT: Final = 14
"""Pieces are indexed every 2**14 seconds, some 4.5 hours: about as often as they change."""

_LOOK_AHEAD_S: Final = (64 * _DAY_S, 400 * _DAY_S, 6 * 366 * _DAY_S)
"""How far past the last coming openings are looked up, until all are served; then: closed for ever."""


@dataclass(frozen=True, eq=False, slots=True)
class Pieces:
    """One arrival function over comings in `[x[0], end)`; `FAR` stands for never.

    `entry[i]` is the piece that holds the instant `i << SHIFT` seconds after the first.
    """

    x: Int64s
    y: Int64s
    rises: NDArray[np.bool_]
    end: int
    entry: Int32s

    @classmethod
    def of(cls, x: Int64s, y: Int64s, rises: NDArray[np.bool_], end: int) -> "Pieces":
        """Return the function with its index."""
        return cls(x, y, rises, end, _entries(x, end))

    @property
    def varies(self) -> bool:
        """Whether anyone ever waits."""
        return len(self.x) > 1 or not self.rises[0]


def pieces_of(timed: Work, start: int, end: int, name: str = "") -> Pieces:
    """Return the arrival function for comings in `[start, end)`, and before as far as `depart(start)` reaches.

    Raises:
        DataError: Leaving later would arrive earlier somewhere: the function is not first in, first out.
    """
    return pieces_from(timed, first_coming(timed, start), end, name)


def pieces_from(timed: Work, first: int, end: int, name: str = "") -> Pieces:
    """Return the arrival function for comings in `[first, end)`; DataError as in `pieces_of`."""
    if isinstance(timed, Queued):
        return followed_by(queue_pieces(timed.queue, first, end), timed.timed, 0, name)
    if timed.periods.is_always:
        x = np.array([first], np.int64)
        return Pieces.of(x, x + timed.duration_s, np.array([True]), end)
    resumes = timed.admission == "resumes" and timed.duration_s > 0
    for ahead_s in _LOOK_AHEAD_S:
        opens, closes = _periods(timed.periods, first, end + ahead_s)
        x, y, rises = _compile(opens, closes, first, end, timed.duration_s, timed.short_s, resumes)
        if y[-1] < FAR:
            break
    if not _is_fifo(x, y, rises):
        raise DataError(
            f"leaving later arrives earlier at {name!r}", hint="its waiting shrinks faster than time goes by"
        )
    return Pieces.of(x, y, rises, end)


def followed_by(pieces: Pieces, onward: Work, gap_s: int, name: str = "") -> Pieces:
    """Return the arrival function of one who goes on, `gap_s` after, through another; DataError as in `pieces_of`."""
    if pieces.y[0] >= FAR:
        return pieces
    last = last_finite(pieces.x, pieces.y, pieces.rises, pieces.end)
    then = pieces_from(onward, int(pieces.y[0]) + gap_s, last + gap_s + 1, name)
    x, y, rises = composed(pieces.x, pieces.y, pieces.rises, pieces.end, gap_s, then.x, then.y, then.rises)
    return Pieces.of(x, y, rises, pieces.end)


def mirrored(pieces: Pieces, start: int, end: int) -> Pieces:
    """Return the backward twin for `by` in `[start, end)` in mirrored time: `-by` to minus the latest coming.

    `operations.arrival.Traversal.depart` seen through a mirror is again an arrival function.
    """
    x, y, rises = _mirror(pieces.x, pieces.y, pieces.rises, pieces.end, start, end)
    return Pieces.of(x, y, rises, 1 - start)


def first_coming(timed: Work, start: int) -> int:
    """Return a coming from which on all are known who are through at `start` or later."""
    if isinstance(timed, Queued):
        return timed.queue.latest(first_coming(timed.timed, start))
    first = timed.depart(start)
    if first == -NEVER:  # work that was begun long ago may still go on
        first = next(
            (opens_at for opens_at, _ in timed.periods.within(start - _LOOK_AHEAD_S[-1], start)), start
        )
    return min(first, start)


@lru_cache(maxsize=128)
def queue_pieces(queue: Queue, first: int, end: int) -> Pieces:
    """Return the letting in of comings in `[first, end)`: each delayed truck holds up who comes after it.

    The last few are kept: trips on one graph share its queues, and each truck of them is one piece.
    """
    until = queue.admit(first)  # up to when whoever came so far is held up
    rows = [(first, min(until, FAR), until == first)]
    for comes_at, admitted_at in queue.delayed(first + 1, end):
        if until < comes_at and not rows[-1][2]:  # in between, who comes is let in
            rows.append((until, until, True))
        if admitted_at > until:
            if rows[-1][0] == comes_at:  # of those who come in one second the last one counts
                rows.pop()
            rows.append((comes_at, min(admitted_at, FAR), False))
            until = admitted_at
    if until < end and not rows[-1][2]:
        rows.append((until, until, True))
    x, y, rises = zip(*rows, strict=True)
    return Pieces.of(np.array(x, np.int64), np.array(y, np.int64), np.array(rises), end)


def _periods(periods: OpeningPeriods, start: int, end: int) -> tuple[Int64s, Int64s]:
    opens, closes = periods.ends_within(start, end)
    return np.array(opens, np.int64), np.array(closes, np.int64)


@kernel
def _compile(opens, closes, first, end, duration_s, short_s, resumes):
    """Return x, y, rises for comings in `[first, end)`: admission, then service."""
    n = len(opens)
    worked = np.zeros(n + 1, np.int64)  # open time before each period
    for i in range(n):
        worked[i + 1] = worked[i] + closes[i] - opens[i]
    x, y = np.empty(4 * n + 2, np.int64), np.empty(4 * n + 2, np.int64)
    rises = np.empty(4 * n + 2, np.bool_)
    count, at, j = 0, first, 0
    for i in range(n):
        last = closes[i] - short_s  # who comes from then on is not admitted
        if last <= max(opens[i], at) or at >= end:
            continue
        start = max(opens[i], at)
        pending = start > at  # a wait from `at` to `start`, with the same end for all
        while start < last:
            if resumes:
                work = worked[i] + start - opens[i] + duration_s
                while j < n and worked[j + 1] < work:
                    j += 1
                if j == n:
                    break
                through = opens[j] + work - worked[j]
                until = min(last, start + worked[j + 1] - work + 1)
            else:
                through, until = start + duration_s, last
            if pending:
                x[count], y[count], rises[count] = at, through, False
                count += 1
                pending = False
            x[count], y[count], rises[count] = start, through, True
            count += 1
            start = until
        if not pending:
            at = start
        if start < last:
            break
    while count and x[count - 1] >= end:
        count -= 1
    if at < end and (count == 0 or at > x[count - 1]):
        x[count], y[count], rises[count] = at, FAR, False
        count += 1
    return x[:count].copy(), y[:count].copy(), rises[:count].copy()


@kernel
def _entries(x, end):
    entry = np.empty(((end - 1 - x[0]) >> SHIFT) + 1, np.int32)
    piece = 0
    for i in range(len(entry)):
        while piece + 1 < len(x) and x[piece + 1] <= x[0] + (i << SHIFT):
            piece += 1
        entry[i] = piece
    return entry


@kernel
def _is_fifo(x, y, rises):
    for i in range(len(x) - 1):
        last = y[i] + (x[i + 1] - 1 - x[i] if rises[i] else 0)
        if y[i + 1] < last or x[i + 1] <= x[i] or y[i] < x[i]:
            return False
    return True


@kernel
def _mirror(x, y, rises, x_end, start, end):
    """Return the pieces of `-by -> -latest(by)` for `by` in `[start, end)`, in ascending order of `-by`."""
    n = len(x)
    u, v = np.empty(2 * n + 2, np.int64), np.empty(2 * n + 2, np.int64)
    up = np.empty(2 * n + 2, np.bool_)
    count = 0
    until = end  # exclusive: `by` down to here is dealt with
    for i in range(n - 1, -1, -1):
        if y[i] >= until or y[i] >= FAR:
            continue
        length = (x[i + 1] if i + 1 < n else x_end) - x[i]
        top = y[i] + (length - 1 if rises[i] else 0)  # the last arrival of this piece
        if top + 1 < until:  # by in [top + 1, until): all of the piece can be had
            low = max(top + 1, start)
            if low < until:
                u[count], v[count], up[count] = 1 - until, 1 - x[i] - length, False
                count += 1
                until = low
        if until <= start:
            break
        if rises[i]:  # by in [y[i], top]: that much of it
            low = max(y[i], start)
            u[count], v[count], up[count] = 1 - until, y[i] - x[i] + 1 - until, True
        else:
            low = max(y[i], start)
            u[count], v[count], up[count] = 1 - until, 1 - x[i] - length, False
        if count and not up[count] and not up[count - 1] and v[count] == v[count - 1]:
            count -= 1
        count += 1
        until = low
        if until <= start:
            break
    if until > start:
        u[count], v[count], up[count] = 1 - until, FAR, False
        count += 1
    return u[:count].copy(), v[:count].copy(), up[:count].copy()
