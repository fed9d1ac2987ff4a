"""The arrival functions of all timed arcs in one set of arrays, with an index by time for quick look-up."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.compiled.jit import Int32s, Int64s, kernel
from corridor.compiled.pieces import SHIFT, Pieces


class Functions(NamedTuple):
    """Pieces of function `f` are `x[at[f] : at[f + 1]]` and so on; all answer for comings before `end`.

    `entry[entry_at[f] + i]` is the piece, counted from the function's first, that holds the instant
    `i << SHIFT` seconds after its beginning.
    """

    at: Int64s
    x: Int64s
    y: Int64s
    rises: NDArray[np.bool_]
    entry_at: Int64s
    entry: Int32s
    end: int


def functions_of(pieces: Sequence[Pieces | None], end: int) -> Functions:
    """Return the functions in order; None stands for one that no kernel will ask for."""
    found = [piece for piece in pieces if piece is not None]
    return Functions(
        at=_ends([0 if piece is None else len(piece.x) for piece in pieces]),
        x=_joined([piece.x for piece in found], np.int64),
        y=_joined([piece.y for piece in found], np.int64),
        rises=_joined([piece.rises for piece in found], np.bool_),
        entry_at=_ends([0 if piece is None else len(piece.entry) for piece in pieces]),
        entry=_joined([piece.entry for piece in found], np.int32),
        end=end,
    )


def _ends(sizes: Sequence[int]) -> Int64s:
    ends = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=ends[1:])
    return ends


def _joined(arrays: Sequence[NDArray[Any]], dtype: type[np.generic]) -> NDArray[Any]:
    return np.concatenate([*arrays, np.empty(0, dtype)], dtype=dtype)


@kernel
def piece_at(functions, f, time):
    """Return the index of the piece of `f` that holds `time`, which lies before `functions.end`."""
    first, last = functions.at[f], functions.at[f + 1]
    piece = first + functions.entry[functions.entry_at[f] + ((time - functions.x[first]) >> SHIFT)]
    while piece + 1 < last and functions.x[piece + 1] <= time:
        piece += 1
    return piece


@kernel
def through(functions, f, time):
    """Return when one who comes at `time` is through; `FAR` if never."""
    piece = piece_at(functions, f, time)
    return functions.y[piece] + functions.rises[piece] * (time - functions.x[piece])
