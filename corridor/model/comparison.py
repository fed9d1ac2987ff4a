"""Many departures, several scenarios, and what differs between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from corridor.model.ids import CrossingId, PlaceId
from corridor.model.provenance import Notice
from corridor.model.scenario import Changed, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One departure of a window and what becomes of it. UTC seconds; None: no way found."""

    depart_at: int
    arrive_at: int | None
    wait_s: int
    crossings: tuple[CrossingId, ...]

    @property
    def duration_s(self) -> int | None:
        """Door-to-door seconds."""
        return None if self.arrive_at is None else self.arrive_at - self.depart_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Figures over the answered departures of a window, in seconds; None when there are none.

    Percentiles are of the nearest-rank kind: the smallest value that at least that share does not exceed.
    """

    answered: int
    unanswered: int
    mean_s: float | None
    p50_s: int | None
    p90_s: int | None
    min_s: int | None
    max_s: int | None
    mean_wait_s: float | None
    crossings: Mapping[tuple[CrossingId, ...], float]
    """Share of answered departures by sequence of crossings, most used first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureProfile:
    """Departures of a window in order, with their figures, best and worst."""

    origin: PlaceId
    destination: PlaceId
    tz: str
    step_s: int
    departures: tuple[Departure, ...]
    statistics: Statistics
    best: Departure | None
    worst: Departure | None
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A scenario against the baseline, in seconds; negative means sooner than the baseline.

    `by_weekday_hour` maps (weekday 0=Monday, local hour of the origin) to the mean difference over
    the departures of that cell. Shares are of the departures that both scenarios answer, but
    `newly_answered` and `no_longer_answered` are counts.
    """

    scenario: str
    mean_s: float | None
    mean_wait_s: float | None
    by_weekday_hour: Mapping[tuple[int, int], float]
    share_gain: float
    share_lose: float
    share_reroute: float
    newly_answered: int
    no_longer_answered: int


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
