"""Booked slots as users type them."""

from typing import TYPE_CHECKING

from corridor.errors import UnknownNameError, UsageError
from corridor.model.ids import ControlId
from corridor.model.slot import Slot
from corridor.units import parse_duration

if TYPE_CHECKING:
    from corridor.cli.session import Session

_HINT = "write NAME=START/DURATION, e.g. horgos-road=2025-11-10T09:00/1h"


def slots_of(session: "Session", text: str) -> list[Slot]:
    """Return the slots of `NAME=START/DURATION`: at a control point, or where a port's queues are known.

    Raises:
        UnknownNameError: No port or control point is called so, or no queue of the port is known.
        UsageError: It is not of that form.
    """
    name, equals, window = text.partition("=")
    start, slash, duration = window.rpartition("/")
    if not (equals and slash and name.strip() and start):
        raise UsageError(f"{text!r} is no slot", hint=_HINT)
    points = session.dataset.control_points
    slots = []
    for control_id in _control_points(session, name.strip()):
        starts = session.instant(start, points[control_id].tz)
        ends = starts + parse_duration(duration)
        if ends <= starts:
            raise UsageError(f"slot {text!r} has no length", hint=_HINT)
        slots.append(Slot(control_id=control_id, starts=starts, ends=ends))
    return slots


def _control_points(session: "Session", name: str) -> list[ControlId]:
    points = session.dataset.control_points
    if name in points:
        return [ControlId(name)]
    crossing_id = session.crossings.require(name)
    queued = dict.fromkeys(row.control_id for row in session.dataset.queues)
    found = [control_id for control_id in queued if points[control_id].crossing_id == crossing_id]
    if not found:
        own = [point.control_id for point in points.values() if point.crossing_id == crossing_id]
        raise UnknownNameError(
            f"no queue is known at {name!r}", hint=f"name the control point: {', '.join(own)}"
        )
    return found
