"""Trips to KML 2.2: a folder per trip, a line per moving leg, a mark per stop with its span of time."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from corridor.model.alignment import Point
from corridor.model.dataset import Dataset
from corridor.model.itinerary import LEG_KINDS, Leg, LegKind
from corridor.model.made_with import MadeWith
from corridor.reports.document_parts import utc
from corridor.reports.names import goal_of, start_of
from corridor.reports.stops import Stop, line_about, stops_of
from corridor.reports.tracks import Alignments, TitledTrip, line_of, spot_of_stop
from corridor.reports.xml_text import add, written
from corridor.units import format_km

_NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
_LINE_WIDTH: Final = "4"


def route_kml(
    dataset: Dataset,
    trips: Sequence[TitledTrip],
    alignments: Alignments,
    made_with: MadeWith,
    colours: Mapping[LegKind, str],
) -> str:
    """Return a document with a folder per trip; `colours` of kinds of legs are `#rrggbb`. Times are UTC."""
    root = ET.Element("kml", {"xmlns": _NAMESPACE})
    document = add(root, "Document")
    add(document, "name", "; ".join(trip.title for trip in trips))
    _describe(document, [f"Made by: {made_with.command}", f"Made with {made_with}"])
    for kind in LEG_KINDS:
        _style(document, kind, colours[kind])
    for trip in trips:
        folder = add(document, "Folder")
        add(folder, "name", trip.title)
        for leg in trip.itinerary.legs:
            if leg.is_moving:
                _line(folder, dataset, alignments, leg)
        for stop in stops_of(dataset, trip.itinerary):
            _mark(folder, stop, spot_of_stop(dataset, alignments, stop.legs[0]))
    return written(root)


def _style(document: ET.Element, kind: LegKind, colour: str) -> None:
    style = add(document, "Style", id=kind)
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    add(add(style, "IconStyle"), "color", f"ff{blue}{green}{red}")
    line = add(style, "LineStyle")
    add(line, "color", f"ff{blue}{green}{red}")
    add(line, "width", _LINE_WIDTH)
    # Balloons are HTML: of our own, escaped description alone, never of a raw name.
    add(add(style, "BalloonStyle"), "text", "$[description]")


def _line(folder: ET.Element, dataset: Dataset, alignments: Alignments, leg: Leg) -> None:
    name = f"{start_of(dataset, leg)} - {goal_of(dataset, leg)}"
    mark = _placemark(folder, name, [leg], [f"{line_about(leg)}, {format_km(leg.distance_km)}"])
    line = add(mark, "LineString")
    add(line, "tessellate", "1")
    add(line, "coordinates", " ".join(map(_coordinates, line_of(dataset, alignments, leg))))


def _mark(folder: ET.Element, stop: Stop, spot: Point) -> None:
    mark = _placemark(folder, stop.name, stop.legs, stop.lines)
    add(add(mark, "Point"), "coordinates", _coordinates(spot))


def _placemark(folder: ET.Element, name: str, legs: Sequence[Leg], lines: Iterable[str]) -> ET.Element:
    mark = add(folder, "Placemark")
    add(mark, "name", name)
    _describe(mark, [name, *lines])
    span = add(mark, "TimeSpan")
    add(span, "begin", utc(legs[0].depart_at))
    add(span, "end", utc(legs[-1].arrive_at))
    longest = max(legs, key=lambda leg: leg.duration_s)
    add(mark, "styleUrl", f"#{longest.kind}")
    return mark


def _describe(element: ET.Element, lines: Iterable[str]) -> None:
    """Add a description, which viewers take for HTML in which `$[...]` is replaced: both are escaped."""
    shown = (escape(line).replace("$", "&#36;").replace("\n", "<br>") for line in lines)
    add(element, "description", "<br>".join(shown))


def _coordinates(spot: Point) -> str:
    lon, lat = spot
    return f"{lon:.6f},{lat:.6f},0"
