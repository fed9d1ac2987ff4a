"""docs/exports.md names every format and sheet, and its examples run."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from markdown_pages import commands, read, rows, section

from corridor.cli.exports import ROUTE_EXPORTS, WINDOW_EXPORTS

PAGE = read("exports.md")
SHEETS = section(PAGE, "Workbooks")


def test_every_format_is_told_of() -> None:
    assert {row[0] for row in rows(PAGE, "| format")} == {*ROUTE_EXPORTS, *WINDOW_EXPORTS}


@pytest.mark.parametrize("args", list(commands(PAGE)), ids=" ".join)
def test_an_example_writes_its_file(args: list[str], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert ran.code == 0, ran.err
    assert Path(args[-1]).stat().st_size


@pytest.mark.parametrize(
    ("args", "header"),
    [
        (("route", "kashgar", "osh", "--depart", "2025-05-20T20:00"), "| sheet | of a trip"),
        (("compare", "kashgar", "osh", "--from", "2025-05-20", "--days", "1"), "| sheet | of `departures`"),
    ],
)
def test_sheets_are_those_that_the_page_names(
    args: tuple[str, ...], header: str, corridor: Callable[..., Any]
) -> None:
    assert corridor(*args, "--format", "xlsx", "-o", "answer.xlsx").code == 0
    names = openpyxl.load_workbook(io.BytesIO(Path("answer.xlsx").read_bytes())).sheetnames
    assert names[:-4] == [row[0] for row in rows(SHEETS, header)]
    assert all(name in SHEETS for name in names[-4:])
