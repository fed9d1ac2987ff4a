"""XLSX workbooks to rows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from corridor.dataset.notices import RejectedError, found
from corridor.dataset.readers import read_bytes
from corridor.shipments.columns import heading_of, remarks_on, require_columns
from corridor.shipments.rows import Read, Row, as_text, row_of
from corridor.shipments.workbooks import Unpacked, unpacked

_NAME: Final = "shipments"
"""The sheet that is read, if there is one called so; else the first that shows."""
_SAVE: Final = "open and save it in a spreadsheet program, without a password"


def sheet_rows(path: Path, name: str) -> Read:
    """Yield the rows of a sheet of a workbook, after remarks on its heading, the first filled row.

    Raises:
        RejectedError: It is no workbook, holds no table of shipments, or is too large.
    """
    with TemporaryDirectory(prefix="corridor-") as folder:
        workbook = unpacked(read_bytes(path, name), name, Path(folder))
        yield from _rows(*_sheet(workbook, name), name)


def _rows(without_value: Mapping[int, str], rows: Iterator[list[Any]], name: str) -> Read:
    filled = ((line, row) for line, row in enumerate(rows, 1) if any(cell != "" for cell in row))
    line, top = next(filled, (0, []))
    if not top:
        raise RejectedError(found("empty-file", name, 1, "", "the sheet is empty"))
    names = [title if isinstance(title, str) else as_text(title) for title in top]
    heading = heading_of(names)
    yield from remarks_on(heading, names, name, line)
    require_columns(heading, names, name, line)
    for line, values in filled:
        row = row_of(name, line, heading, map(_plain, values)) or Row(line, {}, heading.labels)
        if line in without_value:
            message = f"cell {without_value[line]} shows an error, or a formula that was never worked out"
            finding = found("cell-without-value", name, line, "", message, hint=_SAVE)
            row = replace(row, findings=(*row.findings, finding))
        if row.cells or row.findings:
            yield row


def _plain(value: object) -> object:
    """Return a cell as other files have it: a day for one at midnight."""
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def _sheet(workbook: Unpacked, name: str) -> tuple[Mapping[int, str], Iterator[list[Any]]]:
    """Return the cells without a value of the sheet that is read, and its rows, which the library holds all at once."""
    from python_calamine import SheetVisibleEnum, load_workbook  # noqa: PLC0415 - other forms do without

    with _reported(name):
        book = load_workbook(workbook.path)
        sheets = [(at, sheet.name, sheet.visible) for at, sheet in enumerate(book.sheets_metadata)]
        shown = [(at, title) for at, title, visible in sheets if visible is SheetVisibleEnum.Visible]
        called = [(at, title) for at, title in shown if title.strip().casefold() == _NAME]
        at, _ = (called or shown)[0]
        without_value = workbook.without_value(at)
        rows = book.get_sheet_by_index(at).iter_rows()
    return without_value, _reported_rows(rows, name)


def _reported_rows(rows: Iterator[list[Any]], name: str) -> Iterator[list[Any]]:
    while True:
        with _reported(name):
            row = next(rows, None)
        if row is None:
            return
        yield row


@contextmanager
def _reported(name: str) -> Iterator[None]:
    """Turn whatever the library raises into a RejectedError; a panic of it is no Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - see above
        message = f"workbook cannot be read: {type(error).__name__}"
        raise RejectedError(found("unreadable-sheet", name, 0, "", message, hint=_SAVE)) from None
