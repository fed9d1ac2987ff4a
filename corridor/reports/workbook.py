"""Tables to an Excel workbook: real numbers and dates, text that is never a formula, the same bytes each time.

Clocks are naive local times, since a sheet knows no zones: the unit of their column names the zone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from typing import IO, Any, Final, Literal

import xlsxwriter

from corridor.calendars import zones
from corridor.model.provenance import Notice
from corridor.model.text import clean

Kind = Literal["text", "whole", "number", "hours", "share", "clock"]
"""`hours` takes seconds and `share` a part of 1; `clock` takes what `clock()` returns."""
Value = str | int | float | datetime | None

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, the header among them."""
_LONGEST_TEXT: Final = 32_767
_HOUR_S: Final = 3600
_FORMATS: Final[dict[Kind, dict[str, Any]]] = {
    "text": {"valign": "top"},
    "whole": {"num_format": "0", "valign": "top"},
    "number": {"num_format": "#,##0.0", "valign": "top"},
    "hours": {"num_format": "0.00", "valign": "top"},
    "share": {"num_format": "0.0%", "valign": "top"},
    "clock": {"num_format": "ddd yyyy-mm-dd hh:mm:ss", "valign": "top"},
}
_WIDTHS: Final[dict[Kind, int]] = {"text": 24, "whole": 8, "number": 10, "hours": 9, "share": 9, "clock": 24}
_HEADER: Final = {"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `unit` is shown in brackets in its header; of clocks it is their zone."""

    title: str
    kind: Kind = "text"
    unit: str = ""
    width: int = 0

    @property
    def header(self) -> str:
        """What stands in the first row."""
        unit = self.unit or ("h" if self.kind == "hours" else "")
        return f"{self.title} ({unit})" if unit else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its name (31 characters at most), its columns, and rows with a value for each, None for blank."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]] = field(default=())


def clock(at: int | None, tz: str) -> datetime | None:
    """Return an instant as the clock of `tz` shows it."""
    return None if at is None else zones.to_local(at, tz).replace(tzinfo=None)


def workbook(sheets: Iterable[Sheet], stamp: int) -> bytes:
    """Return the file that `write_workbook` writes."""
    file = BytesIO()
    write_workbook(file, sheets, stamp)
    return file.getvalue()


def write_workbook(
    file: IO[bytes], sheets: Iterable[Sheet], stamp: int, *, constant_memory: bool = False
) -> list[Notice]:
    """Write sheets, in order; return a notice for each that has more rows than a sheet can hold.

    The last row of such a sheet says so, too.

    `stamp` (UTC seconds) stands for when it was made. With `constant_memory` rows go to disk as they come, and
    sheets may be of any length; without, it is quicker.
    """
    book = xlsxwriter.Workbook(
        file,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "constant_memory": constant_memory,
            "in_memory": not constant_memory,
        },
    )
    book.set_properties({"created": datetime.fromtimestamp(stamp, UTC).replace(tzinfo=None)})
    formats = {kind: book.add_format(looks) for kind, looks in _FORMATS.items()}
    header = book.add_format(_HEADER)
    told = [_write(book.add_worksheet(sheet.name), sheet, formats, header) for sheet in sheets]
    book.close()
    return [Notice("sheet-cut", text) for text in told if text]


def _write(worksheet: Any, sheet: Sheet, formats: dict[Kind, Any], header: Any) -> str:  # noqa: ANN401 - XlsxWriter's classes
    """Write a sheet; if it has more rows than a sheet can hold, say so in the last one, and return that."""
    _write_header(worksheet, sheet.columns, header)
    kinds, last = [column.kind for column in sheet.columns], 0
    rows = iter(sheet.rows)
    for last, row in enumerate(islice(rows, MOST_ROWS - 2), 1):
        _write_row(worksheet, last, row, kinds, formats)
    told, final = "", list(islice(rows, 2))
    if len(final) == 1:
        _write_row(worksheet, last + 1, final[0], kinds, formats)
    elif final:
        told = f"sheet {sheet.name} has more rows than the {MOST_ROWS:,} that a sheet can hold: the others are left out"
        worksheet.write_string(last + 1, 0, told, header)
    worksheet.autofilter(0, 0, last + bool(final), len(kinds) - 1)
    return told


def _write_header(worksheet: Any, columns: Sequence[Column], look: Any) -> None:  # noqa: ANN401 - as above
    """Write the titles of the columns, as wide as they need to be, and keep them in sight."""
    for number, column in enumerate(columns):
        wide = column.width or max(_WIDTHS[column.kind], min(len(column.header) + 2, 24))
        worksheet.set_column(number, number, wide)
        worksheet.write_string(0, number, clean(column.header), look)
    worksheet.freeze_panes(1, 0)


def _write_row(
    worksheet: Any,  # noqa: ANN401 - XlsxWriter's class
    number: int,
    row: Sequence[Value],
    kinds: Sequence[Kind],
    formats: dict[Kind, Any],
) -> None:
    for cell, (kind, value) in enumerate(zip(kinds, row, strict=True)):
        _write_cell(worksheet, number, cell, kind, value, formats[kind])


def _write_cell(worksheet: Any, row: int, column: int, kind: Kind, value: Value, look: Any) -> None:  # noqa: ANN401 - XlsxWriter's order
    if value is None:
        return
    if isinstance(value, str):
        text = clean(value)
        cut = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
        worksheet.write_string(row, column, cut, look)
    elif isinstance(value, datetime):
        worksheet.write_datetime(row, column, value, look)
    else:
        worksheet.write_number(row, column, value / _HOUR_S if kind == "hours" else value, look)
