"""What is known of queues before control points."""

from dataclasses import dataclass

from corridor.model.crossing import Direction
from corridor.model.ids import ControlId, SourceId
from corridor.model.provenance import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFigures:
    """Demand and capacity at a control point in one direction, while valid.

    Both are texts of vehicles per hour by local hour (`calendars.hourly_rates`), on the control point's clock.
    Capacity counts while it is open, up to `quota_per_day` on a local day. `waiting` vehicles stand there when
    the row begins. Validity is written as that of a schedule; `valid_from` is never blank.
    """

    queue_id: str
    control_id: ControlId
    direction: Direction
    valid_from: str
    valid_to: str
    demand: str
    capacity: str
    quota_per_day: int | None
    waiting: int | None
    basis: Basis
    source_id: SourceId
    note: str
