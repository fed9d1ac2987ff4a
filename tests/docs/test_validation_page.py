"""docs/validation.md is what the program says, verdicts follow from its figures, and what is met stays met."""

import csv
import io

import pytest
from markdown_pages import DOCS, read, rows

from corridor import Dataset, Planner
from corridor.batch.benchmarks import CREW_STEP_S, STEP_S, compare_benchmarks
from corridor.reports.validation_page import validation_page

PAGE = read("validation.md")
BENCHMARKS = list(
    csv.DictReader(io.StringIO((DOCS.parent / "geodata" / "benchmarks.csv").read_text("utf-8")))
)
KNOWN_TO_FAIL = {
    "convoy 2017: door to door",
    "convoy 2017: moving",
    "convoy 2017: door to door, regular days and rests only",
    "convoy 2017: rest, regular days and rests only",
    "convoy 2017: Dostuk, both sides",
    "convoy 2017: Irkeshtam, all control points",
    "Kashgar - Samarkand",
    "Termez - Kashgar by Dushanbe and Kulma",
    "Khorog - Kashgar",
    "Kulma - Kashgar",
    "China 2023: speed with delay",
    "China 2023: speed with delay, nobody rests",
    "Kazakhstan 2022: speed with delay",
    "Kazakhstan 2022: speed with delay, nobody rests",
    "Kyrgyzstan 2022: speed with delay, nobody rests",
    "Uzbekistan 2023: speed with delay",
    "Tajikistan 2022: speed with delay",
    "Horgos 2020, Chinese side, out",
    "Horgos 2022, Chinese side, out",
    "Horgos 2023, Chinese side, out",
    "Irkeshtam, first 22 hours of 24/7",
    "Nur Zholy, wait told by drivers, days",
}
"""Every one of them is explained on the page. A figure may leave this list; none may join it unnoticed."""


def said() -> dict[str, list[str]]:
    """Return the cells of every figure of the page, by its title."""
    tables = PAGE.split("\n## ")[1:]
    return {row[0]: row for table in tables for row in rows(table, "| figure |")}


SAID = said()


def test_every_published_figure_is_on_the_page() -> None:
    assert set(SAID) == {row["title"] for row in BENCHMARKS}
    assert len(SAID) == len(BENCHMARKS)


@pytest.mark.parametrize("row", BENCHMARKS, ids=lambda row: row["benchmark_id"])
def test_a_verdict_follows_from_the_figures(row: dict[str, str]) -> None:
    _, published, model, ratio, within, verdict, *_ = SAID[row["title"]]
    value, found = float(row["value"]), float(model.split()[0])
    assert float(published.split()[0]) == pytest.approx(value, abs=0.051)
    assert float(ratio) == pytest.approx(found / value, abs=0.006 + 0.05 / value)
    if not row["within_pct"]:
        assert (within, verdict) == ("-", "not judged")
        return
    assert within == f"{row['within_pct']} %"
    is_near = abs(float(ratio) - 1) * 100 <= float(row["within_pct"])
    assert verdict == (("input" if row["is_input"] == "yes" else "met") if is_near else "fails")


def test_what_is_met_stays_met() -> None:
    assert {title for title, row in SAID.items() if row[5] == "fails"} <= KNOWN_TO_FAIL
    assert "no answer" not in {row[5] for row in SAID.values()}


@pytest.mark.parametrize("title", sorted(KNOWN_TO_FAIL & SAID.keys()))
def test_a_failure_is_explained(title: str) -> None:
    assert f"- *{title}* (fails): " in PAGE


def test_distances_lie_within_three_percent_in_the_middle() -> None:
    off = sorted(
        abs(float(row[3]) - 1)
        for row in SAID.values()
        if row[5] in {"met", "fails"} and row[1].endswith(" km")
    )
    assert off[len(off) // 2] <= 0.031  # ratios are to 0.01


@pytest.mark.slow
def test_the_page_is_what_the_command_makes(shipped: Dataset) -> None:
    step = f"{STEP_S // 3600} hours ({CREW_STEP_S // 3600} with a crew)"
    made = validation_page(shipped, compare_benchmarks(Planner(shipped)), step)
    assert made == PAGE, "run: corridor validate-model -o docs/validation.md --force"
