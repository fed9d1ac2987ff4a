"""The labels yet to be gone on from: a heap of rows (key, key, label, arc), equal keys in the order of coming.

`compiled.heap` has one key and no order among equals: plans would differ from those of the reference engine.
"""

from typing import Final

from corridor.compiled.jit import leaf

FIRST_AT: Final = 0
MOVED: Final = 1
LABEL: Final = 2
ARC: Final = 3


@leaf
def _is_before(entries, one, other):
    if entries[one, FIRST_AT] != entries[other, FIRST_AT]:
        return entries[one, FIRST_AT] < entries[other, FIRST_AT]
    if entries[one, MOVED] != entries[other, MOVED]:
        return entries[one, MOVED] < entries[other, MOVED]
    return one < other


@leaf
def add(entries, heap, size, entry):
    """Put an entry in its place and return the new size."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if _is_before(entries, heap[parent, 0], entry):
            break
        heap[i, 0] = heap[parent, 0]
        i = parent
    heap[i, 0] = entry
    return size + 1


@leaf
def drop_first(entries, heap, size):
    """Take out the first entry, which the caller has read, and return the new size."""
    size -= 1
    entry, i = heap[size, 0], 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and _is_before(entries, heap[child + 1, 0], heap[child, 0]):
            child += 1
        if _is_before(entries, entry, heap[child, 0]):
            break
        heap[i, 0] = heap[child, 0]
        i = child
    heap[i, 0] = entry
    return size
