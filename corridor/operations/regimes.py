"""Freezing a regime: every port's hours as they were on one day, whatever the day of travel."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from itertools import groupby

from corridor.calendars import zones
from corridor.calendars.compiler import schedule_at, validity
from corridor.errors import UsageError
from corridor.model.ids import ControlId
from corridor.model.queue import QueueFigures
from corridor.model.scenario import Changed
from corridor.model.schedule import Schedule
from corridor.operations.clearance import validity_of

_SHUT = "off"


def parse_day(text: str) -> date:
    """Return the day written as YYYY-MM-DD.

    Raises:
        UsageError: It is no such day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a day", hint="write it as 2025-05-31") from None


def frozen_at(schedules: Iterable[Schedule], day: date) -> tuple[tuple[Schedule, ...], list[Changed]]:
    """Return the schedules in force at local noon of `day`, valid for ever, and what that changed in words.

    A side whose hours had run out by then keeps its last ones, which stay marked as expired. A side of
    which no row speaks of that day or an earlier one has unknown hours. One that was shut (`off`) goes on as dated:
    that a port opens again is no change of its hours.
    """
    kept: list[Schedule] = []
    changed: list[Changed] = []
    for _, group in groupby(sorted(schedules, key=_side_key), key=_side_key):
        rows = sorted(group, key=validity)
        noon = zones.to_utc(datetime.combine(day, time(12)), rows[0].tz)
        current = schedule_at(rows, noon)
        if current and current.hours == _SHUT:
            kept += [replace(current, valid_from=""), *(row for row in rows if validity(row)[0] > noon)]
            continue
        past = [row for row in rows if validity(row)[1] <= noon]
        frozen = replace(current, valid_from="", valid_to="") if current else past[-1] if past else None
        if frozen:
            kept.append(frozen)
        later = [
            row for row in rows if validity(row)[0] > noon and (frozen is None or row.hours != frozen.hours)
        ]
        if later:
            changed.append(_in_words(frozen, later))
    return tuple(kept), changed


def queues_frozen_at(
    queues: Iterable[QueueFigures], tz_of: Mapping[ControlId, str], day: date
) -> tuple[tuple[QueueFigures, ...], list[Changed]]:
    """Return queues with the capacity in force at local noon of `day` at all times, and what that changed in words.

    Shifts belong to the hours that they work; who comes stays as dated. A queue without figures for that day
    keeps its own.
    """
    rows = list(queues)
    noons = {
        control_id: zones.to_utc(datetime.combine(day, time(12)), tz) for control_id, tz in tz_of.items()
    }
    frozen: list[QueueFigures] = []
    changed: list[Changed] = []
    for row in rows:
        noon = noons[row.control_id]
        same = (
            other
            for other in rows
            if (other.control_id, other.direction) == (row.control_id, row.direction)
            and validity_of(other, tz_of[row.control_id])[0]
            <= noon
            < validity_of(other, tz_of[row.control_id])[1]
        )
        then = next(same, row)
        frozen.append(replace(row, capacity=then.capacity, quota_per_day=then.quota_per_day))
        if frozen[-1] != row:
            subject = f"{row.control_id} {row.direction} from {row.valid_from}"
            changed.append(
                Changed(subject=subject, field="capacity", before=row.capacity, after=then.capacity)
            )
    return tuple(frozen), changed


def _side_key(row: Schedule) -> tuple[str, ...]:
    return row.crossing_id, row.side, row.control_id or "", row.mode, row.channel


def _in_words(frozen: Schedule | None, later: list[Schedule]) -> Changed:
    row = later[0]
    subject = ".".join(filter(None, (row.crossing_id, row.side, row.control_id)))
    before = ", then ".join(f"{row.hours or 'unknown'} from {row.valid_from}" for row in later)
    return Changed(
        subject=subject, field="hours", before=before, after=(frozen.hours if frozen else "") or "unknown"
    )
