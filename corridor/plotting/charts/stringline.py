"""Many trucks on one way (a Marey diagram): time to the right, distance downwards, closed ports as grey bars."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corridor.model.ids import ControlId
from corridor.model.itinerary import Itinerary, LegKind
from corridor.plotting.charts.axes import Scale
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw
from corridor.plotting.charts.itineraries import Names, ends, stations, ways
from corridor.plotting.charts.key import Meaning, key, key_height
from corridor.plotting.charts.lettering import text_width
from corridor.plotting.charts.timeline import Timeline, timeline
from corridor.plotting.charts.tracks import LANE, Track, held_at, held_up, labels, string, track
from corridor.plotting.style import LEG_COLOURS, LEG_NAMES, route_style
from corridor.plotting.words import Words

Closed = Mapping[ControlId, Sequence[tuple[int, int]]]
"""When control points are closed: UTC seconds from and to."""

HELD: Final[Mapping[LegKind, str]] = {"wait": "", "queue": "3 2"}
"""What holds trucks up, and the dash array of its lines."""
_CLOSED: Final = "#c3c9d0"
_THIN, _THICK = 1.3, 4.0
_LEFT: Final = 256.0
_RIGHT: Final = WIDTH - 24.0
_CLOCK: Final = 62
_NAME_ROOM: Final = _LEFT - 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A closed stretch of time in a lane; `figure` says how many trucks it holds up, blank without room."""

    x: float
    y: float
    width: float
    says: str
    figure: str
    figure_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A closed stretch of a control point within the picture, UTC seconds, and how many trucks wait in it."""

    node: str
    tz: str
    start: int
    end: int
    held: int


def stringline(
    chart_id: str,
    trucks: Sequence[Itinerary],
    words: Words,
    *,
    names: Names,
    closed: Closed,
    towns: Collection[str] = (),
) -> Chart:
    """Return the trucks that go the way most of them go, and when each control point in `closed` is shut.

    A control point that never closes has an empty sequence. The quickest truck is drawn strong.
    """
    drawn = _on_one_way(trucks)
    scale = Scale(
        min((truck.depart_at for truck in drawn), default=0),
        max((truck.arrive_at for truck in drawn), default=0),
        _LEFT,
        _RIGHT,
    )
    shown = key(_meanings(words, drawn))
    top = key_height(shown) + 34.0 + _CLOCK
    way = track(drawn[0], top, closed) if drawn else Track(top=top, px_per_km=1, lanes=(), bottom=top)
    closures = _closures(drawn, closed, scale)
    strings = [string(truck, way, scale, HELD) for truck in drawn]
    return Chart(
        chart_id=chart_id,
        title=words("Trucks from {origin} to {destination}", **ends(names, drawn)),
        caption=_caption(words, trucks, drawn, names),
        height=round(way.bottom + _CLOCK + LANE),
        body=draw(
            "stringline.svg",
            chart_id=chart_id,
            key=shown,
            says=[_says(words, truck) for truck in drawn],
            clocks=_clocks(words, scale, drawn, names),
            track=way,
            lane=LANE,
            bands=_bands(words, names, closures, way, scale),
            labels=labels(drawn[0], way, names, towns, _NAME_ROOM) if drawn else [],
            strings=strings,
            held=[(kind, dash, held_up(strings, kind)) for kind, dash in HELD.items()],
            quickest=_quickest(drawn),
            style=route_style(0),
            colours=LEG_COLOURS,
            closed=_CLOSED,
            thin=_THIN,
            thick=_THICK,
            left=_LEFT,
            right=_RIGHT,
        ),
        table=_table(words, names, drawn, closures),
    )


def _meanings(words: Words, trucks: Sequence[Itinerary]) -> list[Meaning]:
    colour = route_style(0).colour
    return [
        Meaning(text=words("A truck"), colour=colour, line_width=_THIN),
        Meaning(text=words("The quickest"), colour=colour, line_width=_THICK),
        Meaning(text=words("Closed"), colour=_CLOSED, hatch="diagonal"),
        *(
            Meaning(text=words(LEG_NAMES[kind]), colour=LEG_COLOURS[kind], line_width=_THICK, dash=dash)
            for kind, dash in HELD.items()
            if any(truck.totals_s[kind] for truck in trucks)
        ),
    ]


def _on_one_way(trucks: Sequence[Itinerary]) -> list[Itinerary]:
    """Return the trucks that go the way that most of them go, the first of such ways."""
    members = max(ways(trucks), key=len, default=[])
    return [trucks[i] for i in members]


def _quickest(trucks: Sequence[Itinerary]) -> int:
    return min(range(len(trucks)), key=lambda i: trucks[i].duration_s, default=-1)


def _clocks(words: Words, scale: Scale, trucks: Sequence[Itinerary], names: Names) -> list[Timeline]:
    if not trucks:
        return []
    first, last = trucks[0].legs[0], trucks[0].legs[-1]
    return [
        timeline(words, scale, first.tz_from, names[first.from_id]),
        timeline(words, scale, last.tz_to, names[last.to_id]),
    ]


def _closures(trucks: Sequence[Itinerary], closed: Closed, scale: Scale) -> list[Closure]:
    """Return the closures at control points on the way, cut to what the picture shows."""
    zones = {stop.node: stop.tz for truck in trucks[:1] for stop in stations(truck)}
    waits = [leg for truck in trucks for leg in truck.legs if leg.kind == "wait" and leg.duration_s]
    found = []
    for node in (node for node in zones if node in closed):
        for start, end in closed[ControlId(node)]:
            if start < scale.high and end > scale.low:
                count = sum(
                    leg.from_id == node and leg.depart_at < end and leg.arrive_at > start for leg in waits
                )
                shown = max(start, int(scale.low)), min(end, int(scale.high))
                found.append(Closure(node=node, tz=zones[node], start=shown[0], end=shown[1], held=count))
    return found


def _bands(words: Words, names: Names, closures: Sequence[Closure], way: Track, scale: Scale) -> list[Band]:
    lanes = {lane.node: lane.y for lane in way.lanes}
    bands = []
    for closure in closures:
        figure = _held(words, closure) if closure.held > 1 else ""
        figure_width = text_width(figure, 12) + 8
        width = scale(closure.end) - scale(closure.start)
        bands.append(
            Band(
                x=scale(closure.start),
                y=lanes[closure.node],
                width=width,
                says=words(
                    "{place} closed from {start} to {end}",
                    place=names[closure.node],
                    start=words.clock(closure.start, closure.tz),
                    end=words.clock(closure.end, closure.tz),
                ),
                figure=figure if figure_width + 8 < width else "",
                figure_width=figure_width,
            )
        )
    return bands


def _says(words: Words, truck: Itinerary) -> str:
    return words(
        "Leaves on {start}, arrives on {end}, after {total}",
        start=words.clock(truck.depart_at, truck.legs[0].tz_from),
        end=words.clock(truck.arrive_at, truck.legs[-1].tz_to),
        total=words.duration(truck.duration_s),
    )


def _held(words: Words, closure: Closure) -> str:
    return words.many("{count} truck waits", "{count} trucks wait", closure.held)


def _caption(words: Words, trucks: Sequence[Itinerary], drawn: Sequence[Itinerary], names: Names) -> str:
    if not drawn:
        return words("There is no trip to show.")
    quickest = drawn[_quickest(drawn)]
    said = [
        _waiting(words, drawn, names),
        words(
            "The quickest leaves on {clock} and takes {total}; the slowest takes {most}.",
            clock=words.clock(quickest.depart_at, quickest.legs[0].tz_from),
            total=words.duration(quickest.duration_s),
            most=words.duration(max(truck.duration_s for truck in drawn)),
        ),
    ]
    if others := len(trucks) - len(drawn):
        said.append(
            words.many(
                "One truck goes another way and is not drawn.",
                "{count} trucks go another way and are not drawn.",
                others,
            )
        )
    return " ".join(said)


def _waiting(words: Words, drawn: Sequence[Itinerary], names: Names) -> str:
    """Return how many trucks wait where most time is lost to closed ports."""
    waits = [held_at(truck) for truck in drawn]
    lost: Counter[ControlId] = Counter()
    for held in waits:
        lost.update(held)
    if not lost:
        return words("No truck waits for a port to open.")
    worst, _ = lost.most_common(1)[0]
    return words.many(
        "One of {total} trucks waits for the opening of {place}, for {longest}.",
        "{count} of {total} trucks wait for the opening of {place}, up to {longest}.",
        sum(worst in held for held in waits),
        total=len(drawn),
        place=names[worst],
        longest=words.duration(max(held[worst] for held in waits)),
    )


def _table(words: Words, names: Names, trucks: Sequence[Itinerary], closures: Sequence[Closure]) -> Table:
    head = (words("What"), words("From"), words("To"), words("Takes"), words("Waits for openings"))
    rows = [
        (
            words("Truck {number}", number=i + 1),
            words.clock(truck.depart_at, truck.legs[0].tz_from),
            words.clock(truck.arrive_at, truck.legs[-1].tz_to),
            words.duration(truck.duration_s),
            words.duration(sum(held_at(truck).values())),
        )
        for i, truck in enumerate(trucks)
    ]
    rows += [
        (
            words("{place} closed", place=names[closure.node]),
            words.clock(closure.start, closure.tz),
            words.clock(closure.end, closure.tz),
            words.duration(closure.end - closure.start),
            _held(words, closure) if closure.held else "",
        )
        for closure in closures
    ]
    return Table(head=head, rows=tuple(rows), numbers=frozenset({3, 4}))
