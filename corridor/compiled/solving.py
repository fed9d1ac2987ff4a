"""Profiles of long windows: solved in parts that suit the network, with tables that grow as needed."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from corridor.compiled.algebra import Y
from corridor.compiled.functions import Functions
from corridor.compiled.jit import FAR, Int64s
from corridor.compiled.lanes import matrix
from corridor.compiled.overlay import Overlay
from corridor.compiled.profiles import new_paths, profiles

MANY_ARCS = 200
_DAY_S = 86_400
_BLOCK_S = _DAY_S
"""Profiles are summed up by days: hours repeat daily, and a year has few enough of them."""
_BLOCK_OF_MANY_S = _DAY_S // 4
"""Where many arcs compete all day long, shorter blocks tell more of them apart."""
_PART_OF_MANY_S = 14 * _DAY_S
"""And an arc that has to be taken up again is so for a part of the window only."""
_PATHS = 4096
_FEW_TARGETS = 64
"""To more of them, almost every arc is of use."""
_STEP_S = 3600
_LANES = 128


class Solution(NamedTuple):
    """Profiles to targets: the pieces of target `i` are rows `ends[i] : ends[i + 1]` of `found` (see `algebra`)."""

    ends: Int64s
    found: Int64s
    paths: Int64s


def solve(
    overlay: Overlay,
    functions: Functions,
    source: int,
    targets: Int64s,
    start: int,
    stop: int,
    *,
    bounded: bool = True,
) -> Solution | None:
    """Return the profiles of departures in `[start, stop)`; None if a function does not reach far enough.

    To a few targets, what cannot be on the way is left out; `bounded` says whether to look for that.
    """
    is_big = len(overlay.service_s) > MANY_ARCS
    block_s, part_s = (_BLOCK_OF_MANY_S, _PART_OF_MANY_S) if is_big else (_BLOCK_S, stop - start)
    paths, parts = new_paths(_PATHS), []
    for since in range(start, stop, part_s):
        until = min(since + part_s, stop)
        some = bounded and len(targets) <= _FEW_TARGETS
        most_s = _most(overlay, functions, source, targets, (since, until, block_s), some=some)
        ends, found = profiles(overlay, functions, source, targets, most_s, since, until, block_s, paths)
        while len(ends) != len(targets) + 1 and len(ends):
            paths = _roomier(paths)
            ends, found = profiles(overlay, functions, source, targets, most_s, since, until, block_s, paths)
        if len(ends) == 0 or is_beyond(found[: ends[-1], Y], functions.end):
            return None
        parts.append((ends, found[: ends[-1]]))
    ends, found = parts[0] if len(parts) == 1 else _joined(parts, len(targets))
    return Solution(ends, found, paths)


def _most(
    overlay: Overlay,
    functions: Functions,
    source: int,
    targets: Int64s,
    window: tuple[int, int, int],
    *,
    some: bool,
) -> Int64s:
    """Return how long departures take at the most, by target and block; `FAR`: nothing is known.

    Who leaves between two departures arrives no later than the later of them.
    """
    start, stop, block_s = window
    blocks = -(-(stop - start) // block_s)
    most = np.full((len(targets), blocks), FAR)
    departures = np.arange(start, start + blocks * block_s + _STEP_S, _STEP_S)
    if not some or departures[-1] >= functions.end:
        return most
    arrivals = np.empty((len(targets), len(departures)), np.int64)
    sums = np.zeros((4, len(targets)), np.int64)
    if not matrix(overlay, functions, source, targets, departures, _LANES, *sums, arrivals):
        return most
    taken = np.where(arrivals < FAR, arrivals - departures + _STEP_S, FAR)[:, 1:]
    return np.asarray(taken.reshape(len(targets), blocks, -1).max(axis=2))


def is_beyond(arrives: Int64s, end: int) -> bool:
    """Whether an arrival lies after the end of the span, where hours have not been looked at."""
    return bool(((arrives >= end) & (arrives < FAR)).any())


def _roomier(paths: Int64s) -> Int64s:
    bigger: Int64s = new_paths(4 * paths.shape[1])
    bigger[:, : paths.shape[1]] = paths
    return bigger


def _joined(parts: Sequence[tuple[Int64s, Int64s]], targets: int) -> tuple[Int64s, Int64s]:
    """Return parts of one window as one, target by target; a piece may go on over the seam."""
    sizes = np.sum([np.diff(ends) for ends, _ in parts], axis=0)
    rows = [found[ends[i] : ends[i + 1]] for i in range(targets) for ends, found in parts]
    return np.concatenate([[0], np.cumsum(sizes)]), np.concatenate([*rows, np.empty((0, 4), np.int64)])
