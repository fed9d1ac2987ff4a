"""The table of how much times vary."""

from corridor.dataset.columns import NOTE, Column, Table, basis_column, options_of, source_column
from corridor.model.spread import Law, Varying

SPREADS = Table(
    name="spreads",
    doc="How much times vary from trip to trip, for `corridor route --reliability`. What has no row does not vary.",
    key=("varies", "road_class"),
    optional=True,
    columns=(
        Column(
            name="varies",
            kind="choice",
            doc="all drives of a trip together, each link by itself, net clearance and transloading, demand of a day",
            required=True,
            options=options_of(Varying),
        ),
        Column(
            name="road_class", kind="text", doc="class of the links meant, for drive-link; blank: all others"
        ),
        Column(
            name="p90_ratio",
            kind="number",
            doc="90th percentile over median; 1: always the same. The mean is the figure of the other tables",
            required=True,
            low=1,
            high=20,
        ),
        Column(name="law", kind="choice", doc="law of chance", required=True, options=options_of(Law)),
        basis_column(),
        source_column(),
        NOTE,
    ),
)
