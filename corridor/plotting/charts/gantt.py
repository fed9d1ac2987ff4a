"""Trips as bars along the clock: when the truck drives, rests and waits, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corridor.model.itinerary import Itinerary, LegKind
from corridor.plotting.charts.axes import Scale
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw, finished
from corridor.plotting.charts.flags import Flag, flags_within
from corridor.plotting.charts.itineraries import (
    Names,
    PortNames,
    Span,
    ends,
    kinds_used,
    spans,
    whereabouts,
)
from corridor.plotting.charts.key import key, key_height, kind_meanings
from corridor.plotting.charts.lettering import fitted, text_width
from corridor.plotting.charts.timeline import Timeline, timeline
from corridor.plotting.charts.verdicts import conclusions
from corridor.plotting.maps.route.page import MapRoute
from corridor.plotting.style import LEG_COLOURS, LEG_HATCHES, LEG_NAMES, Hatch, RouteStyle, route_style
from corridor.plotting.words import Words

LEFT: Final = 14.0
_RIGHT: Final = WIDTH - 110.0
"""Where the axis ends, if no label of a late wait needs more room behind it."""
_NARROWEST: Final = WIDTH - 300.0
_EDGE: Final = WIDTH - 8.0
"""No label passes it."""
_POLE_IN: Final = 6.0
"""How far the pole of a label stands inside its part."""
_HANG: Final = 16.0
"""From the start of a part to the end of its label, without the text."""
_TITLE_ROOM: Final = 480.0
_CLOCK, _TITLE, _BAR, _FLAG_ROW, _GAP = 62, 24, 28, 18, 20
LEAST: Final = 3.0
"""Width of the shortest parts, in pixels."""
_FLAG_ROWS: Final = 4
_LABELLED_S: Final = 1800
"""Stays that get a label, if it has room, are at least so long."""
_LABELLED_REST_S: Final = 6 * 3600
_IMPORTANCE: Final[tuple[LegKind, ...]] = ("wait", "queue", "ferry", "transload", "clearance", "rest")
"""Whose labels come first; driving has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a bar, in pixels; `says` is its remark."""

    x: float
    width: float
    colour: str
    hatch: Hatch
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A trip; `y` is the top of its title. It ends with a mark at `end`."""

    number: int
    y: float
    heading: str
    style: RouteStyle
    blocks: tuple[Block, ...]
    flags: tuple[Flag, ...]
    end: float
    height: float


def gantt(
    chart_id: str, trips: Sequence[MapRoute], words: Words, *, names: Names, ports: PortNames | None = None
) -> Chart:
    """Return the trips as bars one below the other, with the clocks of origin and destination."""
    itineraries = [trip.itinerary for trip in trips]
    scale = _scale(words, names, itineraries)
    shown = key(kind_meanings(words, kinds_used(itinerary.totals_s for itinerary in itineraries)))
    top = key_height(shown) + 8 + _CLOCK
    bars, stretched = [], 0
    bottom = top + 10.0
    for i, trip in enumerate(trips):
        bar, count = _bar(words, names, scale, i, trip, bottom)
        bars.append(bar)
        bottom += bar.height
        stretched += count
    clocks = _clocks(words, scale, itineraries, names)
    caption = [conclusions(words, trips, names, ports or {})]
    if stretched:
        caption.append(
            words.many(
                "One short part is drawn wider than it lasts.",
                "{count} short parts are drawn wider than they last.",
                stretched,
            )
        )
    height = bottom + (_CLOCK if len(clocks) > 1 else 6)
    return Chart(
        chart_id=chart_id,
        title=words("{origin} to {destination}, hour by hour", **ends(names, itineraries)),
        caption=" ".join(caption),
        height=round(height),
        body=draw(
            "gantt.svg",
            chart_id=chart_id,
            key=shown,
            clocks=clocks,
            bars=bars,
            left=LEFT,
            right=scale.end,
            top=top,
            bottom=bottom,
            bar_height=_BAR,
            title_height=_TITLE,
            flag_row=_FLAG_ROW,
        ),
        table=_table(words, trips, names),
    )


def _scale(words: Words, names: Names, itineraries: Sequence[Itinerary]) -> Scale:
    """Return the common scale of UTC seconds; it ends where the labels of late stays have room, too."""
    start = min((itinerary.depart_at for itinerary in itineraries), default=0)
    end = max((itinerary.arrive_at for itinerary in itineraries), default=0)
    rights = [_RIGHT]
    for part in (part for itinerary in itineraries for part in spans(itinerary)):
        gone = (part.depart_at - start) / (end - start)
        if _is_labelled(part) and part.kind != "rest" and gone > 0:
            room = _EDGE - LEFT - _HANG - text_width(_label(words, names, part))
            rights.append(LEFT + room / gone)
    return Scale(start, end, LEFT, max(_NARROWEST, min(rights)))


def _clocks(words: Words, scale: Scale, itineraries: Sequence[Itinerary], names: Names) -> list[Timeline]:
    """Return the clock of the origin and, where it differs, that of the destination."""
    legs = next((itinerary.legs for itinerary in itineraries if itinerary.legs), None)
    if legs is None:
        return []
    first, last = legs[0], legs[-1]
    clocks = [timeline(words, scale, first.tz_from, names[first.from_id])]
    if first.tz_from != last.tz_to:
        clocks.append(timeline(words, scale, last.tz_to, names[last.to_id]))
    return clocks


