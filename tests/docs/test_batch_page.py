"""docs/batch.md: what goes in is as the page says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_pages import DOCS, blocks, read, rows, section

from corridor.model.query import Query
from corridor.shipments import Defaults, Names, read_shipments, read_study, shipments_of
from corridor.shipments.dictionary import as_markdown
from corridor.shipments.study_files import _KEYS
from corridor.shipments.times import instant

PAGE = section(read("batch.md"), "What goes in")
JUNE = Defaults(trip=Query(origin="", destination=""), first="2025-06-01", last="2025-06-30")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def names(shipped: object) -> Names:
    return Names(shipped)  # type: ignore[arg-type]


def test_the_columns_are_those_that_are_read() -> None:
    assert as_markdown() in PAGE, (
        "put the output of python -m corridor.shipments.dictionary into docs/batch.md"
    )


def test_the_keys_are_those_of_study_files() -> None:
    named = {key.strip("` ") for row in rows(PAGE, "| key |") for key in row[0].split(",")}
    assert named == set(_KEYS)


def test_times_written_so_are_read(beijing: Callable[[str], int]) -> None:
    local, zoned, serial = (row[0].split("`, `") for row in rows(PAGE, "| written |"))
    for text in local:
        assert instant(text, "Asia/Shanghai") // 60 == beijing("2025-06-05 14:00") // 60, text
    for text in zoned:
        assert instant(text, "Asia/Shanghai") in {
            beijing("2025-06-05 17:00"),
            beijing("2025-06-05 22:00"),
        }, text
    (text,) = serial
    assert abs(instant(text, "Asia/Shanghai") - beijing("2025-06-05 14:00")) < 60


def test_the_table_and_the_study_of_the_page_are_read(tmp_path: Path, names: Names) -> None:
    (table,), (study,) = blocks(PAGE, "csv"), blocks(PAGE, "toml")
    (tmp_path / "shipments.csv").write_text(table, "utf-8")
    (tmp_path / "study.toml").write_text(study, "utf-8")
    assert len(read_shipments(tmp_path / "shipments.csv", names, JUNE).shipments) == 2
    got = shipments_of(read_study(tmp_path / "study.toml"), names, JUNE)
    assert [shipment.shipment_id for shipment in got.shipments] == ["A-1", "A-2", "extra"]
    assert not got.findings


def test_the_example_that_the_page_names_is_there() -> None:
    assert (DOCS / "examples" / "xinjiang-2025" / "study.toml").exists()
