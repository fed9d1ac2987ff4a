"""Tracks, lines and marks as other programs read them."""

import itertools
import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import gpxpy
import pytest
from exported import GPX, KML, Exported

# The order that the schema of GPX 1.1 asks for.
ORDER = {
    "gpx": ["metadata", "wpt", "rte", "trk"],
    "wpt": ["ele", "time", "name", "cmt", "desc", "src", "link", "sym", "type"],
    "trkpt": ["ele", "time"],
    "trk": ["name", "cmt", "desc", "src", "link", "number", "type", "trkseg"],
    "metadata": ["name", "desc"],
    "trkseg": ["trkpt"],
}
# And those of KML 2.2.
MAP_ORDER = {
    "kml": ["Document"],
    "Document": ["name", "description", "Style", "Folder"],
    "Style": ["IconStyle", "LineStyle", "BalloonStyle"],
    "IconStyle": ["color"],
    "LineStyle": ["color", "width"],
    "BalloonStyle": ["text"],
    "Folder": ["name", "Placemark"],
    "Placemark": ["name", "description", "TimeSpan", "styleUrl", "Point", "LineString"],
    "TimeSpan": ["begin", "end"],
    "LineString": ["tessellate", "coordinates"],
    "Point": ["coordinates"],
}


def test_a_track_follows_the_alignments_and_its_clock_runs_while_the_truck_moves(trip: Exported) -> None:
    track = gpxpy.parse(trip.gpx()).tracks[0]
    legs = [leg for leg in trip.itinerary.legs if leg.is_moving]
    stages = [
        list(stage)
        for moves, stage in itertools.groupby(trip.itinerary.legs, lambda leg: leg.is_moving)
        if moves
    ]
    assert len(track.segments) == len(stages)
    for segment, stage in zip(track.segments, stages, strict=True):
        times = [int(point.time.timestamp()) for point in segment.points]
        assert times == sorted(times)
        assert (times[0], times[-1]) == (stage[0].depart_at, stage[-1].arrive_at)
    ends = (track.segments[0].points[0], track.segments[-1].points[-1])
    places = trip.dataset.places
    for point, place in zip(ends, ("east-city", "west-city"), strict=True):
        assert (point.latitude, point.longitude) == pytest.approx(
            (places[place].position.lat, places[place].position.lon)  # type: ignore[index]
        )
    assert len(legs) == 6


def test_stops_are_waypoints_with_a_clock_and_what_is_done_there(trip: Exported) -> None:
    points = gpxpy.parse(trip.gpx()).waypoints
    assert [(point.name, point.type) for point in points] == [
        ("East City", "Departure"),
        ("High Pass yard (CN)", "Clearance"),
        ("High Pass gate (CN)", "Wait, clearance"),
        ("High Pass post (KG)", "Clearance"),
        ("West City", "Arrival"),
    ]
    wait = next(leg for leg in trip.itinerary.legs if leg.kind == "wait")
    assert points[2].time == datetime.fromtimestamp(wait.depart_at, UTC)
    assert wait.reason in points[2].description


@pytest.mark.parametrize(("kind", "space", "order"), [("gpx", GPX, ORDER), ("kml", KML, MAP_ORDER)])
def test_elements_stand_in_the_order_of_the_schema(
    trip: Exported, kind: str, space: str, order: dict[str, list[str]]
) -> None:
    for element in ET.fromstring({"gpx": trip.gpx, "kml": trip.kml}[kind]().encode()).iter():
        children = [child.tag.removeprefix(space) for child in element]
        ranks = order.get(element.tag.removeprefix(space), [])
        assert children == sorted(children, key=ranks.index)


def test_a_map_file_has_a_folder_per_trip_with_lines_and_marks_in_time(trip: Exported) -> None:
    root = ET.fromstring(trip.kml().encode())
    (folder,) = root.iter(f"{KML}Folder")
    marks = folder.findall(f"{KML}Placemark")
    lines = [mark for mark in marks if mark.find(f"{KML}LineString") is not None]
    assert len(lines) == sum(leg.is_moving for leg in trip.itinerary.legs)
    assert len(marks) - len(lines) == 3
    for leg, mark in zip((leg for leg in trip.itinerary.legs if leg.is_moving), lines, strict=True):
        begin, end = (mark.findtext(f"{KML}TimeSpan/{KML}{name}") or "" for name in ("begin", "end"))
        assert datetime.fromisoformat(begin).timestamp() == leg.depart_at
        assert datetime.fromisoformat(end).timestamp() == leg.arrive_at
    styles = {style.get("id") for style in root.iter(f"{KML}Style")}
    assert {(url.text or "").removeprefix("#") for url in root.iter(f"{KML}styleUrl")} <= styles


def test_coordinates_of_a_map_file_are_longitude_latitude_height(trip: Exported) -> None:
    root = ET.fromstring(trip.kml().encode())
    points = [point for element in root.iter(f"{KML}coordinates") for point in (element.text or "").split()]
    assert len(points) > 10
    for lon, lat, height in (map(float, point.split(",")) for point in points):
        assert 73 < lon < 77
        assert 39 < lat < 41
        assert height == 0


def test_a_box_encloses_the_features(trip: Exported) -> None:
    collection = json.loads(trip.geojson())
    west, south, east, north = collection["bbox"]
    assert (west, south, east, north) == (73.2, 39.5, 76.0, 40.0)
    first = collection["features"][0]
    assert first["properties"]["title"] == trip.trips[0].title
    assert first["properties"]["from_name"] == "East City"


def test_a_link_without_an_alignment_is_straight(trip: Exported) -> None:
    bare = Exported(trip.dataset, trip.query, trip.trips, {}, {}, trip.made_with)
    assert len(gpxpy.parse(bare.gpx()).tracks[0].segments[0].points) == 3
