"""Each kind of change that a scenario can make: who is meant, what is replaced, and how to say it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from corridor.calendars.compiler import closure_interval
from corridor.calendars.opening_hours import parse_hours
from corridor.errors import DataError, UnknownNameError, UsageError
from corridor.model.crossing import ControlPoint, Direction, Dwell
from corridor.model.dataset import Dataset
from corridor.model.ids import SourceId
from corridor.model.scenario import Change, Changed
from corridor.model.schedule import ADMISSIONS, Admission, Closure, Schedule
from corridor.operations.ban_changes import change_ban
from corridor.operations.change_values import number_of, rates_of
from corridor.operations.clearance import dwell_for, is_main, schedules_of
from corridor.operations.link_changes import change_link

_ASSUMED = SourceId("scenario")
_FIRST_DAY, _LAST_DAY = "1990-01-01", "2100-12-31"

Applier = Callable[[Dataset, Change], tuple[Dataset, list[Changed]]]
"""Return the changed dataset, and in words what changed; no words: nothing did."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The control points of one country at a crossing that a change is about; one of them, or all."""

    points: tuple[ControlPoint, ...]
    single: bool

    @property
    def name(self) -> str:
        """How reports call it: `irkeshtam.CN` or `irkeshtam.CN.irkeshtam-gate`."""
        first = self.points[0]
        return ".".join((first.crossing_id, first.side, *((first.control_id,) if self.single else ())))

    def speaks_for(self, row: Schedule) -> bool:
        """Whether a schedule is replaced when this side's hours are."""
        first = self.points[0]
        same = (row.crossing_id, row.side, row.mode) == (first.crossing_id, first.side, first.mode)
        return same and row.channel == "freight" and (not self.single or row.control_id == first.control_id)


def _sides(dataset: Dataset, change: Change) -> list[_Side]:
    """Return the sides that a target names; road only for `*`, where there is a road."""
    crossing_id, _, rest = change.target.partition(".")
    side, _, control_id = rest.partition(".")
    wanted = [
        point
        for point in dataset.control_points.values()
        if point.role != "border-line"
        and (point.mode == "road" if crossing_id == "*" else point.crossing_id == crossing_id)
        and (not side or point.side == side)
        and (not control_id or point.control_id == control_id)
    ]
    if not wanted:
        raise _unknown_target(dataset, change.target, crossing_id)
    grouped: dict[tuple[str, str, str], list[ControlPoint]] = {}
    for point in wanted:
        grouped.setdefault((point.crossing_id, point.side, point.mode), []).append(point)
    return [_Side(tuple(points), single=bool(control_id)) for points in grouped.values()]


def _unknown_target(dataset: Dataset, target: str, crossing_id: str) -> UnknownNameError:
    if crossing_id in dataset.crossings:
        sides = sorted({p.side for p in dataset.control_points.values() if p.crossing_id == crossing_id})
        return UnknownNameError(
            f"{target!r} is no side of {crossing_id}", hint=f"its sides are {', '.join(sides)}"
        )
    close = get_close_matches(crossing_id, list(dataset.crossings), n=1)
    return UnknownNameError(
        f"no crossing is called {crossing_id!r}",
        hint=f"did you mean {close[0]!r}?" if close else "see `corridor ports`",
    )


def _change_hours(dataset: Dataset, change: Change) -> tuple[Dataset, list[Changed]]:
    try:
        parse_hours(change.value)
    except DataError as error:
        raise UsageError(error.message, hint=error.hint) from None
    schedules, closures, words = list(dataset.schedules), list(dataset.closures), []
    for side in _sides(dataset, change):
        old = schedules_of(schedules, side.points[0])
        new = _new_schedule(side, old, change.value)
        shut = [row for row in old if row.hours == "off" and change.value != "off"]
        before = _hours_in_words(old)
        if before == new.hours:
            continue
        schedules = [row for row in schedules if not side.speaks_for(row)] + [new]
        closures += [_closure_of(row) for row in shut]
        words.append(Changed(subject=side.name, field="hours", before=before, after=new.hours))
    return replace(dataset, schedules=tuple(schedules), closures=tuple(closures)), words


def _hours_in_words(rows: Iterable[Schedule]) -> str:
    texts = [row.hours or "unknown" for row in sorted(rows, key=lambda row: row.valid_from)]
    return ", then ".join(dict.fromkeys(texts)) or "unknown"


def _new_schedule(side: _Side, old: Iterable[Schedule], hours: str) -> Schedule:
    """Return the side's latest schedule with other hours; holidays stay as they were unless the text says more."""
    point = side.points[0]
    base = max(old, key=lambda row: row.valid_from, default=None)
    calendar = base.holiday_calendar if base else "none"
    if calendar != "none" and hours != "off" and "PH" not in hours:
        hours = f"{hours}; PH off"
    return Schedule(
        schedule_id=f"scenario-{side.name}-{point.mode}",
        crossing_id=point.crossing_id,
        side=point.side,
        control_id=point.control_id if side.single else None,
        mode=point.mode,
        channel="freight",
        valid_from="",
        valid_to="",
        hours=hours,
        tz=point.tz,
        holiday_calendar=calendar,
        admission=base.admission if base else "resumes",
        last_admission_min=base.last_admission_min if base else 0,
        confidence="high",
        basis="assumed",
        source_id=_ASSUMED,
        note="set by a scenario",
    )


