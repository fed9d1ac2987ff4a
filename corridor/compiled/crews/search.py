"""Label-setting with Pareto sets, `engine.crew_labels` for kernels: the same labels in the same order.

Labels are rows, with marks; those at one node, or with so much left of one arc, are linked. A `pool` is rows, marks,
entries of the heap, and the heap, all with room for more; `counts` says how much of it is used. A search is a pool,
counts, the first label by point, and a desk (`passages`).
"""

from typing import Final

import numpy as np

from corridor.compiled.algebra import grown
from corridor.compiled.crews.left import least_s
from corridor.compiled.crews.passages import FOUND, new_desk, passages
from corridor.compiled.crews.queue import ARC, FIRST_AT, LABEL, MOVED, add, drop_first
from corridor.compiled.crews.rules import END, LEFT, enough_rest, is_no_worse, put
from corridor.compiled.crews.tables import (
    FIRST_ARC,
    FREE_S,
    HAS_PARKING,
    HEAD,
    IS_GOAL,
    IS_LIMITED,
    NONE,
    RELIEVES,
    ROADSIDE,
    SAME_AS,
)
from corridor.compiled.crews.weeks import weeks_no_worse
from corridor.compiled.crews.work import PAUSE_ASKED
from corridor.compiled.jit import kernel, leaf

NODE, BY, PARENT, MOVED_S, NEXT, KEPT, ON = range(7)
"""Marks of a label: where it is, by which arc and from which label, the next one that is there, and which arc it is still on."""
LABELS, ENTRIES, WAITING = range(3)
BY_AT, SIGN, KNOWS_NOTHING = range(3)
"""What a search aims at: to be there by some instant; of equal labels the one first that has moved least (1) or most (-1);
and whether nothing is known of what is left."""
_MANY: Final = 256
_BUCKETS: Final = 8192
_SPREAD: Final = 7919
"""Labels on roads are linked by arc and what is left of it; some other ones may be among them."""
PAUSE: Final = 20_000
"""After so many labels a kernel comes back for a moment."""


@kernel
def begin(rules, arcs, left, starts, fresh, aims):
    """Return a search that has not yet gone anywhere; `fresh` is the row of who leaves, from any of some states."""
    width = len(fresh)
    desk, counts = new_desk(width), np.zeros(3, np.int64)
    heads = np.empty(len(arcs.states) + _BUCKETS, np.int64)
    for i in range(len(heads)):
        heads[i] = NONE
    pool = (
        np.empty((_MANY, width), np.int64),
        np.empty((_MANY, 7), np.int64),
        np.empty((_MANY, 4), np.int64),
        np.empty((_MANY, 1), np.int64),
    )
    pool = with_room(pool, counts, len(starts))
    for node in starts:
        push(rules, arcs, left, pool, counts, heads, (node, NONE, NONE, np.int64(0)), fresh, aims, desk)
    return pool, counts, heads, desk


@kernel
def go_on(rules, arcs, hours, left, begun, aims, ask):
    """Search on; return the search, and the label that is first at a goal; -1 if there is none in time, or `ask` is filled in.

    A search with something to ask can go on once that is known.
    """
    pool, counts, heads, desk = begun
    pause_at = counts[ENTRIES] + PAUSE
    while counts[WAITING]:
        if counts[ENTRIES] > pause_at:
            ask[0] = PAUSE_ASKED
            break
        rows, marks, entries, heap = pool
        entry = heap[0, 0]
        counts[WAITING] = drop_first(entries, heap, counts[WAITING])
        label, arc = entries[entry, LABEL], entries[entry, ARC]
        if not marks[label, KEPT]:
            continue
        node = marks[label, NODE]
        first, last = arcs.states[node, FIRST_ARC], arcs.states[node + 1, FIRST_ARC]
        if arc < 0 and rows[label, LEFT]:
            arc = marks[label, BY]
        elif arc < 0:
            if arcs.states[node, IS_GOAL]:
                return (pool, counts, heads, desk), label
            arc = first if last - first == 1 else arc
        if arc < 0:
            pool = with_room(pool, counts, last - first)
            for onward in range(first, last):
                _put_off(rules, arcs, left, pool, counts, label, onward, aims, desk)
            continue
        pool = go_over(rules, arcs, hours, left, pool, counts, heads, label, arc, aims, desk, ask)
        if ask[0]:
            counts[WAITING] = add(entries, heap, counts[WAITING], entry)
            break
    return (pool, counts, heads, desk), NONE


