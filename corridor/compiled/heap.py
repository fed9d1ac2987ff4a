"""A binary heap of (key, item) in two arrays, for kernels; the caller keeps its size. Stale items are skipped on pop."""

from corridor.compiled.jit import kernel


@kernel
def push(keys, items, size, key, item):
    """Add an item and return the new size; the arrays must have room."""
    i = size
    while i > 0:
        parent = (i - 1) >> 1
        if keys[parent] <= key:
            break
        keys[i], items[i] = keys[parent], items[parent]
        i = parent
    keys[i], items[i] = key, item
    return size + 1


@kernel
def drop_least(keys, items, size):
    """Remove the first item, which the caller has read, and return the new size."""
    size -= 1
    key, item = keys[size], items[size]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and keys[child + 1] < keys[child]:
            child += 1
        if keys[child] >= key:
            break
        keys[i], items[i] = keys[child], items[child]
        i = child
    keys[i], items[i] = key, item
    return size
