"""How much longer roads are than the elevation model's lines, and lengths set by it.

The factor is the median of length / model length over the links whose length does not come from the
model. It is fitted apart for steep lines: in gorges the grid shows bends and steps that no road has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from corridor.importers.routing import Route
from corridor.importers.tables import LinkRow, read_links, rows, write_rows

SOURCE_ID = "modelled-alignment"
KNOWN = ("published", "derived")
SHORTEST_KM = 20
"""Links shorter than this, by the model, do not count: their ends weigh more than their course."""
STEEP_M_PER_KM = 20
"""Climb and descent together from which a line counts as steep."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A factor, with what it was fitted on."""

    factor: float = 1.0
    links: int = 0
    p10: float = 1.0
    p90: float = 1.0

    def __str__(self) -> str:
        return f"model x {self.factor:.3f}, median of {self.links} links (p10 {self.p10:.2f}, p90 {self.p90:.2f})"


@dataclass(frozen=True, slots=True)
class Calibration:
    """The factors for gentle and for steep lines."""

    gentle: Fit
    steep: Fit

    def length_km(self, found: Route) -> float | None:
        """Return the length of the road along a line; None if the line is schematic."""
        if found.dem_km is None:
            return None
        return found.dem_km * (self.steep if is_steep(found) else self.gentle).factor

    def __str__(self) -> str:
        return f"gentle: {self.gentle}; steep: {self.steep}"


def is_steep(found: Route) -> bool:
    """Tell whether a modelled line climbs and descends `STEEP_M_PER_KM` or more."""
    moved_m = (found.climb_m or 0) + (found.descent_m or 0)
    return moved_m >= STEEP_M_PER_KM * (found.dem_km or 0) > 0


def calibrate(links: Iterable[LinkRow], routes: Iterable[Route]) -> Calibration:
    """Return the factors fitted on the road links whose length is published or derived."""
    by_id = {found.link_id: found for found in routes if (found.dem_km or 0) >= SHORTEST_KM}
    ratios: dict[bool, list[float]] = {False: [], True: []}
    for link in links:
        found = by_id.get(link.link_id)
        if found is not None and found.dem_km and link.distance_basis in KNOWN:
            ratios[is_steep(found)].append(link.distance_km / found.dem_km)
    return Calibration(_fit(ratios[False]), _fit(ratios[True]))


def update_lengths(data: Path, routes: Sequence[Route], calibration: Calibration) -> None:
    """Set the lengths of the links of basis `modelled` in links.csv to what the model gives."""
    lengths = {found.link_id: calibration.length_km(found) for found in routes}
    table = rows(data / "links.csv")
    for row in table:
        km = lengths.get(row["link_id"])
        if row["distance_basis"] == "modelled" and km is not None:
            row["distance_km"] = f"{km:.1f}"
            row["distance_source_id"] = SOURCE_ID
    write_rows(data / "links.csv", table)
    read_links(data)  # what was written can be read


def _fit(ratios: list[float]) -> Fit:
    if len(ratios) < 2:
        return Fit(links=len(ratios))
    tenths = quantiles(ratios, n=10, method="inclusive")
    return Fit(round(median(ratios), 3), len(ratios), tenths[0], tenths[-1])
