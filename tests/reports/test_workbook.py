"""Sheets as another program reads them back."""

import io
from datetime import datetime

import openpyxl
import pytest
from exported import STAMP, Exported, cells

from corridor.reports import workbook as workbooks
from corridor.reports.workbook import Column, Sheet, Value, clock, workbook, write_workbook

COLUMNS = (
    Column(title="Name"),
    Column(title="Trucks", kind="whole"),
    Column(title="Distance", kind="number", unit="km"),
    Column(title="Wait", kind="hours"),
    Column(title="Share", kind="share"),
    Column(title="Departs", kind="clock", unit="Asia/Shanghai"),
)
ROW: tuple[Value, ...] = ("=1+1", 3, 12.5, -5400, 0.25, clock(0, "Asia/Shanghai"))


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("constant_memory", [False, True])
def test_values_keep_their_kinds(constant_memory: bool) -> None:  # noqa: FBT001
    file = io.BytesIO()
    write_workbook(file, [Sheet(name="A", columns=COLUMNS, rows=[ROW])], 0, constant_memory=constant_memory)
    sheet = read(file.getvalue())["A"]
    header, row = sheet.iter_rows()
    assert [cell.value for cell in header] == [
        "Name", "Trucks", "Distance (km)", "Wait (h)", "Share", "Departs (Asia/Shanghai)",
    ]  # fmt: skip
    assert [cell.value for cell in row] == [
        "=1+1",
        3,
        12.5,
        -1.5,
        0.25,
        datetime.fromisoformat("1970-01-01 08:00"),
    ]
    assert [cell.data_type for cell in row] == ["s", "n", "n", "n", "n", "d"]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["F"].width > 20


def test_the_day_of_making_is_given_and_bytes_do_not_change() -> None:
    made = [workbook([Sheet(name="A", columns=COLUMNS, rows=[ROW])], STAMP) for _ in range(2)]
    assert made[0] == made[1]
    assert read(made[0]).properties.created == datetime.fromisoformat("2026-03-13")


def test_a_blank_is_a_blank_cell() -> None:
    blank = Sheet(name="A", columns=COLUMNS, rows=[(None,) * len(COLUMNS), ROW])
    assert cells(workbook([blank], 0))["A"][1] == (None,) * len(COLUMNS)


def test_a_sheet_that_is_too_long_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 4)
    sheets = [
        Sheet(name=name, columns=[Column(title="n", kind="whole")], rows=((n,) for n in range(rows)))
        for name, rows in (("full", 3), ("long", 4))
    ]
    file = io.BytesIO()
    (notice,) = write_workbook(file, sheets, 0, constant_memory=True)
    assert (notice.code, notice.severity) == ("sheet-cut", "warning")
    assert "sheet long has more rows than the 4" in notice.message
    read_back = cells(file.getvalue())
    assert read_back["full"] == [("n",), (0,), (1,), (2,)]
    assert read_back["long"] == [("n",), (0,), (1,), (notice.message,)]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    sheet = Sheet(name="A", columns=[Column(title="Text")], rows=[("x" * 32_768,), ("y" * 32_767,)])
    _, (cut,), (whole,) = cells(workbook([sheet], 0))["A"]
    assert cut == "x" * 32_766 + "…"
    assert whole == "y" * 32_767


def test_a_trip_has_its_sheets_and_ports_their_last_admission(trip: Exported) -> None:
    sheets = cells(trip.xlsx())
    assert list(sheets) == ["Answer", "Legs", "Ports", "Inputs", "Changes", "Notices", "Made with"]
    header, *rows = sheets["Ports"]
    gate = dict(zip(header, rows[1], strict=True))
    assert gate["Name"] == "High Pass gate (CN)"
    assert gate["Last admission (local clock)"] == datetime.fromisoformat("2025-05-21 23:59:59")
    assert gate["Works until (local clock)"] == datetime.fromisoformat("2025-05-22")
    assert ("vehicle gross t", 40) in sheets["Inputs"]
