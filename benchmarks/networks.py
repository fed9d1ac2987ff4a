"""Road networks drawn by chance: countries on a plane, roads that end at borders, and ports with hours."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import isqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from corridor.calendars.periods import Interval, OpeningPeriods, clip
from corridor.compiled.flat import Flat
from corridor.compiled.jit import Int32s, Int64s
from corridor.engine.search import Adjacency
from corridor.model.schedule import ADMISSIONS
from corridor.network.arcs import Arc
from corridor.operations.arrival import Fixed, Timed, Traversal

START = 1_748_736_000
"""2025-06-01T00:00Z."""
DAY_S = 86_400
YEAR_S = 365 * DAY_S
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Query = tuple[int, int, int]
"""Source and target, as numbers of places, and departure."""

_PLANE_KM = 4_000
_HOUR_S = 3_600
_ALWAYS, _DAILY, _SIX_DAYS, _FIVE_DAYS = range(7), range(7), range(6), range(5)
_HOURS: Sequence[tuple[int, range, tuple[tuple[float, float], ...]]] = (  # weight, days, shifts
    (3, _DAILY, ((9, 19),)),
    (3, _FIVE_DAYS, ((9, 18),)),
    (2, _DAILY, ((7, 13), (15, 21))),
    (2, _SIX_DAYS, ((8.5, 12), (13, 18))),
    (1, _DAILY, ((18, 26),)),
    (1, _ALWAYS, ((0, 24),)),
)


@dataclass(frozen=True, slots=True)
class Week:
    """Shifts in seconds after local midnight on some weekdays (Monday 0), but not on holidays (days of 365)."""

    days: frozenset[int]
    shifts: tuple[Interval, ...]
    offset_s: int
    holidays: frozenset[int]

    def __call__(self, start: int, end: int) -> list[Interval]:
        """Return the open intervals within `[start, end)`."""
        first, last = (start + self.offset_s) // DAY_S - 1, (end + self.offset_s) // DAY_S
        midnights = (
            day * DAY_S - self.offset_s
            for day in range(first, last + 1)
            if (day + 3) % 7 in self.days and day % 365 not in self.holidays
        )
        return clip(((at + a, at + b) for at in midnights for a, b in self.shifts), start, end)


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """Arcs, and the nodes that trips begin and end at."""

    flat: Flat
    places: Int32s

    @property
    def terminals(self) -> list[list[int]]:
        """The places as the engine takes them."""
        return [[int(node)] for node in self.places]

    def queries(self, count: int, seed: int = 1) -> list[Query]:
        """Return trips between two places, at any second of the year."""
        return trips(len(self.places), count, seed)

    def adjacency(self) -> Adjacency:
        """Return the arcs as the reference engine takes them."""
        flat = self.flat
        names = [str(node) for node in range(flat.nodes)]
        out: dict[str, list[Arc]] = {name: [] for name in names}
        into: dict[str, list[Arc]] = {name: [] for name in names}
        fixed: dict[int, Traversal] = {}
        columns = (column.tolist() for column in (flat.tails, flat.heads, flat.seconds, flat.timed))
        for tail, head, seconds, timed in zip(*columns, strict=True):
            traversal = fixed.setdefault(seconds, Fixed(seconds)) if timed < 0 else flat.traversals[timed]
            arc = Arc(tail=names[tail], head=names[head], traversal=traversal)
            out[arc.tail].append(arc)
            into[arc.head].append(arc)
        return Adjacency(out, into)


def trips(places: int, count: int, seed: int = 1) -> list[Query]:
    """Return trips between two of so many places, at any second of the year."""
    rng = random.Random(seed)  # noqa: S311 - a sample
    pairs = (rng.sample(range(places), 2) for _ in range(count))
    return [(source, target, START + rng.randrange(YEAR_S)) for source, target in pairs]


def digraph(adjacency: Adjacency) -> "nx.DiGraph[str]":
    """Return the arcs as a NetworkX graph; `arrive` of an edge maps coming to being through."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(adjacency.out)
    for tail, arcs in adjacency.out.items():
        for head in {arc.head for arc in arcs}:
            parallel = [arc.traversal.arrive for arc in arcs if arc.head == head]
            arrive = parallel[0] if len(parallel) == 1 else _earliest(parallel)
            graph.add_edge(tail, head, arrive=arrive)
    return graph


def _earliest(parallel: Sequence[Callable[[int], int]]) -> Callable[[int], int]:
    return lambda at: min(arrive(at) for arrive in parallel)


def draw(nodes: int, ports: int, countries: int, places: int, seed: int = 1) -> Network:
    """Return a network of about so many nodes: a jittered grid with gaps and highways, cut along borders.

    Each port replaces a road over a border: a control point on either side, both with hours both ways.
    """
    rng = np.random.default_rng(seed)
    side = isqrt(nodes - 2 * ports)
    x, y = (axis.ravel() + rng.uniform(-0.35, 0.35, side * side) for axis in np.mgrid[:side, :side])
    country = _countries(x, y, rng.uniform(0, side, (countries, 2)))
    ends, highway = _grid(side)
    km = np.hypot(x[ends[0]] - x[ends[1]], y[ends[0]] - y[ends[1]]) * (1.2 * _PLANE_KM / side)
    seconds = np.ceil(km / np.where(highway, 80, rng.integers(30, 61, len(km))) * _HOUR_S).astype(np.int64)
    inland = country[ends[0]] == country[ends[1]]
    kept = inland & (highway | (rng.random(len(km)) < 0.66))
    main = _main_parts(ends[:, kept], country)
    at_border = _chosen(rng, np.flatnonzero(~inland & main[ends].all(axis=0)), country[ends], ports)
    flat = _joined(
        side * side,
        (ends[:, kept], seconds[kept]),
        ends[:, at_border],
        _controls(country[ends[:, at_border]].T.tolist(), countries, seed),
    )
    return Network(flat, np.sort(rng.choice(np.flatnonzero(main), places, replace=False)).astype(np.int32))


