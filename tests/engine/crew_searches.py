"""Searches with a crew by the reference engine, in one call."""

from collections.abc import Sequence

from corridor.engine.crew_bounds import Bounds
from corridor.engine.crew_labels import Way
from corridor.engine.crew_passages import Crewing
from corridor.engine.crewed import NO_DEADLINE, CrewTrip, PlainSearch
from corridor.engine.search import Adjacency, Task
from corridor.network.arcs import Arc


def earliest_arrival(
    adjacency: Adjacency,
    task: Task,
    depart_at: int,
    crewing: Crewing,
    bounds: Bounds | None = None,
    by: int = NO_DEADLINE,
) -> Way:
    return CrewTrip(crewing, PlainSearch(adjacency, task, bounds)).searched(depart_at, by).way


def along(way: Sequence[Arc], depart_at: int, crewing: Crewing) -> Way:
    nowhere = PlainSearch(Adjacency({}, {}), Task(frozenset(), frozenset()))
    return CrewTrip(crewing, nowhere).along(way, depart_at)
