"""Freezing a regime: every port's hours as they were on one day, whatever the day of travel."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from itertools import groupby

from corridor.calendars import zones
from corridor.calendars.compiler import schedule_at, validity
from corridor.errors import UsageError
from corridor.model.scenario import Changed
from corridor.model.schedule import Schedule


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
    which no row speaks of that day or an earlier one has unknown hours.
    """
    kept: list[Schedule] = []
    changed: list[Changed] = []
    for _, group in groupby(sorted(schedules, key=_side_key), key=_side_key):
        rows = sorted(group, key=validity)
        noon = zones.to_utc(datetime.combine(day, time(12)), rows[0].tz)
        current = schedule_at(rows, noon)
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


def _side_key(row: Schedule) -> tuple[str, ...]:
    return row.crossing_id, row.side, row.control_id or "", row.mode, row.channel


def _in_words(frozen: Schedule | None, later: list[Schedule]) -> Changed:
    row = later[0]
    subject = ".".join(filter(None, (row.crossing_id, row.side, row.control_id)))
    before = ", then ".join(f"{row.hours or 'unknown'} from {row.valid_from}" for row in later)
    return Changed(
        subject=subject, field="hours", before=before, after=(frozen.hours if frozen else "") or "unknown"
    )
