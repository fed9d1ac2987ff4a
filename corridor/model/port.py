"""How a port stands: state, hours, closures, as finished values for pages and maps."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.crossing import ControlPoint, Crossing, Throughput
from corridor.model.ids import ControlId
from corridor.model.provenance import Notice, Source
from corridor.model.schedule import Closure, Schedule

State = Literal["open", "closed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortState:
    """How a control point stands at one instant; `until` is the next change (None: none known)."""

    control_id: ControlId
    state: State
    until: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One state, for one reason, over `[starts, ends)` in UTC seconds; the reason is blank but for `closed`."""

    starts: int
    ends: int
    state: State
    reason: str
    is_exception: bool = False
    """Closed by a closure or a holiday, rather than by the daily hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlReport:
    """What is known of a control point around an instant.

    `week` holds the open UTC intervals of seven days from the day of the instant, on the point's clock;
    `coming` says how it stands all through `PortReport.horizon`, in order and without a gap;
    `schedule` is the one that speaks for the instant, `source` its source.
    """

    point: ControlPoint
    state: PortState
    schedule: Schedule | None
    source: Source | None
    week: tuple[tuple[int, int], ...]
    coming: tuple[Standing, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortReport:
    """What is known of a crossing around an instant. Closures are `(row, starts, ends)`, in force only.

    `horizon` are UTC seconds: fourteen days from the day of the instant, on the clock of each control point.
    """

    crossing: Crossing
    at: int
    horizon: tuple[int, int]
    controls: tuple[ControlReport, ...]
    closures: tuple[tuple[Closure, int, int], ...]
    regimes: tuple[Schedule, ...]
    throughputs: tuple[Throughput, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateWindow:
    """A control point that a trip passes and that closes soon after, in UTC seconds.

    The vehicle is admitted at `admitted_at`; whoever comes after `admits_until` waits for the next opening. The
    control point works until `closes_at`.
    """

    control_id: ControlId
    admitted_at: int
    admits_until: int
    closes_at: int
