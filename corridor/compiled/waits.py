"""Where the waits of a profile are: its pieces followed along their paths."""

import numpy as np

from corridor.compiled.algebra import grown, scratch
from corridor.compiled.functions import piece_at
from corridor.compiled.jit import kernel


@kernel
def waits(overlay, links, least_s, source, profile, stop, paths):
    """Cut the pieces of one target so that each wait on them is constant or shrinks second by second.

    `links` are the functions of the traversals that the overlay's arcs are rows of, `least_s` their least times. Returns (pieces, ends, traversal,
    wait_s, shrinks): the waits of piece `i` are the rows `ends[i] : ends[i + 1]`.
    """
    pieces, count = scratch(2 * len(profile[0]) + 8), 0
    ends = np.zeros(len(pieces[0]) + 1, np.int64)
    rows, total = (np.empty(64, np.int32), np.empty(64, np.int64), np.empty(64, np.bool_)), 0
    way = np.empty(paths[4, 0], np.int64)
    for i in range(len(profile[0])):
        x, y, m, p = profile[0][i], profile[1][i], profile[2][i], profile[3][i]
        until = profile[0][i + 1] if i + 1 < len(profile[0]) else stop
        length = most = 0
        while p > 0:
            way[length] = paths[1, p]
            most += overlay.chain_at[way[length] + 1] - overlay.chain_at[way[length]]
            p = paths[0, p]
            length += 1
        at = x
        while at < until:
            if count + 2 > len(pieces[0]):
                pieces = grown(pieces, count, len(pieces[0]))
                longer = np.zeros(len(pieces[0]) + 1, np.int64)
                longer[: len(ends)] = ends
                ends = longer
            if total + most > len(rows[0]):
                rows = _more_rows(rows, total, most)
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
                        rows[0][total], rows[1][total], rows[2][total] = f, wait, shrinks
                        total += 1
                    rising = rising and links.rises[piece] == 1
                    time = out
            pieces[0][count] = at
            pieces[1][count] = y + (at - x if m & 1 else 0)
            pieces[2][count] = m
            pieces[3][count] = profile[3][i]
            count += 1
            ends[count] = total
            at = piece_end
    return (
        (pieces[0][:count], pieces[1][:count], pieces[2][:count], pieces[3][:count]),
        ends[: count + 1],
        rows[0][:total],
        rows[1][:total],
        rows[2][:total],
    )


@kernel
def _more_rows(rows, used, more):
    size = 2 * (used + more)
    bigger = (np.empty(size, np.int32), np.empty(size, np.int64), np.empty(size, np.bool_))
    bigger[0][:used] = rows[0][:used]
    bigger[1][:used] = rows[1][:used]
    bigger[2][:used] = rows[2][:used]
    return bigger


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
