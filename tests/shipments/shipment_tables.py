"""Tables of shipments as workbooks and Parquet files, made as people's programs make them."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
from pyarrow import parquet as pq

EXAMPLES = Path(__file__).parents[1] / "data" / "shipments"
WORDS = ("id", "origin", "destination", "depart", "arrive", "window_from", "window_to", "trucks", "per_year")
WORDS += ("payload_t", "commodity", "via", "avoid", "crew", "note")
ROWS: Sequence[Mapping[str, Any]] = (
    {
        "id": "A-1",
        "origin": "Kashgar",
        "destination": "Osh",
        "depart": datetime(2025, 6, 5, 14),  # noqa: DTZ001 - spreadsheets know no zones
        "trucks": 3,
        "per_year": 1200,
        "payload_t": 20.5,
        "commodity": "textiles",
        "via": "irkeshtam",
        "note": "=1+1",
    },
    {
        "id": "A-2",
        "origin": "osh",
        "destination": "kashgar",
        "arrive": datetime(2025, 6, 7, 9),  # noqa: DTZ001 - as above
        "trucks": 1,
        "commodity": "cotton",
        "avoid": "torugart|KZ",
        "crew": "none",
        "note": "<script>alert(1)</script>",
    },
    {
        "id": "A-3",
        "origin": "urumqi",
        "destination": "almaty",
        "window_from": date(2025, 6, 1),
        "window_to": date(2025, 6, 30),
        "trucks": 2,
        "via": "horgos-road",
    },
    {
        "id": "A-4",
        "origin": "tashkent",
        "destination": "kashgar",
        "commodity": "dried fruit, nuts",
        "crew": "regular",
    },
)


def workbook(rows: Sequence[Mapping[str, Any]] = ROWS, title: str = "Sheet1", skipped: int = 0) -> bytes:
    """Return rows as XLSX, text that looks like a formula as text; `skipped` blank rows come first."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    words = list(dict.fromkeys(word for row in rows for word in row))
    for at, values in enumerate([words, *([row.get(word) for word in words] for row in rows)], skipped + 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(at, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def parquet(columns: Mapping[str, Any] | None = None) -> bytes:
    """Return columns as Parquet; by default those of the rows above, with a deadline that has a zone."""
    if columns is None:
        columns = {word: [row.get(word) for row in ROWS] for word in WORDS}
        deadline = datetime(2025, 6, 7, 1, tzinfo=UTC)
        columns["arrive"] = pa.array([None, deadline, None, None], pa.timestamp("ns", "Asia/Shanghai"))
        columns["commodity"] = pa.array(columns["commodity"]).dictionary_encode()
        columns["avoid"] = [None, ["torugart", "KZ"], None, None]
    content = io.BytesIO()
    pq.write_table(pa.table(columns), content)
    return content.getvalue()
