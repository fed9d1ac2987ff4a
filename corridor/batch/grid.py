"""Profiles of trips with a crew: each departure of a grid is searched, and stands for those up to the next one.

With a crew, arrival is no function of slopes 0 and 1 that could be composed piece by piece, so it is sampled. Every figure
read off such a profile is one over the departures of the grid, each with the weight of a step.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from corridor.errors import UsageError
from corridor.model.comparison import Departure
from corridor.model.ids import CrossingId
from corridor.model.profile import NO_ARRIVAL, Profile
from corridor.model.query import Query
from corridor.planner import Planner

_MOST = 40_000
"""Departures searched one by one: some minutes."""


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
