"""What `corridor reach` prints: the sentence first, and the same in every format."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

ASKED = ("reach", "kashgar", "--depart", "2025-05-22T14:00", "--hours", "12,24", "--crew", "none")


@pytest.fixture(name="text")
def told(corridor: Callable[..., Any]) -> list[str]:
    ran = corridor(*ASKED)
    assert ran.code == 0, ran.err
    lines: list[str] = ran.out.splitlines()
    return lines


def test_the_first_lines_say_what_is_in_reach_and_what_a_scenario_adds(text: list[str]) -> None:
    assert text[0] == "Kashgar, leaving Thu 22 May 2025 14:00 (UTC+8)"
    assert text[1].startswith(
        "By 12 h: 16 places (3,788 km) under limited, 18 (4,005 km) under 24-7; only under 24-7: Osh (11 h 37 min), "
    )
    assert text[2].startswith("By 24 h: ")


def test_a_row_has_both_arrivals_and_their_difference(text: list[str]) -> None:
    row = next(line for line in text if line.startswith("  Osh "))
    assert row.count("(UTC+6)") == 2
    assert "-1 h 56 min" in row
    assert row.endswith("by irkeshtam")


def test_a_truck_at_a_closed_gate_is_told_of(corridor: Callable[..., Any]) -> None:
    """Under the hours of before the gate of Irkeshtam works from 10:00 to midnight; the truck comes at 00:54."""
    text = corridor(*ASKED[:2], "--depart", "2025-05-22T20:00", "--hours", "6", "--crew", "none").out
    line = next(line for line in text.splitlines() if line.startswith("After 6 h, limited: "))
    assert "waits at Irkeshtam state border gate (CN), through Fri 23 May 2025 10:05 (UTC+8)" in line


def test_csv_and_json_tell_of_the_same_places(corridor: Callable[..., Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(corridor(*ASKED, "--format", "csv").out.removeprefix("\ufeff"))))
    document = json.loads(corridor(*ASKED, "--format", "json").out)
    told = [
        (result["name"], place["place"], str(place["duration_s"]))
        for result in document["scenarios"]
        for place in result["places"]
    ]
    assert [(row["scenario"], row["place_id"], row["duration_s"]) for row in rows] == told
    for result in document["scenarios"]:
        assert result["limits"][-1]["places"] == len(result["places"])


def test_stretches_of_a_link_follow_one_another(corridor: Callable[..., Any]) -> None:
    """Of one link from one end: what 24 h add begins where 12 h end, and the kilometres are those of the limits."""
    features = json.loads(corridor(*ASKED, "--scenarios", "limited", "--format", "geojson").out)["features"]
    bands: dict[tuple[str, str], list[Any]] = {}
    for feature in features:
        told = feature["properties"]
        if told["kind"] == "stretch":
            bands.setdefault((told["link"], told["from"]), []).append(feature)
    cut = [pair for pair in bands.values() if len(pair) == 2]
    assert cut
    for early, late in cut:
        assert early["geometry"]["coordinates"][-1] == late["geometry"]["coordinates"][0]
        assert early["properties"]["last_share"] == late["properties"]["first_share"]
    document = json.loads(corridor(*ASKED, "--scenarios", "limited", "--format", "json").out)
    total = sum(f["properties"]["distance_km"] for pair in bands.values() for f in pair)
    assert document["scenarios"][0]["limits"][-1]["distance_km"] == pytest.approx(total, abs=0.2)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--hours", "12,soon"), "'soon' is no number of hours up to 168"),
        (("--hours", "169"), "'169' is no number"),
        (("--hours", "nan"), "'nan' is no number"),
        (("--hours", ","), "names no hours"),
        (("--crew", "ghost"), "no crew is called 'ghost'"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_line(
    args: tuple[str, ...], message: str, corridor: Callable[..., Any]
) -> None:
    ran = corridor(*ASKED, *args)
    assert ran.code in {1, 2}
    assert message in ran.err
    assert not ran.out
