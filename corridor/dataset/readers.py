"""Files of a dataset to rows of text, JSON and TOML values; whatever the bytes, with findings and no traceback."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import IO, Any, Final

from corridor.dataset.notices import Finding, RejectedError, found, near_miss, quoted
from corridor.dataset.schema import Table

MAX_BYTES: Final = 50_000_000
MAX_ROWS: Final = 1_000_000
MAX_CELL: Final = 10_000

_CONTROL = "\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd"
"""Control characters, line and direction marks, and the mark of a wrongly decoded character."""
_UNWANTED_IN_FILE = re.compile(f"[{_CONTROL}]|\r(?!\n)")
_UNWANTED_IN_CELL = re.compile(f"[{_CONTROL}\r\n]")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a table as text, with the line on which it starts."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of a table that have as many cells as its header.

    `is_readable` is false for a table whose file or header cannot be used: nothing follows from the
    absence of a row in it. `key_at` says where in a row the key columns stand.
    """

    table: Table
    header: tuple[str, ...] = ()
    rows: Sequence[RawRow] = ()
    is_readable: bool = True
    key_at: tuple[int, ...] = ()

    def position(self, column: str) -> int | None:
        """Return where in a row the column stands; None if the file does not have it."""
        return self.header.index(column) if column in self.header else None

    def values(self, column: str) -> Iterator[tuple[RawRow, str]]:
        """Yield each row with its text in the column; nothing if the file does not have it."""
        if (at := self.position(column)) is not None:
            for row in self.rows:
                yield row, row.cells[at]

    def key(self, row: RawRow) -> tuple[str, ...]:
        """Return the key of a row as texts, without columns that the file lacks."""
        return tuple([row.cells[at] for at in self.key_at])

    def subject(self, row: RawRow) -> str:
        """Return the key of a row as the subject of findings."""
        return "/".join(self.key(row))


def read_text(path: Path, name: str) -> str:
    """Return the text of a file, without byte-order mark; RejectedError if it is none. `name` is for findings."""
    return _decode(read_bytes(path, name), name)


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a file; RejectedError if it cannot be read or is too large. `name` is for findings."""
    with open_bytes(path, name, MAX_BYTES) as file, reported(name):
        return file.read()


def open_bytes(path: Path, name: str, at_most: int) -> IO[bytes]:
    """Open a file; RejectedError if it cannot be read or has more than `at_most` bytes. `name` is for findings."""
    with reported(name):
        if path.stat().st_size > at_most:
            raise RejectedError(found("file-too-large", name, 0, "", f"file has more than {at_most:,} bytes"))
        return path.open("rb")


@contextmanager
def reported(name: str) -> Iterator[None]:
    """Turn a system's refusal to open or read a file into a RejectedError."""
    try:
        yield
    except FileNotFoundError:
        raise RejectedError(found("missing-file", name, 0, "", "file is missing")) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RejectedError(found("unreadable-file", name, 0, "", f"file cannot be read: {reason}")) from None
    except ValueError as error:  # a path with a zero character
        raise RejectedError(found("missing-file", name, 0, "", f"file cannot be read: {error}")) from None


