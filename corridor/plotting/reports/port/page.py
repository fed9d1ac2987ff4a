"""What the report shows, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.model.crossing import Capacity, Dwell
from corridor.model.ids import ControlId
from corridor.model.port import HoursChange, KnownClosure, PortReport
from corridor.plotting.maps.network.page import NetworkPage


@dataclass(frozen=True, slots=True, kw_only=True)
class PortPage(NetworkPage):
    """A port and its surroundings: `links` lead to it, `places` are their other ends.

    Each of `ports` is one control point, so that the map shows them all; `controls` are their names. `closures`
    are all on record, `change` the change of hours nearest to the instant. `dwells` are all rows about the port, and
    those of a whole country that count here. `files` are the names of what is written beside the page.
    """

    report: PortReport
    controls: Mapping[ControlId, str]
    closures: tuple[KnownClosure, ...]
    change: HoursChange | None
    dwells: tuple[Dwell, ...]
    capacities: tuple[Capacity, ...]
    has_map: bool = True
    files: tuple[str, ...] = ()
