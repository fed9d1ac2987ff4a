"""Tables of text: delimiters, encodings, and quotes out of step."""

from collections.abc import Callable

import pytest

from corridor.dataset.notices import DatasetError
from corridor.shipments import ShipmentsRead

Read = Callable[..., ShipmentsRead]
HEAD = "id,origin,destination,note\n"


def ids(read: ShipmentsRead) -> list[str]:
    return [shipment.shipment_id for shipment in read.shipments]


def told(read: ShipmentsRead) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in read.findings]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_delimiter_is_that_by_which_columns_are_known(read: Read, sign: str) -> None:
    text = HEAD.replace(",", sign) + f'A{sign}kashgar{sign}osh{sign}"x, y; z\tw"\n'
    (shipment,) = read(text).shipments
    assert shipment.note == "x, y; z\tw"


def test_a_line_break_in_quotes_belongs_to_the_cell_and_lines_count_on(read: Read) -> None:
    got = read(HEAD + 'A,kashgar,osh,"one\ntwo"\nB,kashgar,nowhere,\nC,osh,kashgar,\n')
    assert ids(got) == ["A", "C"]
    assert got.shipments[0].note == "one\ntwo"
    assert told(got) == [("unknown-name", 4)]


def test_an_open_quote_swallows_no_other_row(read: Read) -> None:
    got = read(HEAD + 'A,kashgar,osh,"oops\nB,kashgar,osh,\nC,kashgar,osh,"fine"\nD,kashgar,osh,\n')
    assert ids(got) == ["B", "C", "D"]
    assert told(got) == [("bad-csv", 2)]


def test_two_open_quotes_that_meet_swallow_no_row_between(read: Read) -> None:
    got = read(HEAD + 'A,kashgar,"osh,\nB,kashgar,osh,\nC,kashgar,",\nD,kashgar,osh,\n')
    assert ids(got) == ["B", "D"]
    assert told(got) == [("bad-csv", 2), ("bad-csv", 4)]


def test_an_open_quote_at_the_end_is_one_bad_row(read: Read) -> None:
    got = read(HEAD + 'A,kashgar,osh,\nB,kashgar,osh,"')
    assert ids(got) == ["A"]
    assert told(got) == [("bad-csv", 3)]


def test_a_row_of_another_width_is_refused_and_spare_delimiters_are_not(read: Read) -> None:
    got = read(HEAD + "A,kashgar,osh,,,,\nB,kashgar,osh\nC,kashgar,osh,x,y\n,,,\n\nD,kashgar,osh,\n")
    assert ids(got) == ["A", "D"]
    assert told(got) == [("wrong-cell-count", 3), ("wrong-cell-count", 4)]


def test_a_long_cell_is_refused(read: Read) -> None:
    got = read(HEAD + f"A,kashgar,osh,{'x' * 10_001}\nB,kashgar,osh,{'x' * 10_000}\n")
    assert ids(got) == ["B"]
    assert told(got) == [("cell-too-long", 2)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\n,,\n ; \n", "empty-file"),
        (b"id,origin\n", "missing-column"),
        (b"PK\x03\x04rest", "unknown-format"),
        ("编号,起点,终点".encode("utf-16-le"), "not-utf8"),
        ("id,origin,destination".encode("utf-16-le"), "not-utf8"),
        (b"id,origin,destination\nA,osh\xff,kashgar\n", "not-utf8"),
        (b"\xff\xfei\x00d\x00", "missing-column"),
        (b"\xff\xfei\x00d\x00\x01", "not-utf8"),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(read: Read, content: bytes, code: str) -> None:
    with pytest.raises(DatasetError) as caught:
        read(content)
    assert caught.value.findings[-1].code == code


@pytest.mark.parametrize(("encoding", "word"), [("gb18030", "喀什到奥什的货物"), ("cp1251", "Кашгар и Ош")])
def test_what_windows_writes_is_told_apart_and_said(read: Read, encoding: str, word: str) -> None:
    got = read(f"{HEAD}A,kashgar,osh,{word}\n".encode(encoding))
    assert got.shipments[0].note == word
    assert [(finding.code, finding.severity) for finding in got.findings] == [("guessed-encoding", "warning")]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("a.xls", ".xlsx"), ("a.json", ".jsonl"), ("a.zip", "unpack"), ("a", ".csv"), ("a.docx", ".csv")],
)
def test_other_forms_are_refused_with_a_hint(read: Read, name: str, hint: str) -> None:
    with pytest.raises(DatasetError) as caught:
        read("x", name)
    assert caught.value.findings[0].code == "unknown-format"
    assert hint in caught.value.hint
