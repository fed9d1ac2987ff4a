"""CSV with commas, semicolons or tabs to rows; one with quotes out of step swallows no other."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from corridor.dataset.notices import RejectedError, found
from corridor.shipments.columns import heading_of, recognised, remarks_on, require_columns
from corridor.shipments.lines import Lines, text_lines
from corridor.shipments.rows import Read, bad_row, row_of

_DELIMITERS: Final = ",;\t"
_PROSE: Final = frozenset({"note", "commodity", ""})
"""Columns whose cells may hold line breaks; so may those that are not read."""
_LONGEST: Final = 4_000_000
"""Characters of a row, which may have line breaks in quotes: so many are held."""
_Record = tuple[int, list[str] | str]
"""The line on which a record starts, from 0, and its cells, or why it cannot be read."""


def delimited_rows(path: Path, name: str) -> Read:
    """Yield the rows of a table of text, after remarks on its heading; rows are held one at a time.

    Raises:
        RejectedError: It is no table of shipments.
    """
    with text_lines(path, name) as (found_lines, remarks):
        yield from remarks
        yield from _rows(Lines(found_lines), name)


def _rows(lines: Lines, name: str) -> Read:
    top, first = next(
        ((at, line) for at, line in enumerate(lines.since(0)) if line.strip(" \t\r\n,;")), (0, "")
    )
    if not first:
        raise RejectedError(found("empty-file", name, 1, "", "table has no header line"))
    delimiter = max(_DELIMITERS, key=lambda sign: recognised(_split(first, sign)))
    names = _split(first, delimiter)
    heading = heading_of(names)
    yield from remarks_on(heading, names, name, top + 1)
    require_columns(heading, names, name, top + 1)
    prose = [field in _PROSE for field in heading.fields]
    for line, cells in _records(lines, top + 1, delimiter, prose):
        if isinstance(cells, str):
            yield bad_row("bad-csv", name, line + 1, f"row cannot be read: {cells}", hint=_QUOTES)
        elif len(cells) != len(names) and any(map(str.strip, cells)):
            message = f"row has {len(cells)} cells, the header {len(names)}"
            yield bad_row("wrong-cell-count", name, line + 1, message, hint=_QUOTES)
        elif row := row_of(name, line + 1, heading, cells):
            yield row


_QUOTES: Final = "put cells that hold the delimiter in quotes, and double each quote inside"


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []


def _records(lines: Lines, at: int, delimiter: str, prose: Sequence[bool]) -> Iterator[_Record]:
    """Yield the records from a line on; `prose` says which cells may hold line breaks.

    After a record that spans lines but is none of the table, go on with its second line.
    """
    while lines.has(at):
        lines.forget(at)
        reader = csv.reader(_limited(lines, at), delimiter=delimiter, strict=True)
        first, done = at, 0
        try:
            for cells in reader:
                while len(cells) > len(prose) and not cells[-1].strip():
                    cells.pop()  # delimiters that spreadsheets leave behind
                if reader.line_num > done + 1 and not _may_span_lines(cells, prose):
                    yield at, "a quote that opens here closes on a later line"
                    break
                yield at, cells
                done = reader.line_num
                at = first + done
                lines.forget(at)
            else:
                return
        except csv.Error as error:
            yield at, str(error)
        at += 1


def _limited(lines: Lines, at: int) -> Iterator[str]:
    """Yield the lines from a number on; csv.Error when a record of them is too long to be held."""
    length = 0
    for number, line in enumerate(lines.since(at), at):
        length = len(line) if lines.first == number else length + len(line)
        if length > _LONGEST:
            raise csv.Error(f"row has more than {_LONGEST:,} characters")
        yield line


def _may_span_lines(cells: Sequence[str], prose: Sequence[bool]) -> bool:
    return len(cells) == len(prose) and not any(
        "\n" in cell or "\r" in cell for cell, is_prose in zip(cells, prose, strict=True) if not is_prose
    )
