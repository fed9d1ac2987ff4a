"""Rows of shipments as text by column, whatever the form of their file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from corridor.dataset.cells import CellError
from corridor.dataset.notices import Finding, RejectedError, found, quoted
from corridor.dataset.readers import MAX_CELL, MAX_ROWS
from corridor.shipments.columns import Heading

Value = object
"""What a cell of any kind of file holds; text, numbers, days and times, lists of text and blanks are understood."""

_HALF_S = timedelta(microseconds=500_000)
_WHOLE_UP_TO = 1e15


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its filled cells by field, and what is wrong with the others.

    `line` counts from 1 and is that of the file; for workbooks and Parquet, the row with the heading as row 1.
    `labels` says how columns are called in the file.
    """

    line: int
    cells: Mapping[str, str]
    labels: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


Read = Iterator[Row | Finding]
"""Rows in the order of the file, among remarks on the file as a whole; may raise RejectedError."""


def row_of(file: str, line: int, heading: Heading, values: Iterable[Value]) -> Row | None:
    """Return the row of these values, in the order of the heading; None if all are blank."""
    cells: dict[str, str] = {}
    findings: list[Finding] = []
    blank = True
    for field, value in zip(heading.fields, values, strict=False):
        try:
            text = value.strip() if type(value) is str else as_text(value)
            if len(text) > MAX_CELL:
                raise CellError("cell-too-long", f"cell has {len(text):,} characters, more than {MAX_CELL:,}")  # noqa: TRY301
        except CellError as error:
            if field:
                label = heading.labels.get(field, field)
                findings.append(found(error.code, file, line, label, error.message, hint=error.hint))
            continue
        if text:
            blank = False
            if field:
                cells[field] = text
    return None if blank and not findings else Row(line, cells, heading.labels, tuple(findings))


def bad_row(code: str, file: str, line: int, message: str, *, hint: str = "") -> Row:
    """Return a row that cannot be read at all."""
    return Row(line, {}, {}, (found(code, file, line, "", message, hint=hint),))


def limited(rows: Read, file: str) -> Read:
    """Yield the rows; RejectedError when there are too many."""
    count = 0
    for row in rows:
        count += isinstance(row, Row)
        if count > MAX_ROWS:
            message = f"table has more than {MAX_ROWS:,} rows"
            raise RejectedError(found("too-many-rows", file, 0, "", message, hint="split the table"))
        yield row


def as_text(value: Value) -> str:  # noqa: PLR0911 - one for each kind
    """Return a value as people would write it in a table.

    Raises:
        CellError: It is of a kind that no column has.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, Decimal)):
        return _number(value)
    if isinstance(value, float):
        return _number(int(value) if value.is_integer() and abs(value) < _WHOLE_UP_TO else value)
    if isinstance(value, datetime):
        return _to_the_second(value).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return _joined(value)
    raise CellError("bad-value", f"{quoted(value)} is neither text, number nor time")


def _number(value: float | Decimal) -> str:
    is_finite = value.is_finite() if isinstance(value, Decimal) else isinstance(value, int) or isfinite(value)
    if not is_finite:
        raise CellError("bad-number", f"{value} is no finite number")
    try:
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    except ValueError:
        raise CellError("bad-number", "number has too many digits") from None


def _to_the_second(value: datetime) -> datetime:
    """Return the nearest whole second: spreadsheets keep times as fractions of days."""
    try:
        return (value + _HALF_S).replace(microsecond=0)
    except OverflowError:
        raise CellError("bad-date", f"{value} is no time that can be planned with") from None


def _joined(values: Sequence[Value]) -> str:
    texts = [as_text(value) for value in values if not isinstance(value, (list, tuple))]
    if len(texts) < len(values) or any(sign in text for text in texts for sign in "|;；"):
        raise CellError("bad-list", f"{quoted(values)} is no list of names")
    return "|".join(texts)