def _closure_of(row: Schedule) -> Closure:
    """Keep a port that was shut as a whole shut, when its hours are replaced."""
    return _closure(
        row, f"closed {row.note}".strip(), row.valid_from or _FIRST_DAY, row.valid_to or _LAST_DAY, row.tz
    )


def _closure(point: ControlPoint | Schedule, reason: str, starts: str, ends: str, tz: str) -> Closure:
    return Closure(
        closure_id=f"scenario-{point.crossing_id}-{point.side}-{starts}",
        crossing_id=point.crossing_id,
        side=point.side,
        mode=point.mode,
        starts=starts,
        ends=ends,
        tz=tz,
        reason=reason,
        settles_from="",
        settles_to="",
        announced_on="",
        supersedes="",
        source_id=_ASSUMED,
        note="",
    )


def _change_closure(dataset: Dataset, change: Change) -> tuple[Dataset, list[Changed]]:
    starts, slash, ends = change.value.partition("/")
    if not (slash and starts and ends):
        raise UsageError(
            f"{change.value!r} is not a closure", hint="write STARTS/ENDS, e.g. 2025-10-01/2025-10-03"
        )
    closures, words = list(dataset.closures), []
    for side in _sides(dataset, change):
        row = _closure(side.points[0], "scenario", starts, ends, side.points[0].tz)
        first, last = closure_interval(row)
        if first >= last:
            raise UsageError(f"closure {change.value!r} ends before it starts", hint="write STARTS/ENDS")
        closures.append(row)
        words.append(Changed(subject=side.name, field="closure", before="none", after=change.value))
    return replace(dataset, closures=tuple(closures)), words


def _change_rule(dataset: Dataset, change: Change) -> tuple[Dataset, list[Changed]]:
    def changed(row: Schedule) -> Schedule:
        if change.field == "admission":
            if change.value not in ADMISSIONS:
                raise UsageError(
                    f"{change.value!r} is no admission rule", hint=f"one of {', '.join(ADMISSIONS)}"
                )
            admission: Admission = change.value
            return replace(row, admission=admission)
        return replace(row, last_admission_min=round(number_of(change)))

    schedules, words = list(dataset.schedules), []
    for side in _sides(dataset, change):
        for i, row in enumerate(schedules):
            if side.speaks_for(row) and changed(row) != row:
                schedules[i] = changed(row)
                before = str(getattr(row, change.field))
                words.append(
                    Changed(subject=side.name, field=change.field, before=before, after=change.value)
                )
    return replace(dataset, schedules=tuple(schedules)), words


def _change_net_min(dataset: Dataset, change: Change) -> tuple[Dataset, list[Changed]]:
    minutes = number_of(change)
    dwells, words = list(dataset.dwells), []
    for side in _sides(dataset, change):
        for point in side.points:
            for direction in point.directions if is_main(point) or side.single else ():
                old = dwell_for(dwells, point, direction)
                before = f"{old.net_min:g} min {direction}" if old else "unknown"
                if old and old.net_min == minutes:
                    continue
                dwells = [row for row in dwells if row is not old or row.control_id is None]
                dwells.append(_new_dwell(point, direction, minutes))
                after = f"{minutes:g} min {direction}"
                words.append(Changed(subject=point.control_id, field="net_min", before=before, after=after))
    return replace(dataset, dwells=tuple(dwells)), words


def _new_dwell(point: ControlPoint, direction: Direction, minutes: float) -> Dwell:
    return Dwell(
        dwell_id=f"scenario-{point.control_id}-{direction}",
        crossing_id=point.crossing_id,
        side=point.side,
        control_id=point.control_id,
        for_role="main" if is_main(point) else "border-gate",
        direction=direction,
        mode=point.mode,
        activity="clearance",
        year="",
        net_min=minutes,
        p90_min=None,
        gross_mean_h=None,
        fee_usd=None,
        in_use=True,
        basis="assumed",
        source_id=_ASSUMED,
        note="set by a scenario",
    )


def _change_rates(dataset: Dataset, change: Change) -> tuple[Dataset, list[Changed]]:
    """Give every queue of a side another demand or capacity, for as long as figures of it are known."""
    rates = rates_of(change.value)
    points = {point.control_id for side in _sides(dataset, change) for point in side.points}
    queues, words = list(dataset.queues), []
    for i, row in enumerate(queues):
        before = row.demand if change.field == "demand" else row.capacity
        if row.control_id in points and before != rates:
            queues[i] = replace(row, basis="assumed", source_id=_ASSUMED, **{change.field: rates})  # type: ignore[arg-type]
            subject = f"{row.control_id} {row.direction} from {row.valid_from}"
            words.append(Changed(subject=subject, field=change.field, before=before, after=rates))
    return replace(dataset, queues=tuple(queues)), words


APPLIERS: Mapping[str, Applier] = {
    "hours": _change_hours,
    "closure": _change_closure,
    "admission": _change_rule,
    "last_admission_min": _change_rule,
    "net_min": _change_net_min,
    "demand": _change_rates,
    "capacity": _change_rates,
    "status": change_link,
    "speed_kmh": change_link,
    "truck_access": change_link,
    "in_use": change_ban,
}
