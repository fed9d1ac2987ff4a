"""The tables of published figures that the model is set beside."""

from corridor.dataset.columns import COUNTRY_CODE, NOTE, Column, Table, options_of, source_column
from corridor.model.benchmark import Measure

BENCHMARK_TRIPS = Table(
    name="benchmark_trips",
    doc="Trips that published figures are about.",
    key=("trip_id",),
    optional=True,
    columns=(
        Column(name="trip_id", kind="id", doc="key", required=True),
        Column(name="origin_id", kind="id", doc="from", required=True, refers_to=("places",)),
        Column(name="destination_id", kind="id", doc="to", required=True, refers_to=("places",)),
        Column(
            name="via",
            kind="list",
            doc="places or crossings passed, in order, split by |",
            refers_to=("places", "crossings"),
        ),
        Column(
            name="avoid_countries", kind="list", doc=f"countries not entered, split by | ({COUNTRY_CODE})"
        ),
        NOTE,
    ),
)

BENCHMARKS = Table(
    name="benchmarks",
    doc="Published figures, each with what the model is asked for it: `corridor validate-model` sets them side by side. "
    "The unit is the end of the measure. `stay_h` is waiting, queue and clearance; `speed_moving_kmh` and "
    "`speed_overall_kmh` are km in a country over hours of driving or over all hours there, each trip there and back; "
    "`vehicles` are let in from queues of a crossing; `queue_days` is the wait there of one who comes at the start.",
    key=("benchmark_id",),
    optional=True,
    columns=(
        Column(name="benchmark_id", kind="id", doc="key", required=True),
        Column(name="title", kind="text", doc="what the figure is of, for readers", required=True),
        Column(
            name="measure", kind="choice", doc="what is compared", required=True, options=options_of(Measure)
        ),
        Column(
            name="trips",
            kind="list",
            doc="trips asked for, split by |; blank for `vehicles` and `queue_days`",
            refers_to=("benchmark_trips",),
        ),
        Column(
            name="crossing_id",
            kind="id",
            doc="the crossing of `stay_h`, `vehicles` and `queue_days`",
            refers_to=("crossings",),
        ),
        Column(
            name="side",
            kind="country",
            doc=f"country of a speed; of `stay_h` the one side that counts, blank: both ({COUNTRY_CODE})",
        ),
        Column(
            name="from_id",
            kind="id",
            doc="control point from which a distance counts; blank: the origin",
            refers_to=("control_points",),
        ),
        Column(
            name="to_id",
            kind="id",
            doc="control point up to which a distance counts; blank: the destination",
            refers_to=("control_points",),
        ),
        Column(
            name="starts",
            kind="moment",
            doc="departure, or first one; local to origin or port",
            required=True,
        ),
        Column(name="ends", kind="moment", doc="up to; a plain day is the last one; blank: one departure"),
        Column(
            name="crew_id",
            kind="id",
            doc="whose rules of rest are kept; blank: nobody rests",
            refers_to=("crew_rules",),
        ),
        Column(
            name="value",
            kind="number",
            doc="the published figure",
            required=True,
            low=0.001,
            high=10_000_000,
        ),
        Column(
            name="within_pct",
            kind="number",
            doc="how near the model should be; blank: shown, not judged",
            unit="%",
            low=0,
            high=100,
        ),
        Column(
            name="is_input",
            kind="flag",
            doc="whether the figure, or its parts, went into the model",
            required=True,
        ),
        source_column(),
        NOTE,
    ),
)
