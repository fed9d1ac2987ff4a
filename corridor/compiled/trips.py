"""One trip on the compiled engine: its exact profile, with ways named as the reference engine names them."""

from collections.abc import Mapping

import numpy as np

from corridor.compiled.cache import folder_for
from corridor.compiled.engine import Engine, PieceArrays
from corridor.compiled.flat import differing, flatten
from corridor.engine.search import Adjacency, Task, begun, earliest_arrival
from corridor.engine.unpacking import crossings_of
from corridor.model.ids import CrossingId
from corridor.model.profile import DeadlineProfile, Profile
from corridor.model.provenance import Notice


class Trip:
    """A task prepared for many questions.

    Attributes:
        engine: What answers them.
    """

    def __init__(
        self,
        adjacency: Adjacency,
        task: Task,
        bounds: Mapping[str, int] | None,
        start: int,
        end: int,
        like: "Trip | None" = None,
    ) -> None:
        """Compile what lies between the task's ends for departures in `[start, end)`.

        `like` is the same trip under another scenario: only hours that differ from its are compiled.
        """
        self._adjacency, self._task, self._bounds = adjacency, task, bounds
        self.engine: Engine
        flat, index = flatten(adjacency, task)
        changed = differing(like.engine.flat, flat) if like else None
        if like and changed is not None:
            self.engine = like.engine.with_traversals(changed)
            return
        origins = ((node, begun(task.vias, node)) for node in sorted(task.origins))
        passed = 2 * len(task.vias)  # and one more where the last via is a line that ends in the goal
        goals = ((node, progress) for node in sorted(task.goals) for progress in (passed, passed + 1))
        ends = [[index[state] for state in states if state in index] for states in (origins, goals)]
        self.engine = Engine.prepare(flat, ends[:1], ends[1:], start, end, cache=folder_for(flat))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What became of the cache."""
        return self.engine.notices

    def profile(self, start: int, end: int) -> Profile:
        """Return what becomes of every departure of `[start, end)`."""
        pieces = self.engine.profile(0, 0, start, end)
        numbers, firsts, ways = np.unique(pieces.path, return_index=True, return_inverse=True)
        crossings = [self._crossings(pieces, first) for first in firsts[numbers >= 0]]
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
            crossings=crossings,
            wait_ends=pieces.wait_ends,
            wait_at=wait_at,
            wait_s=pieces.wait_s,
            wait_shrinks=pieces.wait_shrinks,
            waiting_points=list(points),
        )

    def deadlines(self, start: int, end: int) -> DeadlineProfile:
        """Return the latest departure for every deadline of `[start, end)`."""
        by, departs, rises, moving_s = self.engine.deadlines(0, 0, start, end)
        return DeadlineProfile(start=start, end=end, by=by, departs=departs, rises=rises, moving_s=moving_s)

    def _crossings(self, pieces: PieceArrays, piece: int) -> tuple[CrossingId, ...]:
        """Return the crossings of the way that the reference engine takes at the start of a piece.

        Raises:
            RuntimeError: It arrives at another time: one of the engines is wrong.
        """
        depart_at = at = int(pieces.departs[piece])
        way = earliest_arrival(self._adjacency, self._task, depart_at, self._bounds)
        for arc in way or ():
            at = arc.traversal.arrive(at)
        if at != pieces.arrives[piece] or way is None:
            raise RuntimeError(f"engines disagree for departure {depart_at}: {at}, {pieces.arrives[piece]}")
        return crossings_of(way)
