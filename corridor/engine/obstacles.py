"""Why there is no way: what stands in the least obstructed one."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import Any

import networkx as nx

from corridor.calendars import zones
from corridor.calendars.periods import DAY_S, NEVER
from corridor.engine.crew_passages import Crewing
from corridor.engine.search import Task, Via
from corridor.errors import NoRouteError
from corridor.model.query import Query
from corridor.network.access import Access
from corridor.network.arcs import Arc
from corridor.network.graph import Graph
from corridor.units import format_duration

_PENALTY_S = 10**9
"""More than any drive: a way with fewer obstacles is always taken first."""

_DAYS_UNDER_WAY = (1, 2, 4, 8, 16, 32)
"""When to look again for what stands in the way, if nothing does on leaving."""


Obstacle = Callable[[Arc, int], str]
"""Says in words why an arc cannot be gone over from an instant on; empty if it can."""


def no_route(
    graph: Graph, access: Access, task: Task, query: Query, crewing: Crewing | None = None
) -> NoRouteError:
    """Return the error that says what stands in the way of a query, and of its crew if it rests."""
    obstacle = partial(_obstacle, access, crewing)
    at = query.depart_at if query.depart_at is not None else query.arrive_by or 0
    # A port may close while the truck is under way.
    days_after = (0, *_DAYS_UNDER_WAY) if _connected(graph, task) else ()
    moments = (at + days * DAY_S for days in days_after)
    found = next(filter(None, (obstacles(graph, obstacle, task, moment) for moment in moments)), [])
    trip = f"no {query.mode} way from {query.origin} to {query.destination}"
    only_parking = crewing is not None and not crewing.roadside
    if not found and days_after and only_parking:
        return NoRouteError(
            trip, hint="trucks would have to stand beside the road; try without --no-roadside"
        )
    if not found:
        hint = f"nothing in the dataset connects them by {query.mode}; try --mode any"
        return NoRouteError(trip, hint=hint)
    avoid = "another way, date or scenario would have to avoid this"
    return NoRouteError(
        f"{trip}: {'; '.join(found)}",
        hint=f"{avoid}; or try without --no-roadside" if only_parking else avoid,
    )


def _connected(graph: Graph, task: Task) -> bool:
    """Whether anything leads from the task's origins to its goals, usable or not."""
    reached: set[str] = set(task.origins).union(*(nx.descendants(graph, node) for node in task.origins))
    return not reached.isdisjoint(task.goals)


def obstacles(graph: Graph, obstacle: Obstacle, task: Task, at: int) -> list[str]:
    """Return in words what stands in the least obstructed way; empty if nothing connects the ends at all."""
    lines = frozenset(line for via in task.vias for line in via.lines)

    def cost(tail: str, head: str, parallel: Mapping[str, Mapping[str, Arc]]) -> int | None:
        if (tail, head) in lines:  # gone over once, from stage to stage
            return None
        return min(cost_of(edge["arc"]) for edge in parallel.values())

    def cost_of(arc: Arc) -> int:
        return arc.traversal.free_s + (_PENALTY_S if obstacle(arc, at) else 0)

    found: list[str] = []
    starts = task.origins
    for via in (*task.vias, Via(nodes=task.goals)):
        ends: dict[str, tuple[str, ...]] = {tail: (tail, head) for tail, head in sorted(via.lines)}
        ends |= {node: (node,) for node in sorted(via.nodes)}
        found_ways: Any = nx.multi_source_dijkstra(graph, starts & graph.nodes, weight=cost)
        lengths, ways = found_ways
        reached = [end for end in ends if end in lengths]
        if not reached:
            return []
        nearest = min(reached, key=lengths.__getitem__)
        way = [*ways[nearest], *ends[nearest][1:]]
        for tail, head in pairwise(way):
            arc = min((edge["arc"] for edge in graph[tail][head].values()), key=cost_of)
            found += filter(None, [obstacle(arc, at)])
        starts = frozenset({way[-1]})
    return list(dict.fromkeys(found))


def _obstacle(access: Access, crewing: Crewing | None, arc: Arc, at: int) -> str:
    if refusal := access.refusal(arc):
        return refusal
    if crewing is not None and arc.link is not None and not crewing.may_get_over(arc):
        most = format_duration(crewing.clock.longest_drive_s(crewing.countries[arc.tail]))
        drive = format_duration(arc.traversal.free_s)
        return f"link {arc.link.link_id} is a drive of {drive} without parking, and the crew may go on for {most}"
    if arc.traversal.arrive(at) < NEVER:
        return ""
    if arc.point is None or arc.calendar is None:
        return f"link {arc.link.link_id} is not open to traffic" if arc.link else "closed"
    if arc.calendar.periods.at_or_after(at) is None:
        last = next(arc.calendar.periods.preceding(at), None)
        since = zones.format_local(at if last is None else last[1], arc.point.tz)
        return f"{arc.point.control_id} ({arc.point.side}) is closed from {since} on: {arc.calendar.why_closed(at).text}"
    return f"{arc.point.control_id} ({arc.point.side}) never opens long enough for its {arc.traversal.free_s // 60} min"
