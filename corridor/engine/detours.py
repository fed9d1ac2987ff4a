"""Saying what an answer goes round: the way of a world without closed ports, and what closes it now."""

from collections.abc import Mapping

from corridor.calendars import zones
from corridor.calendars.periods import NEVER
from corridor.engine.search import Adjacency, Task
from corridor.engine.unpacking import crossings_of
from corridor.model.provenance import Notice
from corridor.network.arcs import Arc
from corridor.units import format_duration


def detour_notices(
    adjacency: Adjacency, task: Task, bounds: Mapping[str, int], way: list[Arc], depart_at: int
) -> list[Notice]:
    """Return a notice for each wait that `way` goes round by taking other crossings; tasks without vias only.

    It says what the wait is for, since it may be an estimated holiday, and what waiting would cost.
    """
    direct = _free_way(adjacency, task, bounds)
    if crossings_of(direct) == crossings_of(way):
        return []
    notices: list[Notice] = []
    clock = depart_at
    for arc in direct:
        parts = arc.traversal.parts(clock) if arc.traversal.arrive(clock) < NEVER else []
        waits = [(start, end) for kind, start, end in parts if kind == "wait"]
        if waits and arc.point is not None and arc.calendar is not None:
            start, end = max(waits, key=lambda wait: wait[1] - wait[0])
            reason = (
                arc.calendar.why_closed(start).text
                if not arc.calendar.periods.is_open(start)
                else "last admission"
            )
            until = zones.format_local(end, arc.point.tz)
            notices.append(
                Notice(
                    "goes-round",
                    f"{arc.point.crossing_id}, closed until {until}: {reason}",
                    subject=arc.point.crossing_id,
                )
            )
        clock = arc.traversal.arrive(clock)
        if clock >= NEVER:
            return notices
    arrives_at = depart_at
    for arc in way:
        arrives_at = arc.traversal.arrive(arrives_at)
    later = f"; waiting there, the direct way arrives {format_duration(clock - arrives_at)} later"
    return [Notice(n.code, f"goes round {n.message}{later}", n.severity, n.subject) for n in notices[:1]]


def _free_way(adjacency: Adjacency, task: Task, bounds: Mapping[str, int]) -> list[Arc]:
    """Return the quickest way if no port ever closed: down the bounds, arc by arc."""
    node = min(sorted(task.origins & bounds.keys()), key=bounds.__getitem__, default=None)
    way: list[Arc] = []
    while node is not None and node not in task.goals:
        onward = (arc for arc in adjacency.out[node] if arc.head in bounds)
        arc = min(onward, key=lambda arc: (arc.traversal.free_s + bounds[arc.head], bounds[arc.head]))
        way.append(arc)
        node = arc.head
    return way