def _countries(x: Floats, y: Floats, seeds: Floats) -> Int32s:
    """Return the nearest seed of each node, seed by seed so that little memory is used."""
    country, nearest = np.zeros(len(x), np.int32), np.full(len(x), np.inf)
    for number, (at_x, at_y) in enumerate(seeds):
        distance = (x - at_x) ** 2 + (y - at_y) ** 2
        country[distance < nearest] = number
        np.minimum(nearest, distance, out=nearest)
    return country


def _grid(side: int) -> tuple[Int32s, Bools]:
    """Return the two ends of the edges between neighbours, and which lie on a highway."""
    index = np.arange(side * side, dtype=np.int32).reshape(side, side)
    gap = max(4, side // 12)
    row, column = np.mgrid[:side, :side] % gap == 0
    across = np.stack([index[:, :-1].ravel(), index[:, 1:].ravel()])
    down = np.stack([index[:-1].ravel(), index[1:].ravel()])
    return np.hstack([across, down]), np.concatenate([row[:, :-1].ravel(), column[:-1].ravel()])


def _main_parts(ends: Int32s, country: Int32s) -> Bools:
    """Return which nodes lie in the largest connected part of their country."""
    nodes = len(country)
    links = coo_array((np.ones(ends.shape[1], np.int8), ends), shape=(nodes, nodes))
    _, part = connected_components(links, directed=False)
    sizes = np.bincount(part)[part]
    largest = np.zeros(country.max() + 1, np.int64)
    np.maximum.at(largest, country, sizes)
    in_main: Bools = sizes == largest[country]
    return in_main


def _chosen(rng: np.random.Generator, candidates: Int64s, country: Int32s, ports: int) -> Int64s:
    """Return edges to be ports: first some that connect the countries, then any."""
    if len(candidates) < ports:
        raise ValueError(f"{len(candidates)} roads over borders are too few for {ports} ports")
    order = rng.permutation(candidates)
    group = np.arange(country.max() + 1)
    first = []
    for edge in order:
        a, b = group[country[:, edge]]
        if a != b:
            group[group == b] = a
            first.append(edge)
    rest = order[~np.isin(order, first)]
    return np.concatenate([np.array(first, order.dtype), rest])[:ports]


def _joined(
    nodes: int, roads: tuple[Int32s, Int64s], ports: Int32s, controls: tuple[list[Timed], list[str]]
) -> Flat:
    """Return all arcs: roads both ways, and at ports from road to control to control to road, both ways."""
    traversals, names = controls
    count = ports.shape[1]
    a, b = ports
    inner_a, inner_b = nodes + 2 * np.arange(count), nodes + 2 * np.arange(count) + 1
    strip_s = np.full(count, 900)
    timed_s = np.array([traversal.free_s for traversal in traversals])
    tails = np.concatenate([*roads[0], inner_a, inner_b, np.stack([a, inner_b, b, inner_a], 1).ravel()])
    heads = np.concatenate([*roads[0][::-1], inner_b, inner_a, np.stack([inner_a, b, inner_b, a], 1).ravel()])
    seconds = np.concatenate([roads[1], roads[1], strip_s, strip_s, timed_s])
    timed = np.full(len(tails), -1, np.int32)
    timed[-len(traversals) :] = np.arange(len(traversals))
    order = np.argsort(tails, kind="stable")
    return Flat(
        nodes=nodes + 2 * count,
        tails=tails[order].astype(np.int32),
        heads=heads[order].astype(np.int32),
        seconds=seconds[order].astype(np.int64),
        timed=timed[order],
        traversals=traversals,
        names=names,
    )


def _controls(pairs: Iterable[tuple[int, int]], countries: int, seed: int) -> tuple[list[Timed], list[str]]:
    """Return what stands on the timed arcs of each port in turn: out of a, into b, out of b, into a."""
    rng = random.Random(seed)  # noqa: S311 - a sample
    zones = [(rng.randint(3, 8) * _HOUR_S, frozenset(rng.sample(range(365), 8))) for _ in range(countries)]
    traversals, names = [], []
    for port, (a, b) in enumerate(pairs):
        hours_a, hours_b = (_periods(rng, *zones[country]) for country in (a, b))
        for periods, name in ((hours_a, "a out"), (hours_b, "b in"), (hours_b, "b out"), (hours_a, "a in")):
            traversals.append(timed(rng, periods))
            names.append(f"port {port}, {name}")
    return traversals, names


def timed(rng: random.Random, periods: OpeningPeriods) -> Timed:
    """Return work of 20 to 90 minutes in opening periods, under any rule."""
    cut_off_s = rng.choice((0, 0, 900, 1_800, 3_600))
    return Timed(periods, 60 * rng.randint(20, 90), rng.choice(ADMISSIONS), cut_off_s)


def _periods(rng: random.Random, offset_s: int, holidays: frozenset[int]) -> OpeningPeriods:
    _, days, hours = rng.choices(_HOURS, [weight for weight, *_ in _HOURS])[0]
    shifts = tuple((int(opens * _HOUR_S), int(closes * _HOUR_S)) for opens, closes in hours)
    return OpeningPeriods(
        Week(frozenset(days), shifts, offset_s, frozenset() if days is _ALWAYS else holidays)
    )
