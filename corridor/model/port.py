"""How a port stands: state, hours, closures, as finished values for pages and maps."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, get_args

from corridor.model.crossing import ControlPoint, Crossing, CrossingMode, Throughput
from corridor.model.ids import ControlId, Country
from corridor.model.provenance import Notice, Source
from corridor.model.queue import QueueFigures
from corridor.model.schedule import Closure, Schedule

StateT = TypeVar("StateT", bound=str)
State = Literal["open", "closed", "unknown"]
Regime = Literal["closed", "limited", "unknown", "round-the-clock"]
"""What hours are in force, whatever the hour of the day; of several sides the first of these binds."""
REGIMES: tuple[Regime, ...] = get_args(Regime)


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
    `schedule` is the one that speaks for the instant, `source` its source. `queues` are those of which figures are
    known for the instant, by direction.
    """

    point: ControlPoint
    state: PortState
    schedule: Schedule | None
    source: Source | None
    week: tuple[tuple[int, int], ...]
    coming: tuple[Standing, ...]
    notices: tuple[Notice, ...]
    queues: tuple[QueueState, ...] = ()

    @property
    def regime(self) -> Regime:
        """The kind of hours in force at the instant; holidays off leave hours round the clock what they are."""
        hours = self.schedule.hours if self.schedule else ""
        kinds: dict[str, Regime] = {"": "unknown", "24/7": "round-the-clock", "off": "closed"}
        return kinds.get(hours.partition(";")[0].strip(), "limited")


PassState = Literal["closed", "partly", "unknown", "open"]
"""How a port stands for those who cross: `partly` if a side is closed and another is not."""


@dataclass(frozen=True, slots=True)
class Span(Generic[StateT]):
    """A stretch `[starts, ends)` of one state, in UTC seconds."""

    starts: int
    ends: int
    state: StateT


@dataclass(frozen=True, slots=True, kw_only=True)
class SideWeek:
    """Control points of one side that keep the same hours on the same clock, over a window."""

    side: Country
    tz: str
    control_ids: tuple[ControlId, ...]
    spans: tuple[Span[State], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortWeek:
    """How a crossing stands over a window: each of its sides, and what that makes for those who cross."""

    crossing: Crossing
    sides: tuple[SideWeek, ...]
    spans: tuple[Span[PassState], ...]


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

    @property
    def regime(self) -> Regime:
        """The kind of hours that binds those who cross: that of the side least open."""
        kinds = {control.regime for control in self.controls}
        return next((regime for regime in REGIMES if regime in kinds), "unknown")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownClosure:
    """A closure from `starts` to `ends`, in UTC seconds; `superseded_by` is the notice that replaced it, if any."""

    row: Closure
    starts: int
    ends: int
    superseded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What hours mean to those who come evenly over a week: how long they wait until work is done, in seconds.

    `open_s` is how much of the week work is done.
    """

    mean_s: float
    longest_s: int
    open_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SideChange:
    """Control points of one side whose hours were the same before a change, and are after; None: not known."""

    side: Country
    tz: str
    control_ids: tuple[ControlId, ...]
    before: Schedule | None
    after: Schedule | None
    waits: tuple[Waiting | None, Waiting | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursChange:
    """When the hours of a port changed for one mode, in UTC seconds, and what that meant on each side.

    Waits are those of a week of hours alone, without closures and holidays.
    """

    at: int
    mode: CrossingMode
    sides: tuple[SideChange, ...]
