"""Control points in a row, between which no road leaves, as one arc with one arrival function.

A crossing is often such a row (yard, gate, post), so an overlay has two or three times fewer arcs than control points.
"""

from collections.abc import Sequence

import numpy as np

from corridor.compiled.jit import Int32s
from corridor.compiled.pieces import Pieces, Work, first_coming, followed_by, pieces_from
from corridor.compiled.static import APART

Element = tuple[Work, int, str]
"""What makes one wait, the seconds driven before it, and its name."""


def chains(onward: Int32s, access: Int32s, egress: Int32s) -> list[list[int]]:
    """Return the arcs in rows that can only be gone through as a whole, from least seconds between them.

    `onward` is by arc and next arc, `access` by source and arc, `egress` by arc and target.
    """
    one_way_on = ((onward < APART).sum(axis=1) == 1) & ~(egress < APART).any(axis=1)
    one_way_in = ((onward < APART).sum(axis=0) == 1) & ~(access < APART).any(axis=0)
    following = {
        arc: onwards
        for arc in np.flatnonzero(one_way_on).tolist()
        if one_way_in[onwards := int(onward[arc].argmin())]
    }
    begins = set(range(len(onward))) - set(following.values())
    rows = []
    for arc in sorted(begins):
        row = [arc]
        while row[-1] in following:
            row.append(following[row[-1]])
        rows.append(row)
    return rows


def chain_pieces(chain: Sequence[Element], start: int, end: int) -> Pieces:
    """Return the arrival function of a row for comings in `[start, end)`, and before as far as departures reach.

    Raises:
        DataError: An arrival function in it is not first in, first out.
    """
    first = start
    for timed, gap_s, _ in chain[::-1]:
        first = first_coming(timed, first) - gap_s
    timed, gap_s, name = chain[0]
    found = pieces_from(timed, first + gap_s, end, name)
    for timed, gap_s, name in chain[1:]:
        found = followed_by(found, timed, gap_s, name)
    return found
