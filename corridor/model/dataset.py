"""The immutable whole that plans are made on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corridor.model.ban import Ban
from corridor.model.benchmark import Benchmark, BenchmarkTrip
from corridor.model.crew import CrewRule
from corridor.model.crossing import Capacity, ControlPoint, Crossing, Dwell, Throughput, Transload
from corridor.model.ids import ControlId, CrossingId, LinkId, PlaceId, SourceId
from corridor.model.link import Link
from corridor.model.place import Place
from corridor.model.provenance import Source
from corridor.model.queue import QueueFigures
from corridor.model.schedule import Closure, Schedule
from corridor.model.spread import SpreadFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayOverride:
    """A day that a holiday calendar gains or loses against the library."""

    calendar: str
    day: str
    kind: str
    name: str
    source_id: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayDay:
    """A day of a holiday calendar as the library had it when the table was made."""

    calendar: str
    day: str
    name: str
    estimated: bool
    source_id: SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """All tables of a dataset, indexed by id where they have one.

    `fingerprint` names the content: the first 12 hex digits of the SHA-256 over its files.
    `data_as_of` is the last day of which its sources know.
    """

    name: str
    version: str
    fingerprint: str
    data_as_of: str
    sources: Mapping[SourceId, Source]
    places: Mapping[PlaceId, Place]
    crossings: Mapping[CrossingId, Crossing]
    control_points: Mapping[ControlId, ControlPoint]
    links: Mapping[LinkId, Link]
    schedules: tuple[Schedule, ...]
    closures: tuple[Closure, ...]
    dwells: tuple[Dwell, ...]
    transloads: tuple[Transload, ...]
    capacities: tuple[Capacity, ...]
    throughputs: tuple[Throughput, ...]
    crew_rules: tuple[CrewRule, ...]
    holiday_days: tuple[HolidayDay, ...]
    holiday_overrides: tuple[HolidayOverride, ...]
    bans: tuple[Ban, ...] = ()
    queues: tuple[QueueFigures, ...] = ()
    spreads: tuple[SpreadFigures, ...] = ()
    benchmark_trips: Mapping[str, BenchmarkTrip] = field(default_factory=dict)
    benchmarks: tuple[Benchmark, ...] = ()
