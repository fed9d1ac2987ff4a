"""The compiled engine: prepared once for a graph, its terminals and a span of time, then asked many times."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.compiled import lanes, search, waits
from corridor.compiled.algebra import MOVED
from corridor.compiled.cache import kept
from corridor.compiled.flat import Flat
from corridor.compiled.jit import FAR, Int64s
from corridor.compiled.overlay import Groups, Overlay, build
from corridor.compiled.pieces import Work
from corridor.compiled.solving import MANY_ARCS, Solution, is_beyond, solve
from corridor.compiled.span import EXTENSION_S, Span
from corridor.model.provenance import Notice

_LANES = 256
"""Departures worked at a time: what a level-2 cache holds for some fifty arcs."""
_LANES_OF_MANY = 128

_COMPILING = Lock()
"""Held while hours are compiled: opening periods, which engines share, grow in one thread at a time."""


class PieceArrays(NamedTuple):
    """A profile (see `model.profile.Profile`) with waits by traversal, and ways as numbered paths."""

    departs: Int64s
    arrives: Int64s
    rises: NDArray[np.bool_]
    moving_s: Int64s
    path: Int64s
    wait_ends: Int64s
    wait_at: Int64s
    wait_s: Int64s
    wait_shrinks: NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Totals:
    """What many departures add up to, by source and target, in seconds; where none is answered, nought.

    `arrivals[source, target, departure]` is None unless asked for; `FAR` stands for never.
    """

    answered: Int64s
    total_s: Int64s
    least_s: Int64s
    most_s: Int64s
    arrivals: Int64s | None

    @classmethod
    def nothing(cls, shape: tuple[int, ...], kept: int | None) -> "Totals":
        """Return totals of no departure, with room for so many arrivals each."""
        return cls(
            answered=np.zeros(shape, np.int64),
            total_s=np.zeros(shape, np.int64),
            least_s=np.zeros(shape, np.int64),
            most_s=np.zeros(shape, np.int64),
            arrivals=None if kept is None else np.full((*shape, kept), FAR),
        )


class Engine:
    """Answers between numbered sources and targets, each a group of nodes of one graph. Times are UTC seconds.

    The hours are compiled for a span of time, which grows when a question needs it: there is no horizon.
    Methods may be called from several threads; kernels do not hold the interpreter's lock.

    Attributes:
        flat: The graph.
        notices: What became of the cache.
    """

    def __init__(self, flat: Flat, span: Span, notices: tuple[Notice, ...] = ()) -> None:
        """Take what `prepare` made."""
        self.flat = flat
        self.notices = notices
        self._span = span

    @classmethod
    def prepare(
        cls,
        flat: Flat,
        sources: Groups,
        targets: Groups,
        start: int,
        end: int,
        *,
        threads: int = 1,
        cache: Path | None = None,
    ) -> "Engine":
        """Compile the overlay between terminals and the hours for departures in `[start, end)`.

        `cache` is a folder in which overlays are kept from one run to the next.

        Raises:
            DataError: An arrival function is not first in, first out.
        """
        notices: list[Notice] = []

        def overlay(graph: Flat, varies: NDArray[np.bool_]) -> Overlay:
            make = partial(build, graph, varies, sources, targets, threads)
            if cache is None:
                return make()
            return kept(cache, graph, varies, sources, targets, make, notices.append)

        with _COMPILING:
            span = Span.compile(flat, overlay, start, end + EXTENSION_S)
            _ = span.functions
        return cls(flat, span, tuple(notices))

    def with_traversals(self, changed: Mapping[int, Work]) -> "Engine":
        """Return an engine in which some traversals of `flat` are others; the rest is shared."""
        traversals, seconds = list(self.flat.traversals), self.flat.seconds.copy()
        for i, timed in changed.items():
            traversals[i] = timed
            seconds[self.flat.timed == i] = timed.free_s
        flat = replace(self.flat, traversals=traversals, seconds=seconds)
        with _COMPILING:
            span = self._span.with_traversals(flat, changed)
            _ = span.functions
        return Engine(flat, span, self.notices)

    def arrival(self, source: int, target: int, at: int) -> tuple[int, int]:
        """Return the earliest arrival of one who leaves at `at`, and the seconds in motion; (`FAR`, 0) if none."""
        span = self._covering(at, at + 1)
        while True:
            time, moving_s = search.to_target(span.overlay, span.functions, source, target, at)
            if span.end <= time < FAR or time == search.BEYOND:
                span = self._grown(span, Span.later)
                continue
            return time, moving_s

    def latest_departure(self, source: int, target: int, by: int) -> tuple[int, int]:
        """Return the latest departure that arrives by `by`, and the seconds in motion; (`-FAR`, 0) if none."""
        span = self._covering(by, by + 1)
        while True:
            time, moving_s = search.to_target(*span.backward, target, source, -by)
            if -span.start < time < FAR or time == search.BEYOND:
                span = self._grown(span, Span.earlier)
                continue
            return -time, moving_s

    def to_all(self, source: int, at: int) -> tuple[Int64s, Int64s]:
        """Return the earliest arrivals at all targets of one who leaves at `at`, and the seconds in motion."""
        span = self._covering(at, at + 1)
        while True:
            times = np.empty(span.overlay.direct_s.shape[1], np.int64)
            moving_s = np.empty_like(times)
            reaches = search.to_all(span.overlay, span.functions, source, at, times, moving_s)
            if reaches and not is_beyond(times, span.end):
                return times, moving_s
            span = self._grown(span, Span.later)

    def connected(self, source: int) -> NDArray[np.bool_]:
        """Return which targets there is a way to if no port ever closed."""
        found: NDArray[np.bool_] = search.connected(self._span.overlay, source)
        return found

    def matrix(
        self, pairs: NDArray[np.bool_], departures: Int64s, *, keep: bool = False, threads: int = 1
    ) -> Totals:
        """Return what ascending departures add up to for each pair (source, target) that is wanted.

        `keep` keeps all arrivals. Threads share the sources.
        """
        totals = Totals.nothing(pairs.shape, len(departures) if keep else None)
        self._covering(int(departures[0]), int(departures[-1]) + 1)
        work = partial(self._row, pairs, np.asarray(departures, np.int64), totals)
        sources = np.flatnonzero(pairs.any(axis=1))
        if threads == 1:
            list(map(work, sources))
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(work, sources))
        return totals

    def _row(self, pairs: NDArray[np.bool_], departures: Int64s, totals: Totals, source: int) -> None:
        targets = np.flatnonzero(pairs[source])
        shape = (len(targets), len(departures) if totals.arrivals is not None else 0)
        while True:
            span = self._span
            width = _LANES_OF_MANY if len(span.overlay.service_s) > MANY_ARCS else _LANES
            sums = np.zeros((4, len(targets)), np.int64)
            sums[2] = FAR
            arrivals = np.empty(shape, np.int64)
            reaches = lanes.matrix(
                span.overlay, span.functions, source, targets, departures, width, *sums, arrivals
            )
            if reaches and departures[-1] + sums[3].max(initial=0) < span.end:
                break
            self._grown(span, Span.later)
        sums[2, sums[0] == 0] = 0
        for out, row in zip(
            (totals.answered, totals.total_s, totals.least_s, totals.most_s), sums, strict=True
        ):
            out[source, targets] = row
        if totals.arrivals is not None:
            totals.arrivals[source, targets] = arrivals

    def profile(self, source: int, target: int, start: int, end: int) -> PieceArrays:
        """Return the exact profile of departures in `[start, end)`, cut where any wait changes."""
        return next(self.piece_arrays(source, [target], start, end))

    def piece_arrays(
        self, source: int, targets: Sequence[int], start: int, end: int
    ) -> Iterator[PieceArrays]:
        """Yield the exact profiles to many targets, searched once; otherwise as `profile`."""
        span, (ends, found, paths) = self._solved(source, targets, start, end)
        least_s = np.array([timed.free_s for timed in span.flat.traversals], np.int64)
        for first, last in pairwise(ends.tolist()):
            rows = found[first:last]
            pieces, wait_ends, waited = waits.waits(
                span.overlay, span.links, least_s, source, rows, end, paths
            )
            departs, arrives, marks, path = np.ascontiguousarray(pieces.T)
            wait_at, wait_s, shrinks = np.ascontiguousarray(waited.T)
            yield PieceArrays(
                departs,
                arrives,
                marks & 1 == 1,
                marks >> MOVED,
                path,
                wait_ends,
                wait_at,
                wait_s,
                shrinks == 1,
            )

    def deadlines(
        self, source: int, target: int, start: int, end: int
    ) -> tuple[Int64s, Int64s, NDArray[np.bool_], Int64s]:
        """Return the latest departures for deadlines in `[start, end)`: (by, departs, rises, moving_s) by piece."""
        span, sources = self._covering(start, end), np.array([source])
        while (solution := solve(*span.backward, target, sources, 1 - end, 1 - start, bounded=False)) is None:
            span = self._grown(span, Span.earlier)
        begins, values, marks, _ = np.ascontiguousarray(solution.found.T)
        return _turned_round(begins, values, marks, 1 - start)

    def profiles(
        self, source: int, targets: Sequence[int], start: int, end: int
    ) -> tuple[Int64s, Int64s, Int64s, NDArray[np.bool_], Int64s]:
        """Return the exact profiles to many targets: (ends, departs, arrives, rises, moving_s).

        The pieces of target `i` are `ends[i] : ends[i + 1]` of the others.
        """
        _, (ends, found, _) = self._solved(source, targets, start, end)
        departs, arrives, marks, _ = np.ascontiguousarray(found.T)
        return ends, departs, arrives, marks & 1 == 1, marks >> MOVED

    def _solved(self, source: int, targets: Sequence[int], start: int, end: int) -> tuple[Span, Solution]:
        span, wanted = self._covering(start, end), np.asarray(targets, np.int64)
        while (solution := solve(span.overlay, span.functions, source, wanted, start, end)) is None:
            span = self._grown(span, Span.later)
        return span, solution

    def _covering(self, start: int, end: int) -> Span:
        span = self._span
        if span.start <= start and end <= span.end:
            return span
        return self._grown(span, lambda span: span.covering(start, end))

    def _grown(self, span: Span, grow: Callable[[Span], Span]) -> Span:
        """Return a longer span than the one that proved too short, unless another thread has made one."""
        with _COMPILING:
            if self._span is span:
                longer = grow(span)
                _ = longer.functions
                self._span = longer
            return self._span


def _turned_round(
    begins: Int64s, values: Int64s, marks: Int64s, end: int
) -> tuple[Int64s, Int64s, NDArray[np.bool_], Int64s]:
    """Return a profile of mirrored time as (by, departs, rises, moving_s), first deadline first."""
    rises = marks & 1 == 1
    last = np.append(begins[1:], end) - 1  # of each mirrored piece: its first deadline
    departs = -(values + np.where(rises, last - begins, 0))
    return -last[::-1], departs[::-1], rises[::-1], marks[::-1] >> MOVED
