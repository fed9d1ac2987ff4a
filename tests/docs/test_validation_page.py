"""docs/validation.md shows what the model says: figures are repeated within 2 %."""

import json
import shlex
from collections.abc import Callable
from typing import Any

import pytest
from markdown_pages import blocks, commands, read, rows, section

PAGE = read("validation.md")
TRIPS = rows(PAGE, "| trip |")
NEAR = 0.02


def route(corridor: Callable[..., Any], *args: str) -> dict[str, Any]:
    ran = corridor("route", *args, "--format", "json")
    assert ran.code == 0, ran.err
    (itinerary,) = json.loads(ran.out)["itineraries"]
    return dict(itinerary)


def part_km(legs: list[dict[str, Any]], part: str) -> float:
    """Return the distance of the whole, up to a control point, or from one on."""
    word, _, control_id = part.partition(" ")
    if word == "whole":
        return float(sum(leg.get("distance_km", 0) for leg in legs))
    at = next(i for i, leg in enumerate(legs) if leg.get("from", leg.get("at")) == control_id)
    taken = legs[:at] if word == "to" else legs[at:]
    return float(sum(leg.get("distance_km", 0) for leg in taken))


def hours(legs: list[dict[str, Any]], crossing: str) -> float:
    return float(sum(leg["duration_s"] for leg in legs if leg.get("crossing") == crossing)) / 3600


@pytest.mark.parametrize("row", TRIPS, ids=lambda row: row[0])
def test_a_distance_is_what_the_model_says(row: list[str], corridor: Callable[..., Any]) -> None:
    _, published, model, ratio, asked, part = row
    itinerary = route(corridor, *shlex.split(asked), "--depart", "2025-06-05")
    assert part_km(itinerary["legs"], part) == pytest.approx(float(model), rel=NEAR)
    assert float(ratio) == pytest.approx(float(model) / float(published), abs=0.006)


def test_the_counts_of_near_rows_are_right() -> None:
    off = [abs(float(row[2]) / float(row[1]) - 1) for row in TRIPS if not row[0].endswith("(input)")]
    words = f"{len(off)} rows that are not inputs, {sum(x <= 0.06 for x in off)} lie within 6 % and "
    assert words + f"{sum(x <= 0.10 for x in off)} within 10 %" in " ".join(PAGE.split())


def test_the_convoy_is_what_the_model_says(corridor: Callable[..., Any]) -> None:
    (args,) = commands(PAGE)
    itinerary = route(corridor, *args[1:])
    found = {
        "distance": itinerary["distance_km"],
        "moving": itinerary["totals"]["drive_s"] / 3600,
        "Dostuk, both sides": hours(itinerary["legs"], "dostuk"),
        "Irkeshtam, all control points": hours(itinerary["legs"], "irkeshtam"),
        "rest (derived: what is left)": itinerary["totals"]["rest_s"] / 3600,
        "door to door": itinerary["duration_s"] / 3600,
    }
    said = {row[0]: float(row[2].split()[0]) for row in rows(section(PAGE, "A convoy"), "| | published |")}
    assert said == pytest.approx(found, rel=NEAR)


def test_speeds_are_those_of_the_snippet() -> None:
    (code,) = blocks(PAGE, "python")
    names: dict[str, Any] = {}
    exec(code, names)
    for country, published, _, model, ratio in rows(PAGE, "| country |"):
        assert names["speeds"][country] == pytest.approx(float(model), rel=NEAR)
        assert float(ratio) == pytest.approx(float(model) / float(published), abs=0.006)
