"""Tables of shipments in any of their forms, told by the ending of their name."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from corridor.dataset.notices import RejectedError, found, quoted
from corridor.shipments.delimited import delimited_rows
from corridor.shipments.json_lines import json_rows
from corridor.shipments.parquet import parquet_rows
from corridor.shipments.rows import Read, limited
from corridor.shipments.sheets import sheet_rows

_FORMS: Final[Mapping[str, Callable[[Path, str], Read]]] = MappingProxyType(
    {
        ".csv": delimited_rows,
        ".tsv": delimited_rows,
        ".txt": delimited_rows,
        ".xlsx": sheet_rows,
        ".xlsm": sheet_rows,
        ".parquet": parquet_rows,
        ".jsonl": json_rows,
        ".ndjson": json_rows,
    }
)
_SAVE_AS: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".xls": "save it as .xlsx",
        ".xlsb": "save it as .xlsx",
        ".ods": "save it as .xlsx",
        ".json": "write one object a line and call it .jsonl",
        ".zip": "unpack it",
    }
)


def rows_of(path: Path, name: str) -> Read:
    """Yield the rows of a table of shipments, among remarks on it; `name` is for findings.

    Raises:
        RejectedError: It cannot be read, or lacks a column that it needs.
    """
    ending = path.suffix.casefold()
    if ending not in _FORMS:
        message = f"shipments cannot be read from a file that ends with {quoted(ending)}"
        hint = _SAVE_AS.get(ending, "use .csv, .xlsx, .parquet or .jsonl")
        raise RejectedError(found("unknown-format", name, 0, "", message, hint=hint))
    yield from limited(_FORMS[ending](path, name), name)
