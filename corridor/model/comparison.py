"""Every departure of a window, several scenarios, and what differs between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corridor.model.ids import CrossingId, PlaceId
from corridor.model.provenance import Notice
from corridor.model.road import Road
from corridor.model.scenario import Changed, Scenario

if TYPE_CHECKING:
    from corridor.model.profile import Profile  # it needs NumPy, and single answers load this module too

WeekdayHours = Mapping[tuple[int, int], float]
"""(weekday 0=Monday, local hour of the origin) to the mean seconds of all departures in that cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One departure of a window and what becomes of it. UTC seconds; None: no way found.

    `waits` are the seconds by what one waits at, and `road` is the way, where they are told.
    """

    depart_at: int
    arrive_at: int | None
    wait_s: int
    crossings: tuple[CrossingId, ...]
    waits: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    road: Road | None = field(default=None, compare=False)

    @property
    def duration_s(self) -> int | None:
        """Door-to-door seconds."""
        return None if self.arrive_at is None else self.arrive_at - self.depart_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """All departures of `[departs_from, departs_to)`, UTC seconds; the first of them arrives at `arrives_at`."""

    departs_from: int
    departs_to: int
    arrives_at: int

    @property
    def length_s(self) -> int:
        """How many departures it holds."""
        return self.departs_to - self.departs_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Departures of `[departs_from, departs_to)` with one way and one rule of arrival.

    The first one arrives at `arrives_at` (None: no way); later ones as much later where `rises`, and at the
    same instant where not. `moving_s`: seconds in which something is done.
    """

    departs_from: int
    departs_to: int
    arrives_at: int | None
    rises: bool
    moving_s: int
    crossings: tuple[CrossingId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A last sensible departure: leaving a second later arrives much later, or never (None)."""

    depart_at: int
    arrive_at: int
    next_arrive_at: int | None

    @property
    def cost_s(self) -> int | None:
        """By how much the arrival slips for the one second; None: there is no way any more."""
        return None if self.next_arrive_at is None else self.next_arrive_at - self.arrive_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Figures over all answered departures of a window, every second one, in seconds; None if there are none.

    Percentiles are of the nearest-rank kind: the smallest value that at least that share does not exceed.
    """

    answered_s: int
    """How many departures have a way: seconds of the window."""
    unanswered_s: int
    mean_s: float | None
    p50_s: int | None
    p90_s: int | None
    min_s: int | None
    max_s: int | None
    mean_wait_s: float | None
    waiting_share: float | None
    """Share of answered departures that wait at all."""
    crossings: Mapping[tuple[CrossingId, ...], float]
    """Share of answered departures by sequence of crossings, most used first."""
    waits: Mapping[str, float]
    """Mean wait of an answered departure by where it waits, longest first; they sum to `mean_wait_s`."""
    by_weekday_hour: WeekdayHours
    """Mean duration."""

    @property
    def answered_share(self) -> float:
        """Share of the departures of the window that have a way."""
        return self.answered_s / (self.answered_s + self.unanswered_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureProfile:
    """What becomes of every departure of the window `[start, end)`, and what is read off it.

    Attributes:
        best: The first of the shortest departures; `best_windows` are all of them.
        worst: The first of the longest departures.
        equal_arrivals: Departures that arrive at one instant, two at least: the last of them is the best.
        cut_offs: Departures after which a second costs an hour or more, in order.
    """

    origin: PlaceId
    destination: PlaceId
    tz: str
    start: int
    end: int
    profile: "Profile"
    statistics: Statistics
    best: Departure | None
    best_windows: tuple[Stretch, ...]
    worst: Departure | None
    equal_arrivals: tuple[Stretch, ...]
    cut_offs: tuple[CutOff, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """The departure with the greatest difference of all, the first of them, and its seconds."""

    depart_at: int
    difference_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A scenario against the baseline, departure by departure; negative seconds are sooner than the baseline.

    Shares `gain`, `lose` and `reroute`, means and extremes are of the departures that both answer;
    `newly_answered_s` and `no_longer_answered_s` are seconds of the window, `departures_s` is its length.
    """

    scenario: str
    mean_s: float | None
    mean_wait_s: float | None
    by_weekday_hour: WeekdayHours
    share_gain: float
    share_lose: float
    share_reroute: float
    largest_gain: Extreme | None
    largest_loss: Extreme | None
    newly_answered_s: int
    no_longer_answered_s: int
    departures_s: int

    @property
    def newly_answered_share(self) -> float:
        """Share of all departures that only this scenario answers."""
        return self.newly_answered_s / self.departures_s

    @property
    def no_longer_answered_share(self) -> float:
        """Share of all departures that only the baseline answers."""
        return self.no_longer_answered_s / self.departures_s


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioResult:
    """One scenario's departures, and what it changed in the inputs."""

    scenario: Scenario
    changes: tuple[Changed, ...]
    profile: DepartureProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Scenarios side by side over one window; the first is the baseline."""

    origin: PlaceId
    destination: PlaceId
    results: tuple[ScenarioResult, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstChoice:
    """Which sequence of crossings arrives first, over all departures of `[start, end)`.

    `crossings` are shares of the departures that have a way at all, most used first; `answered_share` of all.
    """

    start: int
    end: int
    answered_share: float
    crossings: Mapping[tuple[CrossingId, ...], float]
