"""Saying what an answer goes round: the way of a world without closed ports, and what closes it now."""

from collections.abc import Mapping

from corridor.calendars import zones
from corridor.calendars.periods import DAY_S, NEVER
from corridor.engine.queue_notices import queue_of
from corridor.engine.search import Adjacency, Task, free_flow_bounds
from corridor.engine.unpacking import crossings_of
from corridor.model.ban import Ban
from corridor.model.provenance import Notice
from corridor.network.arcs import Arc
from corridor.operations.bans import ban_notice, holding, why_banned
from corridor.units import format_duration


def detour_notices(
    adjacency: Adjacency, task: Task, bounds: Mapping[str, int], way: list[Arc], depart_at: int
) -> list[Notice]:
    """Return a notice if `way` takes other crossings to go round a closed port; tasks without vias only.

    It says what that port is closed for, since it may be an estimated holiday, and what waiting would cost.
    """
    direct = _direct_way(adjacency, task, bounds, depart_at)
    if crossings_of(direct) == crossings_of(way):
        return []
    bans: list[Ban] = []
    closed = _first_closed(direct, depart_at)
    if closed is None:
        closed, bans = _first_banned(direct, depart_at)
    if closed is None:
        return []
    subject, words = closed
    cost = _arrival(direct, depart_at) - _arrival(way, depart_at)
    later = (
        f"; waiting there, the direct way arrives {format_duration(cost)} later" if cost < NEVER // 2 else ""
    )
    round_about = Notice("goes-round", f"goes round {words}{later}", subject=subject)
    return [round_about, *(ban_notice(ban, stops=True) for ban in bans if ban.condition)]


def _arrival(way: list[Arc], at: int) -> int:
    """Return when one who leaves at `at` has gone the way; NEVER or later if that does not happen."""
    for arc in way:
        if at >= NEVER:
            break
        at = arc.traversal.arrive(at)
    return at


def _first_banned(way: list[Arc], at: int) -> tuple[tuple[str, str] | None, list[Ban]]:
    """Return the first link on which bans stop one along the way, in words which, and the bans."""
    for arc in way:
        for kind, start, _ in arc.traversal.parts(at) if arc.bans and at < NEVER else ():
            if kind == "wait" and (bans := holding(arc.bans, start)):
                return (arc.name, f"{arc.name}, {why_banned(bans, start)}"), bans
        at = arc.traversal.arrive(at)
    return None, []


def _first_closed(way: list[Arc], at: int) -> tuple[str, str] | None:
    """Return the first port that makes one wait along the way, and in words until when and why."""
    for arc in way:
        through_at = arc.traversal.arrive(at)
        if arc.point is not None and arc.calendar is not None and through_at - at > arc.traversal.free_s:
            if through_at >= NEVER:
                return (
                    arc.point.crossing_id,
                    f"{arc.point.crossing_id}, closed: {arc.calendar.why_closed(at).text}",
                )
            kind, start, end = next(part for part in arc.traversal.parts(at) if part[0] != "work")
            until = zones.format_local(end, arc.point.tz)
            line = queue_of(arc)
            if kind == "queue" and line is not None:
                return (
                    arc.point.crossing_id,
                    f"{arc.point.crossing_id}, where {line.ahead(at)} vehicles queue until {until}",
                )
            is_open = arc.calendar.periods.is_open(start)
            reason = "last admission" if is_open else arc.calendar.why_closed(start).text
            return arc.point.crossing_id, f"{arc.point.crossing_id}, closed until {until}: {reason}"
        if through_at >= NEVER:
            return None
        at = through_at
    return None


def _direct_way(adjacency: Adjacency, task: Task, bounds: Mapping[str, int], depart_at: int) -> list[Arc]:
    """Return the quickest way if no port ever closed, by roads that are there when one leaves."""
    direct = _free_way(adjacency, task, bounds)
    missing = {arc.link for arc in direct if _is_missing(arc, depart_at)}
    if not missing:
        return direct
    there = adjacency.only(lambda arc: arc.link not in missing)
    return _direct_way(there, task, free_flow_bounds(there, task.goals), depart_at)


def _is_missing(arc: Arc, at: int) -> bool:
    """Whether a road is not open yet, or not any more: bans, which end by themselves, do not make it so."""
    if arc.link is None or arc.bans:
        return False
    return arc.traversal.arrive(at) - at - arc.traversal.free_s > DAY_S


def _free_way(adjacency: Adjacency, task: Task, bounds: Mapping[str, int]) -> list[Arc]:
    """Return the quickest way if no port ever closed: down the bounds, arc by arc.

    It ends because of two arcs in a row one is a link, which always takes time.
    """
    node = min(sorted(task.origins & bounds.keys()), key=bounds.__getitem__, default=None)
    way: list[Arc] = []
    while node is not None and node not in task.goals:
        onward = (arc for arc in adjacency.out[node] if arc.head in bounds)
        arc = min(onward, key=lambda arc: (arc.traversal.free_s + bounds[arc.head], bounds[arc.head]))
        way.append(arc)
        node = arc.head
    return way
