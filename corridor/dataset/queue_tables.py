"""The table of queues before control points."""

from corridor.dataset.columns import NOTE, Column, Table, basis_column, options_of, source_column
from corridor.model.crossing import Direction

QUEUES = Table(
    name="queues",
    doc="Demand and capacity at control points, by direction. Rates are vehicles per hour by hours of the day on the "
    "control point's clock, `00-24 27` or `08-20 56; 20-08 40`. A time without a row has no queue in the answer.",
    key=("queue_id",),
    optional=True,
    columns=(
        Column(name="queue_id", kind="id", doc="key", required=True),
        Column(
            name="control_id",
            kind="id",
            doc="where they queue: the side's main place of clearance in that direction",
            required=True,
            refers_to=("control_points",),
        ),
        Column(
            name="direction",
            kind="choice",
            doc="seen from the side's country",
            required=True,
            options=options_of(Direction),
        ),
        Column(name="valid_from", kind="moment", doc="from", required=True),
        Column(name="valid_to", kind="moment", doc="to; a plain day is the last one; blank: no end"),
        Column(name="demand", kind="rates", doc="who comes", required=True, unit="vehicles/h"),
        Column(
            name="capacity", kind="rates", doc="who is let in while open", required=True, unit="vehicles/h"
        ),
        Column(
            name="quota_per_day",
            kind="int",
            doc="most that are let in on a local day; blank: no limit known",
            unit="vehicles",
            low=1,
            high=100_000,
        ),
        Column(
            name="waiting",
            kind="int",
            doc="vehicles waiting when the row begins; first row of a queue only",
            unit="vehicles",
            low=0,
            high=20_000,
        ),
        basis_column(),
        source_column(),
        NOTE,
    ),
)
