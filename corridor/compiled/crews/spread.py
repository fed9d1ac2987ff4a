"""Where a crew can be by some instant, `engine.crewed.everywhere` for kernels.

A drive is from and to so many seconds of an arc, with the instant of its beginning. Of two
on one arc the one that is nowhere later and covers all of the other makes it needless.
"""

from typing import Final

import numpy as np

from corridor.compiled.algebra import grown
from corridor.compiled.crews.passages import DRIVES, FOUND, LEADS_THERE, SINCE, SINCE_S, UNTIL_S
from corridor.compiled.crews.queue import LABEL, add, drop_first
from corridor.compiled.crews.rules import END, LEFT
from corridor.compiled.crews.search import BY, BY_AT, ENTRIES, KEPT, MOVED_S, NODE, PAUSE, WAITING, go_over
from corridor.compiled.crews.tables import FIRST_ARC, IS_ROAD, NONE
from corridor.compiled.crews.work import PAUSE_ASKED
from corridor.compiled.jit import FAR, kernel

NEXT_DRIVE: Final = 3
"""Of a drive that is kept, after what a desk knows of it."""
_MANY: Final = 256


@kernel
def nowhere(arcs):
    """Return what is found before anything is: drives with the first by arc, who is through each arc first, and at each state."""
    count, nodes = len(arcs.table), len(arcs.states)
    drives, heads, through, first = (
        np.empty((_MANY, 4), np.int64),
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
    first, pause_at = found[3], counts[ENTRIES] + PAUSE
    while counts[WAITING]:
        if counts[ENTRIES] > pause_at:
            ask[0] = PAUSE_ASKED
            break
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
                found = _seen(arcs, found, pool[0][label, END], label, arc, desk, aims[BY_AT])
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
        for i in range(desk.counts[FOUND]):
            if at < desk.found[i, END] < through[arc, 0]:
                through[arc, 0], through[arc, 1] = desk.found[i, END], label
        return found
    for i in range(desk.counts[DRIVES]):
        start, since = desk.drives[i, SINCE_S], desk.drives[i, SINCE]
        last = min(desk.drives[i, UNTIL_S], start + by - since)
        if desk.drives[i, LEADS_THERE] and last > start:
            drives = _driven(drives, heads, arc, start, last, since)
    return drives, heads, through, first


@kernel
def _driven(drives, heads, arc, first, last, since):
    before, drive = NONE, heads[arc]
    while drive >= 0:
        after = drives[drive, NEXT_DRIVE]
        behind_s = (since - first) - (drives[drive, SINCE] - drives[drive, SINCE_S])
        if behind_s >= 0 and drives[drive, SINCE_S] <= first and last <= drives[drive, UNTIL_S]:
            return drives
        if behind_s <= 0 and first <= drives[drive, SINCE_S] and drives[drive, UNTIL_S] <= last:
            if before < 0:
                heads[arc] = after
            else:
                drives[before, NEXT_DRIVE] = after
        else:
            before = drive
        drive = after
    count = heads[-1]
    drives = grown(drives, count, 1)
    drives[count, SINCE_S], drives[count, UNTIL_S], drives[count, SINCE] = first, last, since
    drives[count, NEXT_DRIVE], heads[arc], heads[-1] = heads[arc], count, count + 1
    return drives
