"""A table of a dataset with some cells replaced, and everything else as it was."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from corridor.dataset.columns import Table


def with_cells(folder: Path, table: Table, column: str, cells: Mapping[str, str]) -> str:
    """Return the text of a table whose rows have other cells in one column, by the first column of its key."""
    with (folder / table.file_name).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    key_at, at = header.index(table.key[0]), header.index(column)
    for row in rows:
        if row:
            row[at] = cells.get(row[key_at].strip(), row[at])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *filter(None, rows)])
    return out.getvalue()
