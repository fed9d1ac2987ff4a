"""Booked slots on the arcs of one trip, and what became of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corridor.calendars import zones
from corridor.engine.search import Adjacency
from corridor.engine.steps import Passed, comings
from corridor.model.provenance import Notice
from corridor.model.slot import Slot
from corridor.network.arcs import Arc
from corridor.operations.arrival import Timed
from corridor.operations.queues import Queued
from corridor.operations.slots import BOOKING_MRP, REBOOKING_MRP, Booked, fee_in_words
from corridor.units import format_duration

_WITH_FEES = "KZ"
"""The country whose electronic queue publishes its fees."""


def with_slots(adjacency: Adjacency, slots: Iterable[Slot]) -> Adjacency:
    """Return the arcs with those of control points where a slot is booked as one with a slot passes them."""
    by_point = {slot.control_id: slot for slot in slots}
    at_slots = [
        (arc, by_point[arc.point.control_id])
        for arcs in adjacency.out.values()
        for arc in arcs
        if arc.point is not None and arc.point.control_id in by_point
    ]
    queued = {slot.control_id for arc, slot in at_slots if isinstance(arc.traversal, Queued)}
    booked: dict[int, Arc] = {}
    for arc, slot in at_slots:
        # Where only one direction queues, the slot is for that one.
        allowed = Queued if slot.control_id in queued else Timed
        if isinstance(arc.traversal, allowed):
            booked[id(arc)] = replace(arc, traversal=Booked(arc.traversal, slot.starts, slot.ends))
    out, into = (
        {node: [booked.get(id(arc), arc) for arc in arcs] for node, arcs in side.items()}
        for side in (adjacency.out, adjacency.into)
    )
    return Adjacency(out, into)


def slot_notices(passed: Sequence[Passed], depart_at: int, slots: Iterable[Slot]) -> list[Notice]:
    """Say which slots were kept or missed, and what that costs."""
    notices, used = [], set()
    for arc, clock in comings(passed, depart_at):
        if isinstance(arc.traversal, Booked) and arc.point is not None:
            used.add(arc.point.control_id)
            notices.append(_outcome(arc, arc.traversal, clock))
    notices += [
        Notice(
            "slot-unused",
            f"the slot at {slot.control_id} is not used: the way does not pass there",
            subject=slot.control_id,
        )
        for slot in slots
        if slot.control_id not in used
    ]
    return notices


def _outcome(arc: Arc, booked: Booked, at: int) -> Notice:
    point = arc.point
    assert point is not None  # noqa: S101 - slots are of control points
    year = zones.to_local(booked.starts, point.tz).year
    comes = f"comes to {point.control_id} {zones.format_local(at, point.tz)}"
    if at >= booked.ends:
        late = format_duration(at - booked.ends)
        fee = f"; booking another costs {fee_in_words(REBOOKING_MRP, year)}" * (point.side == _WITH_FEES)
        message = f"{comes}, {late} after the slot ended: it queues{fee}"
        return Notice("slot-missed", message, subject=point.control_id)
    early = f", {format_duration(booked.starts - at)} before the slot" if at < booked.starts else ""
    spared = _spared_s(booked, at)
    gain = f", {format_duration(spared)} sooner than by the queue" if spared > 0 else ""
    fee = f"; the booking costs {fee_in_words(BOOKING_MRP, year)}" * (point.side == _WITH_FEES)
    return Notice("slot-kept", f"{comes}{early}: the slot is kept{gain}{fee}", "info", point.control_id)


def _spared_s(booked: Booked, at: int) -> int:
    return booked.onward.arrive(at) - booked.arrive(at)