def _bar(words: Words, names: Names, scale: Scale, index: int, trip: MapRoute, y: float) -> tuple[Bar, int]:
    """Return the bar of a trip and how many of its parts are drawn wider than they last."""
    itinerary, parts = trip.itinerary, spans(trip.itinerary)
    start = scale(itinerary.depart_at)
    true = [scale(part.arrive_at) - scale(part.depart_at) for part in parts]
    widths = widened(true)
    blocks, x = [], start
    for part, width in zip(parts, widths, strict=True):
        blocks.append(
            Block(
                x=x,
                width=width,
                colour=LEG_COLOURS[part.kind],
                hatch=LEG_HATCHES[part.kind],
                says=_says(words, names, part),
            )
        )
        x += width
    hung = _flags(words, names, list(zip(parts, blocks, strict=True)))
    rows = max((flag.row for flag in hung), default=-1) + 1
    bar = Bar(
        number=index + 1,
        y=y,
        heading=_heading(words, trip),
        style=route_style(index),
        blocks=tuple(blocks),
        flags=tuple(hung),
        end=scale(itinerary.arrive_at),
        height=_TITLE + _BAR + _FLAG_ROW * rows + _GAP,
    )
    return bar, sum(drawn > width for drawn, width in zip(widths, true, strict=True))


def widened(widths: Sequence[float], least: float = LEAST) -> list[float]:
    """Return widths of at least `least` with the same sum, as far as there is room; the wide ones give way."""
    total = sum(widths)
    if total <= least * len(widths):
        return [total / len(widths)] * len(widths) if widths else []
    short: set[int] = set()
    share = 1.0
    while more := {i for i, width in enumerate(widths) if i not in short and width * share < least}:
        short |= more
        share = (total - least * len(short)) / sum(w for i, w in enumerate(widths) if i not in short)
    return [least if i in short else width * share for i, width in enumerate(widths)]


def _heading(words: Words, trip: MapRoute) -> str:
    itinerary = trip.itinerary
    if not itinerary.legs:
        return words("{scenario}: no trip", scenario=fitted(trip.title, _TITLE_ROOM))
    return words(
        "{scenario}: {total}, arrives {clock}",
        scenario=fitted(trip.title, _TITLE_ROOM),
        total=words.duration(itinerary.duration_s),
        clock=words.clock(itinerary.arrive_at, itinerary.legs[-1].tz_to),
    )


def _says(words: Words, names: Names, part: Span) -> str:
    first, last = part.legs[0], part.legs[-1]
    return words(
        "{kind} {duration}, {spot}: {start} to {end}",
        kind=words(LEG_NAMES[part.kind]),
        duration=words.duration(part.duration_s),
        spot=whereabouts(words, names, part),
        start=words.clock(part.depart_at, first.tz_from),
        end=words.clock(part.arrive_at, last.tz_to),
    )


def _flags(words: Words, names: Names, drawn: Sequence[tuple[Span, Block]]) -> list[Flag]:
    """Return labels of the long stays, what matters most first."""
    stays = [(part, block) for part, block in drawn if _is_labelled(part)]
    stays.sort(key=lambda stay: (_IMPORTANCE.index(stay[0].kind), -stay[0].duration_s))
    labels = [(block.x + min(block.width / 2, _POLE_IN), _label(words, names, part)) for part, block in stays]
    return flags_within(labels, _EDGE, _FLAG_ROWS)


def _is_labelled(part: Span) -> bool:
    least_s = _LABELLED_REST_S if part.kind == "rest" else _LABELLED_S
    return part.kind in _IMPORTANCE and part.duration_s >= least_s


def _label(words: Words, names: Names, part: Span) -> str:
    what = f"{words(LEG_NAMES[part.kind])} {words.duration(part.duration_s)}"
    return what if part.kind == "rest" else f"{what}, {whereabouts(words, names, part)}"


def _table(words: Words, trips: Sequence[MapRoute], names: Names) -> Table:
    head = (
        words("Trip"),
        words("What"),
        words("Where"),
        words("From"),
        words("To"),
        words("Takes"),
        words("Distance"),
    )
    rows = []
    for trip in trips:
        parts = spans(trip.itinerary)
        rows += [_row(words, names, trip, words(LEG_NAMES[part.kind]), part) for part in parts]
        if parts:
            whole = Span(kind="drive", legs=trip.itinerary.legs, start_km=0.0, end_km=parts[-1].end_km)
            rows.append(_row(words, names, trip, words("In all"), whole))
    return Table(head=head, rows=tuple(rows), numbers=frozenset({5, 6}))


def _row(words: Words, names: Names, trip: MapRoute, what: str, part: Span) -> tuple[str, ...]:
    return finished(
        (
            trip.title,
            what,
            whereabouts(words, names, part),
            words.clock(part.depart_at, part.legs[0].tz_from),
            words.clock(part.arrive_at, part.legs[-1].tz_to),
            words.duration(part.duration_s),
            words.km(part.end_km - part.start_km) if part.is_moving else None,
        )
    )
