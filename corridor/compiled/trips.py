"""Trips on the compiled engine: exact profiles, with ways named as the reference engine names them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from corridor.compiled.cache import folder_for
from corridor.compiled.engine import Engine, PieceArrays
from corridor.compiled.flat import differing, flatten
from corridor.engine.search import Adjacency, Task, begun, earliest_arrival
from corridor.engine.unpacking import crossings_of, road_of
from corridor.errors import UsageError
from corridor.model.ids import CrossingId
from corridor.model.profile import DeadlineProfile, Profile
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.road import Road


def require_profilable(query: Query, start: int, end: int) -> None:
    """Check that a query has an exact profile of `[start, end)`.

    Raises:
        UsageError: The window is empty, or the query has a slot or a crew that rests.
    """
    if end <= start:
        raise UsageError("the window holds no departure", hint="it has to end after it starts")
    if query.slots:
        raise UsageError("a slot is booked for one trip, not for a window", hint="ask for one departure")
    if query.crew.rests:
        raise UsageError(
            "trips with a crew have no exact profile", hint="leave out the crew, or sample departures"
        )


class Errand(NamedTuple):
    """A task, with the least seconds to its goals if they are known (`engine.search.free_flow_bounds`)."""

    task: Task
    bounds: Mapping[str, int] | None


class Fan:
    """Tasks with the same origins and vias over the same arcs, prepared on one engine for many questions.

    Attributes:
        engine: What answers them.
    """

    def __init__(
        self, adjacency: Adjacency, errands: Sequence[Errand], start: int, end: int, like: "Fan | None" = None
    ) -> None:
        """Compile what lies between the tasks' ends for departures in `[start, end)`.

        `like` are the same tasks under another scenario: only hours that differ from its are compiled.
        """
        self._adjacency, self._errands = adjacency, errands
        self.engine: Engine
        origin = errands[0].task
        flat, index = flatten(adjacency, origin)
        changed = differing(like.engine.flat, flat) if like else None
        if like and changed is not None:
            self.engine = like.engine.with_traversals(changed)
            return
        origins = ((node, begun(origin.vias, node)) for node in sorted(origin.origins))
        passed = 2 * len(origin.vias)  # and one more where the last via is a line that ends in the goal
        goals = (
            ((node, progress) for node in sorted(errand.task.goals) for progress in (passed, passed + 1))
            for errand in errands
        )
        ends = [[index[state] for state in states if state in index] for states in (origins, *goals)]
        self.engine = Engine.prepare(flat, ends[:1], ends[1:], start, end, cache=folder_for(flat))

    def profiles(self, start: int, end: int) -> Iterator[Profile]:
        """Yield what becomes of every departure of `[start, end)`, task by task."""
        targets = range(len(self._errands))
        for errand, pieces in zip(
            self._errands, self.engine.piece_arrays(0, targets, start, end), strict=True
        ):
            yield self._profile(errand, pieces, start, end)

    def _profile(self, errand: Errand, pieces: PieceArrays, start: int, end: int) -> Profile:
        numbers, firsts, ways = np.unique(pieces.path, return_index=True, return_inverse=True)
        told = [self._told(errand, pieces, first) for first in firsts[numbers >= 0]]
        points, wait_at = np.unique(
            np.array([self.engine.flat.names[i] for i in pieces.wait_at], dtype=object), return_inverse=True
        )
        return Profile(
            start=start,
            end=end,
            departs=pieces.departs,
            arrives=pieces.arrives,
            rises=pieces.rises,
            moving_s=pieces.moving_s,
            ways=ways - int(numbers[0] < 0),
            crossings=[crossings for crossings, _ in told],
            wait_ends=pieces.wait_ends,
            wait_at=wait_at,
            wait_s=pieces.wait_s,
            wait_shrinks=pieces.wait_shrinks,
            waiting_points=list(points),
            roads=[road for _, road in told],
        )

    def _told(self, errand: Errand, pieces: PieceArrays, piece: int) -> tuple[tuple[CrossingId, ...], Road]:
        """Return the way that the reference engine takes at the start of a piece.

        Raises:
            RuntimeError: It arrives at another time: one of the engines is wrong.
        """
        depart_at = at = int(pieces.departs[piece])
        way = earliest_arrival(self._adjacency, errand.task, depart_at, errand.bounds)
        for arc in way or ():
            at = arc.traversal.arrive(at)
        if at != pieces.arrives[piece] or way is None:
            raise RuntimeError(f"engines disagree for departure {depart_at}: {at}, {pieces.arrives[piece]}")
        return crossings_of(way), road_of(way)


class Trip(Fan):
    """One task, prepared for many questions."""

    def __init__(
        self,
        adjacency: Adjacency,
        task: Task,
        bounds: Mapping[str, int] | None,
        start: int,
        end: int,
        like: "Trip | None" = None,
    ) -> None:
        """Compile it; see `Fan`."""
        super().__init__(adjacency, [Errand(task, bounds)], start, end, like)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What became of the cache."""
        return self.engine.notices

    def profile(self, start: int, end: int) -> Profile:
        """Return what becomes of every departure of `[start, end)`."""
        return next(self.profiles(start, end))

    def deadlines(self, start: int, end: int) -> DeadlineProfile:
        """Return the latest departure for every deadline of `[start, end)`."""
        by, departs, rises, moving_s = self.engine.deadlines(0, 0, start, end)
        return DeadlineProfile(start=start, end=end, by=by, departs=departs, rises=rises, moving_s=moving_s)
