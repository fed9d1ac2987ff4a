"""A study's comparison as finished values: what reports print, and compute nothing of.

Figures of a shipment are exact: of every second of its window (with a crew, of its grid). Figures across shipments, by
port, weekday, hour and month, are of the departures that are listed, each with the weight of its shipment's trucks; their
percentiles are told to the minute, rounded down. Savings are positive where the scenario takes less time than the
baseline. Times are UTC seconds, durations seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import CrossingId
from corridor.model.provenance import Notice, Severity
from corridor.model.scenario import Changed, Scenario
from corridor.model.shipment import Shipment

Status = Literal["answered", "no-way", "failed"]
"""Whether any departure has a way; `failed`: the shipment cannot be planned at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Over answered departures, nearest-rank percentiles; None: there are none."""

    mean_s: float | None
    p50_s: int | None
    p90_s: int | None
    max_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """By how much a scenario is quicker than the baseline, over the departures that both answer: `departures` of them.

    `largest_gain_s` and `largest_loss_s` are the extremes, negative where even the largest gain is a loss. `wait_mean_s`
    is the waiting saved. Shares are of these departures.
    """

    departures: float
    mean_s: float | None
    p50_s: int | None
    p90_s: int | None
    largest_gain_s: int | None
    largest_loss_s: int | None
    wait_mean_s: float | None
    share_gain: float
    share_lose: float
    share_reroute: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of departures under one scenario; `saving` is None of the baseline.

    `answered` and `unanswered` count departures: of a shipment seconds of the window, of a group departures listed
    times trucks.
    """

    scenario: str
    answered: float
    unanswered: float
    duration: Figures
    wait: Figures
    saving: Saving | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Departures that have something alike: a port, `1` (Monday) to `7`, an hour `0` to `23`, a month `1` to `12`.

    Clocks and days are those of each origin. At a port are those that pass it under the scenario; its savings are over
    those that pass it under the baseline. Outcomes are in the order of scenarios.
    """

    key: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """The CAREC corridor performance indicators that a planner can tell; of costs (TFI2 and TFI3) nothing is known.

    `clear_crossing_s` (TFI1): mean time to clear a border crossing, waits and queues included; None: none is passed.
    `speed_with_delay_kmh` (TFI4, SWD): all km over all hours, door to door; `speed_without_delay_kmh` (SWOD): all km over
    the hours in motion. Means are over all answered departures.
    """

    clear_crossing_s: float | None
    speed_with_delay_kmh: float | None
    speed_without_delay_kmh: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentOutcome:
    """What becomes of one shipment under one scenario.

    `ways` are shares of the answered departures by sequence of crossings, and `waits` mean waits by where one waits,
    greatest first. `truck_hours_saved` is a year's; None: nothing is known of trucks, or there is nothing to compare.
    `sampled_p50_s` and `sampled_p90_s` are means over departures of what half, and nine in ten, of the samples take.
    """

    status: Status
    reason: str
    outcome: Outcome
    ways: tuple[tuple[tuple[CrossingId, ...], float], ...]
    waits: tuple[tuple[str, float], ...]
    indicators: Indicators | None
    truck_hours_saved: float | None
    sampled_p50_s: float | None = None
    sampled_p90_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentSummary:
    """One shipment under all scenarios, in their order."""

    shipment: Shipment
    outcomes: tuple[ShipmentOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortWaiting:
    """The waiting that a port causes, or a ban (`ban:ID`), or a link: by scenario, in their order.

    `mean_s` is over all answered departures of the study, so that it adds up over ports; `truck_hours` is a year's, of
    the shipments of which trucks a year are known; None: of none.
    """

    point: str
    mean_s: tuple[float, ...]
    truck_hours: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOfWeek:
    """Departures of one hour of the week, `weekday` 1 being Monday, on the clock of each origin: means by scenario.

    None: no departure has a way, or there is nothing to compare.
    """

    weekday: int
    hour: int
    mean_s: tuple[float | None, ...]
    wait_mean_s: tuple[float | None, ...]
    saving_mean_s: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """What answers lean on that may not hold: remarks of one code, the most frequent first, each with its trips.

    `trips` are those of the trips that were looked at that any of them is about.
    """

    code: str
    severity: Severity
    trips: int
    notices: tuple[tuple[Notice, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One departure under one scenario; `arrive_at` None: no way. `waits` are seconds by control point, ban or link."""

    arrive_at: int | None
    wait_s: int
    crossings: tuple[CrossingId, ...]
    waits: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDeparture:
    """A departure that a scenario changes much. `tz` is the zone of its origin."""

    scenario: str
    shipment_id: str
    origin: str
    destination: str
    tz: str
    depart_at: int
    saving_s: int
    before: Told
    after: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneDay:
    """A date of departure on which a scenario's gain is undone, because trucks have to wait under it too.

    Its mean saving is less than half of `typical_saving_s`, the median over all dates, and its mean wait is greater than
    the scenario's median by an hour at least. `port` is where most of that is waited, and `reasons` why it is closed then.
    """

    scenario: str
    day: str
    mean_saving_s: float
    typical_saving_s: float
    mean_wait_s: float
    typical_wait_s: float
    port: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioInputs:
    """A scenario, and what it changed in the inputs."""

    scenario: Scenario
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySummary:
    """A study's comparison.

    `shipments` are in the order of the input; of very many only those that change most are held (`shipments_in_all` says
    how many there are). `total` is over all listed departures. `changed` are the ten departures of each scenario that
    changed most, one an origin and date at most. `failed` are shipment and reason, of
    the first thousand of `failed_in_all`. `truck_hours_saved` is a year's, by
    scenario. `leanings` are of `trips_looked_at` trips, one or two a lane.
    """

    title: str
    baseline: str
    scenarios: tuple[ScenarioInputs, ...]
    shipments_in_all: int
    shipments: tuple[ShipmentSummary, ...]
    total: Group
    ports: tuple[Group, ...]
    weekdays: tuple[Group, ...]
    hours: tuple[Group, ...]
    months: tuple[Group, ...]
    week: tuple[HourOfWeek, ...]
    waiting: tuple[PortWaiting, ...]
    undone_days: tuple[UndoneDay, ...]
    changed: tuple[ChangedDeparture, ...]
    failed: tuple[tuple[str, str], ...]
    failed_in_all: int
    truck_hours_saved: tuple[float | None, ...]
    leanings: tuple[Leaning, ...]
    trips_looked_at: int

    @property
    def names(self) -> Sequence[str]:
        """The scenarios' names, in their order."""
        return [inputs.scenario.name for inputs in self.scenarios]
