from pathlib import Path

import pytest
from minimal_dataset import FILES, write_minimal

from corridor.dataset.fingerprint import fingerprint


def test_the_fingerprint_is_twelve_hex_digits(minimal: Path) -> None:
    digits = fingerprint(minimal)
    assert len(digits) == 12
    assert set(digits) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    "changed",
    [
        {"links.csv:2:distance_km": "61"},
        {"dataset.toml:2": 'version = "2"'},
        {"alignments.geojson": None},
        {"basemap/lakes.geojson": None},
        {"reviewed.csv": "code,subject,reason\n"},
    ],
)
def test_any_table_or_layer_counts(changed: dict[str, str | None], minimal: Path, tmp_path: Path) -> None:
    assert fingerprint(write_minimal(tmp_path / "other", changed)) != fingerprint(minimal)


def test_line_ends_and_byte_order_marks_do_not_count(minimal: Path, tmp_path: Path) -> None:
    text = "\ufeff" + FILES["links.csv"].replace("\n", "\r\n")
    assert fingerprint(write_minimal(tmp_path / "other", {"links.csv": text})) == fingerprint(minimal)


@pytest.mark.parametrize("changed", [{"scenarios/x.toml": "title = 'X'\n"}, {"README.md": "# Two passes\n"}])
def test_scenarios_and_prose_do_not_count(
    changed: dict[str, str | None], minimal: Path, tmp_path: Path
) -> None:
    assert fingerprint(write_minimal(tmp_path / "other", changed)) == fingerprint(minimal)


def test_moving_text_from_one_file_to_another_counts(tmp_path: Path) -> None:
    one = write_minimal(tmp_path / "one", {"a.csv": "xy", "b.csv": ""})
    other = write_minimal(tmp_path / "other", {"a.csv": "x", "b.csv": "y"})
    assert fingerprint(one) != fingerprint(other)
