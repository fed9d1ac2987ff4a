"""Arcs to an itinerary: legs with times, reasons of waits, and what the answer leans on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corridor.calendars import zones
from corridor.engine.crew_passages import Crewing
from corridor.engine.crew_words import counts_as, why_rest
from corridor.engine.queue_notices import queue_of
from corridor.engine.steps import Passed, Step, arcs_of
from corridor.model.ban import Ban
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.model.itinerary import Itinerary, Leg, LegKind
from corridor.model.provenance import Notice
from corridor.model.road import Road
from corridor.network.arcs import Arc
from corridor.operations.bans import ban_notice, banned, is_season, why_banned
from corridor.operations.slots import Booked

_REASON_STEP_S = 3600
_KM_DECIMALS = 3


def unpack(
    dataset: Dataset, passed: Sequence[Passed], depart_at: int, latest_depart_at: int, crewing: Crewing | None
) -> Itinerary:
    """Return the itinerary of one who leaves at `depart_at` and goes a way so."""
    legs: list[Leg] = []
    notices: list[Notice] = []
    clock = depart_at
    for arc, steps in passed:
        arrives_at = steps[-1].end if steps else clock
        legs += _legs(dataset, arc, steps, crewing)
        if arc.calendar is not None:
            notices += arc.calendar.notices(clock, arrives_at)
        clock = arrives_at
    return Itinerary(
        depart_at=depart_at,
        arrive_at=clock,
        latest_depart_at=latest_depart_at,
        legs=tuple(legs),
        crossings=crossings_of(arcs_of(passed)),
        notices=tuple(dict.fromkeys([*notices, *ban_notices(passed)])),
    )


def ban_notices(passed: Iterable[Passed]) -> Iterator[Notice]:
    """Yield what is to be known of bans on the arcs passed: those that stop the truck, and those in season."""
    stopped: dict[Ban, bool] = {}
    for arc, steps in passed:
        for ban in arc.bans if steps else ():
            if is_season(ban, steps[0].start, steps[-1].end):
                waits = (step for step in steps if step.kind == "wait")
                stops = any(banned(ban, step.start, step.end) for step in waits)
                stopped[ban] = stopped.get(ban, False) or stops
    for ban, stops in stopped.items():
        if ban.condition or not stops:
            yield ban_notice(ban, stops=stops)


def crossings_of(way: Iterable[Arc]) -> tuple[CrossingId, ...]:
    """Return the crossings passed, in order."""
    return tuple(arc.crosses for arc in way if arc.crosses is not None)


def road_of(way: Sequence[Arc]) -> Road:
    """Return what all who go a way have alike."""
    return Road(
        distance_km=round(sum(arc.link.distance_km for arc in way if arc.link is not None), 1),
        driven_s=sum(arc.traversal.free_s for arc in way if arc.link is not None),
        border_s=sum(arc.traversal.free_s for arc in way if arc.point is not None),
    )


def _legs(dataset: Dataset, arc: Arc, steps: Sequence[Step], crewing: Crewing | None) -> list[Leg]:
    if arc.link is not None:
        return _moving_legs(dataset, arc, steps, crewing)
    if arc.point is not None:
        return _control_legs(arc, steps, crewing)
    place_id = arc.transload_at or arc.tail
    tz = dataset.places[place_id].tz  # type: ignore[index]
    return [_standing_leg("transload", place_id, tz, step) for step in steps]


def _moving_legs(dataset: Dataset, arc: Arc, steps: Sequence[Step], crewing: Crewing | None) -> list[Leg]:
    link = arc.link
    assert link is not None  # noqa: S101 - chosen by the caller
    from_id, to_id = base_of(arc.tail), base_of(arc.head)
    tz_from, tz_to = _zone(dataset, from_id), _zone(dataset, to_id)
    legs: list[Leg] = []
    driven_s, at_km = 0, 0.0
    for step in steps:
        if step.kind != "work":
            kind: LegKind = "rest" if step.kind == "rest" else "wait"
            why = _why_stopped(arc, step.start, step.end, tz_from) if kind == "wait" else ""
            leg = _standing_leg(kind, from_id, tz_from, step, _with_crew(arc, steps, step, why, crewing))
            left_km = round(link.distance_km - at_km, _KM_DECIMALS)
            on_road = replace(leg, link_id=link.link_id, start_km=at_km, left_km=left_km)
            legs.append(on_road if driven_s else leg)
            continue
        driven_s += step.end - step.start
        is_through = driven_s == arc.traversal.free_s
        whole_s = arc.traversal.free_s
        to_km = link.distance_km if is_through else round(link.distance_km * driven_s / whole_s, _KM_DECIMALS)
        leg = Leg(
            kind="ferry" if link.mode == "ferry" else "drive",
            from_id=from_id,
            to_id=to_id,
            depart_at=step.start,
            arrive_at=step.end,
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


def _with_crew(arc: Arc, steps: Sequence[Step], step: Step, why: str, crewing: Crewing | None) -> str:
    """Return why one stands, with what that is worth to the crew."""
    if crewing is None:
        return why
    country = crewing.countries[arc.tail]
    i = steps.index(step)
    first, last = i, i
    while first and steps[first - 1].kind != "work":
        first -= 1
    while last + 1 < len(steps) and steps[last + 1].kind != "work":
        last += 1
    standing_s = steps[last].end - steps[first].start
    if step.kind == "rest":
        return why_rest(crewing, country, step, standing_s)
    worth = "" if arc.tail in crewing.no_parking else counts_as(crewing, country, standing_s)
    return f"{why}; {worth}" if worth else why


def _why_stopped(arc: Arc, start: int, end: int, tz: str) -> str:
    until = zones.format_local(end, tz)
    # Not the first instant alone: one ban may end as another begins.
    moments = (*range(start, end, _REASON_STEP_S), end - 1)
    reasons = dict.fromkeys(filter(None, (why_banned(arc.bans, at) for at in moments)))
    if reasons:
        return f"no driving until {until}: {', then '.join(reasons)}"
    return f"{arc.name} is open to traffic from {until}"


def _control_legs(arc: Arc, steps: Sequence[Step], crewing: Crewing | None) -> list[Leg]:
    point = arc.point
    assert point is not None  # noqa: S101 - chosen by the caller
    legs: list[Leg] = []
    clearing_s = arc.service.clearance_s if arc.service else 0
    working_s = arc.traversal.free_s
    for step in steps:
        if step.kind != "work":
            why = {"wait": _why_closed, "queue": _why_queued}.get(step.kind)
            reason = why(arc, steps[0].start, step) if why else ""
            legs.append(_control_leg(arc, step.kind, step, _with_crew(arc, steps, step, reason, crewing)))
            continue
        cleared_at = min(step.end, step.start + clearing_s)
        clearing_s -= cleared_at - step.start
        if cleared_at > step.start:
            legs.append(_control_leg(arc, "clearance", Step("work", step.start, cleared_at)))
        if step.end > cleared_at:
            relay = "change of crew" if working_s <= 0 else ""
            legs.append(_control_leg(arc, "transload", Step("work", cleared_at, step.end), relay))
        working_s -= step.end - step.start
    return legs


def _why_queued(arc: Arc, came_at: int, step: Step) -> str:
    point, line = arc.point, queue_of(arc)
    assert point is not None  # noqa: S101 - only control points have queues
    assert line is not None  # noqa: S101 - as above
    start, end = step.start, step.end
    until = zones.format_local(end, point.tz)
    ahead = line.ahead(came_at, start)
    rates = dict.fromkeys(f"{line.rate_at(at):g}" for at in range(start, end, _REASON_STEP_S))
    return f"{point.name_en} ({point.side}): queue of {ahead} vehicles ahead, {' to '.join(rates)} an hour are let in, until {until}"


def _why_closed(arc: Arc, _came_at: int, step: Step) -> str:
    start, end = step.start, step.end
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


def _control_leg(arc: Arc, kind: LegKind, step: Step, reason: str = "") -> Leg:
    point = arc.point
    assert point is not None  # noqa: S101 - chosen by the caller
    return Leg(
        kind=kind,
        from_id=point.control_id,
        to_id=point.control_id,
        depart_at=step.start,
        arrive_at=step.end,
        tz_from=point.tz,
        tz_to=point.tz,
        control_id=point.control_id,
        crossing_id=point.crossing_id,
        reason=reason,
    )


def _standing_leg(kind: LegKind, at_id: str, tz: str, step: Step, reason: str = "") -> Leg:
    return Leg(
        kind=kind,
        from_id=at_id,
        to_id=at_id,
        depart_at=step.start,
        arrive_at=step.end,
        tz_from=tz,
        tz_to=tz,
        reason=reason,
    )


def base_of(node: str) -> str:
    """Return the id of the place or control point that a node belongs to."""
    return node.partition("/")[0].partition("@")[0]


def _zone(dataset: Dataset, item_id: str) -> str:
    item = dataset.places.get(item_id) or dataset.control_points[item_id]  # type: ignore[call-overload, index]
    return item.tz
