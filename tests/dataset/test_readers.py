from pathlib import Path

import pytest
from minimal_dataset import FILES, write_minimal

from corridor.dataset import readers
from corridor.dataset.checks import check
from corridor.dataset.notices import RejectedError
from corridor.dataset.readers import read_json, read_table, read_text, read_toml
from corridor.dataset.schema import CLOSURES, HOLIDAYS, TRANSLOADS


def rejection(path: Path) -> str:
    with pytest.raises(RejectedError) as caught:
        read_text(path, path.name)
    return str(caught.value.finding)


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in check(folder)]


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("高山口".encode("gb18030"), "GB18030 (Chinese Windows)"),
        ("高山口".encode("utf-16"), "UTF-16"),
        (b"\x81\xff\xff", "of another encoding"),
    ],
)
def test_other_encodings_are_told_apart(raw: bytes, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(b"place_id\n" + raw if encoding != "UTF-16" else raw)
    assert f"text is {encoding}, not UTF-8 [not-utf8]" in rejection(path)


def test_the_line_of_the_first_wrong_byte_is_named(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(b"one\ntwo\nthr\xffee\n")
    assert rejection(path).startswith("places.csv:3: error:")


def test_a_folder_in_place_of_a_file_is_unreadable(tmp_path: Path) -> None:
    folder = write_minimal(tmp_path, {"closures.csv": None})
    (folder / "closures.csv").mkdir()
    assert "unreadable-file" in codes(folder)


def test_a_file_beyond_the_cap_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", len(FILES["links.csv"]) - 1)
    path = write_minimal(tmp_path) / "links.csv"
    assert "[file-too-large]" in rejection(path)


def test_a_table_beyond_the_cap_of_rows_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_ROWS", 2)
    table, findings = read_table(write_minimal(tmp_path), CLOSURES)
    assert [(finding.code, finding.line) for finding in findings] == [("too-many-rows", 4)]
    assert not table.is_readable


def test_lines_count_line_breaks_within_cells(tmp_path: Path) -> None:
    """The row after a cell of two lines starts one line later."""
    text = (
        'calendar,day,kind,name,source_id\nKZ,2025-01-01,add,"A\nB",made-up\n\nKZ,2025-01-02,add,C,made-up\n'
    )
    table, _ = read_table(write_minimal(tmp_path, {"holidays.csv": text}), HOLIDAYS)
    assert [row.line for row in table.rows] == [2, 5]


def test_an_optional_table_that_lacks_is_readable_and_empty(tmp_path: Path) -> None:
    table, findings = read_table(tmp_path, HOLIDAYS)
    assert (list(table.rows), findings, table.is_readable) == ([], [], True)


def test_a_header_alone_is_a_table(tmp_path: Path) -> None:
    table, findings = read_table(write_minimal(tmp_path), TRANSLOADS)
    assert (list(table.rows), findings) == ([], [])


@pytest.mark.parametrize("text", ['{"a": Infinity}', '{"a": 1, "a": 2}', "9" * 5_000, "", '{"a": "\t"}'])
def test_json_that_python_would_take_or_stumble_over_is_rejected(text: str, tmp_path: Path) -> None:
    path = tmp_path / "layer.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RejectedError):
        read_json(path, "layer.geojson")


def test_the_line_of_a_toml_error_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("a = 1\nb = \n", encoding="utf-8")
    with pytest.raises(RejectedError) as caught:
        read_toml(path, "x.toml")
    assert caught.value.finding.line == 2


def test_while_a_cell_is_wrong_nothing_is_called_missing_for_its_row(tmp_path: Path) -> None:
    """Without the link the pass would look unjoined, and the places beyond it unreachable."""
    assert codes(write_minimal(tmp_path, {"links.csv:8:distance_km": "five"})) == ["bad-number"]


def test_a_table_that_cannot_be_read_accuses_no_other(tmp_path: Path) -> None:
    assert codes(write_minimal(tmp_path, {"sources.csv": ""})) == ["empty-file"]
