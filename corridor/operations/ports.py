"""How ports stand: states at an instant, and everything known of one port around it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from corridor.calendars import zones
from corridor.calendars.compiler import ControlCalendar, Reason, closure_interval, in_force
from corridor.calendars.periods import DAY_S, NEVER, Interval
from corridor.model.crossing import ControlPoint, Throughput
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.model.port import ControlReport, KnownClosure, PortReport, PortState, QueueState, Standing
from corridor.model.provenance import Notice
from corridor.model.queue import QueueFigures
from corridor.model.schedule import Closure, Schedule
from corridor.operations.clearance import PortBook, validity_of

_WEEK_DAYS, _HORIZON_DAYS = 7, 14
_RECENT_S, _COMING_S = 120 * DAY_S, 400 * DAY_S


def beyond_data(dataset: Dataset, at: int) -> list[Notice]:
    """Return the notice that an instant lies after what the sources know, if it does."""
    if not dataset.data_as_of or at < zones.parse_moment(dataset.data_as_of, "UTC", end=True):
        return []
    message = f"sources end on {dataset.data_as_of}; later changes of hours and later closures are not known"
    return [Notice("beyond-data", message)]


def working_points(dataset: Dataset, crossing_ids: Iterable[CrossingId] | None = None) -> list[ControlPoint]:
    """Return the control points at which something is done, of the given crossings or of all."""
    wanted = None if crossing_ids is None else set(crossing_ids)
    return [
        point
        for point in dataset.control_points.values()
        if point.directions and (wanted is None or point.crossing_id in wanted)
    ]


def port_state(book: PortBook, point: ControlPoint, at: int) -> PortState:
    """Return how a control point stands at an instant."""
    calendar = book.calendar(point)
    state = calendar.state(at)
    change = calendar.periods.next_change(at) if state != "unknown" else NEVER
    return PortState(
        control_id=point.control_id,
        state=state,
        until=None if change >= NEVER else change,
        reason=calendar.why_closed(at).text if state == "closed" else "",
    )


def port_report(dataset: Dataset, book: PortBook, crossing_id: CrossingId, at: int) -> PortReport:
    """Return what is known of a crossing around an instant."""
    points = working_points(dataset, [crossing_id])
    horizon = _horizon(points, at)
    controls = tuple(_control_report(dataset, book, point, at, horizon) for point in points)
    regimes = tuple(
        sorted(
            (row for row in dataset.schedules if row.crossing_id == crossing_id),
            key=lambda row: (row.side, row.control_id or "", row.valid_from),
        )
    )
    closures = _closures_around(dataset, crossing_id, at)
    throughputs = tuple(row for row in dataset.throughputs if row.crossing_id == crossing_id)
    rows: tuple[Schedule | Closure | QueueFigures | Throughput, ...] = (
        *regimes,
        *(row for row, _, _ in closures),
        *(queue.figures for control in controls for queue in control.queues),
        *throughputs,
    )
    used = dict.fromkeys(row.source_id for row in rows)
    return PortReport(
        crossing=dataset.crossings[crossing_id],
        at=at,
        horizon=horizon,
        controls=controls,
        closures=closures,
        regimes=regimes,
        throughputs=throughputs,
        sources=tuple(dataset.sources[source_id] for source_id in used if source_id in dataset.sources),
    )


def known_closures(dataset: Dataset, crossing_id: CrossingId) -> tuple[KnownClosure, ...]:
    """Return every closure of a crossing on record, the superseded ones too, in order."""
    rows = [row for row in dataset.closures if row.crossing_id == crossing_id]
    replaced = {row.supersedes: row.closure_id for row in rows if row.supersedes}
    found = []
    for row in rows:
        starts, ends = closure_interval(row)
        superseded_by = replaced.get(row.closure_id, "")
        found.append(KnownClosure(row=row, starts=starts, ends=ends, superseded_by=superseded_by))
    return tuple(sorted(found, key=lambda each: each.starts))


def standings(calendar: ControlCalendar, start: int, end: int) -> tuple[Standing, ...]:
    """Return how a control point stands all through `[start, end)`; neighbours differ in state or reason."""
    found: list[Standing] = []
    for starts, ends in pairwise([start, *calendar.turns(start, end), end]):
        state = calendar.state(starts)
        why = calendar.why_closed(starts) if state == "closed" else Reason("", "")
        if found and (found[-1].state, found[-1].reason) == (state, why.text):
            found[-1] = replace(found[-1], ends=ends)
        else:
            now = Standing(
                starts=starts, ends=ends, state=state, reason=why.text, is_exception=why.is_exception
            )
            found.append(now)
    return tuple(found)


def _horizon(points: Sequence[ControlPoint], at: int) -> Interval:
    """Return from the first to the last midnight of two weeks on the clocks of the points."""
    zones_here = dict.fromkeys(point.tz for point in points) or {"UTC": None}
    days = [(zones.to_local(at, tz).date(), tz) for tz in zones_here]
    return (
        min(zones.local_midnight(day, tz) for day, tz in days),
        max(zones.local_midnight(day + timedelta(days=_HORIZON_DAYS), tz) for day, tz in days),
    )


def _control_report(
    dataset: Dataset, book: PortBook, point: ControlPoint, at: int, horizon: Interval
) -> ControlReport:
    calendar = book.calendar(point)
    schedule = calendar.schedule_at(at)
    known = schedule is not None and schedule.hours
    today = zones.to_local(at, point.tz).date()
    week = (
        zones.local_midnight(today, point.tz),
        zones.local_midnight(today + timedelta(days=_WEEK_DAYS), point.tz),
    )
    return ControlReport(
        point=point,
        state=port_state(book, point, at),
        schedule=schedule,
        source=dataset.sources.get(schedule.source_id) if schedule else None,
        week=tuple(calendar.periods.within(*week)) if known else (),
        coming=standings(calendar, *horizon),
        notices=tuple(dict.fromkeys([*beyond_data(dataset, week[1]), *calendar.notices(*week)])),
        queues=tuple(_queues(book, point, at)),
    )


def _queues(book: PortBook, point: ControlPoint, at: int) -> Iterator[QueueState]:
    """Yield the queue of each direction whose figures hold at the instant."""
    for direction in point.directions:
        queue = book.queue(point, direction)
        if queue is None or queue.stage_at(at) is None:
            continue
        intervals = ((row, *validity_of(row, point.tz)) for row in book.queue_rows(point, direction))
        figures = next(row for row, starts, ends in intervals if starts <= at < ends)
        admitted_at = queue.admit(at)
        wait_s = None if admitted_at >= NEVER else admitted_at - at
        yield QueueState(ahead=queue.ahead(at), wait_s=wait_s, figures=figures)


def _closures_around(
    dataset: Dataset, crossing_id: CrossingId, at: int
) -> tuple[tuple[Closure, int, int], ...]:
    rows = in_force(row for row in dataset.closures if row.crossing_id == crossing_id)
    dated = ((row, *closure_interval(row)) for row in rows)
    near = (row for row in dated if row[2] >= at - _RECENT_S and row[1] <= at + _COMING_S)
    return tuple(sorted(near, key=lambda row: row[1]))
