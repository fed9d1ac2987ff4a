"""How much is left of a way with a crew, at the least: bounds that keep a search from going astray."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from corridor.calendars.periods import NEVER
from corridor.engine.crew_passages import Crewing
from corridor.engine.search import Adjacency, least_seconds
from corridor.network.arcs import Arc


class Left(NamedTuple):
    """What is left from one node: the numbers of `Bounds`."""

    plain_s: int
    driving_s: int
    relieved_s: int
    before_s: int


NOTHING_LEFT: Final = Left(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Least seconds from each node to a goal if no port ever closed; what a node lacks cannot reach one.

    `plain_s` and `driving_s` (driving where the rule of rest holds) are of ways on which nothing relieves the crew. On
    the other ways a ferry, a train or a change of crew does: `relieved_s` are of those, with the stops of the crew
    that goes on rested, and `before_s` is the driving up to the first relief.
    """

    plain_s: Mapping[str, int]
    driving_s: Mapping[str, int]
    relieved_s: Mapping[str, int]
    before_s: Mapping[str, int]

    def left(self, node: str, _progress: int) -> Left:
        """Return what is left from a node."""
        return Left(
            self.plain_s.get(node, NEVER),
            self.driving_s.get(node, 0),
            self.relieved_s.get(node, NEVER),
            self.before_s.get(node, 0),
        )


def bounds_to(
    adjacency: Adjacency, free_s: Mapping[str, int], goals: frozenset[str], crewing: Crewing
) -> Bounds:
    """Return lower bounds for tasks without vias; `free_s` are `free_flow_bounds` to the goals."""

    def plain(arc: Arc) -> int | None:
        return None if relieves(crewing, arc) else arc.traversal.free_s

    def driving(arc: Arc) -> int | None:
        return None if relieves(crewing, arc) else driving_of(crewing, arc)

    here = dict.fromkeys(goals & adjacency.into.keys(), 0)
    plain_s, driving_s = least_seconds(adjacency, here, plain), least_seconds(adjacency, here, driving)
    relieving = [
        arc
        for arcs in adjacency.out.values()
        for arc in arcs
        if arc.head in free_s and relieves(crewing, arc)
    ]
    relieved: dict[str, int] = {}
    for arc in relieving:
        if arc.head in plain_s:
            onward_s = _rested_s(crewing, plain_s[arc.head], driving_s[arc.head])
            relieved[arc.tail] = min(relieved.get(arc.tail, NEVER), arc.traversal.free_s + onward_s)
    return Bounds(
        plain_s=plain_s,
        driving_s=driving_s,
        relieved_s=least_seconds(adjacency, relieved, lambda arc: arc.traversal.free_s),
        before_s=least_seconds(adjacency, dict.fromkeys((arc.tail for arc in relieving), 0), driving),
    )


def _rested_s(crewing: Crewing, plain_s: int, driving_s: int) -> int:
    """Return the least seconds of a rested crew, stops included."""
    stops_s = crewing.stops_s()
    return plain_s + stops_s(crewing.clock.fresh(0), driving_s, 0)


def relieves(crewing: Crewing, arc: Arc) -> bool:
    """Whether a ferry, a train or a change of crew gives the crew its rest."""
    return arc.crosses in crewing.relays or (arc.link is not None and arc.link.mode != "road")


def driving_of(crewing: Crewing, arc: Arc) -> int:
    """Return the driving on an arc that the rule of rest holds for."""
    return arc.traversal.free_s if is_limited(crewing, arc) else 0


def is_limited(crewing: Crewing, arc: Arc) -> bool:
    """Whether the rule of rest holds for the driving on an arc."""
    return arc.link is not None and crewing.clock.rests_in(crewing.countries[arc.tail])


def left_along(way: Sequence[Arc], crewing: Crewing) -> list[Left]:
    """Return what is left at the beginning of each arc of a way, and at its end."""
    left = [Left(0, 0, NEVER, 0)]
    for arc in reversed(way):
        ahead, free_s = left[-1], arc.traversal.free_s
        if relieves(crewing, arc):
            onward_s = _rested_s(crewing, ahead.plain_s, ahead.driving_s)
            onward_s = min(onward_s, _rested_s(crewing, ahead.relieved_s, ahead.before_s))
            left.append(Left(NEVER, 0, free_s + onward_s, 0))
        else:
            drive_s = driving_of(crewing, arc)
            plain_s, driving_s, relieved_s, before_s = ahead
            left.append(Left(plain_s + free_s, driving_s + drive_s, relieved_s + free_s, before_s + drive_s))
    return left[::-1]
