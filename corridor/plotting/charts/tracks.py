"""Distance downwards, with a lane of its own height for each control point, however close they lie."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from corridor.model.ids import ControlId
from corridor.model.itinerary import Itinerary, LegKind
from corridor.plotting.charts.axes import Scale, dodged
from corridor.plotting.charts.itineraries import Names, Stop, stations, stops
from corridor.plotting.charts.lettering import fitted

LANE: Final = 16.0
"""Height of a lane, which is also that of a label, in pixels."""
_ROAD: Final = 380.0
"""Height of all the road between lanes."""

Stroke = tuple[float, float, float]
"""Height y, from x to x."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A control point on the way: trucks enter at `y` and leave `LANE` below."""

    node: str
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLabel:
    """A name beside the axis at `y`, for what lies at `at`."""

    text: str
    full: str
    y: float
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A way from `top` to `bottom` in pixels; between its lanes a pixel is `1 / px_per_km` kilometres."""

    top: float
    px_per_km: float
    lanes: tuple[Lane, ...]
    bottom: float

    def y(self, km: float, passed: int) -> float:
        """Return how far down a spot is, `passed` lanes behind it."""
        return self.top + km * self.px_per_km + passed * LANE


@dataclass(frozen=True, slots=True, kw_only=True)
class String:
    """A truck's line; `held` are its stretches of kinds that hold it up."""

    points: tuple[tuple[float, float], ...]
    held: tuple[tuple[LegKind, Stroke], ...]


def track(itinerary: Itinerary, top: float, gates: Collection[str]) -> Track:
    """Return the track of an itinerary's way with a lane for each of its `gates`."""
    px_per_km = _ROAD / (itinerary.distance_km or 1)
    lanes: list[Lane] = []
    for stop in stations(itinerary):
        if stop.node in gates:
            lanes.append(Lane(node=stop.node, y=top + stop.km * px_per_km + len(lanes) * LANE))
    return Track(top=top, px_per_km=px_per_km, lanes=tuple(lanes), bottom=top + _ROAD + len(lanes) * LANE)


def string(itinerary: Itinerary, way: Track, across: Scale, held_kinds: Collection[LegKind]) -> String:
    """Return a truck's line: level while it stands, through the lane while it is cleared; `held_kinds` are picked out."""
    gates = {lane.node for lane in way.lanes}
    points: list[tuple[float, float]] = []
    held: list[tuple[LegKind, Stroke]] = []
    passed = 0
    for stop in stops(itinerary):
        y = way.y(stop.km, passed)
        points.append((across(stop.arrive_at), y))
        is_gate = not stop.past_km and stop.node in gates
        passed += is_gate
        through = way.y(stop.km, passed)
        for leg in stop.stays:
            start, end = across(leg.depart_at), across(leg.arrive_at)
            if leg.kind in held_kinds and end > start:
                held.append((leg.kind, (y, start, end)))
            y = through if leg.kind == "clearance" else y
            points.append((end, y))
        if y != through:
            points.append((points[-1][0], through))
    return String(points=tuple(points), held=tuple(held))


def held_up(strings: Iterable[String], kind: LegKind) -> list[Stroke]:
    """Return where any truck is held up by a kind of leg, each stretch once."""
    merged: list[Stroke] = []
    for y, start, end in sorted(stroke for line in strings for held, stroke in line.held if held == kind):
        if merged and merged[-1][0] == y and start <= merged[-1][2]:
            merged[-1] = (y, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((y, start, end))
    return merged


def labels(
    itinerary: Itinerary, way: Track, names: Names, towns: Collection[str], room: float
) -> list[PlaceLabel]:
    """Return the names of ends and gates, and of towns that lie clear of them, put apart."""
    spots = _spots(stations(itinerary), way)
    chosen = [spots[0], spots[-1], *(spot for spot in spots if spot[1] in {lane.node for lane in way.lanes})]
    chosen = list(dict.fromkeys(chosen))
    for spot in spots:
        if spot[1] in towns and all(abs(spot[0] - other) >= LANE for other, _ in chosen):
            chosen.append(spot)
    chosen.sort()
    places = dodged([at for at, _ in chosen], LANE, way.top - LANE, way.bottom + LANE)
    return [
        PlaceLabel(text=fitted(names[node], room), full=names[node], y=y, at=at)
        for y, (at, node) in zip(places, chosen, strict=True)
    ]


def _spots(way: Sequence[Stop], on: Track) -> list[tuple[float, str]]:
    """Return where stations lie: gates in the middle of their lanes."""
    gates = {lane.node for lane in on.lanes}
    spots, passed = [], 0
    for stop in way:
        is_gate = stop.node in gates
        spots.append((on.y(stop.km, passed) + LANE / 2 * is_gate, stop.node))
        passed += is_gate
    return spots


def held_at(itinerary: Itinerary) -> Counter[ControlId]:
    """Return for how many seconds a truck waits for the opening of each control point."""
    held: Counter[ControlId] = Counter()
    for leg in itinerary.legs:
        if leg.kind == "wait" and leg.control_id is not None:
            held[leg.control_id] += leg.duration_s
    return +held
