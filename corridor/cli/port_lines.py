"""What a map says of the hours of a control point."""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from corridor.calendars.periods import NEVER
from corridor.model.crossing import ControlPoint
from corridor.planner import Planner
from corridor.plotting.terms import CONFIDENCES
from corridor.plotting.words import Words

_MOST_CLOSURES: Final = 3


def hours_lines(planner: Planner, point: ControlPoint, at: int, words: Words) -> Iterable[str]:
    """Yield the hours in force at an instant, their source and date, when it closes next, and announced closures."""
    schedule = planner.book.calendar(point).schedule_at(at)
    if schedule is None or not schedule.hours:
        yield words("Hours: not known")
    else:
        yield words("Hours: {hours} ({zone})", hours=schedule.hours, zone=schedule.tz)
    if schedule is not None:
        source = planner.dataset.sources.get(schedule.source_id)
        yield words(
            "Source: {source}, confidence: {confidence}",
            source=f"{source.publisher}: {source.title}, {source.published_on}"
            if source
            else schedule.source_id,
            confidence=words(CONFIDENCES[schedule.confidence]),
        )
        if schedule.valid_from:
            yield words("In force from {day}", day=schedule.valid_from)
    yield from _closings(planner, point, at, words)


def _closings(planner: Planner, point: ControlPoint, at: int, words: Words) -> Iterable[str]:
    calendar = planner.book.calendar(point)
    if calendar.state(at) == "open" and (closes := calendar.periods.next_change(at)) < NEVER:
        reason = calendar.why_closed(closes).text
        yield words("Closes next: {clock} ({reason})", clock=words.clock(closes, point.tz), reason=reason)
    closures = (
        words(
            "Closed from {start} to {end}: {reason}",
            start=words.clock(starts, point.tz),
            end=words.clock(ends, point.tz),
            reason=row.reason,
        )
        for row, starts, ends in planner.port(point.crossing_id, at).closures
        if ends > at and row.side in {None, point.side} and row.mode == point.mode
    )
    yield from islice(closures, _MOST_CLOSURES)
