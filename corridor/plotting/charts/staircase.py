"""The time-distance chart of the trade: kilometres along the way against hours, with steps where trucks stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from corridor.calendars.zones import format_offset
from corridor.model.itinerary import Itinerary
from corridor.plotting.charts.axes import Scale, hour_ticks, midnights, ticks
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw, finished
from corridor.plotting.charts.itineraries import (
    Names,
    PortNames,
    ends,
    kinds_used,
    spot,
    stations,
    stays,
    stops,
    ways,
)
from corridor.plotting.charts.key import key, key_height, kind_meanings
from corridor.plotting.charts.lettering import FONT_SIZE, fitted, text_width
from corridor.plotting.charts.places import ROW, Axis, named_places, place_axis
from corridor.plotting.charts.steps import Box, Line, figures, is_clear, trip_lines
from corridor.plotting.charts.timeline import Mark
from corridor.plotting.charts.verdicts import conclusions
from corridor.plotting.maps.route.page import MapRoute
from corridor.plotting.style import LEG_COLOURS, route_style
from corridor.plotting.words import Words

LEFT: Final = 76.0
RIGHT: Final = WIDTH - 190.0
_TITLE_ROOM: Final = WIDTH - RIGHT - 39.0
_NAME_ROOM: Final = 200.0
_HEIGHT: Final = 420
_DAY_GAP: Final = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A midnight at `y`; its name takes `box`, and its line starts behind."""

    y: float
    text: str
    box: Box


def staircase(
    chart_id: str,
    trips: Sequence[MapRoute],
    words: Words,
    *,
    names: Names,
    ports: PortNames | None = None,
    towns: Collection[str] = (),
) -> Chart:
    """Return distance against time since departure, a line for each trip.

    Origin, destination and ports are named below the axis, and of `towns` those that have room; trips that
    go another way get an axis of names of their own. Midnights of the origin are shown if all leave at once.
    """
    itineraries = [trip.itinerary for trip in trips]
    used = kinds_used(itinerary.totals_s for itinerary in itineraries)
    shown = key(kind_meanings(words, (kind for kind in used if kind != "drive")))
    top = key_height(shown) + 34.0
    bottom = top + _HEIGHT
    across = Scale(0, max((it.distance_km for it in itineraries), default=0), LEFT, RIGHT)
    up = Scale(0, max((it.duration_s for it in itineraries), default=0), bottom, top)
    lines = trip_lines(words, names, trips, across, up, _TITLE_ROOM)
    days = _days(words, itineraries, up, lines)
    taken = [*(day.box for day in days), *(line.label_box(RIGHT + 24, WIDTH) for line in lines)]
    axes = _axes(trips, across, bottom + 36, names=names, ports=ports or {}, towns=towns)
    up_title = words("Hours since departure")
    return Chart(
        chart_id=chart_id,
        title=words("{origin} to {destination}: hours along the way", **ends(names, itineraries)),
        caption=conclusions(words, trips, names, ports or {}),
        height=round(axes[-1].bottom if axes else bottom + 50),
        body=draw(
            "staircase.svg",
            chart_id=chart_id,
            key=shown,
            lines=lines,
            figures=figures(lines, taken, LEFT, top),
            hours=[Mark(at=up(s), text=words.duration(s) if s else "0") for s in hour_ticks(up.high)],
            km=[Mark(at=across(km), text=f"{km:.0f}") for km in ticks(across.high)],
            axes=axes,
            days=days,
            up_title=up_title,
            across_title=words("km along the way"),
            days_title=_days_title(words, itineraries, names, up_title),
            left=LEFT,
            right=RIGHT,
            top=top,
            bottom=bottom,
            row=ROW,
            ferry=LEG_COLOURS["ferry"],
        ),
        table=_table(words, trips, names),
    )


def _axes(
    trips: Sequence[MapRoute],
    across: Scale,
    y: float,
    *,
    names: Names,
    ports: PortNames,
    towns: Collection[str],
) -> list[Axis]:
    """Return the names along each way, one below the other; with one way only, it needs no numbers."""
    axes = []
    itineraries = [trip.itinerary for trip in trips]
    found = ways(itineraries)
    for members in found:
        chips = tuple((i + 1, route_style(i).colour) for i in members) if len(found) > 1 else ()
        way = stations(itineraries[members[0]])
        needed, optional = named_places(way, across, names=names, ports=ports, towns=towns)
        axis = place_axis(needed, optional, y, chips, rows=2 if chips else 3)
        axes.append(axis)
        y = axis.bottom + 6
    return axes


def _days(words: Words, itineraries: Sequence[Itinerary], up: Scale, lines: Sequence[Line]) -> list[Day]:
    """Return midnights of the origin with room for their names, if all trips leave at one instant."""
    able = [itinerary for itinerary in itineraries if itinerary.legs]
    if len({(itinerary.depart_at, itinerary.legs[0].tz_from) for itinerary in able}) != 1:
        return []
    tz, depart_at = able[0].legs[0].tz_from, able[0].depart_at
    days: list[Day] = []
    for at in midnights(depart_at + 1, depart_at + int(up.high), tz):
        y, text = up(at - depart_at), words.day(at, tz)
        if (days[-1].y if days else up.start) - y < _DAY_GAP or y < up.end + FONT_SIZE:
            continue
        box = (LEFT + 6, y - 9, LEFT + 6 + text_width(text), y + 7)
        is_named = is_clear(box, lines)
        days.append(Day(y=y, text=text if is_named else "", box=box if is_named else (LEFT, y, LEFT, y)))
    return days


def _days_title(words: Words, itineraries: Sequence[Itinerary], names: Names, up_title: str) -> str:
    legs = next((itinerary.legs for itinerary in itineraries if itinerary.legs), None)
    if legs is None:
        return ""
    first = legs[0]
    offset = format_offset(first.depart_at, first.tz_from)
    place = fitted(names[first.from_id], _NAME_ROOM)
    said = words("Days begin at midnight in {place} ({offset})", place=place, offset=offset)
    return fitted(said, RIGHT - LEFT - text_width(up_title))


def _table(words: Words, trips: Sequence[MapRoute], names: Names) -> Table:
    head = (
        words("Trip"),
        words("Place"),
        words("Distance"),
        words("Arrives"),
        words("After departure"),
        words("Stays"),
    )
    rows = [
        finished(
            (
                trip.title,
                spot(words, names, stop.node, stop.past_km),
                words.km(stop.km),
                words.clock(stop.arrive_at, stop.tz),
                words.duration(stop.arrive_at - trip.itinerary.depart_at),
                stays(words, stop),
            )
        )
        for trip in trips
        for stop in stops(trip.itinerary)
    ]
    return Table(head=head, rows=tuple(rows), numbers=frozenset({2, 4}))
