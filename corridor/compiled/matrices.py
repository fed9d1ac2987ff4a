"""Many trips at once: pairs of places grouped by what their trucks may use, each group on one overlay."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corridor.calendars.periods import DAY_S
from corridor.compiled.cache import folder_for
from corridor.compiled.engine import Engine, Totals
from corridor.compiled.flat import flatten
from corridor.engine.search import Adjacency
from corridor.errors import UnknownNameError, UsageError
from corridor.model.ban import Ban
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId, PlaceId
from corridor.model.matrix import Matrix
from corridor.model.query import Query
from corridor.network.access import Access, bilateral_crossings
from corridor.network.graph import Graph, place_nodes
from corridor.operations.bans import binding

_LONGEST_S = 25 * 366 * DAY_S
"""Kernels count seconds after the first departure up to 34 years."""

Pairs = NDArray[np.bool_]
"""Which origins (rows) go to which destinations."""
_Rules = tuple[frozenset[CrossingId], tuple[Ban, ...]]
"""What differs from trip to trip: the bilateral crossings that trucks may use, and the bans that bind them."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked: places, ascending departures, what may be used, and how much of the answer is kept."""

    origins: Sequence[PlaceId]
    destinations: Sequence[PlaceId]
    departures: NDArray[np.int64]
    query: Query
    keep_arrivals: bool
    threads: int


def matrix(dataset: Dataset, graph_under: Callable[[tuple[Ban, ...]], Graph], job: Job) -> Matrix:
    """Return the figures of all trips of a job; `graph_under` is the graph for trucks that some bans bind.

    Raises:
        UnknownNameError: A place is not in the dataset.
        UsageError: There are no departures, they do not ascend or span over 25 years, or the query has vias.
    """
    _check(dataset, job)
    shape = (len(job.origins), len(job.destinations))
    found = Totals.nothing(shape, len(job.departures) if job.keep_arrivals else None)
    for (bilateral, bans), pairs in _groups(dataset, job).items():
        left, graph = pairs, graph_under(bans)
        for unknown_roads in (False,) if job.query.assume_unknown == "closed" else (False, True):
            if not left.any():
                break
            access = Access(dataset, job.query, unknown_roads=unknown_roads, bilateral=bilateral)
            left = left & ~_fill(graph, access, job, left, found)
    mean_s = np.full(shape, np.nan)
    np.divide(found.total_s, found.answered, out=mean_s, where=found.answered > 0)
    return Matrix(
        origins=tuple(job.origins),
        destinations=tuple(job.destinations),
        departures=job.departures,
        answered=found.answered,
        mean_s=mean_s,
        least_s=found.least_s,
        most_s=found.most_s,
        arrivals=found.arrivals,
    )


def _check(dataset: Dataset, job: Job) -> None:
    for place in (*job.origins, *job.destinations):
        if place not in dataset.places:
            raise UnknownNameError(f"no place has the id {place!r}", hint="`corridor places` lists them")
    if not len(job.departures) or (np.diff(job.departures) < 0).any():
        raise UsageError("departures are missing or do not ascend", hint="give UTC seconds in order")
    if job.departures[-1] - job.departures[0] > _LONGEST_S:
        years = (job.departures[-1] - job.departures[0]) // (366 * DAY_S)
        raise UsageError(f"departures span {years} years", hint="ask for at most 25 years at a time")
    if job.query.via:
        raise UsageError("a matrix takes no via", hint="ask `profile` for each trip")


def _groups(dataset: Dataset, job: Job) -> dict[_Rules, Pairs]:
    """Return the pairs by what rules their trips."""
    groups: dict[_Rules, Pairs] = {}
    known: dict[tuple[str, str], _Rules] = {}
    for row, origin in enumerate(job.origins):
        for column, destination in enumerate(job.destinations):
            countries = dataset.places[origin].country, dataset.places[destination].country
            if countries not in known:
                trip = replace(job.query, origin=origin, destination=destination)
                known[countries] = bilateral_crossings(dataset, trip), binding(dataset, trip)
            pairs = groups.setdefault(
                known[countries], np.zeros((len(job.origins), len(job.destinations)), bool)
            )
            pairs[row, column] = True
    return groups


def _fill(graph: Graph, access: Access, job: Job, pairs: Pairs, found: Totals) -> Pairs:
    """Answer those of the pairs that are connected, hours apart; return which."""
    flat, index = flatten(Adjacency.of(graph, access.admits))

    def terminals(places: Sequence[PlaceId], asked: NDArray[np.bool_]) -> list[list[int]]:
        nodes = [
            place_nodes(place, job.query.mode) if some else ()
            for place, some in zip(places, asked, strict=True)
        ]
        return [[index[node, 0] for node in names if (node, 0) in index] for names in nodes]

    engine = Engine.prepare(
        flat,
        terminals(job.origins, np.any(pairs, axis=1)),
        terminals(job.destinations, np.any(pairs, axis=0)),
        int(job.departures[0]),
        int(job.departures[-1]) + 1,
        threads=job.threads,
        cache=folder_for(flat),
    )
    answerable: Pairs = pairs & np.array([engine.connected(origin) for origin in range(len(job.origins))])
    totals = engine.matrix(answerable, job.departures, keep=job.keep_arrivals, threads=job.threads)
    found.answered[answerable] = totals.answered[answerable]
    found.total_s[answerable] = totals.total_s[answerable]
    found.least_s[answerable] = totals.least_s[answerable]
    found.most_s[answerable] = totals.most_s[answerable]
    if found.arrivals is not None and totals.arrivals is not None:
        found.arrivals[answerable] = totals.arrivals[answerable]
    return answerable
