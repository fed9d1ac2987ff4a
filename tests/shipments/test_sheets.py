"""Workbooks: which sheet, which cells, and what is too much."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from shipment_tables import saved, workbook

from corridor.dataset.notices import DatasetError
from corridor.shipments import ShipmentsRead, workbooks

Read = Callable[..., ShipmentsRead]
GOOD: Mapping[str, Any] = {"id": "A", "origin": "kashgar", "destination": "osh"}


def ids(read: ShipmentsRead) -> list[str]:
    return [shipment.shipment_id for shipment in read.shipments]


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook with its parts changed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return packed.getvalue()


def rejected(read: Read, content: bytes) -> str:
    with pytest.raises(DatasetError) as caught:
        read(content, "a.xlsx")
    return caught.value.findings[-1].code


def test_the_sheet_called_shipments_is_read_else_the_first_that_shows(read: Read) -> None:
    book = openpyxl.Workbook()
    hidden, first = book.active, book.create_sheet("first")
    assert hidden is not None
    hidden.sheet_state = "hidden"
    for sheet, name in ((hidden, "H"), (first, "F")):
        sheet.append(["id", "origin", "destination"])
        sheet.append([name, "kashgar", "osh"])
    assert ids(read(saved(book), "a.xlsx")) == ["F"]
    named = book.create_sheet("Shipments")
    named.append(["id", "origin", "destination"])
    named.append(["S", "kashgar", "osh"])
    assert ids(read(saved(book), "a.xlsx")) == ["S"]


def test_numbers_days_and_hidden_formulas_are_what_they_show(read: Read) -> None:
    row = {
        **GOOD,
        "id": 1001,
        "depart": datetime(2025, 6, 5, 7, 59, 59, 999_999),  # noqa: DTZ001 - spreadsheets know no zones
        "note": "'=1+1",
        "trucks": 2.5,
    }
    (shipment,) = read(workbook([row]), "a.xlsx").shipments
    assert (shipment.shipment_id, shipment.note, shipment.trucks) == ("1001", "'=1+1", 2.5)
    assert shipment.window_start % 3600 == 0


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"depart": time(8, 0)}, "bad-date"),
        ({"depart": timedelta(hours=30)}, "bad-value"),
        ({"trucks": True}, "bad-number"),
        ({"trucks": datetime(2025, 6, 5)}, "bad-number"),  # noqa: DTZ001
    ],
)
def test_a_cell_of_another_kind_is_a_finding(read: Read, row: Mapping[str, Any], code: str) -> None:
    got = read(workbook([GOOD, {**GOOD, "id": "B", **row}]), "a.xlsx")
    assert ids(got) == ["A"]
    assert [(finding.code, finding.line) for finding in got.findings] == [(code, 3)]


def test_errors_and_formulas_never_worked_out_are_findings(read: Read) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "origin", "destination", "depart"])
    sheet.append(["A", "kashgar", "osh", "=TODAY()"])
    sheet.append(["B", "kashgar", "osh", "#N/A"])
    sheet["D3"].data_type = "e"
    sheet.append(["C", "kashgar", "osh", None])
    got = read(saved(book), "a.xlsx")
    assert ids(got) == ["C"]
    assert [(finding.code, finding.line) for finding in got.findings] == [
        ("cell-without-value", 2),
        ("cell-without-value", 3),
    ]
    assert "cell D2" in got.findings[0].message


@pytest.mark.parametrize(
    "worked_out", [b'<c r="D2" t="str"><f>""</f><v></v></c>', b'<c r="D2"><f>1</f><v>45813</v></c>']
)
def test_formulas_count_as_what_they_came_to(read: Read, worked_out: bytes) -> None:
    def change(part: str, content: bytes) -> bytes:
        return re.sub(rb'<c r="D2".*?</c>', worked_out, content) if "worksheets" in part else content

    content = repacked(workbook([{**GOOD, "depart": 45813}]), change)
    got = read(content, "a.xlsx")
    assert not got.findings
    assert ids(got) == ["A"]


def test_a_sheet_that_spans_too_much_is_refused_before_it_is_read(read: Read) -> None:
    def change(part: str, content: bytes) -> bytes:
        return content.replace(b'r="C2"', b'r="XFD1048576"') if "worksheets" in part else content

    assert rejected(read, repacked(workbook([GOOD]), change)) == "sheet-too-large"


def test_a_workbook_that_unpacks_to_too_much_is_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "_MAX_UNPACKED", 100_000)
    bomb = repacked(workbook([GOOD]), lambda part, content: content + b" " * 200_000 * ("styles" in part))
    assert len(bomb) < 10_000
    assert rejected(read, bomb) == "sheet-too-large"
    monkeypatch.setattr(workbooks, "_MAX_UNPACKED", 300_000_000)
    monkeypatch.setattr(workbooks, "_MAX_PARTS", 3)
    assert rejected(read, workbook([GOOD])) == "sheet-too-large"


def test_a_part_that_lies_about_its_size_is_refused(read: Read) -> None:
    """The directory says 10 bytes; only what was measured is handed on, and its checksum is wrong."""
    content = bytearray(workbook([GOOD]))
    at = content.rindex(b"xl/worksheets/sheet1.xml")
    content[at - 46 + 24 : at - 46 + 28] = (10).to_bytes(4, "little")
    assert rejected(read, bytes(content)) == "unreadable-sheet"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"id,origin,destination\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        workbook([GOOD])[:-100],
        repacked(workbook([GOOD]), lambda _, content: content[:40]),
        repacked(workbook([GOOD]), lambda part, content: b"" if part.endswith("workbook.xml") else content),
    ],
    ids=["empty", "text", "old-form", "cut", "cut-parts", "no-book"],
)
def test_what_is_no_workbook_is_refused(read: Read, content: bytes) -> None:
    assert rejected(read, content) == "unreadable-sheet"


def test_an_empty_sheet_is_refused(read: Read) -> None:
    assert rejected(read, saved(openpyxl.Workbook())) == "empty-file"
