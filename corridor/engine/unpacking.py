"""Arcs to an itinerary: legs with times, reasons of waits, and what the answer leans on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corridor.calendars import zones
from corridor.engine.queue_notices import queue_of
from corridor.model.ban import Ban
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.model.itinerary import Itinerary, Leg, LegKind
from corridor.model.provenance import Notice
from corridor.network.arcs import Arc
from corridor.operations.arrival import Part
from corridor.operations.bans import ban_notice, banned, is_season, why_banned
from corridor.operations.slots import Booked

_REASON_STEP_S = 3600
_KM_DECIMALS = 3


def unpack(dataset: Dataset, way: Sequence[Arc], depart_at: int) -> Itinerary:
    """Return the itinerary of one who leaves at `depart_at` along `way`."""
    legs: list[Leg] = []
    notices: list[Notice] = []
    stopped: dict[Ban, bool] = {}
    clock = depart_at
    for arc in way:
        arrives_at = arc.traversal.arrive(clock)
        legs += _legs(dataset, arc, clock)
        if arc.calendar is not None:
            notices += arc.calendar.notices(clock, arrives_at)
        for ban in arc.bans:
            if is_season(ban, clock, arrives_at):
                waits = (span for kind, *span in arc.traversal.parts(clock) if kind == "wait")
                stopped[ban] = stopped.get(ban, False) or any(banned(ban, *span) for span in waits)
        clock = arrives_at
    return Itinerary(
        depart_at=depart_at,
        arrive_at=clock,
        latest_depart_at=_latest_departure(way, clock),
        legs=tuple(legs),
        crossings=crossings_of(way),
        notices=tuple(
            dict.fromkeys(
                [
                    *notices,
                    *(
                        ban_notice(ban, stops=stops)
                        for ban, stops in stopped.items()
                        if ban.condition or not stops
                    ),
                ]
            )
        ),
    )


def crossings_of(way: Iterable[Arc]) -> tuple[CrossingId, ...]:
    """Return the crossings passed, in order."""
    return tuple(arc.crosses for arc in way if arc.crosses is not None)


def waiting_s(way: Iterable[Arc], depart_at: int) -> int:
    """Return the seconds spent waiting along `way`."""
    waited, clock = 0, depart_at
    for arc in way:
        arrives_at = arc.traversal.arrive(clock)
        waited += arrives_at - clock - arc.traversal.free_s
        clock = arrives_at
    return waited


def _latest_departure(way: Sequence[Arc], arrive_at: int) -> int:
    clock = arrive_at
    for arc in reversed(way):
        clock = arc.traversal.depart(clock)
    return clock


def _legs(dataset: Dataset, arc: Arc, at: int) -> list[Leg]:
    parts = arc.traversal.parts(at)
    if arc.link is not None:
        return _moving_legs(dataset, arc, parts)
    if arc.point is not None:
        return _control_legs(arc, parts)
    place_id = arc.transload_at or arc.tail
    tz = dataset.places[place_id].tz  # type: ignore[index]
    return [_standing_leg("transload", place_id, tz, part) for part in parts]


def _moving_legs(dataset: Dataset, arc: Arc, parts: Sequence[Part]) -> list[Leg]:
    link = arc.link
    assert link is not None  # noqa: S101 - chosen by the caller
    from_id, to_id = _base(arc.tail), _base(arc.head)
    tz_from, tz_to = _zone(dataset, from_id), _zone(dataset, to_id)
    kind: LegKind = "ferry" if link.mode == "ferry" else "drive"
    legs: list[Leg] = []
    driven_s, at_km = 0, 0.0
    for part, start, end in parts:
        if part == "wait":
            leg = _standing_leg(
                "wait", from_id, tz_from, (part, start, end), _why_stopped(arc, start, end, tz_from)
            )
            left_km = round(link.distance_km - at_km, _KM_DECIMALS)
            legs.append(
                replace(leg, link_id=link.link_id, start_km=at_km, left_km=left_km) if driven_s else leg
            )
            continue
        driven_s += end - start
        is_through = driven_s == arc.traversal.free_s
        to_km = (
            link.distance_km
            if is_through
            else round(link.distance_km * driven_s / arc.traversal.free_s, _KM_DECIMALS)
        )
        leg = Leg(
            kind=kind,
            from_id=from_id,
            to_id=to_id,
            depart_at=start,
            arrive_at=end,
            tz_from=tz_from,
            tz_to=tz_to,
            distance_km=round(to_km - at_km, _KM_DECIMALS),
            mode=link.mode,
            link_id=link.link_id,
            start_km=at_km,
            left_km=round(link.distance_km - to_km, _KM_DECIMALS),
        )
        legs.append(leg)
        at_km = to_km
    return legs


def _why_stopped(arc: Arc, start: int, end: int, tz: str) -> str:
    until = zones.format_local(end, tz)
    # Not the first instant alone: one ban may end as another begins.
    moments = (*range(start, end, _REASON_STEP_S), end - 1)
    reasons = dict.fromkeys(filter(None, (why_banned(arc.bans, at) for at in moments)))
    if reasons:
        return f"no driving until {until}: {', then '.join(reasons)}"
    return f"{arc.name} is open to traffic from {until}"


def _control_legs(arc: Arc, parts: Sequence[Part]) -> list[Leg]:
    point = arc.point
    assert point is not None  # noqa: S101 - chosen by the caller
    legs: list[Leg] = []
    clearing_s = arc.service.clearance_s if arc.service else 0
    for part in parts:
        if part[0] == "wait":
            legs.append(_control_leg(arc, "wait", part, _why_closed(arc, part)))
            continue
        if part[0] == "queue":
            legs.append(_control_leg(arc, "queue", part, _why_queued(arc, parts[0][1], part)))
            continue
        _, start, end = part
        cleared_at = min(end, start + clearing_s)
        clearing_s -= cleared_at - start
        if cleared_at > start:
            legs.append(_control_leg(arc, "clearance", ("work", start, cleared_at)))
        if end > cleared_at:
            legs.append(_control_leg(arc, "transload", ("work", cleared_at, end)))
    return legs


def _why_queued(arc: Arc, came_at: int, part: Part) -> str:
    point, line = arc.point, queue_of(arc)
    assert point is not None  # noqa: S101 - only control points have queues
    assert line is not None  # noqa: S101 - as above
    _, start, end = part
    until = zones.format_local(end, point.tz)
    ahead = line.ahead(came_at, start)
    rates = dict.fromkeys(f"{line.rate_at(at):g}" for at in range(start, end, _REASON_STEP_S))
    return f"{point.name_en} ({point.side}): queue of {ahead} vehicles ahead, {' to '.join(rates)} an hour are let in, until {until}"


def _why_closed(arc: Arc, part: Part) -> str:
    _, start, end = part
    point, calendar = arc.point, arc.calendar
    assert point is not None  # noqa: S101 - only control points have hours
    assert calendar is not None  # noqa: S101 - as above
    until = zones.format_local(end, point.tz)
    if isinstance(arc.traversal, Booked) and end == arc.traversal.starts:
        return f"{point.name_en} ({point.side}): its slot begins {until}"
    if calendar.periods.is_open(start):
        return f"{point.name_en} ({point.side}) takes no more vehicles that day, next at {until}"
    # A long wait may have several reasons after one another: a night, then a holiday.
    moments = (*range(start, end, _REASON_STEP_S), end - 1)
    reasons = dict.fromkeys(calendar.why_closed(at) for at in moments if not calendar.periods.is_open(at))
    words = ", then ".join(r.text + (f" [{r.source_id}]" if r.source_id else "") for r in reasons)
    return f"{point.name_en} ({point.side}) closed until {until}: {words}"


def _control_leg(arc: Arc, kind: LegKind, part: Part, reason: str = "") -> Leg:
    point = arc.point
    assert point is not None  # noqa: S101 - chosen by the caller
    return Leg(
        kind=kind,
        from_id=point.control_id,
        to_id=point.control_id,
        depart_at=part[1],
        arrive_at=part[2],
        tz_from=point.tz,
        tz_to=point.tz,
        control_id=point.control_id,
        crossing_id=point.crossing_id,
        reason=reason,
    )


def _standing_leg(kind: LegKind, at_id: str, tz: str, part: Part, reason: str = "") -> Leg:
    return Leg(
        kind=kind,
        from_id=at_id,
        to_id=at_id,
        depart_at=part[1],
        arrive_at=part[2],
        tz_from=tz,
        tz_to=tz,
        reason=reason,
    )


def _base(node: str) -> str:
    """Return the id of the place or control point that a node belongs to."""
    return node.partition("/")[0].partition("@")[0]


def _zone(dataset: Dataset, item_id: str) -> str:
    item = dataset.places.get(item_id) or dataset.control_points[item_id]  # type: ignore[call-overload, index]
    return item.tz
