"""Where a crew can be by some instant, `engine.crewed.everywhere` for kernels.

A drive is an arc, from and to so many seconds of it, the instant of its beginning, and the next one on the arc. Of two
on one arc the one that is nowhere later and covers all of the other makes it needless.
"""

import numpy as np

from corridor.compiled.algebra import grown
from corridor.compiled.crews.queue import LABEL, add, drop_first
from corridor.compiled.crews.rules import END, LEFT
from corridor.compiled.crews.search import BY, KEPT, MOVED_S, NODE, WAITING, go_over
from corridor.compiled.crews.tables import FIRST_ARC, IS_ROAD, NONE
from corridor.compiled.jit import FAR, kernel

_MANY = 256


@kernel
def nowhere(arcs):
    """Return what is found before anything is: drives with the first by arc, who is through each arc first, and at each state."""
    count, nodes = len(arcs.table), len(arcs.states)
    drives, heads, through, first = (
        np.empty((_MANY, 5), np.int64),
        np.empty(count + 1, np.int64),
        np.empty((count, 2), np.int64),
        np.empty(nodes, np.int64),
    )
    for i in range(count):
        heads[i], through[i, 0], through[i, 1] = NONE, FAR, NONE
    heads[count] = 0  # how many drives there are
    for i in range(nodes):
        first[i] = NONE
    return drives, heads, through, first


@kernel
def go_everywhere(rules, arcs, hours, left, begun, found, most_s, aims, ask):
    """Go on from all labels; return the search, what is found, and whether nobody has moved longer than `most_s` at a state.

    It is given up if somebody has. It can go on if `ask` is filled in, once that is known.
    """
    pool, counts, heads, desk = begun
    first = found[3]
    while counts[WAITING]:
        rows, marks, entries, heap = pool
        entry = heap[0, 0]
        counts[WAITING] = drop_first(entries, heap, counts[WAITING])
        label = entries[entry, LABEL]
        if not marks[label, KEPT]:
            continue
        node, over = marks[label, NODE], marks[label, BY]
        arc, end = arcs.states[node, FIRST_ARC], arcs.states[node + 1, FIRST_ARC]
        if rows[label, LEFT]:
            arc, end = over, over + 1
        elif marks[label, MOVED_S] > most_s[node]:
            return (pool, counts, heads, desk), found, False
        elif first[node] < 0:
            first[node] = label
        while arc < end and not ask[0]:
            pool = go_over(rules, arcs, hours, left, pool, counts, heads, label, arc, aims, desk, ask)
            if not ask[0]:
                found = _seen(arcs, found, pool[0][label, END], label, arc, desk, aims[0])
            arc += 1
        if ask[0]:
            counts[WAITING] = add(pool[2], pool[3], counts[WAITING], entry)
            break
    return (pool, counts, heads, desk), found, True


@kernel
def _seen(arcs, found, at, label, arc, desk, by):
    """Take note of what has just been done on an arc."""
    drives, heads, through, first = found
    if not arcs.table[arc, IS_ROAD]:
        for i in range(desk[7][1]):
            if at < desk[0][i, END] < through[arc, 0]:
                through[arc, 0], through[arc, 1] = desk[0][i, END], label
        return found
    for i in range(desk[7][0]):
        start, since = desk[6][i, 0], desk[6][i, 2]
        last = min(desk[6][i, 1], start + by - since)
        if desk[6][i, 4] and last > start:
            drives = _driven(drives, heads, arc, start, last, since)
    return drives, heads, through, first


@kernel
def _driven(drives, heads, arc, first, last, since):
    before, drive = NONE, heads[arc]
    while drive >= 0:
        after = drives[drive, 4]
        is_later = since - first >= drives[drive, 3] - drives[drive, 1]
        is_earlier = since - first <= drives[drive, 3] - drives[drive, 1]
        if is_later and drives[drive, 1] <= first and last <= drives[drive, 2]:
            return drives
        if is_earlier and first <= drives[drive, 1] and drives[drive, 2] <= last:
            if before < 0:
                heads[arc] = after
            else:
                drives[before, 4] = after
        else:
            before = drive
        drive = after
    count = heads[-1]
    drives = grown(drives, count, 1)
    drives[count, 0], drives[count, 1], drives[count, 2], drives[count, 3] = arc, first, last, since
    drives[count, 4], heads[arc], heads[-1] = heads[arc], count, count + 1
    return drives