def _decode(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"text is {_likely_encoding(raw)}, not UTF-8"
    hint = "in Excel: save as 'CSV UTF-8 (comma delimited)'"
    raise RejectedError(found("not-utf8", name, line, "", message, hint=hint)) from None


def _likely_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "of another encoding"
    return "GB18030 (Chinese Windows)"


def read_table(folder: Path, table: Table) -> tuple[RawTable, list[Finding]]:
    """Return the rows of a table, and what is wrong with its form."""
    name = table.file_name
    if table.optional and not (folder / name).exists():
        return RawTable(table), []
    findings: list[Finding] = []
    try:
        text = read_text(folder / name, name)
        records = _records(text, name)
        header = _header(next(records, None), table, findings)
        rows = _rows(records, table, header, findings)
    except RejectedError as rejected:
        return RawTable(table, is_readable=False), [*findings, rejected.finding]
    has_line_breaks = text.rstrip().count("\n") > len(rows)
    if has_line_breaks or _UNWANTED_IN_FILE.search(text):
        findings += _unwanted_characters(table, header, rows)
    key_at = tuple(header.index(column) for column in table.key if column in header)
    return RawTable(table, header, rows, not findings, key_at), findings


def _records(text: str, name: str) -> Iterator[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield RawRow(line, list(map(str.strip, cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise RejectedError(found("bad-csv", name, line, "", f"row cannot be read: {error}")) from None


def _header(first: RawRow | None, table: Table, findings: list[Finding]) -> tuple[str, ...]:
    """Return the names of the columns, blank where unknown; RejectedError if the line is no header of this table."""
    name = table.file_name
    if first is None or not any(first.cells):
        raise RejectedError(found("empty-file", name, 1, "", "table has no header line"))
    header = tuple(first.cells)
    for delimiter, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and delimiter in header[0]:
            message = f"cells are separated by {word}, not by commas"
            hint = "in Excel: save as 'CSV UTF-8 (comma delimited)'"
            raise RejectedError(found("wrong-delimiter", name, 1, "", message, hint=hint))
    findings += _wrong_columns(header, table)
    known = {column.name for column in table.columns}
    return tuple(column if column in known else "" for column in header)


def _wrong_columns(header: Sequence[str], table: Table) -> Iterator[Finding]:
    known = [column.name for column in table.columns]
    for column in table.columns:
        if column.required and column.name not in header:
            yield found(
                "missing-column", table.file_name, 1, column.name, f"column {column.name!r} is missing"
            )
    for i, typed in enumerate(header):
        if typed not in known:
            hint = near_miss(typed, set(known) - set(header))
            yield found(
                "unknown-column", table.file_name, 1, "", f"no column is called {quoted(typed)}", hint=hint
            )
        elif typed in header[:i]:
            yield found("duplicate-column", table.file_name, 1, typed, f"column {typed!r} is there twice")


def _rows(
    records: Iterator[RawRow], table: Table, header: Sequence[str], findings: list[Finding]
) -> list[RawRow]:
    rows = []
    for row in records:
        if not any(row.cells):
            continue  # blank lines, and the rows of commas that spreadsheets leave behind
        if len(row.cells) == len(header):
            rows.append(row)
            if max(map(len, row.cells)) > MAX_CELL:
                findings += _long_cells(table, header, row)
        else:
            message = f"row has {len(row.cells)} cells, the header {len(header)}"
            findings.append(found("wrong-cell-count", table.file_name, row.line, "", message))
        if len(rows) > MAX_ROWS:
            message = f"table has more than {MAX_ROWS:,} rows"
            raise RejectedError(found("too-many-rows", table.file_name, row.line, "", message))
    return rows


def _long_cells(table: Table, header: Sequence[str], row: RawRow) -> Iterator[Finding]:
    for column, cell in zip(header, row.cells, strict=True):
        if len(cell) > MAX_CELL:
            message = f"cell has {len(cell):,} characters, more than {MAX_CELL:,}"
            yield found("cell-too-long", table.file_name, row.line, column, message)


def _unwanted_characters(table: Table, header: Sequence[str], rows: Sequence[RawRow]) -> Iterator[Finding]:
    for row in rows:
        for column, cell in zip(header, row.cells, strict=True):
            if match := _UNWANTED_IN_CELL.search(cell):
                message = f"cell holds the control character U+{ord(match[0]):04X}"
                yield found("control-character", table.file_name, row.line, column, message)


def read_toml(path: Path, name: str) -> dict[str, Any]:
    """Return the values of a TOML file; RejectedError if it is none."""
    return parse_toml(read_text(path, name), name)


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Return the values of TOML; RejectedError if it is none."""
    try:
        values = tomllib.loads(text)
        repr(values)  # numbers of thousands of digits and tables nested as deep could not be quoted
    except (ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        message = f"file is no TOML: {reason_of(error)}"
        raise RejectedError(found("bad-toml", name, int(line[1]) if line else 0, "", message)) from None
    return values


def read_json(path: Path, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return the value of a JSON file; RejectedError also for NaN, infinity, repeated keys and deep nesting."""
    text = read_text(path, name)
    try:
        return parse_json(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise RejectedError(
            found("bad-geojson", name, line, "", f"file is no JSON: {reason_of(error)}")
        ) from None


def parse_json(text: str) -> Any:  # noqa: ANN401 - whatever the text holds
    """Return the value of JSON; ValueError or RecursionError also for NaN, infinity, repeated keys and deep nesting."""
    return json.loads(text, parse_constant=_finite, parse_float=_finite, object_pairs_hook=_once)


def reason_of(error: Exception) -> str:
    """Return in a line why a text could not be read."""
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]


def _finite(text: str) -> float:
    if not isfinite(number := float(text)):
        raise ValueError(f"{quoted(text)} is no finite number")
    return number


def _once(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    values: dict[str, Any] = {}
    for name, value in pairs:
        if name in values:
            raise ValueError(f"key {quoted(name)} is there twice in one object")
        values[name] = value
    return values
