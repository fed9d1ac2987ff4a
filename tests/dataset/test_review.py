from pathlib import Path

from minimal_dataset import Changes, write_minimal

from corridor.dataset.checks import check

HEAD = "code,subject,reason\n"
FAST: Changes = {"links.csv:2:speed_kmh": "95"}


def codes(folder: Path, changed: Changes) -> list[str]:
    return [finding.code for finding in check(write_minimal(folder, changed))]


def test_a_reviewed_warning_is_silent(tmp_path: Path) -> None:
    review = {"reviewed.csv": HEAD + "speed-out-of-class,city-fork,motorway in all but name\n"}
    assert codes(tmp_path, FAST) == ["speed-out-of-class"]
    assert codes(tmp_path, {**FAST, **review}) == []


def test_a_review_of_another_row_silences_nothing(tmp_path: Path) -> None:
    review = {"reviewed.csv": HEAD + "speed-out-of-class,fork-city,motorway in all but name\n"}
    assert codes(tmp_path, {**FAST, **review}) == ["speed-out-of-class", "unused-review"]


def test_errors_cannot_be_reviewed_away(tmp_path: Path) -> None:
    changed: Changes = {
        "links.csv:10:distance_km": "60",
        "reviewed.csv": HEAD + "link-too-short,fork-city,it is a tunnel\n",
    }
    assert codes(tmp_path, changed) == ["link-too-short"]


def test_a_review_needs_a_reason(tmp_path: Path) -> None:
    changed: Changes = {"reviewed.csv": HEAD + "speed-out-of-class,city-fork,\n"}
    assert codes(tmp_path, changed) == ["missing-value"]
