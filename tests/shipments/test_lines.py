"""Tables of text are read in parts: whatever their length, a few lines of them are held."""

import os
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corridor.dataset.notices import DatasetError
from corridor.shipments import Defaults, Names, ShipmentsRead, decoding, delimited, lines, read_shipments
from corridor.shipments.delimited import delimited_rows
from corridor.shipments.lines import Lines
from corridor.shipments.rows import Row

Read = Callable[..., ShipmentsRead]
HEAD = "id,origin,destination,note\n"


def test_lines_can_be_read_again_until_they_are_forgotten() -> None:
    some = Lines(["a", "b", "c"])
    assert list(some.since(1)) == ["b", "c"]
    some.forget(1)
    assert list(some.since(1)) == ["b", "c"]
    assert some.has(2)
    assert not some.has(3)
    some.forget(9)
    assert not some._held


def test_a_long_table_is_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []

    class Watched(Lines):
        def has(self, at: int) -> bool:
            found = super().has(at)
            held.append(len(self._held))
            return found

    monkeypatch.setattr(delimited, "Lines", Watched)
    rows = "".join(f'A-{i},kashgar,osh,"two\nlines"\n' for i in range(3_000))
    (tmp_path / "a.csv").write_text(f'{HEAD}{rows}B,kashgar,osh,"open\nC,kashgar,osh,\n', "utf-8")
    read = list(delimited_rows(tmp_path / "a.csv", "a.csv"))
    assert len(read) == 3_002
    assert max(held) <= 4


def test_what_is_read_takes_no_memory_by_the_row(read: Read) -> None:
    """Each shipment would take some kilobytes, and each finding half of one."""

    def peak(rows: int) -> int:
        good = "".join(f"A-{i},kashgar,osh,\n" for i in range(rows))
        bad = "".join(f"B-{i},kashgar,atlantis,\n" for i in range(rows))
        tracemalloc.start()
        try:
            got = read(HEAD + good + bad)
            assert (len(got.shipments), got.refused) == (rows, rows)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)  # what is looked up once
    assert peak(3_000) - peak(1_000) < 2_000 * 2 * 80  # the text that the test itself writes


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_rows_come_while_the_file_is_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first row is there before the tenth line is asked for."""
    asked: list[int] = []
    own = lines._lines

    def counted(*given: object) -> Iterator[str]:
        for line in own(*given):  # type: ignore[arg-type]
            asked.append(len(line))
            yield line

    monkeypatch.setattr(lines, "_lines", counted)
    row = (
        '{{"id": "A-{}", "origin": "kashgar", "destination": "osh"}}\n'
        if name == "a.jsonl"
        else "A-{},kashgar,osh,\n"
    )
    head = HEAD if name == "a.csv" else ""
    (tmp_path / name).write_text(head + "".join(map(row.format, range(5_000))), "utf-8")
    from corridor.shipments.files import rows_of

    first = next(row for row in rows_of(tmp_path / name, name) if isinstance(row, Row))
    assert first.cells["id"] == "A-0"
    assert len(asked) < 10


def test_a_row_of_too_many_lines_is_refused_and_swallows_no_other(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "_LONGEST", 100)
    long = 'A,kashgar,osh,"' + "x\n" * 60 + '"\n'
    got = read(HEAD + long + "B,kashgar,osh,\n")
    assert [shipment.shipment_id for shipment in got.shipments] == ["B"]
    assert (got.findings[0].code, got.findings[0].line) == ("bad-csv", 2)
    assert "more than 100 characters" in got.findings[0].message


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_line_that_is_too_long_is_a_refused_row(
    name: str, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "_LONGEST", 100)
    if name == "a.csv":
        text = f"id,origin,destination\nA,{'kashgar' * 40},osh\nB,kashgar,osh\n"
    else:
        row = '{{"id": "{}", "origin": "kashgar", "destination": "osh"}}\n'
        text = row.format("A" * 90) + row.format("B")
    got = read(text, name)
    assert [shipment.shipment_id for shipment in got.shipments] == ["B"]
    assert got.refused == 1


@pytest.mark.parametrize(
    ("encoding", "word"), [("utf-8", "喀什Ош"), ("gb18030", "喀什到奥什的货物"), ("utf-16", "Ош")]
)
def test_letters_that_lie_across_two_blocks_are_read(
    encoding: str, word: str, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for block in (801, 802, 803, 804):
        monkeypatch.setattr(decoding, "_BLOCK", block)
        text = HEAD + "".join(f"A-{i},kashgar,osh,{word}\n" for i in range(200))
        got = read(text.encode(encoding))
        assert {shipment.note for shipment in got.shipments} == {word}
        assert len(got.shipments) == 200


def test_the_line_that_is_no_text_is_told_however_far_it_is(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "_BLOCK", 64)
    rows = "".join(f"A-{i},kashgar,osh,\n" for i in range(50))
    with pytest.raises(DatasetError) as caught:
        read(f"{HEAD}{rows}".encode() + b"B,kashgar,osh,\xff\n")
    assert (caught.value.findings[0].code, caught.value.findings[0].line) == ("not-utf8", 52)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_read_like_a_file(names: Names, defaults: Defaults, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(HEAD + "A,kashgar,osh,\n", "utf-8"))
    writer.start()
    assert len(read_shipments(pipe, names, defaults).shipments) == 1
    writer.join()


def test_of_a_file_that_is_refused_the_first_findings_are_told(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corridor.shipments import reading, rows

    monkeypatch.setattr(reading, "_MOST_TOLD", 2)
    monkeypatch.setattr(rows, "MAX_ROWS", 5)
    with pytest.raises(DatasetError, match="and 3 more has 3 errors") as caught:
        read(HEAD + "A,nowhere,osh,\n" * 6)
    assert [finding.code for finding in caught.value.findings] == [
        "too-many-rows",
        "unknown-name",
        "unknown-name",
    ]
