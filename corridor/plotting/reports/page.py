"""What reports show, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.model.comparison import Comparison
from corridor.model.ids import ControlId, CrossingId
from corridor.model.itinerary import Itinerary
from corridor.model.reliability import Reliability
from corridor.model.sure import HowSure
from corridor.plotting.document import Page
from corridor.plotting.maps.route.page import MapRoute, RouteMapPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One figure that a scenario changed, and what the new one rests on."""

    subject: str
    field: str
    before: str
    after: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """A scenario, what it changed on the ways of the report, and how much `elsewhere`. `is_assumed`: it is nobody's plan."""

    title: str
    description: str
    is_assumed: bool
    changes: tuple[Input, ...]
    elsewhere: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """What charts call the nodes of trips, the port of each control point, and which nodes are towns."""

    names: Mapping[str, str]
    ports: Mapping[ControlId, str]
    towns: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Page):
    """What every report shows.

    `trip` is what the map draws. `nodes` are all that any trip of the report meets. `question` is what was asked, each
    part with its name. `files` are the names of what is written beside the page.
    """

    trip: RouteMapPage
    nodes: Nodes
    question: tuple[tuple[str, str], ...]
    inputs: tuple[Inputs, ...]
    has_map: bool = True
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TripReport(Report):
    """One trip under several scenarios, the first being the baseline; `reliability` is of each, or empty."""

    reliability: tuple[Reliability, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowReport(Report):
    """Every departure of a window under several scenarios, the first being the baseline.

    `titles` are what people read for the scenarios, in order, and `lane` for origin and destination. `told` is the departure that
    charts tell of, `told_because` why it; the map has it and other ways. `trucks` leave one after another under the
    baseline on the day of that departure, and `closed` is when the control points that they meet are shut.
    `waits_at` and `crossings` are names of where one waits, and of ports. `tz_to` is the zone of the destination.
    """

    comparison: Comparison
    sure: HowSure | None
    titles: tuple[str, ...]
    lane: str
    tz_to: str
    told: tuple[MapRoute, ...]
    told_because: str
    trucks: tuple[Itinerary, ...]
    closed: Mapping[ControlId, Sequence[tuple[int, int]]]
    waits_at: Mapping[str, str]
    crossings: Mapping[CrossingId, str]
