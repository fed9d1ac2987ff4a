"""Opening periods: when work is done, as disjoint half-open UTC intervals without an end.

Periods are compiled in blocks and extended whenever a question runs off either end, so there is no
horizon. Seconds are integers; `NEVER` stands for an instant that does not come.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Final

Interval = tuple[int, int]
"""`[opens_at, closes_at)` in UTC seconds."""

NEVER: Final = 1 << 62
"""Later than any instant; `-NEVER` is earlier than any."""

DAY_S: Final = 86_400
_BLOCK_S: Final = 64 * DAY_S
GIVE_UP_S: Final = 5 * 366 * DAY_S
"""A port without an opening for so long is taken as closed for ever: longer than any notice seen."""


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the union as sorted, disjoint, non-abutting intervals; empty ones vanish."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def subtract(intervals: Iterable[Interval], holes: Iterable[Interval]) -> list[Interval]:
    """Return what is left of the union of `intervals` without the union of `holes`."""
    left: list[Interval] = []
    gaps = merge(holes)
    i = 0  # no gap before it reaches the interval at hand
    for start, end in merge(intervals):
        at = start
        while i < len(gaps) and gaps[i][0] < end:
            hole_start, hole_end = gaps[i]
            if hole_start > at:
                left.append((at, hole_start))
            at = max(at, hole_end)
            if hole_end > end:  # the next interval may lie in it too
                break
            i += 1
        if at < end:
            left.append((at, end))
    return left


def clip(intervals: Iterable[Interval], start: int, end: int) -> list[Interval]:
    """Return the parts of `intervals` that lie within `[start, end)`."""
    return [(max(a, start), min(b, end)) for a, b in intervals if a < end and b > start]


class OpeningPeriods:
    """Disjoint, ascending, non-abutting opening periods over all time.

    `compile_block(start, end)` returns the open intervals within `[start, end)`, in any order; it is
    called once per block. Its answers must not depend on how time is cut.
    """

    __slots__ = ("_closes", "_compile", "_from", "_opens", "_to")

    def __init__(self, compile_block: Callable[[int, int], Iterable[Interval]]) -> None:
        self._compile = compile_block
        self._opens: list[int] = []
        self._closes: list[int] = []
        self._from = self._to = 0  # what is compiled; empty until the first question

    @classmethod
    def always(cls) -> "OpeningPeriods":
        """Open at every instant."""
        periods = cls(lambda start, end: [(start, end)])
        periods._opens, periods._closes = [-NEVER], [NEVER]
        periods._from, periods._to = -NEVER, NEVER
        return periods

    @classmethod
    def never(cls) -> "OpeningPeriods":
        """Open at no instant."""
        return cls(lambda _start, _end: [])

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> "OpeningPeriods":
        """Open in the given intervals only."""
        fixed = merge(intervals)
        return cls(lambda start, end: clip(fixed, start, end))

    @property
    def is_always(self) -> bool:
        """Whether these were made by `always`; others may be open throughout without being known to be."""
        return self._from == -NEVER

    def is_open(self, at: int) -> bool:
        """Whether work is done at the instant `at`."""
        period = self.at_or_after(at)
        return period is not None and period[0] <= at

    def next_change(self, at: int) -> int:
        """Return the next opening or closing after `at`; NEVER if none comes."""
        period = self.at_or_after(at)
        if period is None:
            return NEVER
        return period[0] if period[0] > at else self._real_close(at)

    def at_or_after(self, at: int) -> Interval | None:
        """Return the period that holds `at`, or else the next one; None if none comes.

        A period that reaches the end of what is compiled is returned cut there; see `following`.
        """
        self._cover(at)
        while True:
            i = bisect_right(self._closes, at)
            if i < len(self._closes):
                return self._opens[i], self._closes[i]
            if self._to - at > GIVE_UP_S:
                return None
            self._extend_forward()

    def following(self, at: int) -> Iterator[Interval]:
        """Yield periods from the one that holds `at`, or the next, onwards; a long one comes in pieces.

        Pieces abut, so that open time can be added up over them.
        """
        while (period := self.at_or_after(at)) is not None:
            yield max(period[0], at), period[1]
            at = period[1]

    def preceding(self, at: int) -> Iterator[Interval]:
        """Yield periods back from the one that ends at or holds time before `at`; a long one in pieces."""
        while (period := self._before(at)) is not None:
            yield period[0], min(period[1], at)
            at = period[0]

    def within(self, start: int, end: int) -> list[Interval]:
        """Return the open intervals within `[start, end)`."""
        return list(zip(*self.ends_within(start, end), strict=True))

    def ends_within(self, start: int, end: int) -> tuple[list[int], list[int]]:
        """Return the open intervals within `[start, end)` as openings and closings."""
        if start >= end:
            return [], []
        self._cover(start)
        self._cover(end - 1)
        among = slice(bisect_right(self._closes, start), bisect_left(self._opens, end))
        opens, closes = self._opens[among], self._closes[among]
        if opens:  # only the first and the last one can stick out
            opens[0], closes[-1] = max(opens[0], start), min(closes[-1], end)
        return opens, closes

    def _before(self, at: int) -> Interval | None:
        self._cover(at - 1)
        while True:
            i = bisect_right(self._opens, at - 1) - 1
            if i >= 0:
                return self._opens[i], self._closes[i]
            if at - self._from > GIVE_UP_S:
                return None
            self._extend_backward()

    def ends_at(self, at: int, reach: int) -> int:
        """Return the real end of the period that holds `at`, or some instant at least `reach` if it is later."""
        period = self.at_or_after(at)
        if period is None or period[0] > at:
            raise ValueError(f"closed at {at}")
        while period[1] < reach and period[1] == self._to:
            self._extend_forward()
            period = self.at_or_after(at)
            assert period is not None  # noqa: S101 - extending never takes a period away
        return period[1]

    def _real_close(self, at: int) -> int:
        closes = self.ends_at(at, at + GIVE_UP_S)
        return NEVER if closes - at >= GIVE_UP_S else closes

    def _cover(self, at: int) -> None:
        if self._from == self._to:
            self._from = self._to = at // _BLOCK_S * _BLOCK_S
            self._extend_forward()
        while at < self._from:
            self._extend_backward()
        while at >= self._to:
            self._extend_forward()

    def _extend_forward(self) -> None:
        start, self._to = self._to, self._to + _BLOCK_S
        for opens_at, closes_at in merge(self._compile(start, self._to)):
            if self._closes and self._closes[-1] == opens_at:
                self._closes[-1] = closes_at
            else:
                self._opens.append(opens_at)
                self._closes.append(closes_at)

    def _extend_backward(self) -> None:
        end, self._from = self._from, self._from - _BLOCK_S
        block = merge(self._compile(self._from, end))
        if block and self._opens and block[-1][1] == self._opens[0]:
            self._opens[0] = block.pop()[0]
        self._opens[:0] = [opens_at for opens_at, _ in block]
        self._closes[:0] = [closes_at for _, closes_at in block]
