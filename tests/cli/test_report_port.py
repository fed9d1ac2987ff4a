"""`corridor report port`: what it writes, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

Run = Callable[..., Any]
AT = ("--at", "2025-06-01")


@pytest.fixture
def report(corridor: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `corridor report port` in an empty folder; the page is `port.html`."""
    monkeypatch.chdir(tmp_path)
    return lambda *args: corridor("report", "port", *args, "-o", "port.html")


def test_a_port_is_found_by_any_of_its_names_and_written_with_its_exports(
    report: Run, tmp_path: Path
) -> None:
    assert report("伊尔克什坦", *AT, "--export", "csv,ics,json,svg").code == 0
    charts = ("week", "fortnight", "regimes", "change", "throughput")
    beside = {"port.csv", "port.ics", "port.json", *(f"port-{chart}.svg" for chart in charts)}
    assert {path.name for path in tmp_path.iterdir()} == {"port.html", *beside}
    html = (tmp_path / "port.html").read_text(encoding="utf-8")
    assert all(f'href="./{name}"' in html for name in beside)
    assert (
        "Irkeshtam is closed on Sun 1 Jun 2025 00:00 (UTC+8); open from Sun 1 Jun 2025 10:00 (UTC+8)" in html
    )


def test_its_calendar_has_the_closures_that_its_document_has(report: Run, tmp_path: Path) -> None:
    assert report("irkeshtam", *AT, "--export", "ics,json").code == 0
    events = icalendar.Calendar.from_ical((tmp_path / "port.ics").read_bytes()).events
    closures = json.loads((tmp_path / "port.json").read_text(encoding="utf-8"))["closures"]
    assert [str(event["SUMMARY"]) for event in events] == [
        f"Irkeshtam closed: {closure['reason']}" for closure in closures
    ]
    dragon_boat = next(event for event in events if "Dragon Boat" in event["SUMMARY"])
    assert dragon_boat["DTSTART"].dt.isoformat() == "2025-05-31T00:00:00+08:00"
    assert "Qazinform" in dragon_boat["DESCRIPTION"]


def test_a_scenario_is_another_state(report: Run, tmp_path: Path) -> None:
    assert report("irkeshtam", *AT, "--set", "irkeshtam.hours=24/7").code == 0
    html = (tmp_path / "port.html").read_text(encoding="utf-8")
    assert "Irkeshtam is open on Sun 1 Jun 2025 00:00 (UTC+8)" in html
    assert "irkeshtam.hours=24/7" in html


def test_a_weak_answer_is_told_by_the_exit_code(report: Run) -> None:
    """Hours of low confidence are a remark; a time beyond the data is a warning."""
    assert report("irkeshtam", *AT, "--strict").code == 0
    assert report("irkeshtam", "--at", "2030-06-01", "--strict", "--force").code == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("irkeshtan", *AT), 1, "irkeshtam"),
        (("irkeshtam", "--at", "the day after"), 2, "the day after"),
        (("irkeshtam",), 2, "--at"),
        (("irkeshtam", *AT, "--export", "gpx"), 2, "gpx"),
    ],
)
def test_what_cannot_be_answered_is_refused_and_nothing_is_written(
    report: Run, tmp_path: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    ran = report(*args)
    assert ran.code == code
    assert said in ran.err
    assert not list(tmp_path.iterdir())


def test_a_picture_in_the_way_keeps_everything_from_being_written(report: Run, tmp_path: Path) -> None:
    (tmp_path / "port-week.svg").write_text("mine", encoding="utf-8")
    assert report("irkeshtam", *AT, "--export", "svg").code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["port-week.svg"]
