"""Profiles summed up by blocks of time, so that most of a comparison is settled without looking at pieces.

Of each block are kept the piece that holds its beginning, and the least and longest duration within.
A candidate whose least is above another's longest loses all of the block, and the reverse.
"""

import numpy as np

from corridor.compiled.algebra import copy, least
from corridor.compiled.jit import kernel


@kernel
def summaries(slots, blocks):
    """Return empty summaries: first piece, least and longest seconds, each by slot and block."""
    return (
        np.zeros((slots, blocks), np.int64),
        np.zeros((slots, blocks), np.int64),
        np.zeros((slots, blocks), np.int64),
    )


@kernel
def sum_up(profile, first, count, start, stop, size, summary, slot):
    """Fill the summary of a profile whose pieces are `first` to `first + count - 1` of its arrays."""
    pieces, low, high = summary[0][slot], summary[1][slot], summary[2][slot]
    blocks = len(pieces)
    block, begins = 0, start
    low[0], high[0] = np.int64(1) << 60, 0
    pieces[0] = first
    for i in range(first, first + count):
        at = profile[0][i]
        until = profile[0][i + 1] if i + 1 < first + count else stop
        y, rises = profile[1][i], profile[2][i] & 1
        while True:
            ends = min(begins + size, stop) if block + 1 < blocks else stop
            since = max(at, begins)
            upto = min(until, ends)
            taken = y - at if rises else y - since
            high[block] = max(high[block], taken)
            low[block] = min(low[block], y - at if rises else y - (upto - 1))
            if until < ends or block + 1 == blocks:
                break
            block += 1
            begins = ends
            low[block], high[block] = np.int64(1) << 60, 0
            pieces[block] = i if until > begins else i + 1
            if until <= begins:
                break


@kernel
def latest(a, i, a_count, b, j, b_count, window, out):
    """Fill in, by block, how much later than `b` `a` arrives at most; negative if it is always earlier."""
    start, stop, size = window
    a_last, b_last = i + a_count - 1, j + b_count - 1
    at, block, most = start, 0, -(np.int64(1) << 60)
    ends = stop if len(out) == 1 else start + size
    while at < stop:
        a_next = a[0][i + 1] if i < a_last else stop
        b_next = b[0][j + 1] if j < b_last else stop
        until = min(a_next, b_next, ends)
        a_rises, b_rises = a[2][i] & 1, b[2][j] & 1
        gap = a[1][i] - b[1][j] + a_rises * (at - a[0][i]) - b_rises * (at - b[0][j])
        if a_rises > b_rises:
            gap += until - 1 - at
        most = max(most, gap)
        at = until
        i += i < a_last and a_next == until
        j += j < b_last and b_next == until
        if at == ends:
            out[block] = most
            block, most = block + 1, -(np.int64(1) << 60)
            ends = stop if block + 1 >= len(out) else ends + size


@kernel
def improve(a, a_first, a_count, a_sum, a_slot, b, b_first, b_count, b_sum, b_slot, later_s, window, out):
    """Write the earlier of `a` and of `b` with `later_s` of driving after it; return the count, 0 if `b` never wins.

    `window` is (start, stop, size of a block). Pieces in a summary are numbered as in the arrays.
    """
    start, stop, size = window
    blocks = a_sum[0].shape[1]
    worth = False
    for block in range(blocks):
        if b_sum[1][b_slot, block] + later_s <= a_sum[2][a_slot, block]:
            worth = True
            break
    if not worth:
        return 0
    a_last, b_last = a_first + a_count - 1, b_first + b_count - 1
    written, won, block = 0, False, 0
    while block < blocks:
        state = _state(a_sum, a_slot, b_sum, b_slot, later_s, block)
        since = block
        while block < blocks and _state(a_sum, a_slot, b_sum, b_slot, later_s, block) == state:
            block += 1
        at, until = start + since * size, stop if block == blocks else start + block * size
        i, j = a_sum[0][a_slot, since], b_sum[0][b_slot, since]
        if state < 0:
            written = copy(a, i, a_last, 0, at, until, out, written)
        elif state > 0:
            written = copy(b, j, b_last, later_s, at, until, out, written)
            won = True
        else:
            written, here = least(a, i, a_last, 0, b, j, b_last, later_s, at, until, stop, stop, out, written)
            won = won or here
    return written if won else 0


@kernel
def _state(a_sum, a_slot, b_sum, b_slot, later_s, block):
    """Return -1 where all of the block is `a`'s, 1 where it is `b`'s, 0 where one has to look."""
    if b_sum[1][b_slot, block] + later_s > a_sum[2][a_slot, block]:
        return -1
    if b_sum[2][b_slot, block] + later_s < a_sum[1][a_slot, block]:
        return 1
    return 0
