"""Figures that others measured or published, to set the model beside."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import ControlId, Country, CrossingId, PlaceId, SourceId

Measure = Literal[
    "distance_km",
    "door_to_door_h",
    "drive_h",
    "rest_h",
    "stay_h",
    "speed_moving_kmh",
    "speed_overall_kmh",
    "vehicles",
    "queue_days",
]
"""What is compared; the end of the word is the unit. `stay_h`: waiting, queue and clearance at a crossing or one side.
`speed_moving_kmh` and `speed_overall_kmh`: km inside a country over hours of driving, or over all hours there (CAREC
CPMM's speed without and with delay). `vehicles`: let in from the queues of a crossing. `queue_days`: the wait there of
one who comes at the start."""

TRIP_MEASURES: frozenset[Measure] = frozenset(
    {"distance_km", "door_to_door_h", "drive_h", "rest_h", "stay_h", "speed_moving_kmh", "speed_overall_kmh"}
)
"""Measures of trips; the others are of queues."""
SPEEDS: frozenset[Measure] = frozenset({"speed_moving_kmh", "speed_overall_kmh"})

Verdict = Literal["input", "met", "fails", "not judged", "no answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkTrip:
    """A trip that published figures are about."""

    trip_id: str
    origin_id: PlaceId
    destination_id: PlaceId
    via: tuple[PlaceId | CrossingId, ...]
    avoid_countries: tuple[Country, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """One published figure, and what the model has to be asked for it.

    Blank `ends` are one departure, or coming, at `starts`; else there are many up to `ends` (`batch.benchmarks`).
    Distances are from `from_id` to `to_id`, where given. Without `within_pct` the figure is shown and not judged.
    Of one with `is_input` the model was made: it shows that the parts add up, not that they are right.
    `crew_id` None: nobody rests. `note` says what is known of the figure, and of the difference.
    """

    benchmark_id: str
    title: str
    measure: Measure
    trips: tuple[str, ...]
    crossing_id: CrossingId | None
    side: Country | None
    from_id: ControlId | None
    to_id: ControlId | None
    starts: str
    ends: str
    crew_id: str | None
    value: float
    within_pct: float | None
    is_input: bool
    source_id: SourceId
    note: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A published figure and the model's; None where the model has no answer to any of its questions."""

    benchmark: Benchmark
    model: float | None

    @property
    def ratio(self) -> float | None:
        """Model over published."""
        return None if self.model is None else self.model / self.benchmark.value

    @property
    def is_near(self) -> bool:
        """Whether the model lies within the tolerance, its bounds included."""
        published, tolerance = self.benchmark.value, self.benchmark.within_pct
        if self.model is None or tolerance is None:
            return False
        return abs(self.model - published) * 100 <= tolerance * published

    @property
    def verdict(self) -> Verdict:
        """What follows; nothing from a figure that went into the model or is not judged."""
        if self.ratio is None:
            return "no answer"
        if self.benchmark.within_pct is None:
            return "not judged"
        if not self.is_near:
            return "fails"
        return "input" if self.benchmark.is_input else "met"
