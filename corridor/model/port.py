"""How a port stands: state, hours, closures, as finished values for pages and maps."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.crossing import ControlPoint, Crossing
from corridor.model.ids import ControlId
from corridor.model.provenance import Notice, Source
from corridor.model.queue import QueueFigures
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
class QueueState:
    """The queue before a control point at one instant: trucks ahead, seconds until one who comes is let in, figures.

    `wait_s` holds closed hours; None: one is never let in.
    """

    ahead: int
    wait_s: int | None
    figures: QueueFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlReport:
    """What is known of a control point around an instant.

    `week` holds the open UTC intervals of seven days from the day of the instant, on the point's clock;
    `schedule` is the one that speaks for the instant, `source` its source. `queues` are those of which figures are
    known for the instant, by direction.
    """

    point: ControlPoint
    state: PortState
    schedule: Schedule | None
    source: Source | None
    week: tuple[tuple[int, int], ...]
    notices: tuple[Notice, ...]
    queues: tuple[QueueState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PortReport:
    """What is known of a crossing around an instant. Closures are `(row, starts, ends)`, in force only."""

    crossing: Crossing
    at: int
    controls: tuple[ControlReport, ...]
    closures: tuple[tuple[Closure, int, int], ...]
    regimes: tuple[Schedule, ...]
    sources: tuple[Source, ...]
