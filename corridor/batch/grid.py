"""Profiles of trips with a crew: each departure of a grid is searched, and stands for those up to the next one.

With a crew, arrival is no function of slopes 0 and 1 that could be composed piece by piece, so it is sampled. Every figure
read off such a profile is one over the departures of the grid, each with the weight of a step.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

import numpy as np

from corridor.errors import UsageError
from corridor.model.comparison import Departure
from corridor.model.ids import CrossingId
from corridor.model.profile import NO_ARRIVAL, Profile
from corridor.model.query import Query
from corridor.planner import Planner

GRID_S: Final = 900
"""Step between departures that are searched one by one, unless they take long."""
_STEPS: Final = (86_400, 43_200, 21_600, 10_800, 3_600, 1_800, GRID_S)
"""Steps of grids; each holds the next one several times, so that no departure of a wider grid is searched in vain."""
_MOST: Final = 40_000
"""Departures searched one by one: some minutes."""
_AFFORDED: Final = 3_000_000
"""Labels that the departures of a window may take, under all scenarios together: some ten seconds on kernels."""


def laid(planners: Sequence[Planner], query: Query, start: int, end: int) -> list[Profile]:
    """Return what becomes of the departures of `[start, end)` under each scenario, one each `GRID_S`, or fewer.

    A grid of two departures is searched first, then one finer than the other, up to the one after which the next is
    expected to take too many labels. Those are the same on any machine, and so is the grid.
    """
    found = [dict[int, Departure]() for _ in planners]
    departures, labels = range(0), 0
    for step_s in _grids(end - start):
        finer = range(start, end, step_s)
        if len(finer) > _MOST or labels * len(finer) > _AFFORDED * len(departures):
            break
        departures = finer
        for planner, known in zip(planners, found, strict=True):
            labels += _search(planner, query, departures, known)
    return [profile_of([known[at] for at in departures], start, end, departures.step) for known in found]


def _grids(length_s: int) -> list[int]:
    """Return steps that a window may have, the widest first."""
    steps = list(_STEPS)
    while 2 * steps[0] < length_s:
        steps.insert(0, 2 * steps[0])
    return [step_s for step_s in steps if step_s < length_s] or [GRID_S]


def _search(planner: Planner, query: Query, departures: range, known: dict[int, Departure]) -> int:
    """Search the departures that are not known, and return how many labels that takes."""
    ahead = [at for at in departures if at not in known]
    found, labels = planner.searched(query, ahead)
    known.update(zip(ahead, found, strict=True))
    return labels


def sampled(planner: Planner, query: Query, start: int, end: int, step_s: int) -> Profile:
    """Return what becomes of the departures of `[start, end)`, one each `step_s`.

    Raises:
        UsageError: There are too many of them.
    """
    departures = range(start, end, step_s)
    if len(departures) > _MOST:
        raise UsageError(
            f"{len(departures)} departures are too many to search with a crew",
            hint=f"at most {_MOST}: lengthen --grid, shorten --days, or ask with --crew none",
        )
    return profile_of(planner.departures(query, departures), start, end, step_s)


def profile_of(found: Sequence[Departure], start: int, end: int, step_s: int) -> Profile:
    """Return departures, one each `step_s` from `start` on, as a profile."""
    ways: dict[tuple[CrossingId, ...], int] = {}
    roads = {one.crossings: one.road for one in reversed(found)}  # the first one tells of its way
    points: dict[str, int] = {}
    numbers = [-1 if one.arrive_at is None else ways.setdefault(one.crossings, len(ways)) for one in found]
    waits = [one.waits if one.arrive_at is not None else () for one in found]
    wait_at = [points.setdefault(point, len(points)) for point, _ in chain.from_iterable(waits)]
    wait_s = [seconds for _, seconds in chain.from_iterable(waits)]
    departs = np.array([one.depart_at for one in found], np.int64)
    arrives = np.array([NO_ARRIVAL if one.arrive_at is None else one.arrive_at for one in found], np.int64)
    has_way = arrives < NO_ARRIVAL
    waited = np.array([one.wait_s for one in found], np.int64)
    return Profile(
        start=start,
        end=end,
        departs=departs,
        arrives=arrives,
        rises=has_way,
        moving_s=np.where(has_way, arrives - departs - waited, 0),
        ways=np.array(numbers, np.int64),
        crossings=list(ways),
        wait_ends=np.concatenate([[0], np.cumsum([len(row) for row in waits])]).astype(np.int64),
        wait_at=np.array(wait_at, np.int64),
        wait_s=np.array(wait_s, np.int64),
        wait_shrinks=np.zeros(len(wait_at), bool),
        waiting_points=list(points),
        roads=[road for road in map(roads.get, ways) if road is not None],
        grid_s=step_s,
    )
