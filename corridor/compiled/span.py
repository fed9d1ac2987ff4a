"""The overlay and the functions compiled for one span of time, forward and backward."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.compiled.chains import chain_pieces
from corridor.compiled.flat import Flat
from corridor.compiled.functions import Functions, functions_of
from corridor.compiled.overlay import Overlay, mirrored, with_seconds
from corridor.compiled.pieces import Pieces, pieces_of
from corridor.compiled.pieces import mirrored as mirrored_pieces
from corridor.operations.arrival import Timed

Build = Callable[[NDArray[np.bool_]], Overlay]
"""Makes the overlay of the arcs whose traversals vary."""

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

    @classmethod
    def compile(cls, flat: Flat, build: Build, start: int, end: int) -> "Span":
        """Return the span; DataError if an arrival function is not first in, first out."""
        pieces = _compile(flat, start, end)
        varies = np.array([piece.varies for piece in pieces], bool)
        return cls(flat, build, build(varies), varies, pieces, start, end)

    @cached_property
    def arcs(self) -> tuple[Pieces, ...]:
        """The arrival function of each arc of the overlay."""
        at, chain, gap_s = (
            column.tolist() for column in (self.overlay.chain_at, self.overlay.chain, self.overlay.gap_s)
        )
        traversals, names = self.flat.traversals, self.flat.names
        return tuple(
            self.pieces[chain[first]]
            if last == first + 1
            else chain_pieces(
                [(traversals[chain[i]], gap_s[i], names[chain[i]]) for i in range(first, last)],
                self.start,
                self.end,
            )
            for first, last in pairwise(at)
        )

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
        return self._with(self.flat, _compile(self.flat, start, end), start, end)

    def later(self) -> "Span":
        """Return a span that ends twice as far off."""
        return self.covering(self.start, self.end + max(self.end - self.start, EXTENSION_S))

    def earlier(self) -> "Span":
        """Return a span that begins twice as far back."""
        return self.covering(self.start - max(self.end - self.start, EXTENSION_S), self.end)

    def with_traversals(self, flat: Flat, changed: Mapping[int, Timed]) -> "Span":
        """Return the span of a graph in which some traversals differ; only these are compiled."""
        pieces = list(self.pieces)
        for i, timed in changed.items():
            pieces[i] = pieces_of(timed, self.start, self.end, flat.names[i])
        return self._with(flat, tuple(pieces), self.start, self.end)

    def _with(self, flat: Flat, pieces: tuple[Pieces, ...], start: int, end: int) -> "Span":
        varies = self.varies | np.array([piece.varies for piece in pieces], bool)
        fixed = (flat.timed < 0) | ~varies[flat.timed]
        if np.array_equal(varies, self.varies) and np.array_equal(
            flat.seconds[fixed], self.flat.seconds[fixed]
        ):
            overlay = with_seconds(
                self.overlay, np.array([timed.free_s for timed in flat.traversals], np.int64)
            )
        else:
            overlay = self.build(varies)
        return Span(flat, self.build, overlay, varies, pieces, start, end)


def _compile(flat: Flat, start: int, end: int) -> tuple[Pieces, ...]:
    return tuple(
        pieces_of(timed, start, end, name) for timed, name in zip(flat.traversals, flat.names, strict=True)
    )
