"""The overlay and the functions compiled for one span of time, forward and backward."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.compiled.chains import chain_pieces
from corridor.compiled.flat import Flat
from corridor.compiled.functions import Functions, functions_of
from corridor.compiled.overlay import Overlay, mirrored, with_seconds
from corridor.compiled.pieces import Pieces, Work, pieces_of
from corridor.compiled.pieces import mirrored as mirrored_pieces

Row = tuple[tuple[int, int], ...]
"""Traversals in a row, each by its number and the seconds driven before it."""

Build = Callable[[Flat, NDArray[np.bool_]], Overlay]
"""Makes the overlay of a graph from the arcs whose traversals vary."""

EXTENSION_S: Final = 64 * 86_400
"""Longer than any trip seen; spans grow by at least so much."""


@dataclass(frozen=True, eq=False)
class Span:
    """What kernels are given; valid for every time in `[start, end)`.

    Traversals that never make anyone wait within the span are driving to the overlay, so a span that grows may need
    another overlay.
    """

    flat: Flat
    build: Build
    overlay: Overlay
    varies: NDArray[np.bool_]
    pieces: tuple[Pieces, ...]
    start: int
    end: int
    rows: dict[Row, Pieces] = field(default_factory=dict)
    """Functions of rows of traversals that are known already."""

    @classmethod
    def compile(cls, flat: Flat, build: Build, start: int, end: int) -> "Span":
        """Return the span; DataError if an arrival function is not first in, first out."""
        pieces = _compile(flat, start, end)
        varies = _varying(pieces)
        return cls(flat, build, build(flat, varies), varies, pieces, start, end)

    @cached_property
    def arcs(self) -> tuple[Pieces, ...]:
        """The arrival function of each arc of the overlay."""
        elements = list(zip(self.overlay.chain.tolist(), self.overlay.gap_s.tolist(), strict=True))
        return tuple(
            self._function(tuple(elements[first:last]))
            for first, last in pairwise(self.overlay.chain_at.tolist())
        )

    def _function(self, row: Row) -> Pieces:
        if len(row) == 1:
            return self.pieces[row[0][0]]
        if row not in self.rows:
            traversals, names = self.flat.traversals, self.flat.names
            elements = [(traversals[i], gap_s, names[i]) for i, gap_s in row]
            self.rows[row] = chain_pieces(elements, self.start, self.end)
        return self.rows[row]

    @cached_property
    def functions(self) -> Functions:
        """Arrival functions of the overlay's arcs."""
        return functions_of(self.arcs, self.end)

    @cached_property
    def links(self) -> Functions:
        """Arrival functions of traversals, of which the overlay's arcs are rows."""
        return functions_of(
            [piece if varies else None for piece, varies in zip(self.pieces, self.varies, strict=True)],
            self.end,
        )

    @cached_property
    def backward(self) -> tuple[Overlay, Functions]:
        """The overlay and functions in mirrored time: instants are negative, targets are sources."""
        arcs = [mirrored_pieces(piece, self.start, self.end) for piece in self.arcs]
        return mirrored(self.overlay), functions_of(arcs, 1 - self.start)

    def covering(self, start: int, end: int) -> "Span":
        """Return a span that holds `[start, end)`; itself if it does."""
        if self.start <= start and end <= self.end:
            return self
        start = self.start if start >= self.start else start - EXTENSION_S
        end = self.end if end <= self.end else end + EXTENSION_S
        pieces = _compile(self.flat, start, end)
        varies = self.varies | _varying(pieces)
        wider = replace(self, pieces=pieces, varies=varies, start=start, end=end, rows={})
        return wider._refitted(self)  # noqa: SLF001 - of this class

    def later(self) -> "Span":
        """Return a span that ends twice as far off."""
        return self.covering(self.start, self.end + max(self.end - self.start, EXTENSION_S))

    def earlier(self) -> "Span":
        """Return a span that begins twice as far back."""
        return self.covering(self.start - max(self.end - self.start, EXTENSION_S), self.end)

    def with_traversals(self, flat: Flat, changed: Mapping[int, Work]) -> "Span":
        """Return the span of a graph in which some traversals differ; only these are compiled."""
        pieces, varies = list(self.pieces), self.varies.copy()
        for i, timed in changed.items():
            pieces[i] = pieces_of(timed, self.start, self.end, flat.names[i])
            varies[i] |= pieces[i].varies
        rows = {row: known for row, known in self.rows.items() if not any(i in changed for i, _ in row)}
        other = replace(self, flat=flat, pieces=tuple(pieces), varies=varies, rows=rows)
        return other._refitted(self)  # noqa: SLF001 - as above

    def _refitted(self, before: "Span") -> "Span":
        """Return the span with an overlay that fits its pieces: that of the span `before` if it does."""
        fixed = ~np.append(self.varies, False)[self.flat.timed]  # -1 stands for the last: not timed
        is_same = np.array_equal(self.varies, before.varies) and np.array_equal(
            self.flat.seconds[fixed], before.flat.seconds[fixed]
        )
        if not is_same:
            return replace(self, overlay=self.build(self.flat, self.varies))
        seconds = np.array([timed.free_s for timed in self.flat.traversals], np.int64)
        return replace(self, overlay=with_seconds(before.overlay, seconds))


def _compile(flat: Flat, start: int, end: int) -> tuple[Pieces, ...]:
    return tuple(
        pieces_of(timed, start, end, name) for timed, name in zip(flat.traversals, flat.names, strict=True)
    )


def _varying(pieces: Sequence[Pieces]) -> NDArray[np.bool_]:
    return np.array([piece.varies for piece in pieces], bool)
