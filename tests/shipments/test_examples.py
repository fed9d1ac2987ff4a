"""The same four shipments in every form, encoding and language give the same values."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import shipment_tables as tables
from shipment_tables import EXAMPLES

from corridor.model.shipment import Shipment
from corridor.shipments import Defaults, Names, ShipmentsRead, read_shipments

TEXTS = sorted(path.name for path in EXAMPLES.iterdir())


def without_rows(read: ShipmentsRead) -> list[Shipment]:
    return [replace(shipment, row=0) for shipment in read.shipments]


@pytest.fixture(scope="module")
def expected(names: Names, defaults: Defaults) -> list[Shipment]:
    return without_rows(read_shipments(EXAMPLES / "comma.csv", names, defaults))


def test_the_example_means_what_it_says(
    expected: list[Shipment], beijing: Callable[[str], int], bishkek: Callable[[str], int]
) -> None:
    """Departures are local to the origin, deadlines to the destination; June ends at midnight of 1 July."""
    one, two, three, four = expected
    assert (one.lane, one.query.depart_at, one.query.via) == (
        "kashgar>osh",
        beijing("2025-06-05 14:00"),
        ("irkeshtam",),
    )
    assert (one.window_start, one.window_end) == (
        beijing("2025-06-05 14:00"),
        beijing("2025-06-05 14:00") + 1,
    )
    assert (one.trucks, one.trucks_per_year, one.query.vehicle.payload_t) == (3, 1200, 20.5)
    assert (one.commodity, one.note) == ("textiles", "=1+1")
    assert (two.query.arrive_by, two.query.depart_at) == (beijing("2025-06-07 09:00"), None)
    assert two.query.avoid_crossings == {"torugart"}
    assert two.query.avoid_countries == {"KZ"}
    assert (three.window_start, three.window_end) == (
        beijing("2025-06-01 00:00"),
        beijing("2025-07-01 00:00"),
    )
    assert (four.query.crew.crew_id, four.trucks, four.trucks_per_year) == ("regular", 1, None)
    # Tashkent has the clock of UTC+5, an hour behind Bishkek's.
    assert four.window_start == bishkek("2025-06-01 01:00")


@pytest.mark.parametrize("name", TEXTS)
def test_a_table_of_text_gives_the_same(
    name: str, names: Names, defaults: Defaults, expected: list[Shipment]
) -> None:
    read = read_shipments(EXAMPLES / name, names, defaults)
    assert without_rows(read) == expected
    guessed = any(part in name for part in ("gb18030", "cp1251"))
    assert [finding.code for finding in read.findings] == ["guessed-encoding"] * guessed
    assert read.refused == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("table.xlsx", tables.workbook()),
        ("skipped.xlsx", tables.workbook(skipped=3)),
        ("table.parquet", tables.parquet()),
    ],
)
def test_a_workbook_or_parquet_file_gives_the_same(
    name: str, content: bytes, read: Callable[..., ShipmentsRead], expected: list[Shipment]
) -> None:
    got = read(content, name)
    assert without_rows(got) == expected
    assert not got.findings


def test_rows_say_where_they_stand(read: Callable[..., ShipmentsRead]) -> None:
    assert [s.row for s in read(tables.workbook(skipped=3), "a.xlsx").shipments] == [5, 6, 7, 8]
    assert [s.row for s in read(tables.parquet(), "a.parquet").shipments] == [2, 3, 4, 5]
    assert [s.row for s in read((EXAMPLES / "objects.jsonl").read_bytes(), "a.jsonl").shipments] == [
        1,
        2,
        4,
        5,
    ]
