"""Queues: where something is done, one row at a time, with a capacity."""

from collections.abc import Iterator
from itertools import pairwise

from corridor.calendars.hourly_rates import parse_rates
from corridor.calendars.periods import NEVER
from corridor.calendars.zones import parse_moment
from corridor.dataset.content import Content, Located, grouped
from corridor.dataset.notices import Finding, quoted
from corridor.errors import CorridorError
from corridor.model.queue import QueueFigures


def queues_without_work(content: Content) -> Iterator[Finding]:
    """Yield queues before control points at which nothing is done in that direction."""
    controls = {row.item.control_id: row.item for row in content.control_points}
    for row in content.queues:
        control = controls.get(row.item.control_id)
        if control is not None and row.item.direction not in control.directions:
            message = f"{quoted(row.item.control_id)} does not work on {row.item.direction}"
            yield row.finding("queue-without-work", "direction", message)


def queues_without_capacity(content: Content) -> Iterator[Finding]:
    """Yield queues that nobody is let in from at any hour."""
    for row in content.queues:
        if not any(parse_rates(row.item.capacity)):
            yield row.finding("no-capacity", "capacity", "nobody is let in at any hour")


def overlapping_queues(content: Content) -> Iterator[Finding]:
    """Yield rows that tell of the same queue at one time, and `waiting` on a row that goes on from another."""
    zones = {row.item.control_id: row.item.tz for row in content.control_points}
    for (control_id, _), rows in grouped(content.queues, lambda row: (row.control_id, row.direction)).items():
        bounds = sorted(_validities(rows, zones.get(control_id, "UTC")), key=lambda bound: bound[:2])
        for (_, earlier_ends, earlier), (starts, _, later) in pairwise(bounds):
            if starts < earlier_ends:
                message = f"{later.item.queue_id!r} on line {later.line} begins before this row ends"
                yield earlier.finding("overlapping-queues", "valid_to", message)
            if later.item.waiting is not None:
                message = f"the queue goes on from {earlier.item.queue_id!r}"
                yield later.finding("waiting-not-first", "waiting", message)


def _validities(
    rows: list[Located[QueueFigures]], tz: str
) -> Iterator[tuple[int, int, Located[QueueFigures]]]:
    for row in rows:
        try:
            starts = parse_moment(row.item.valid_from, tz, end=False)
            ends = parse_moment(row.item.valid_to, tz, end=True) if row.item.valid_to else NEVER
        except CorridorError:  # a finding of its own
            continue
        yield starts, ends, row
