"""Booked slots of electronic queues."""

from dataclasses import dataclass

from corridor.model.ids import ControlId


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A truck is let in at a control point without queueing if it comes in `[starts, ends)`, UTC seconds."""

    control_id: ControlId
    starts: int
    ends: int
