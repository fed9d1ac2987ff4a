"""How much times vary from trip to trip, as figures of the dataset."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import SourceId
from corridor.model.provenance import Basis

Varying = Literal["drive-trip", "drive-link", "dwell", "queue"]
"""What varies: all drives of a trip together, each link by itself, work on a vehicle, the demand of a day."""

Law = Literal["lognormal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadFigures:
    """The law of what varies: `p90_ratio` is P90 over median. A blank `road_class` stands for all that have no row."""

    varies: Varying
    road_class: str
    p90_ratio: float
    law: Law
    basis: Basis
    source_id: SourceId
    note: str
