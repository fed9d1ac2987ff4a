"""Where the waits of a profile are: its pieces followed along their paths."""

import numpy as np

from corridor.compiled.algebra import M, P, X, Y, grown, scratch
from corridor.compiled.functions import piece_at
from corridor.compiled.jit import kernel


@kernel
def waits(overlay, links, least_s, source, profile, stop, paths):
    """Cut the pieces of one target so that each wait on them is constant or shrinks second by second.

    `links` are the functions of the traversals that the overlay's arcs are rows of, `least_s` their least times. Returns (pieces, ends, rows):
    the waits of piece `i` are `rows[ends[i] : ends[i + 1]]`, each a traversal, seconds, and 1 if they shrink.
    """
    pieces, count = scratch(2 * len(profile) + 8), 0
    ends = np.zeros((len(pieces) + 1, 1), np.int64)
    rows, total = np.empty((64, 3), np.int64), 0
    way = np.empty(paths[4, 0], np.int64)
    for i in range(len(profile)):
        x, y, m, p = profile[i, X], profile[i, Y], profile[i, M], profile[i, P]
        until = profile[i + 1, X] if i + 1 < len(profile) else stop
        length = most = 0
        while p > 0:
            way[length] = paths[1, p]
            most += overlay.chain_at[way[length] + 1] - overlay.chain_at[way[length]]
            p = paths[0, p]
            length += 1
        at = x
        while at < until:
            pieces, ends = grown(pieces, count, 1), grown(ends, count + 1, 1)
            rows = grown(rows, total, most)
            time, rising, piece_end, before = at, True, until, -1
            for step in range(length - 1, -1, -1):
                arc = way[step]
                time += _drive(overlay, source, before, arc)
                before = arc
                for link in range(overlay.chain_at[arc], overlay.chain_at[arc + 1]):
                    f = overlay.chain[link]
                    time += overlay.gap_s[link]
                    piece = piece_at(links, f, time)
                    if rising and piece + 1 < links.at[f + 1]:
                        piece_end = min(piece_end, at + links.x[piece + 1] - time)
                    out = links.y[piece] + links.rises[piece] * (time - links.x[piece])
                    wait = out - time - least_s[f]
                    shrinks = rising and not links.rises[piece]
                    if wait or shrinks:
                        rows[total, 0], rows[total, 1], rows[total, 2] = f, wait, shrinks
                        total += 1
                    rising = rising and links.rises[piece]
                    time = out
            pieces[count, X], pieces[count, Y] = at, y + (at - x if m & 1 else 0)
            pieces[count, M], pieces[count, P] = m, profile[i, P]
            count += 1
            ends[count, 0] = total
            at = piece_end
    return pieces[:count], ends[: count + 1, 0], rows[:total]


@kernel
def _drive(overlay, source, before, arc):
    """Return the seconds from the source, or from the end of arc `before`, to the beginning of `arc`."""
    if before < 0:
        for i in range(overlay.access_at[source], overlay.access_at[source + 1]):
            if overlay.access_arc[i] == arc:
                return np.int64(overlay.access_s[i])
    else:
        for i in range(overlay.next_at[before], overlay.next_at[before + 1]):
            if overlay.next_arc[i] == arc:
                return np.int64(overlay.next_s[i])
    return np.int64(0)
