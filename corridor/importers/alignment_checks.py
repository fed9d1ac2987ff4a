"""Checks of modelled alignments. A finding is a fault, or is reviewed with a reason.

Reviews stand in `build.reviews.toml`: for each link the checks that it may fail, and why.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from corridor.importers.calibration import Calibration
from corridor.importers.geodesy import distance_km, distance_to_line_km, length_km
from corridor.importers.land import Land
from corridor.importers.routing import Route
from corridor.importers.tables import LinkRow

REVIEWS_FILE = "build.reviews.toml"

LOWEST_RATIO, HIGHEST_RATIO = 0.80, 1.20
RATIO_FROM_KM = 5.0
"""Shorter links are not compared: the accuracy of their ends is of the same size."""
LONGEST_SPUR_KM = 2.0
FARTHEST_WAYPOINT_KM = 1.0
FARTHEST_ABROAD_KM = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one alignment."""

    link_id: str
    check: str
    message: str

    def __str__(self) -> str:
        return f"{self.link_id}: {self.message} [{self.check}]"


def read_reviews(data: Path) -> frozenset[tuple[str, str]]:
    """Return the reviewed (link, check) pairs of the dataset folder `data`."""
    path = data / REVIEWS_FILE
    if not path.exists():
        return frozenset()
    reviews = tomllib.loads(path.read_text(encoding="utf-8"))["review"]
    return frozenset((review["link_id"], review["check"]) for review in reviews)


def check(
    links: Sequence[LinkRow],
    routes: Iterable[Route],
    land: Land,
    calibration: Calibration,
    reviewed: frozenset[tuple[str, str]],
) -> list[Finding]:
    """Return what is wrong with `routes` and not reviewed."""
    by_id = {link.link_id: link for link in links}
    findings = [
        finding
        for found in routes
        for finding in _findings(by_id[found.link_id], found, land, calibration)
        if (finding.link_id, finding.check) not in reviewed
    ]
    return sorted(findings, key=lambda finding: (finding.check, finding.link_id))


def _findings(link: LinkRow, found: Route, land: Land, calibration: Calibration) -> Iterator[Finding]:
    yield from check_ends(link, found)
    expected_km = calibration.length_km(found)
    if expected_km is None:
        return
    yield from check_ratio(link, expected_km)
    yield from check_spurs(found)
    yield from check_waypoints(link, found)
    yield from check_countries(link, found, land)


def check_ends(link: LinkRow, found: Route) -> Iterator[Finding]:
    """An alignment begins and ends exactly where its link does."""
    if (found.line[0], found.line[-1]) != (link.start, link.end):
        yield Finding(link.link_id, "ends", f"runs from {found.line[0]} to {found.line[-1]}")


def check_ratio(link: LinkRow, expected_km: float) -> Iterator[Finding]:
    """The listed length and the calibrated model length agree."""
    ratio = expected_km / link.distance_km
    if max(expected_km, link.distance_km) >= RATIO_FROM_KM and not LOWEST_RATIO <= ratio <= HIGHEST_RATIO:
        message = f"model {expected_km:.1f} km, listed {link.distance_km:g} km ({ratio:.2f})"
        yield Finding(link.link_id, "ratio", message)


def check_spurs(found: Route) -> Iterator[Finding]:
    """A waypoint on the wrong side of a ridge shows as a spur: out to it and back the same way."""
    if found.spur_km > LONGEST_SPUR_KM:
        yield Finding(found.link_id, "spur", f"runs {found.spur_km:.1f} km twice")


def check_waypoints(link: LinkRow, found: Route) -> Iterator[Finding]:
    """The alignment passes its waypoints."""
    for number, waypoint in enumerate(link.waypoints, start=1):
        offset = distance_to_line_km(waypoint.position, found.line)
        if offset > FARTHEST_WAYPOINT_KM:
            yield Finding(link.link_id, "waypoint", f"passes waypoint {number} at {offset:.1f} km")


def check_countries(link: LinkRow, found: Route, land: Land) -> Iterator[Finding]:
    """The alignment stays in the countries of its ends, apart from slips along the border line."""
    home = land.territory(link.countries)
    for stretch in _abroad(found, home):
        depth = max(_km_outside(point, home) for point in stretch)
        if depth > FARTHEST_ABROAD_KM:
            lat, lon = stretch[len(stretch) // 2]
            where = f"near {lat:.2f} N {lon:.2f} E"
            message = f"leaves {'/'.join(sorted(link.countries))} for {length_km(stretch):.0f} km {where}, {depth:.1f} km deep"
            yield Finding(link.link_id, "countries", message)


def _abroad(found: Route, home: BaseGeometry) -> Iterator[list[tuple[float, float]]]:
    shapely.prepare(home)
    inside = shapely.contains_xy(home, [lon for _, lon in found.line], [lat for lat, _ in found.line])
    for is_home, group in groupby(zip(inside, found.line, strict=True), key=lambda pair: bool(pair[0])):
        if not is_home:
            yield [point for _, point in group]


def _km_outside(point: tuple[float, float], home: BaseGeometry) -> float:
    nearest = shapely.shortest_line(shapely.Point(point[1], point[0]), home)
    (lon1, lat1), (lon2, lat2) = nearest.coords
    return distance_km((lat1, lon1), (lat2, lon2))
