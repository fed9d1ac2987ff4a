"""`batch` and `run`: what goes in, what is refused, and what is said of it."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from corridor.cli import study_report
from corridor.studies.lock import locked
from corridor.units import format_difference, format_duration

Corridor = Callable[..., Any]
TABLE = (
    "id,origin,destination,via\nA,kashgar,osh,irkeshtam\nB,Ош,喀什,irkeshtam\nC,kashgar,atlantis,\nC,,osh,\n"
)
DAY = ("--from", "2025-06-02", "--to", "2025-06-02")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the table, in which commands run."""
    (tmp_path / "shipments.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_batch_answers_good_rows_and_reports_the_others(corridor: Corridor, folder: Path) -> None:
    ran = corridor("batch", "shipments.csv", *DAY, "-o", "out")
    assert ran.code == 5
    assert "shipments.csv:4:destination: error: no place is called 'atlantis' [unknown-name]" in ran.err
    assert "shipments.csv:5:origin: error: 'origin' is blank [missing-value]" in ran.err
    assert re.search(r"refused rows +2\n", ran.out)
    results = pq.read_table(folder / "out" / "results.parquet")
    assert len(results) == 2 * 2 * 24
    found = list(csv.DictReader(io.StringIO((folder / "out" / "findings.csv").read_text("utf-8-sig"))))
    assert [(row["line"], row["code"], row["shipment"]) for row in found] == [
        ("4", "unknown-name", "C"),
        ("5", "missing-value", "C"),
    ]
    # What the scenarios come to is said first, as the results have it.
    taken: dict[str, list[float]] = {"limited": [], "24-7": []}
    for row in results.select(["scenario", "depart_at", "arrive_at"]).to_pylist():
        taken[row["scenario"]].append((row["arrive_at"] - row["depart_at"]).total_seconds())
    before, after = (sum(seconds) / len(seconds) for seconds in taken.values())
    limited, always = (re.search(rf"^  {name} +(.*)$", ran.out, re.MULTILINE)[1] for name in taken)  # type: ignore[index]
    assert limited.startswith(f"{format_duration(before)}  ")
    assert always.startswith(f"{format_duration(after)}  ")
    assert f"  {format_difference(before - after)}  " in always


def test_a_batch_has_a_report_unless_it_is_left_out(corridor: Corridor, folder: Path) -> None:
    lanes = ("--lanes", "kashgar>osh", *DAY, "--via", "irkeshtam")
    assert corridor("batch", *lanes, "-o", "a", "--lang", "zh").code == 0
    html = (folder / "a" / "report.html").read_text("utf-8")
    assert '<html lang="zh">' in html
    assert f"corridor batch {shlex.join(lanes)} -o a --lang zh" in unescape(html)
    assert (folder / "a" / "report.xlsx").exists()
    without = corridor("batch", *lanes, "-o", "b", "--no-report")
    assert "report" not in without.out
    assert not list((folder / "b").glob("report*"))
    before = [(folder / "a" / name).read_bytes() for name in ("report.html", "report.xlsx")]
    for name in ("report.html", "report.xlsx"):
        (folder / "a" / name).unlink()
    # Reports are made again from the journal, and name the command that began the run.
    assert corridor("batch", *lanes, "-o", "a", "--lang", "zh", "--resume").code == 0
    assert [(folder / "a" / name).read_bytes() for name in ("report.html", "report.xlsx")] == before


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(corridor: Corridor, folder: Path) -> None:
    ran = corridor("batch", "shipments.csv", *DAY, "-o", "out", "--dry-run", "--baseline", "24-7")
    assert ran.code == 5
    assert re.search(r"shipments +2\n +refused rows +2\n +lanes +2\n", ran.out)
    assert "limited, 24-7 (baseline)" in ran.out
    assert re.search(r"departures +48, Mon 2 Jun 2025 00:00 \(UTC\+8\) to Tue 3 Jun 2025 00:00", ran.out)
    assert re.search(r"answers +96, in 1 parts", ran.out)
    assert re.search(r"time +about .* measured here and now", ran.out)
    assert ran.out.count("writes  ") == 6
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("batch", *DAY), 2, "no shipments are named"),
        (("batch", "shipments.csv", *DAY), 2, "no folder of results is named"),
        (("batch", "none.csv", *DAY, "-o", "out"), 3, "file is missing"),
        (("batch", "shipments.csv", "-o", "out"), 3, "there are no shipments"),
        (("batch", "shipments.csv", *DAY, "-o", "out", "--baseline", "limted"), 2, "did you mean 'limited'?"),
        (("batch", "shipments.csv", *DAY, "-o", "out", "--scenarios", "x"), 1, "no scenario is called 'x'"),
        (("batch", "shipments.csv", *DAY, "-o", "out", "--every", "often"), 2, "'often' is not a duration"),
        (("batch", "--lanes", "kashgar", *DAY, "-o", "out"), 2, "are no lanes"),
        (
            ("batch", "shipments.csv", *DAY, "-o", "out", "--crew", "regular", "--every", "10min"),
            2,
            "on a grid",
        ),
        (("batch", "shipments.csv", *DAY, "-o", "out", "--avoid", "atlantis"), 1, "atlantis"),
        (("run", "none.toml"), 3, "file is missing"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(
    corridor: Corridor, folder: Path, args: tuple[str, ...], code: int, message: str
) -> None:
    ran = corridor(*args)
    assert ran.code == code, ran.err
    assert message in ran.err
    assert ran.out == ""
    assert not (folder / "out").exists()


def test_a_second_run_in_a_folder_is_told_in_a_line(corridor: Corridor, folder: Path) -> None:
    with locked(folder / "out"):
        ran = corridor("batch", "shipments.csv", *DAY, "-o", "out")
    assert ran.code == 4
    assert (
        "error: another run is at work in 'out'\nhint: wait until it ends, or name another folder" in ran.err
    )
    assert [path.name for path in (folder / "out").iterdir()] == [".lock"]


def test_of_very_many_refused_rows_the_report_names_the_first_and_counts_the_others(
    corridor: Corridor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study_report, "_MOST_REFUSED", 2)
    bad = "".join(f"X-{i},kashgar,atlantis,\n" for i in range(60)) + "Y,nowhere,atlantis,\n"
    (folder / "many.csv").write_text(TABLE + bad, "utf-8")
    ran = corridor("batch", "many.csv", *DAY, "-o", "out")
    assert "... and 14 more: 14 unknown-name" in ran.err
    found = csv.DictReader(io.StringIO((folder / "out" / "findings.csv").read_text("utf-8-sig")))
    assert [row["shipment"] for row in found] == ["C", "C", *(f"X-{i}" for i in range(60)), "Y", "Y"]
    assert "62 more rows are in findings.csv and summary.csv." in (folder / "out" / "report.html").read_text(
        "utf-8"
    )
    book = openpyxl.load_workbook(folder / "out" / "report.xlsx")
    told = {tuple(cell.value for cell in row) for row in book["Verdict"].iter_rows()}
    assert ("Refused rows", "63") in told  # one of them has two errors
    assert (
        "Not answered holds",
        "The first 2 of 64 errors of refused rows; findings.csv has all of them.",
    ) in told
    assert len(list(book["Not answered"].iter_rows())) == 1 + 2


def test_a_missing_column_is_told_with_those_found(corridor: Corridor, folder: Path) -> None:
    (folder / "a.csv").write_text("id;where from;куда\nA;kashgar;osh\n", "utf-8")
    ran = corridor("batch", "a.csv", *DAY, "-o", "out")
    assert ran.code == 3
    assert "no column is 'origin'; columns found: 'id', 'where from', 'куда' [missing-column]" in ran.err


def test_many_findings_are_counted(corridor: Corridor, folder: Path) -> None:
    rows = "".join(f"S{i},kashgar,kashgar\n" for i in range(60))
    (folder / "a.csv").write_text(f"id,origin,destination\n{rows}", "utf-8")
    ran = corridor("batch", "a.csv", *DAY, "--dry-run")
    assert ran.code == 3
    assert ran.err.count("[same-ends]") == 50
    assert "... and 10 more: 10 same-ends" in ran.err


def test_a_study_in_one_file_gives_what_options_give(corridor: Corridor, folder: Path) -> None:
    studies = folder / "studies"
    studies.mkdir()
    (studies / "rows.csv").write_text("id,origin,destination\nA,kashgar,osh\n", "utf-8")
    (studies / "june.toml").write_text(
        'title = "rows"\nshipments = "rows.csv"\nscenarios = ["limited", "mine"]\nfrom = 2025-06-02\nto = 2025-06-02\n'
        'output = "out"\nvia = ["irkeshtam"]\n'
        '[[scenario]]\nname = "mine"\ntitle = "Mine"\ndescription = ""\n'
        '[[scenario.change]]\ntarget = "irkeshtam.CN"\nfield = "hours"\nvalue = "24/7"\n',
        "utf-8",
    )
    assert corridor("run", "studies/june.toml").code == 0
    made = json.loads((studies / "out" / "run.json").read_text("utf-8"))
    assert [scenario["name"] for scenario in made["study"]["scenarios"]] == ["limited", "mine"]
    shipped = corridor(
        "batch", "studies/rows.csv", *DAY, "--scenarios", "limited", "--via", "irkeshtam", "-o", "b"
    )
    assert shipped.code == 0
    one, other = (pq.read_table(at / "results.parquet").to_pylist() for at in (studies / "out", folder / "b"))
    assert [row for row in one if row["scenario"] == "limited"] == other


def test_a_finished_run_is_not_replaced_unless_asked(corridor: Corridor) -> None:
    args = ("batch", "--lanes", "kashgar>osh", *DAY, "--via", "irkeshtam", "-o", "out")
    assert corridor(*args).code == 0
    again = corridor(*args)
    assert (again.code, "go on with --resume" in again.err) == (4, True)
    assert corridor(*args, "--resume").code == 0
    assert corridor(*args, "--redo").code == 0
