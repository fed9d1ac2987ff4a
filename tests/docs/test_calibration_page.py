"""docs/calibration.md says what `corridor calibrate` finds."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from markdown_pages import commands, read, rows

from corridor.dataset.checks import check
from corridor.dataset.location import shipped_dataset
from corridor.model.dataset import Dataset
from corridor.model.net_dwell import NetDwell
from corridor.operations.clearance import PortBook
from corridor.operations.net_dwell import net_dwells

PAGE = read("calibration.md")


@pytest.fixture(scope="module")
def found(shipped: Dataset) -> Sequence[NetDwell]:
    return net_dwells(shipped, PortBook(shipped))


def test_the_rows_that_differ_are_those_of_the_page(found: Sequence[NetDwell]) -> None:
    told = [
        [
            one.row.dwell_id,
            f"{one.gross_s / 3600:g}",
            f"{(one.closed_s or 0) / 3600:.2f}",
            f"{(one.net_s or 0) / 3600:.2f}",
            f"{one.row.net_min / 60:.2f}",
            f"{(one.residual_s or 0) / 60:.1f}",
        ]
        for one in found
        if one.is_replaced
    ]
    assert rows(PAGE, "| row | gross, h |") == told


def test_the_counts_of_the_page_are_right(found: Sequence[NetDwell]) -> None:
    outcomes = Counter(one.outcome for one in found)
    whole = sum(one.net_s == round(one.gross_s) for one in found)
    assert f"Of {len(found)} rows {outcomes['solved']} are solved; in {whole} of them" in PAGE
    assert f"Hours of {outcomes['hours-unknown']} rows are not" in PAGE


def test_rows_without_an_answer_are_named(found: Sequence[NetDwell]) -> None:
    for one in found:
        if one.outcome in {"closed-too-long", "closed-all-year"}:
            assert f"`{one.row.dwell_id}`" in PAGE


@pytest.mark.parametrize("args", list(commands(PAGE)), ids=" ".join)
def test_an_example_answers(args: list[str], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert ran.code == 0, ran.err
    assert "21 of 90 gross means are explained" in ran.out


@pytest.mark.slow
def test_a_written_table_is_sound_and_solved(corridor: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for file in shipped_dataset().glob("*.*"):
        (folder / file.name).write_bytes(file.read_bytes())
    table = folder / "dwells.csv"
    refused = corridor("calibrate", "--data", str(folder), "-o", str(table))
    assert refused.code == 4
    assert "--force" in refused.err
    assert corridor("calibrate", "--data", str(folder), "-o", str(table), "--force").code == 0
    assert not [finding for finding in check(folder) if finding.severity == "error"]
    assert "0 net times of the table differ" in corridor("calibrate", "--data", str(folder)).out
