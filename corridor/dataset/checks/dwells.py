"""Times of clearance: one, and only one, for each control point and direction."""

from collections.abc import Iterator

from corridor.dataset.content import Content
from corridor.dataset.notices import Finding, quoted
from corridor.model.crossing import ControlPoint, Direction, Dwell

_Key = tuple[str | None, ...]


def _key(dwell: Dwell) -> _Key:
    """Return what the row speaks for: a control point, or a role at a crossing or in a country."""
    if dwell.control_id:
        return (dwell.activity, dwell.mode, dwell.direction, dwell.control_id)
    return (dwell.activity, dwell.mode, dwell.direction, dwell.crossing_id, dwell.side, dwell.for_role)


def _keys(control: ControlPoint, direction: Direction) -> tuple[_Key, ...]:
    """Return what may speak for a control point, the most particular first."""
    role = "border-gate" if control.role == "border-gate" else "main"
    work = ("clearance", control.mode, direction)
    return (
        (*work, control.control_id),
        (*work, control.crossing_id, control.side, role),
        (*work, None, control.side, role),
    )


def missing_dwells(content: Content) -> Iterator[Finding]:
    """Yield control points for whose work no time is in use."""
    known = {_key(row.item) for row in content.dwells if row.item.in_use}
    for row in content.control_points:
        for direction in row.item.directions:
            if known.isdisjoint(_keys(row.item, direction)):
                control = row.item
                message = f"no time of {direction} clearance is in use for {quoted(control.control_id)} ({control.mode})"
                yield row.finding("no-dwell", "directions", message)


def ambiguous_dwells(content: Content) -> Iterator[Finding]:
    """Yield rows in use that speak for the same work as another."""
    first: dict[_Key, str] = {}
    for row in content.dwells:
        if not row.item.in_use:
            continue
        other = first.setdefault(_key(row.item), row.item.dwell_id)
        if other != row.item.dwell_id:
            message = f"{other!r} gives the time for the same work already"
            yield row.finding("ambiguous-dwell", "in_use", message)


def unlikely_dwells(content: Content) -> Iterator[Finding]:
    """Yield rows by which nine of ten are through before the mean."""
    for row in content.dwells:
        dwell = row.item
        if dwell.p90_min is not None and dwell.p90_min < dwell.net_min:
            message = f"p90_min {dwell.p90_min:g} is less than net_min {dwell.net_min:g}"
            yield row.finding("p90-below-net", "p90_min", message)
