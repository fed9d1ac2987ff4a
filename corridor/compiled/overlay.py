"""The overlay: the arcs that make anyone wait, and fixed times between them and the terminals.

Only such arcs depend on the hour. Without them the graph falls into parts inside which every time is
a number, so each search runs on a few dozen timed arcs instead of the graph, with the same arrivals:
a way is source, timed arcs one after another, target, and between them least fixed times.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.compiled import static
from corridor.compiled.chains import chains
from corridor.compiled.flat import Flat
from corridor.compiled.heap import drop_least, push
from corridor.compiled.jit import Int32s, Int64s, kernel
from corridor.compiled.static import APART

Groups = Sequence[Sequence[int]]
"""Terminals, each as its nodes."""


class Overlay(NamedTuple):
    """Fixed seconds in compressed sparse rows, each row least first; `APART` is what nothing connects.

    An arc is a row of timed traversals (see `chains`): arc `k` of `chain[chain_at[k] : chain_at[k + 1]]`, each after
    `gap_s` of driving. It takes `service_s[k]` at least. From its end arc `next_arc[i]` is
    reached in `next_s[i]`; from source `s`, `access_arc[i]` in `access_s[i]`; and target `t` from the end of
    `egress_arc[i]` in `egress_s[i]`. `last_arc` are the arcs from which one comes to `k`, like `next_arc`.
    `beside_s[j, k]` is the time from the end of `j` to that of `k` over no arc. `direct_s[s, t]` needs no timed arc. `free_s[k, j]` is the least time from
    before `k` to after `j` with no waiting; `ahead_s[t, k]` from before `k` to target `t`, once it `is_known[t]`.
    """

    service_s: Int64s
    chain_at: Int64s
    chain: Int32s
    gap_s: Int64s
    next_at: Int64s
    next_arc: Int32s
    next_s: Int32s
    last_at: Int64s
    last_arc: Int32s
    last_s: Int32s
    beside_s: Int32s
    access_at: Int64s
    access_arc: Int32s
    access_s: Int32s
    egress_at: Int64s
    egress_arc: Int32s
    egress_s: Int32s
    direct_s: Int32s
    free_s: Int32s
    ahead_s: Int32s
    is_known: NDArray[np.bool_]

    @classmethod
    def of(cls, **settled: NDArray[Any]) -> "Overlay":
        """Return an overlay of which nothing is looked up yet; memory of zeros is not taken before it is written."""
        targets, arcs = settled["direct_s"].shape[1], len(settled["service_s"])
        return cls(
            **settled, ahead_s=np.zeros((targets, arcs), np.int32), is_known=np.zeros(targets, np.bool_)
        )

    def settled(self) -> dict[str, NDArray[Any]]:
        """Return the arrays without those that queries fill in."""
        arrays = self._asdict()
        del arrays["ahead_s"], arrays["is_known"]
        return arrays


def build(
    flat: Flat, varies: NDArray[np.bool_], sources: Groups, targets: Groups, threads: int = 1
) -> Overlay:
    """Return the overlay between terminals; `varies[f]` says whether traversal `f` ever makes anyone wait."""
    # -1 stands for the last: an arc that is not timed
    varying = np.append(varies, False)[flat.timed]
    fixed = ~varying
    csr = static.adjacency(flat.nodes, flat.tails[fixed], flat.heads[fixed], flat.seconds[fixed])
    tails, heads = flat.tails[varying], flat.heads[varying]
    count = len(tails)
    ends = [*([tail] for tail in tails), *([head] for head in heads), *targets]
    least = _least(csr, [*([head] for head in heads), *sources], ends, threads)
    onward, access, direct_s = least[:count, :count], least[count:, :count], least[count:, 2 * count :]
    beside, egress = least[:count, count : 2 * count], least[:count, 2 * count :]
    ahead = onward.copy()
    ahead[tails[:, None] == heads[None, :]] = APART  # turning back inside a row is never sooner
    rows = chains(ahead, access, egress)
    first, last = [row[0] for row in rows], [row[-1] for row in rows]
    chain_at = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=chain_at[1:])
    links = [arc for row in rows for arc in row]
    gap_s = np.array([0, *(onward[a, b] for a, b in pairwise(links))], np.int64)[: len(links)]
    gap_s[chain_at[:-1]] = 0
    onward = onward[np.ix_(last, first)]
    service_s = _service(chain_at, flat.seconds[varying][links], gap_s)
    next_at, next_arc, next_s = _sparse(onward)
    last_at, last_arc, last_s = _sparse(onward.T)
    access_at, access_arc, access_s = _sparse(access[:, first])
    egress_at, egress_arc, egress_s = _sparse(egress[last].T)
    return Overlay.of(
        service_s=service_s,
        chain_at=chain_at,
        chain=flat.timed[varying][links],
        gap_s=gap_s,
        next_at=next_at,
        next_arc=next_arc,
        next_s=next_s,
        last_at=last_at,
        last_arc=last_arc,
        last_s=last_s,
        beside_s=np.ascontiguousarray(beside[np.ix_(last, last)]),
        access_at=access_at,
        access_arc=access_arc,
        access_s=access_s,
        egress_at=egress_at,
        egress_arc=egress_arc,
        egress_s=egress_s,
        direct_s=np.ascontiguousarray(direct_s),
        free_s=_free_flow(service_s, next_at, next_arc, next_s),
    )


def mirrored(overlay: Overlay) -> Overlay:
    """Return the overlay with time and direction turned round: targets are its sources.

    What lies beside what is not known backwards; profiles need it for speed only.
    """
    turned = overlay.settled() | {
        "next_at": overlay.last_at,
        "next_arc": overlay.last_arc,
        "next_s": overlay.last_s,
        "last_at": overlay.next_at,
        "last_arc": overlay.next_arc,
        "last_s": overlay.next_s,
        "beside_s": np.full_like(overlay.beside_s, APART),
        "access_at": overlay.egress_at,
        "access_arc": overlay.egress_arc,
        "access_s": overlay.egress_s,
        "egress_at": overlay.access_at,
        "egress_arc": overlay.access_arc,
        "egress_s": overlay.access_s,
        "direct_s": np.ascontiguousarray(overlay.direct_s.T),
        "free_s": np.ascontiguousarray(overlay.free_s.T),
    }
    return Overlay.of(**turned)


def with_seconds(overlay: Overlay, seconds: Int64s) -> Overlay:
    """Return the overlay with other least times of its traversals."""
    service_s = _service(overlay.chain_at, seconds[overlay.chain], overlay.gap_s)
    if np.array_equal(service_s, overlay.service_s):
        return overlay
    free_s = _free_flow(service_s, overlay.next_at, overlay.next_arc, overlay.next_s)
    return Overlay.of(**overlay.settled() | {"service_s": service_s, "free_s": free_s})


def _service(chain_at: Int64s, seconds: Int64s, gap_s: Int64s) -> Int64s:
    upto = np.concatenate([[0], np.cumsum(seconds + gap_s)])
    return np.diff(upto[chain_at]).astype(np.int64)


def _least(csr: tuple[Int64s, Int32s, Int64s], sources: Groups, ends: Groups, threads: int) -> Int32s:
    out = np.empty((len(sources), len(ends)), np.int32)
    end_at, end_nodes = _grouped(ends)

    def fill(part: slice) -> None:
        static.rows(*csr, *_grouped(sources[part]), end_at, end_nodes, out[part])

    size = max(1, -(-len(sources) // (4 * threads)))
    parts = [slice(at, at + size) for at in range(0, len(sources), size)]
    if threads == 1:
        fill(slice(0, len(sources)))
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, parts))
    return out


def _grouped(groups: Groups) -> tuple[Int64s, Int32s]:
    at = np.zeros(len(groups) + 1, np.int64)
    np.cumsum([len(group) for group in groups], out=at[1:])
    return at, np.array([node for group in groups for node in group], np.int32)


def _sparse(dense: Int32s) -> tuple[Int64s, Int32s, Int32s]:
    order = np.argsort(dense, axis=1, kind="stable")
    ordered = np.take_along_axis(dense, order, axis=1)
    kept = ordered < APART
    at = np.zeros(len(dense) + 1, np.int64)
    np.cumsum(kept.sum(axis=1), out=at[1:])
    return at, order[kept].astype(np.int32), ordered[kept]


@kernel
def _free_flow(service_s, next_at, next_arc, next_s):
    count = len(service_s)
    out = np.full((count, count), APART, np.int32)
    keys, items = np.empty(len(next_arc) + 1, np.int64), np.empty(len(next_arc) + 1, np.int32)
    for start in range(count):
        least = out[start]
        least[start] = service_s[start]
        size = push(keys, items, 0, service_s[start], start)
        while size:
            reached, arc = keys[0], items[0]
            size = drop_least(keys, items, size)
            if reached > least[arc]:
                continue
            for i in range(next_at[arc], next_at[arc + 1]):
                onward = next_arc[i]
                at = reached + next_s[i] + service_s[onward]
                if at < least[onward]:
                    least[onward] = at
                    size = push(keys, items, size, at, onward)
    return out
