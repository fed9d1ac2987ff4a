"""The tables that the generated layers start from, read as plain rows."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corridor.errors import DataError
from corridor.importers.geodesy import LatLon


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """What an alignment needs to know of a link."""

    link_id: str
    mode: str
    distance_km: float
    distance_basis: str
    start: LatLon
    end: LatLon
    countries: frozenset[str]
    waypoints: tuple["Waypoint", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A point that an alignment must pass; `straight` if it is reached through a tunnel."""

    position: LatLon
    straight: bool


def read_links(data: Path) -> list[LinkRow]:
    """Return the links of the dataset folder `data`, sorted by id, with ends and waypoints."""
    ends = {row["place_id"]: (_position(row), row["country"]) for row in rows(data / "places.csv")}
    ends |= {row["control_id"]: (_position(row), row["side"]) for row in rows(data / "control_points.csv")}
    waypoints: dict[str, list[Waypoint]] = {}
    for row in sorted(rows(data / "waypoints.csv"), key=lambda row: (row["link_id"], int(row["seq"]))):
        waypoint = Waypoint(_position(row), row["straight"] == "yes")
        waypoints.setdefault(row["link_id"], []).append(waypoint)
    links = [_link(row, ends, waypoints) for row in rows(data / "links.csv")]
    return sorted(links, key=lambda link: link.link_id)


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, found: Iterable[dict[str, str]]) -> None:
    """Write rows as a CSV file, beside the old one first and then in its place."""
    content = list(found)
    aside = path.with_suffix(".csv.new")
    with aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(content[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(content)
    aside.replace(path)


def _position(row: dict[str, str]) -> LatLon:
    return float(row["lat"]), float(row["lon"])


def _link(
    row: dict[str, str], ends: dict[str, tuple[LatLon, str]], waypoints: dict[str, list[Waypoint]]
) -> LinkRow:
    for column in ("from_id", "to_id"):
        if row[column] not in ends:
            raise DataError(
                f"link {row['link_id']!r} ends at {row[column]!r}, which is no place or control point"
            )
    (start, country1), (end, country2) = ends[row["from_id"]], ends[row["to_id"]]
    return LinkRow(
        link_id=row["link_id"],
        mode=row["mode"],
        distance_km=float(row["distance_km"]),
        distance_basis=row["distance_basis"],
        start=start,
        end=end,
        countries=frozenset((country1, country2)),
        waypoints=tuple(waypoints.get(row["link_id"], ())),
    )