@kernel
def go_over(rules, arcs, hours, left, pool, counts, heads, label, arc, aims, desk, ask):
    """Go over an arc from a label, or on from a stop on it; nothing is done if `ask` is filled in."""
    row = desk.spare[0]
    put(pool[0][label], row)
    moved_s = pool[1][label, MOVED_S] + (row[LEFT] or arcs.table[arc, FREE_S])
    many = passages(rules, arcs, hours, arc, row, desk, ask)
    desk.counts[FOUND] = many
    if ask[0]:
        return pool
    pool = with_room(pool, counts, many)
    for i in range(many):
        then = desk.found[i]
        mark = (arcs.table[arc, HEAD], arc, label, moved_s - then[LEFT])
        push(rules, arcs, left, pool, counts, heads, mark, then, aims, desk)
    return pool


@kernel
def with_room(pool, counts, more):
    """Return the pool with room for more labels and as many entries."""
    rows, marks, entries, heap = pool
    return (
        grown(rows, counts[LABELS], more),
        grown(marks, counts[LABELS], more),
        grown(entries, counts[ENTRIES], more),
        grown(heap, counts[WAITING], more),
    )


@leaf
def push(rules, arcs, left, pool, counts, heads, mark, row, aims, desk):
    """Keep a label and put it into the heap, for both of which there is room, unless it comes too late or another one is as good."""
    node, arc, parent, moved_s = mark
    left_s, drive_s, stands, point, on = row[LEFT], np.int64(0), arcs.states[node, HAS_PARKING], node, NONE
    if left_s:
        stands, on = rules.terms[ROADSIDE], arcs.table[arc, SAME_AS]
        point = len(arcs.states) + (on * _SPREAD + left_s) % _BUCKETS
        if arcs.table[arc, IS_LIMITED]:
            drive_s = left_s
    first_at = row[END]
    if not aims[KNOWS_NOTHING]:
        first_at += least_s(rules, left, row, node, left_s, drive_s, desk.spare[1])
    if first_at > aims[BY_AT]:
        return
    rows, marks, entries, heap = pool
    label = counts[LABELS]
    put(row, rows[label])
    marks[label, NODE], marks[label, BY], marks[label, PARENT] = node, arc, parent
    marks[label, MOVED_S], marks[label, ON] = moved_s, on
    if _survives(rules, rows, marks, heads, point, label, stands):
        marks[label, NEXT], marks[label, KEPT] = heads[point], 1
        heads[point] = label
        counts[LABELS] += 1
        _enter(entries, heap, counts, first_at, aims[SIGN] * moved_s, label, NONE)


@leaf
def _enter(entries, heap, counts, first_at, moved, label, arc):
    entry = counts[ENTRIES]
    entries[entry, FIRST_AT], entries[entry, MOVED], entries[entry, LABEL], entries[entry, ARC] = (
        first_at,
        moved,
        label,
        arc,
    )
    counts[ENTRIES] += 1
    counts[WAITING] = add(entries, heap, counts[WAITING], entry)


@leaf
def _put_off(rules, arcs, left, pool, counts, label, arc, aims, desk):
    """Keep going over an arc for later; nothing is known of what comes after one that relieves the crew."""
    rows, marks, entries, heap = pool
    row, free_s = rows[label], arcs.table[arc, FREE_S]
    if arcs.table[arc, RELIEVES]:
        first_at = row[END] + free_s
    else:
        drive_s = free_s if arcs.table[arc, IS_LIMITED] else np.int64(0)
        head = arcs.table[arc, HEAD]
        first_at = row[END] + least_s(rules, left, row, head, free_s, drive_s, desk.spare[1])
    if first_at <= aims[BY_AT]:
        _enter(entries, heap, counts, first_at, marks[label, MOVED_S] + free_s, label, arc)


@leaf
def _survives(rules, rows, marks, heads, point, new, stands):
    """Whether no label kept at a point is as good as a new one; those that it is as good as are dropped."""
    before, label, left_s, on = NONE, heads[point], rows[new, LEFT], marks[new, ON]
    enough = enough_rest(rules, stands)
    while label >= 0:
        after = marks[label, NEXT]
        if rows[label, LEFT] == left_s and marks[label, ON] == on:
            if is_no_worse(rows, label, new, enough) and weeks_no_worse(rows, label, new):
                if before >= 0:  # the next one is like this one
                    marks[before, NEXT], marks[label, NEXT], heads[point] = after, heads[point], label
                return False
            if is_no_worse(rows, new, label, enough) and weeks_no_worse(rows, new, label):
                marks[label, KEPT] = 0
                if before < 0:
                    heads[point] = after
                else:
                    marks[before, NEXT] = after
                label = after
                continue
        before, label = label, after
    return True


@kernel
def way_to(begun, label):
    """Return the arcs and the rows of labels, from one back to the start."""
    (rows, marks, _, _), _, _, _ = begun
    count, at = 0, label
    while at >= 0:
        count, at = count + 1, marks[at, PARENT]
    by, found = np.empty(count, np.int64), np.empty((count, rows.shape[1]), np.int64)
    for i in range(count):
        by[i] = marks[label, BY]
        put(rows[label], found[i])
        label = marks[label, PARENT]
    return by, found
