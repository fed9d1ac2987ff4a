"""XLSX files unpacked and measured, so that the library that reads them meets nothing that it was not meant to."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corridor.dataset.notices import RejectedError, found

_MAX_UNPACKED: Final = 300_000_000
"""Bytes that all parts of a workbook may unpack to."""
_MAX_PARTS: Final = 5000
_MAX_CELLS: Final = 20_000_000
"""Cells from the first to the last of a sheet, blank ones too: the library keeps room for each."""
_OLD_FORM: Final = b"\xd0\xcf\x11\xe0"

_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,  # encrypted; of a compression that is not known
    ValueError,
    OverflowError,
    KeyError,
    IndexError,
)
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]{0,7})\$?([0-9]{1,10})""")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]")
_OF_KIND = re.compile(rb"""\bt\s*=\s*["'](e|str)["']""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_SHEET_ID = re.compile(rb""":id\s*=\s*["']([^"']+)["']""")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""\b(Id|Target)\s*=\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A workbook on disk whose parts are stored unpacked, with the names of the sheets' parts in the order of the sheets."""

    path: Path
    sheets: tuple[str, ...]

    def without_value(self, at: int) -> Mapping[int, str]:
        """Return row to cell of those cells of a sheet that show an error, or a formula never worked out."""
        found_cells: dict[int, str] = {}
        part = self._part(at)
        if b"<f" not in part and b":f" not in part and b'"e"' not in part and b"'e'" not in part:
            return found_cells
        for cell in _CELL.finditer(part):
            attributes, content = cell.groups(b"")
            kind = _OF_KIND.search(attributes)
            is_error = kind is not None and kind[1] == b"e"
            if is_error or (kind is None and _FORMULA.search(content) and not _FILLED.search(content)):
                place = _PLACE.search(attributes)
                if place:
                    found_cells.setdefault(int(place[2]), (place[1] + place[2]).decode())
        return found_cells

    def _part(self, at: int) -> bytes:
        with zipfile.ZipFile(self.path) as archive:
            known = at < len(self.sheets) and self.sheets[at] in archive.namelist()
            return archive.read(self.sheets[at]) if known else b""


def unpacked(raw: bytes, name: str, folder: Path) -> Unpacked:
    """Return a workbook unpacked into a folder; one part of it is held at a time.

    Raises:
        RejectedError: It is none, or larger than can be read.
    """
    if raw.startswith(_OLD_FORM):
        message = "workbook is protected by a password, or of the old form .xls"
        raise RejectedError(
            found("unreadable-sheet", name, 0, "", message, hint="save it as .xlsx, without a password")
        )
    try:
        with (
            zipfile.ZipFile(io.BytesIO(raw)) as archive,
            zipfile.ZipFile(folder / "stored.xlsx", "w") as stored,
        ):
            parts = _parts(archive, name)
            sheets = _in_order(archive, parts)
            for part, member in parts.items():
                content = archive.read(member)
                if part in sheets:
                    _require_small(content, name)
                stored.writestr(zipfile.ZipInfo(part), content)
    except _ERRORS as error:
        message = f"file is no workbook: {type(error).__name__}"
        raise RejectedError(found("unreadable-sheet", name, 0, "", message, hint="save it anew")) from None
    return Unpacked(folder / "stored.xlsx", sheets)


def _parts(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """Return the parts of a workbook that hold text, by name."""
    members = archive.infolist()
    if len(members) > _MAX_PARTS or sum(member.file_size for member in members) > _MAX_UNPACKED:
        message = f"workbook unpacks to more than {_MAX_UNPACKED:,} bytes or {_MAX_PARTS:,} parts"
        raise RejectedError(found("sheet-too-large", name, 0, "", message, hint="save it as CSV"))
    return {member.filename: member for member in members if member.filename.endswith((".xml", ".rels"))}


def _in_order(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> tuple[str, ...]:
    """Return the parts of sheets in the order of the workbook, then those that it does not name."""

    def content(part: str) -> bytes:
        return archive.read(parts[part]) if part in parts else b""

    targets = {}
    for relation in _RELATION.findall(content("xl/_rels/workbook.xml.rels")):
        attributes = dict(_ATTRIBUTE.findall(relation))
        target = attributes.get(b"Target", b"").decode("utf-8", "replace").lstrip("/")
        targets[attributes.get(b"Id", b"")] = target if target.startswith("xl/") else f"xl/{target}"
    keys = map(_SHEET_ID.search, _SHEET.findall(content("xl/workbook.xml")))
    order = [targets.get(key[1], "") if key else "" for key in keys]
    others = [part for part in parts if "worksheets/" in part and part not in order]
    return (*order, *others)


def _require_small(sheet: bytes, name: str) -> None:
    rows = columns = 1
    for place in _PLACE.finditer(sheet):
        letters, digits = place.groups()
        rows = max(rows, int(digits))
        if letters:
            columns = max(columns, _column(letters))
    if rows * columns > _MAX_CELLS:
        message = f"a sheet of the workbook spans {rows:,} rows and {columns:,} columns"
        hint = "delete empty rows and columns that are formatted, or save as CSV"
        raise RejectedError(found("sheet-too-large", name, 0, "", message, hint=hint))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
