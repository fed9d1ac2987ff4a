"""What is done at a control point, and how long it takes net of all waiting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corridor.calendars import zones
from corridor.calendars.compiler import ControlCalendar
from corridor.calendars.holidays import HolidayBook
from corridor.calendars.hourly_rates import parse_rates
from corridor.calendars.periods import NEVER, Interval
from corridor.errors import DataError
from corridor.model.crossing import ControlPoint, Direction, Dwell
from corridor.model.dataset import Dataset, HolidayDay, HolidayOverride
from corridor.model.ids import ControlId, CrossingId
from corridor.model.query import AssumeUnknown
from corridor.model.queue import QueueFigures
from corridor.model.schedule import Closure, Schedule
from corridor.operations.flow import Stage
from corridor.operations.queues import Queue

_Row = TypeVar("_Row", Schedule, Closure, Dwell)
_QueueKey = tuple[ControlCalendar, tuple[QueueFigures, ...]]
_CalendarKey = tuple[ControlId, AssumeUnknown, tuple[Schedule, ...], tuple[Closure, ...]]


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


@dataclass(frozen=True, slots=True)
class KnownCalendars:
    """Calendars and queues made so far, by control point and rows; each is compiled once.

    Datasets with the same holidays share them, so that a scenario compiles only what it changes.
    """

    holiday_rows: tuple[Sequence[HolidayDay], Sequence[HolidayOverride]]
    holidays: HolidayBook
    by_rows: dict[_CalendarKey, ControlCalendar]
    queues: dict[_QueueKey, Queue]

    @classmethod
    def of(cls, dataset: Dataset) -> "KnownCalendars":
        """Return none yet, with the holidays of a dataset."""
        rows = (dataset.holiday_days, dataset.holiday_overrides)
        return cls(rows, HolidayBook(*rows), {}, {})

    def fits(self, dataset: Dataset) -> bool:
        """Whether the dataset has the same holidays."""
        return self.holiday_rows == (dataset.holiday_days, dataset.holiday_overrides)


class PortBook:
    """The rows that rule each control point: its calendar, and what is done there."""

    def __init__(self, dataset: Dataset, known: KnownCalendars | None = None) -> None:
        """Sort the dataset's rows by crossing; `known` are calendars of another scenario's dataset."""
        self._schedules = _by_crossing(dataset.schedules)
        self._closures = _by_crossing(dataset.closures)
        self._dwells = _by_crossing(dataset.dwells)
        self._queues: dict[tuple[ControlId, Direction], list[QueueFigures]] = {}
        for row in dataset.queues:
            self._queues.setdefault((row.control_id, row.direction), []).append(row)
        self.known = known if known and known.fits(dataset) else KnownCalendars.of(dataset)

    def calendar(self, point: ControlPoint, assume_unknown: AssumeUnknown = "open") -> ControlCalendar:
        """Return when a control point works for freight."""
        schedules = schedules_of(self._schedules.get(point.crossing_id, ()), point)
        closures = closures_of(self._closures.get(point.crossing_id, ()), point)
        key = (point.control_id, assume_unknown, tuple(schedules), tuple(closures))
        if key not in self.known.by_rows:
            own = any(row.control_id for row in schedules)
            self.known.by_rows[key] = ControlCalendar(
                schedules,
                closures,
                self.known.holidays,
                subject=point.control_id if own else f"{point.crossing_id}.{point.side}",
                assume_unknown=assume_unknown,
            )
        return self.known.by_rows[key]

    def queue(
        self, point: ControlPoint, direction: Direction, assume_unknown: AssumeUnknown = "open"
    ) -> Queue | None:
        """Return the queue before a control point in that direction; None where no figures are known."""
        rows = self.queue_rows(point, direction)
        if not rows:
            return None
        key = (self.calendar(point, assume_unknown), tuple(rows))
        if key not in self.known.queues:
            self.known.queues[key] = queue_of(rows, point, key[0])
        return self.known.queues[key]

    def queue_rows(self, point: ControlPoint, direction: Direction) -> Sequence[QueueFigures]:
        """Return what is known of the queue before a control point in that direction, in order."""
        rows = self._queues.get((point.control_id, direction), [])
        return sorted(rows, key=lambda row: validity_of(row, point.tz))

    def service(self, point: ControlPoint, direction: Direction) -> Service | None:
        """Return what is done in that direction, or None where nothing is.

        Raises:
            DataError: The control point works in that direction, but no dwell in use fits it.
        """
        if direction not in point.directions:
            return None
        own = self._dwells.get(point.crossing_id, [])
        clearance = dwell_for(own, point, direction) or dwell_for(
            self._dwells.get(None, ()), point, direction
        )
        if clearance is None:
            raise DataError(
                f"no dwell in use fits {point.control_id!r} for {direction}",
                hint=f"add a row for side {point.side} to dwells.csv",
            )
        transload = dwell_for(own, point, direction, "transload")
        rows = (clearance,) if transload is None else (clearance, transload)
        return Service(_seconds(clearance), _seconds(transload) if transload else 0, rows)


def queue_of(rows: Sequence[QueueFigures], point: ControlPoint, calendar: ControlCalendar) -> Queue:
    """Return the queue that rows of one control point and direction, in order, tell of.

    Raises:
        DataError: They tell of one time twice.
    """
    stages = [
        Stage(
            *validity_of(row, point.tz), parse_rates(row.demand), parse_rates(row.capacity), row.quota_per_day
        )
        for row in rows
    ]
    in_order = [at for stage in stages for at in (stage.starts, stage.ends)]
    if in_order != sorted(in_order):
        raise DataError(
            f"rows of the queue at {point.control_id!r} overlap or end before they start",
            hint="run `corridor validate` on the folder",
        )
    return Queue(stages, calendar.periods, point.tz, rows[0].waiting or 0)


def validity_of(row: QueueFigures, tz: str) -> Interval:
    """Return from when to when a row is valid, in UTC seconds."""
    starts = zones.parse_moment(row.valid_from, tz, end=False)
    return starts, zones.parse_moment(row.valid_to, tz, end=True) if row.valid_to else NEVER


def _seconds(row: Dwell) -> int:
    return round(row.net_min * 60)


def _by_crossing(rows: Iterable[_Row]) -> dict[CrossingId | None, list[_Row]]:
    groups: dict[CrossingId | None, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.crossing_id, []).append(row)
    return groups


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
