"""Files for other programs hold what the JSON document holds."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import gpxpy
import icalendar
import openpyxl
import pytest
from minimal_dataset import write_minimal

from corridor.cli import output

Run = Callable[..., Any]
Row = dict[str, Any]


@pytest.fixture(scope="session")
def passes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minimal(tmp_path_factory.mktemp("exports") / "two-passes")


@pytest.fixture
def ask(corridor: Run, passes: Path, tmp_path: Path) -> Callable[..., bytes]:
    """Run a command on the small dataset and return the file that it writes."""

    def run(*args: str, kind: str) -> bytes:
        target = tmp_path / "answer"
        ran = corridor(*args, "--data", str(passes), "--format", kind, "-o", str(target), "--force")
        assert ran.code == 0, ran.err
        return target.read_bytes()

    return run


TRIP = ("route", "east-city", "west-city", "--depart", "2025-05-20T21:00", "--crew", "none")
WINDOW = ("east-city", "west-city", "--from", "2025-05-20", "--days", "2", "--every", "6h")
COMPARE = ("compare", *WINDOW, "--scenarios", "as-of:2025-05-20,as-of:2025-07-01")
DEPARTURES = ("departures", *WINDOW)


def sheets(content: bytes) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {}
    for sheet in book:
        header, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


def instant(text: str | None) -> datetime | None:
    """Return a moment of a document as a sheet shows it."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=None)


def seconds(hours: float | None) -> float | None:
    return None if hours is None else pytest.approx(hours * 3600, abs=1e-6)


def test_a_workbook_of_a_trip_holds_the_figures_of_its_document(ask: Callable[..., bytes]) -> None:
    (itinerary,) = json.loads(ask(*TRIP, kind="json"))["itineraries"]
    book = sheets(ask(*TRIP, kind="xlsx"))
    (answer,) = book["Answer"]
    assert answer["Departs (UTC)"] == instant(itinerary["depart_at"])
    assert answer["Arrives (UTC)"] == instant(itinerary["arrive_at"])
    assert itinerary["duration_s"] == seconds(answer["Duration (h)"])
    assert answer["Distance (km)"] == itinerary["distance_km"]
    for kind in ("drive", "wait", "clearance", "rest"):
        assert itinerary["totals"][f"{kind}_s"] == seconds(answer[f"{kind.capitalize()} (h)"])
    assert len(book["Legs"]) == len(itinerary["legs"])
    for row, leg in zip(book["Legs"], itinerary["legs"], strict=True):
        assert row["Kind"] == leg["kind"]
        assert row["Departs (local clock)"] == instant(leg["depart_local"])
        assert row["Arrives (local clock)"] == instant(leg["arrive_local"])
        assert row["Departs (UTC)"] == instant(leg["depart_at"])
        assert leg["duration_s"] == seconds(row["Duration (h)"])
        assert row["Distance (km)"] == leg.get("distance_km")
        assert (row["Reason"] or "") == leg.get("reason", "")


def test_notices_and_versions_of_a_workbook_are_those_of_the_document(ask: Callable[..., bytes]) -> None:
    document = json.loads(ask(*TRIP, "--reliability", "none", kind="json"))
    book = sheets(ask(*TRIP, kind="xlsx"))
    assert [(row["Code"], row["Message"]) for row in book["Notices"]] == [
        (notice["code"], notice["message"]) for notice in document["notices"]
    ]
    versions = {row["What"]: row["Version"] for row in book["Made with"]}
    assert versions["Data fingerprint"] == document["made_with"]["data_fingerprint"]
    assert "--format xlsx" in versions["Command"]


def test_a_workbook_of_a_comparison_holds_the_figures_of_its_document(ask: Callable[..., bytes]) -> None:
    document, book = json.loads(ask(*COMPARE, kind="json")), sheets(ask(*COMPARE, kind="xlsx"))
    names = {"Mean": "mean_s", "P50": "p50_s", "P90": "p90_s", "Least": "min_s", "Most": "max_s"}
    for row, scenario in zip(book["Scenarios"], document["scenarios"], strict=True):
        assert row["Scenario"] == scenario["name"]
        assert all(scenario[field] == seconds(row[f"{name} (h)"]) for name, field in names.items())
        assert row["Departures with a way"] == scenario["answered_share"]
    (row,), (difference,) = book["Differences"], document["differences"]
    assert difference["mean_s"] == seconds(row["Mean (h)"])
    assert difference["largest_gain"]["difference_s"] == seconds(row["Largest gain (h)"])
    assert (row["Gain"], row["Lose"]) == (difference["share_gain"], difference["share_lose"])
    cells = {(cell["weekday"], cell["hour"]): cell["mean_s"] for cell in difference["by_weekday_hour"]}
    grid = [row for row in book["Weekday x hour"] if row["Figure"].startswith("mean difference")]
    told = {(day, hour): row[f"{hour:02}:00 (h)"] for day, row in enumerate(grid) for hour in range(24)}
    assert {cell: cells[cell] for cell in cells} == {cell: seconds(told[cell]) for cell in cells}
    assert {value for cell, value in told.items() if cell not in cells} == {None}


