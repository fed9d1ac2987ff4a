"""What is kept on disk comes back in order, and a full disk is an error in a line."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import two_passes

from corridor.errors import OutputError
from corridor.model.dataset import Dataset
from corridor.studies import run
from corridor.studies.shelf import Shelf
from corridor.studies.spool import Spool


def test_values_come_back_in_order() -> None:
    spool = Spool[str]()
    assert not spool
    spool.extend(["a", "b"])
    spool.append("c")
    assert list(spool) == ["a", "b", "c"]
    assert (len(spool), spool[0], spool[-1], spool[1:]) == (3, "a", "c", ["b", "c"])
    with pytest.raises(IndexError):
        spool[3]


def test_it_can_be_gone_through_twice_at_a_time() -> None:
    spool = Spool[int]()
    spool.extend(range(3))
    assert [(one, other) for one in spool for other in spool][-1] == (2, 2)


def test_values_are_taken_one_at_a_time() -> None:
    def values() -> Iterator[int]:
        for value in range(5):
            assert len(spool) == value
            yield value

    spool = Spool[int]()
    spool.extend(values())


def test_a_full_disk_is_an_error_with_a_hint() -> None:
    spool = Spool[bytes]()
    spool._database.run.execute("PRAGMA max_page_count = 3")
    with pytest.raises(OutputError, match="temporary files cannot be written") as caught:
        spool.extend(bytes(5000) for _ in range(10))
    assert "TMPDIR" in caught.value.hint


def test_a_disk_that_is_full_when_shipments_are_read_again_is_one_too(
    passes: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Shelf, "documents", full)
    with pytest.raises(OutputError, match="temporary files cannot be written"):
        run(two_passes.study(), passes, tmp_path)
