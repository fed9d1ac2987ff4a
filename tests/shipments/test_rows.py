"""Values of any kind of file as the text that people would write, and how many rows there may be."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from corridor.dataset.cells import CellError
from corridor.dataset.notices import DatasetError
from corridor.shipments import ShipmentsRead, rows
from corridor.shipments.rows import as_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("  a ", "a"),
        (True, "yes"),
        (1001.0, "1001"),
        (20.5, "20.5"),
        (1e22, "1e+22"),
        (10**400, "1" + "0" * 400),
        (Decimal("3.50"), "3.50"),
        (date(2025, 6, 5), "2025-06-05"),
        (time(8, 30), "08:30:00"),
        (datetime(2025, 6, 5, 7, 59, 59, 600_000), "2025-06-05T08:00:00"),  # noqa: DTZ001 - a local clock
        (["irkeshtam", "osh"], "irkeshtam|osh"),
        ((), ""),
    ],
)
def test_a_value_is_written_as_people_would(value: Any, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "bad-number"),
        (Decimal("Infinity"), "bad-number"),
        (Decimal("sNaN"), "bad-number"),
        pytest.param(10**5000, "bad-number", id="digits"),
        (datetime(9999, 12, 31, 23, 59, 59, 900_000), "bad-date"),  # noqa: DTZ001 - as above
        (["a;b"], "bad-list"),
        ([["a"]], "bad-list"),
        ({"a": 1}, "bad-value"),
        (b"a", "bad-value"),
        (ValueError("unreadable"), "bad-value"),
    ],
)
def test_what_no_column_has_is_refused(value: Any, code: str) -> None:
    with pytest.raises(CellError) as caught:
        as_text(value)
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_more_rows_than_can_be_are_refused(
    name: str, read: Callable[..., ShipmentsRead], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "MAX_ROWS", 2)
    head = "id,origin,destination\n" if name == "a.csv" else ""
    row = "A{},kashgar,osh\n" if head else '{{"id": "A{}", "origin": "kashgar", "destination": "osh"}}\n'
    assert len(read(head + "".join(map(row.format, range(2))), name).shipments) == 2
    with pytest.raises(DatasetError) as caught:
        read(head + "".join(map(row.format, range(3))), name)
    assert caught.value.findings[-1].code == "too-many-rows"
