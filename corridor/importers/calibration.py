"""How much longer roads are than the elevation model's lines, and lengths set by it.

The factor of a class of road is the median of length / model length over the links whose length
does not come from the model.
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


@dataclass(frozen=True, slots=True)
class Calibration:
    """The factor, with what it was fitted on."""

    factor: float
    links: int
    p10: float
    p90: float

    def __str__(self) -> str:
        return (
            f"calibration: length = model x {self.factor:.3f}, "
            f"median of {self.links} links (p10 {self.p10:.2f}, p90 {self.p90:.2f})"
        )


def calibrate(links: Iterable[LinkRow], routes: Iterable[Route]) -> Calibration:
    """Return the factor fitted on the road links whose length is published or derived."""
    model_km = {found.link_id: found.dem_km for found in routes}
    ratios = sorted(
        link.distance_km / km
        for link in links
        if link.distance_basis in KNOWN and (km := model_km[link.link_id] or 0) >= SHORTEST_KM
    )
    if len(ratios) < 2:
        return Calibration(1.0, len(ratios), 1.0, 1.0)
    tenths = quantiles(ratios, n=10, method="inclusive")
    return Calibration(round(median(ratios), 3), len(ratios), tenths[0], tenths[-1])


def update_lengths(data: Path, routes: Sequence[Route], calibration: Calibration) -> None:
    """Set the lengths of the links of basis `modelled` in links.csv to model x factor."""
    model_km = {found.link_id: found.dem_km for found in routes}
    table = rows(data / "links.csv")
    for row in table:
        km = model_km.get(row["link_id"])
        if row["distance_basis"] == "modelled" and km is not None:
            row["distance_km"] = f"{km * calibration.factor:.1f}"
            row["distance_source_id"] = SOURCE_ID
    write_rows(data / "links.csv", table)
    read_links(data)  # what was written can be read
