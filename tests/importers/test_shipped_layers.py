"""The generated files of the dataset against its tables."""

import json
from pathlib import Path
from typing import Any

import pytest

from corridor.importers.tables import LinkRow, read_links

GEODATA = Path(__file__).parents[2] / "geodata"


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GEODATA / "alignments.geojson").read_text())["features"]
    return found


@pytest.fixture(scope="module")
def links() -> dict[str, LinkRow]:
    return {link.link_id: link for link in read_links(GEODATA)}


def test_every_link_has_its_line_in_order(features: list[dict[str, Any]], links: dict[str, LinkRow]) -> None:
    assert [item["properties"]["link_id"] for item in features] == sorted(links)


def test_lines_end_where_links_end(features: list[dict[str, Any]], links: dict[str, LinkRow]) -> None:
    wrong = [
        item["properties"]["link_id"]
        for item in features
        for link in [links[item["properties"]["link_id"]]]
        if item["geometry"]["coordinates"][0] != [link.start[1], link.start[0]]
        or item["geometry"]["coordinates"][-1] != [link.end[1], link.end[0]]
    ]
    assert wrong == []


def test_modelled_lengths_come_from_the_lines(
    features: list[dict[str, Any]], links: dict[str, LinkRow]
) -> None:
    """Two factors for all: listed length / model length has one value on gentle lines, one on steep ones."""
    ratios = {
        round(links[item["link_id"]].distance_km / km, 2)
        for item in (item["properties"] for item in features)
        if (km := item["dem_km"]) and km > 50 and links[item["link_id"]].distance_basis == "modelled"
    }
    assert max(ratios) - min(ratios) < 0.15
    assert len(ratios) <= 4  # two, and their neighbours by rounding


def test_the_layers_are_small_enough_to_be_embedded() -> None:
    assert (GEODATA / "alignments.geojson").stat().st_size < 600_000
    assert sum(path.stat().st_size for path in (GEODATA / "basemap").glob("*.geojson")) < 400_000
