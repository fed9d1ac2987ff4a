"""What is done at a control point, and how long it takes net of all waiting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corridor.calendars.compiler import ControlCalendar
from corridor.errors import DataError
from corridor.model.crossing import ControlPoint, Direction, Dwell
from corridor.model.dataset import Dataset
from corridor.model.query import AssumeUnknown
from corridor.model.schedule import Closure, Schedule


@dataclass(frozen=True, slots=True)
class Service:
    """The work on one vehicle at a control point in one direction; `rows` say where it comes from."""

    clearance_s: int
    transload_s: int
    rows: tuple[Dwell, ...]


def is_main(point: ControlPoint) -> bool:
    """Whether a side clears vehicles here, as against a gate or the line."""
    return point.role not in {"border-gate", "border-line"}


def dwell_for(
    dwells: Iterable[Dwell], point: ControlPoint, direction: Direction, activity: str = "clearance"
) -> Dwell | None:
    """Return the most particular dwell in use: of the control point, else of the side, else of the country.

    The country's default is for clearance only; a transload happens just where a row says so.
    """
    role = "main" if is_main(point) else "border-gate"
    fitting = [
        row
        for row in dwells
        if row.in_use
        and (row.side, row.direction, row.mode, row.activity) == (point.side, direction, point.mode, activity)
        and (row.control_id == point.control_id or (row.control_id is None and row.for_role == role))
        and row.crossing_id in {None, point.crossing_id}
        and (activity == "clearance" or row.crossing_id is not None or row.control_id is not None)
    ]
    return max(fitting, key=_particularity, default=None)


def _particularity(row: Dwell) -> tuple[bool, bool, str]:
    return row.control_id is not None, row.crossing_id is not None, row.year


def service_at(dataset: Dataset, point: ControlPoint, direction: Direction) -> Service | None:
    """Return what is done in that direction, or None where nothing is.

    Raises:
        DataError: The control point works in that direction, but no dwell in use fits it.
    """
    if direction not in point.directions:
        return None
    clearance = dwell_for(dataset.dwells, point, direction)
    if clearance is None:
        raise DataError(
            f"no dwell in use fits {point.control_id!r} for {direction}",
            hint=f"add a row for side {point.side} to dwells.csv",
        )
    transload = dwell_for(dataset.dwells, point, direction, "transload")
    rows = (clearance,) if transload is None else (clearance, transload)
    return Service(_seconds(clearance), _seconds(transload) if transload else 0, rows)


def _seconds(row: Dwell) -> int:
    return round(row.net_min * 60)


def calendar_of(
    dataset: Dataset, point: ControlPoint, assume_unknown: AssumeUnknown = "open"
) -> ControlCalendar:
    """Return when a control point works for freight."""
    schedules = schedules_of(dataset.schedules, point)
    own = any(row.control_id for row in schedules)
    return ControlCalendar(
        schedules,
        closures_of(dataset.closures, point),
        dataset.holiday_overrides,
        tz=point.tz,
        subject=point.control_id if own else f"{point.crossing_id}.{point.side}",
        assume_unknown=assume_unknown,
    )


def schedules_of(schedules: Iterable[Schedule], point: ControlPoint) -> Sequence[Schedule]:
    """Return the freight schedules of a control point: its own rows if it has any, else its side's."""
    side = [
        row
        for row in schedules
        if (row.crossing_id, row.side, row.mode, row.channel)
        == (point.crossing_id, point.side, point.mode, "freight")
    ]
    own = [row for row in side if row.control_id == point.control_id]
    return own or [row for row in side if row.control_id is None]


def closures_of(closures: Iterable[Closure], point: ControlPoint) -> Sequence[Closure]:
    """Return the closures that touch a control point."""
    return [
        row
        for row in closures
        if row.crossing_id == point.crossing_id and row.mode == point.mode and row.side in {None, point.side}
    ]
