"""Trips to GPX 1.1: a track along the alignments with a clock at each point, a waypoint per stop."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from xml.etree import ElementTree as ET

from corridor.model.alignment import Point
from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.reports.document_parts import utc
from corridor.reports.names import title_of
from corridor.reports.stops import stops_of
from corridor.reports.tracks import Alignments, TitledTrip, spot_of_id, spot_of_stop, timed_line_of
from corridor.reports.xml_text import add, written

_NAMESPACE: Final = "http://www.topografix.com/GPX/1/1"


def route_gpx(
    dataset: Dataset, trips: Sequence[TitledTrip], alignments: Alignments, made_with: MadeWith
) -> str:
    """Return one track per trip, one segment per stage between stops; times are UTC, as GPX asks."""
    root = ET.Element(
        "gpx", {"xmlns": _NAMESPACE, "version": "1.1", "creator": f"corridor {made_with.corridor}"}
    )
    metadata = add(root, "metadata")
    add(metadata, "name", "; ".join(trip.title for trip in trips))
    add(metadata, "desc", f"Made by: {made_with.command}\nMade with {made_with}")
    for trip in trips:
        _waypoints(root, dataset, trip, alignments)
    for number, trip in enumerate(trips, 1):
        _track(root, dataset, trip, alignments, number)
    return written(root)


def _waypoints(root: ET.Element, dataset: Dataset, trip: TitledTrip, alignments: Alignments) -> None:
    legs = trip.itinerary.legs
    if not legs:
        return
    first, last = legs[0], legs[-1]
    _waypoint(
        root,
        spot_of_id(dataset, first.from_id),
        first.depart_at,
        title_of(dataset, first.from_id),
        trip.title,
        "Departure",
    )
    for stop in stops_of(dataset, trip.itinerary):
        spot = spot_of_stop(dataset, alignments, stop.legs[0])
        about = "\n".join([trip.title, *stop.lines])
        _waypoint(root, spot, stop.legs[0].depart_at, stop.name, about, stop.kinds)
    _waypoint(
        root,
        spot_of_id(dataset, last.to_id),
        last.arrive_at,
        title_of(dataset, last.to_id),
        trip.title,
        "Arrival",
    )


def _waypoint(root: ET.Element, spot: Point, at: int, name: str, about: str, kinds: str) -> None:
    point = _point(root, "wpt", spot, at)
    add(point, "name", name)
    add(point, "desc", about)
    add(point, "type", kinds)


def _track(root: ET.Element, dataset: Dataset, trip: TitledTrip, alignments: Alignments, number: int) -> None:
    track = add(root, "trk")
    add(track, "name", trip.title)
    add(track, "number", str(number))
    for is_moving, legs in groupby(trip.itinerary.legs, key=lambda leg: leg.is_moving):
        if not is_moving:
            continue
        segment = add(track, "trkseg")
        # Where two legs meet, the point that both hold is written once.
        passed = dict.fromkeys(timed for leg in legs for timed in timed_line_of(dataset, alignments, leg))
        for spot, at in passed:
            _point(segment, "trkpt", spot, at)


def _point(parent: ET.Element, tag: str, spot: Point, at: int) -> ET.Element:
    lon, lat = spot
    point = add(parent, tag, lat=f"{lat:.6f}", lon=f"{lon:.6f}")
    add(point, "time", utc(at))
    return point
