"""Parquet files: kinds of columns, and values that no table can hold."""

from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa
import pytest
from shipment_tables import parquet

from corridor.dataset.notices import DatasetError
from corridor.shipments import ShipmentsRead
from corridor.shipments import parquet as reader

Read = Callable[..., ShipmentsRead]
GOOD = {"id": ["A", "B"], "origin": ["kashgar"] * 2, "destination": ["osh"] * 2}


@pytest.mark.parametrize(
    ("column", "trucks"),
    [
        (pa.array([3, 4], pa.int8()), [3, 4]),
        (pa.array([3.5, 4.0], pa.float32()), [3.5, 4]),
        (pa.array([Decimal("3.50"), Decimal(4)]), [3.5, 4]),
        (pa.array(["3,5", "4"]).dictionary_encode(), [3.5, 4]),
        (pa.nulls(2), [1, 1]),
    ],
)
def test_numbers_of_any_kind_are_numbers(read: Read, column: pa.Array, trucks: list[float]) -> None:
    assert [one.trucks for one in read(parquet(GOOD | {"trucks": column}), "a.parquet").shipments] == trucks


@pytest.mark.parametrize(
    ("name", "column", "code"),
    [
        ("trucks", pa.array([1.0, float("nan")]), "bad-number"),
        ("trucks", pa.array([1.0, float("inf")]), "bad-number"),
        ("note", pa.array([{"a": 1}, None][::-1]), "bad-value"),
        ("note", pa.array([None, b"\xff"]), "bad-value"),
        ("via", pa.array([None, [["irkeshtam"]]]), "bad-list"),
        ("depart", pa.array([None, 2**62], pa.timestamp("us")), "bad-value"),
        ("depart", pa.array([None, 1], pa.time32("s")), "bad-date"),
    ],
)
def test_a_value_that_no_column_has_is_a_finding(read: Read, name: str, column: pa.Array, code: str) -> None:
    got = read(parquet(GOOD | {name: column}), "a.parquet")
    assert [shipment.shipment_id for shipment in got.shipments] == ["A"]
    assert [(finding.code, finding.line, finding.column) for finding in got.findings] == [(code, 3, name)]


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 10, parquet()[:-9], b"id,origin,destination\n"])
def test_what_is_no_parquet_file_is_refused(read: Read, content: bytes) -> None:
    with pytest.raises(DatasetError) as caught:
        read(content, "a.parquet")
    assert caught.value.findings[-1].code == "unreadable-parquet"


@pytest.mark.parametrize("index", [-1, 5])
def test_a_cell_that_names_a_text_that_is_not_there_is_damage(index: int) -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([0, index]), pa.array(["a", "b"]), safe=False)
    with pytest.raises(ValueError, match="not there"):
        list(reader._values(column))


def test_too_much_is_refused_by_what_the_file_says_of_itself(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_MAX_UNPACKED", 10)
    with pytest.raises(DatasetError, match="has 1 error"):
        read(parquet(), "a.parquet")
    monkeypatch.setattr(reader, "MAX_ROWS", 1)
    with pytest.raises(DatasetError) as caught:
        read(parquet(), "a.parquet")
    assert caught.value.findings[-1].code == "too-many-rows"
