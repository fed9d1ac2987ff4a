"""The arrival functions of all timed arcs in one set of arrays, with an index by time for quick look-up."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corridor.compiled.jit import Int32s, Int64s, kernel
from corridor.compiled.pieces import Pieces

_SHIFT = 14
"""The index has an entry every 2**14 seconds, some 4.5 hours: about as many as pieces."""


class Functions(NamedTuple):
    """Pieces of function `f` are `x[at[f] : at[f + 1]]` and so on; all answer for comings before `end`.

    `entry[entry_at[f] + i]` is the piece that holds the instant `i << 14` seconds after the first.
    """

    at: Int64s
    x: Int64s
    y: Int64s
    rises: Int64s
    entry_at: Int64s
    entry: Int32s
    end: int


def functions_of(pieces: Sequence[Pieces | None], end: int) -> Functions:
    """Return the functions in order; None stands for one that no kernel will ask for."""
    found = [piece for piece in pieces if piece is not None]
    at = _ends([0 if piece is None else len(piece.x) for piece in pieces])
    entries = [_entries(piece) for piece in found]
    sizes = iter(map(len, entries))
    return Functions(
        at=at,
        x=_joined([piece.x for piece in found], np.int64),
        y=_joined([piece.y for piece in found], np.int64),
        rises=_joined([piece.rises for piece in found], np.int64),
        entry_at=_ends([0 if piece is None else next(sizes) for piece in pieces]),
        entry=_joined(entries, np.int32),
        end=end,
    )


def _entries(pieces: Pieces) -> Int32s:
    instants = np.arange(pieces.x[0], pieces.end, 1 << _SHIFT)
    return (np.searchsorted(pieces.x, instants, side="right") - 1).astype(np.int32)


def _ends(sizes: Sequence[int]) -> Int64s:
    ends = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=ends[1:])
    return ends


def _joined(arrays, dtype):  # type: ignore[no-untyped-def]
    return np.concatenate([*arrays, np.empty(0)]).astype(dtype)


@kernel
def piece_at(functions, f, time):  # type: ignore[no-untyped-def]
    """Return the index of the piece of `f` that holds `time`, which lies before `functions.end`."""
    first, last = functions.at[f], functions.at[f + 1]
    piece = first + functions.entry[functions.entry_at[f] + ((time - functions.x[first]) >> _SHIFT)]
    while piece + 1 < last and functions.x[piece + 1] <= time:
        piece += 1
    return piece


@kernel
def through(functions, f, time):  # type: ignore[no-untyped-def]
    """Return when one who comes at `time` is through; `FAR` if never."""
    piece = piece_at(functions, f, time)
    return functions.y[piece] + functions.rises[piece] * (time - functions.x[piece])