def test_a_workbook_of_departures_holds_those_of_its_document(ask: Callable[..., bytes]) -> None:
    document, book = json.loads(ask(*DEPARTURES, kind="json")), sheets(ask(*DEPARTURES, kind="xlsx"))
    assert "Differences" not in book
    assert len(book["Departures"]) == len(document["departures"]) == 8
    for row, departure in zip(book["Departures"], document["departures"], strict=True):
        assert row["Departs (Asia/Shanghai)"] == instant(departure["depart_local"])
        assert row["Arrives (UTC)"] == instant(departure["arrive_at"])
        assert departure["duration_s"] == seconds(row["Duration (h)"])
        assert departure["wait_s"] == seconds(row["Wait (h)"])
    moments = {what: [row for row in book["When to leave"] if row["What"] == what] for what in ("best", "cut-off")}  # fmt: skip
    assert [row["Leave by (Asia/Shanghai)"] for row in moments["cut-off"]] == [
        instant(cut_off["depart_local"]) for cut_off in document["cut_offs"]
    ]
    second = timedelta(seconds=1)
    assert [row["Leave by (Asia/Shanghai)"] + second for row in moments["best"]] == [
        instant(window["departs_to_local"]) for window in document["best_windows"]
    ]
    assert [row["Leave from (Asia/Shanghai)"] for row in moments["best"]] == [
        instant(window["departs_from_local"]) for window in document["best_windows"]
    ]


def test_a_calendar_of_departures_holds_the_last_sensible_ones(ask: Callable[..., bytes]) -> None:
    document = json.loads(ask(*DEPARTURES, kind="json"))
    calendar = icalendar.Calendar.from_ical(ask(*DEPARTURES, kind="ics"))
    starts = {"Best": [], "Last": []}  # type: ignore[var-annotated]
    for event in calendar.walk("VEVENT"):
        starts[str(event["SUMMARY"]).split()[0]].append(event["DTSTART"].dt.astimezone(UTC))
    assert starts["Last"] == [datetime.fromisoformat(one["depart_at"]) for one in document["cut_offs"]]
    assert starts["Best"] == [datetime.fromisoformat(one["departs_from"]) for one in document["best_windows"]]
    assert starts["Last"]


def test_a_calendar_of_a_comparison_has_those_of_each_scenario(ask: Callable[..., bytes]) -> None:
    calendar = icalendar.Calendar.from_ical(ask(*COMPARE, kind="ics"))
    events = calendar.walk("VEVENT")
    scenarios = {str(event["DESCRIPTION"]).partition(".")[0] for event in events}
    assert scenarios == {f"Scenario Hours as they were on {day}" for day in ("2025-05-20", "2025-07-01")}
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_a_track_takes_as_long_as_the_trip(ask: Callable[..., bytes]) -> None:
    (itinerary,) = json.loads(ask(*TRIP, kind="json"))["itineraries"]
    bounds = gpxpy.parse(ask(*TRIP, kind="gpx").decode()).get_time_bounds()
    assert bounds.end_time - bounds.start_time == timedelta(seconds=itinerary["duration_s"])


def test_a_track_on_the_shipped_roads_runs_along_their_alignments(corridor: Run) -> None:
    asked = ("route", "kashgar", "osh", "--depart", "2025-06-05T14:00", "--format")
    features = json.loads(corridor(*asked, "geojson").out)["features"]
    lines = [each["geometry"]["coordinates"] for each in features if each["geometry"]["type"] == "LineString"]
    drawn = [(round(lon, 6), round(lat, 6)) for line in lines for lon, lat in line]
    track = gpxpy.parse(corridor(*asked, "gpx").out).tracks[0]
    passed = [(point.longitude, point.latitude) for part in track.segments for point in part.points]
    assert len(passed) > 100
    assert list(dict.fromkeys(passed)) == list(dict.fromkeys(drawn))


@pytest.mark.parametrize("kind", ["kml", "gpx", "xlsx", "geojson"])
def test_alternatives_are_exported_side_by_side(ask: Callable[..., bytes], kind: str) -> None:
    content = ask("alternatives", *TRIP[1:], "-k", "2", kind=kind)
    if kind == "xlsx":
        titles = [row["Trip"] for row in sheets(content)["Answer"]]
        assert [title.rpartition(", ")[2] for title in titles] == ["1. by high-pass", "2. by low-pass"]
    else:
        assert b"2. by low-pass" in content


@pytest.mark.parametrize("kind", ["json", "csv", "geojson", "gpx", "kml", "ics", "xlsx"])
def test_the_same_question_gives_the_same_bytes(ask: Callable[..., bytes], kind: str) -> None:
    one, other = (hashlib.sha256(ask(*TRIP, kind=kind)).hexdigest() for _ in range(2))
    assert one == other


def test_files_name_the_day_of_the_data_or_what_the_builder_says(
    ask: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"DTSTAMP:20260313T000000Z" in ask(*TRIP, kind="ics")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert b"DTSTAMP:19700102T000000Z" in ask(*TRIP, kind="ics")


@pytest.mark.parametrize("epoch", ["soon", "-1", "9" * 20, "１"])
def test_a_day_that_is_none_is_refused(
    corridor: Run, passes: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    ran = corridor(*TRIP, "--data", str(passes), "--format", "ics")
    assert (ran.code, ran.out) == (2, "")
    assert repr(epoch) in ran.err


def test_a_workbook_is_not_poured_onto_a_terminal(corridor: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True)
    ran = corridor(*TRIP, "--format", "xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "-o answer.xlsx" in ran.err


def test_a_workbook_can_be_piped(passes: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "corridor", *TRIP, "--data", str(passes), "--format", "xlsx"],
        capture_output=True,
        check=True,
    )
    assert "Answer" in sheets(run.stdout)


def test_a_workbook_is_written_whole_or_not_at_all(
    corridor: Run, passes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", fail)
    ran = corridor(*TRIP, "--data", str(passes), "--format", "xlsx", "-o", str(tmp_path / "trip.xlsx"))
    assert ran.code == 4
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_in_the_name_of_a_folder_stops_no_answer(corridor: Run, tmp_path: Path) -> None:
    folder = write_minimal(tmp_path / "half\udcff")
    ran = corridor(*TRIP, "--data", str(folder))
    assert ran.code == 0, ran.err
