"""Points on the globe."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from corridor.dataset.checks.ends import ends_by_id
from corridor.dataset.content import Content, Located, grouped
from corridor.dataset.notices import Finding
from corridor.model.place import Position
from corridor.model.sphere import great_circle_km

_DETOUR_TOLERANCE: Final = 1.05
"""Distances are rounded, and waypoints are put by hand within a few hundred metres."""
_POINT_TOLERANCE_KM: Final = 2.0


def points_out_of_region(content: Content) -> Iterator[Finding]:
    """Yield points outside the region of the dataset, telling those with swapped axes apart."""
    if content.about is None:
        return
    region = content.about.region
    rows: list[Located[Any]] = [*content.places, *content.control_points, *content.waypoints]
    for row in rows:
        position: Position = row.item.position
        if region.holds(position):
            continue
        where = f"{position.lat:g} N {position.lon:g} E lies outside the region"
        if region.holds(Position(position.lon, position.lat)):
            hint = "latitude and longitude look swapped"
            yield row.finding("swapped-coordinates", "lat", where, hint=hint)
        else:
            yield row.finding("outside-region", "lat", where)


def wrong_waypoints(content: Content) -> Iterator[Finding]:
    """Yield links that are shorter than the straight lines through their waypoints, and gaps in `seq`."""
    ends = ends_by_id(content)
    links = {row.item.link_id: row for row in content.links}
    for link_id, rows in grouped(content.waypoints, lambda point: point.link_id).items():
        rows.sort(key=lambda row: row.item.seq)
        if [row.item.seq for row in rows] != list(range(1, len(rows) + 1)):
            yield rows[0].finding("sequence-gap", "seq", f"waypoints of {link_id!r} do not count 1, 2, 3 ...")
        link = links.get(link_id)
        if link is None or link.item.from_id not in ends or link.item.to_id not in ends:
            continue
        start, goal = ends[link.item.from_id], ends[link.item.to_id]
        points = [start.position, *(row.item.position for row in rows), goal.position]
        length_km = sum(great_circle_km(a, b) for a, b in pairwise(points))
        slack_km = start.accuracy_km + goal.accuracy_km + _POINT_TOLERANCE_KM
        if length_km > link.item.distance_km * _DETOUR_TOLERANCE + slack_km:
            yield link.finding(
                "waypoints-too-long",
                "distance_km",
                f"{link.item.distance_km:g} km, but straight lines through the waypoints are {length_km:.1f} km",
            )
