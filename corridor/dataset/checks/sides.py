"""Rows that name a crossing, a side, a control point or a kind of traffic which do not go together."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from corridor.dataset.content import Content, Located
from corridor.dataset.notices import Finding, near_miss, quoted
from corridor.model.crossing import CrossingMode
from corridor.model.ids import ControlId, Country, CrossingId


class _Claim(NamedTuple):
    """What a row says it is about; None where it says nothing."""

    row: Located[Any]
    crossing_id: CrossingId | None
    side: Country | None
    control_id: ControlId | None
    mode: CrossingMode | None


def _claims(content: Content) -> Iterator[_Claim]:
    for control in content.control_points:
        yield _Claim(control, control.item.crossing_id, control.item.side, None, control.item.mode)
    for schedule in content.schedules:
        item = schedule.item
        yield _Claim(schedule, item.crossing_id, item.side, item.control_id, item.mode)
    for closure in content.closures:
        yield _Claim(closure, closure.item.crossing_id, closure.item.side, None, closure.item.mode)
    for dwell in content.dwells:
        yield _Claim(dwell, dwell.item.crossing_id, dwell.item.side, dwell.item.control_id, dwell.item.mode)
    for capacity in content.capacities:
        yield _Claim(capacity, capacity.item.crossing_id, capacity.item.side, None, None)


def foreign_sides(content: Content) -> Iterator[Finding]:
    """Yield sides that are none of the crossing's countries."""
    countries = {row.item.crossing_id: row.item.countries for row in content.crossings}
    for claim in _claims(content):
        sides = countries.get(claim.crossing_id) if claim.crossing_id else None
        if sides and claim.side and claim.side not in sides:
            message = f"{claim.side} is no side of {quoted(claim.crossing_id)}"
            yield claim.row.finding("side-not-of-crossing", "side", message, hint=near_miss("", sides))


def foreign_control_points(content: Content) -> Iterator[Finding]:
    """Yield rows whose control point is of another crossing, side or mode than the row."""
    controls = {row.item.control_id: row.item for row in content.control_points}
    for claim in _claims(content):
        control = controls.get(claim.control_id) if claim.control_id else None
        if control is None:
            continue
        real = (control.crossing_id, control.side, control.mode)
        claimed = (claim.crossing_id or control.crossing_id, claim.side, claim.mode)
        if real != claimed:
            message = f"{quoted(claim.control_id)} is at {real[0]}, side {real[1]}, {real[2]}"
            yield claim.row.finding("control-of-other", "control_id", message)


def modes_without_control_points(content: Content) -> Iterator[Finding]:
    """Yield rows about traffic that has no control point on the side: they change no answer."""
    worked = {(row.item.crossing_id, row.item.side, row.item.mode) for row in content.control_points}
    worked_by_any = {(crossing_id, mode) for crossing_id, _, mode in worked}
    present = {crossing_id for crossing_id, _, _ in worked}
    for claim in _claims(content):
        if claim.crossing_id not in present or claim.mode is None:
            continue
        side, mode = claim.side, claim.mode
        if not (
            (claim.crossing_id, mode) in worked_by_any
            if side is None
            else (claim.crossing_id, side, mode) in worked
        ):
            message = f"{quoted(claim.crossing_id)} has no {mode} control point" + (
                f" of {side}" if side else ""
            )
            yield claim.row.finding("mode-without-control-point", "mode", message)
