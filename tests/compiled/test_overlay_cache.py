"""Overlays kept on disk: read when they are right, made again when they are not, and never in the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from arcs_by_hand import adjacency_of, drive, engine_between, gate
from weeks import DAY, HOUR, MONDAY

from corridor.calendars.periods import OpeningPeriods
from corridor.compiled import engine as compiled_engine
from corridor.compiled.engine import Engine
from corridor.network.arcs import Arc
from corridor.operations.arrival import Timed

Prepare = Callable[..., Engine]


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every time an overlay is built, one more entry."""
    made: list[int] = []
    build = compiled_engine.build

    def counting(*args: Any) -> Any:
        made.append(1)
        return build(*args)

    monkeypatch.setattr(compiled_engine, "build", counting)
    return made


def network(hours: int = 1, *, always: bool = False) -> list[Arc]:
    periods = OpeningPeriods.of([(MONDAY + 8 * HOUR, MONDAY + 18 * HOUR)])
    timed = Timed(OpeningPeriods.always() if always else periods, HOUR)
    return [drive("a", "b", hours * HOUR), gate("b", "c", timed), drive("c", "d", HOUR)]


def prepared(folder: Path, arcs: list[Arc] | None = None, target: str = "d") -> Engine:
    adjacency = adjacency_of(arcs or network())
    return engine_between(adjacency, [["a"]], [[target]], MONDAY, MONDAY + DAY, cache=folder)


def assert_right(engine: Engine) -> None:
    assert engine.arrival(0, 0, MONDAY) == (MONDAY + 10 * HOUR, 3 * HOUR)


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_a_second_preparation_reads_what_the_first_one_kept(tmp_path: Path, builds: list[int]) -> None:
    folder = tmp_path / "made" / "on" / "first" / "use"
    for _ in range(3):
        engine = prepared(folder)
        assert_right(engine)
        assert engine.notices == ()
    assert len(builds) == 1
    assert only_file(folder).suffix == ".overlay"


def test_without_a_folder_nothing_is_kept(tmp_path: Path, builds: list[int]) -> None:
    adjacency = adjacency_of(network())
    for _ in range(2):
        assert_right(engine_between(adjacency, [["a"]], [["d"]], MONDAY, MONDAY + DAY))
    assert len(builds) == 2
    assert not list(tmp_path.iterdir())


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize(
    "harm",
    [
        lambda _: b"",
        lambda content: content[:10],
        lambda content: content[:40],
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"more",
        lambda content: flipped(content, 5),
        lambda content: flipped(content, 25),
        lambda content: flipped(content, len(content) // 2),
        lambda content: flipped(content, len(content) - 1),
        lambda content: content.replace(b"corridor overlay 1", b"corridor overlay 0", 1),
        lambda _: b"PK\x03\x04 some other archive",
    ],
)
def test_a_harmed_file_is_made_again_with_one_notice(
    tmp_path: Path, builds: list[int], harm: Callable[[bytes], bytes]
) -> None:
    assert_right(prepared(tmp_path))
    file = only_file(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(harm(whole))
    engine = prepared(tmp_path)
    assert_right(engine)
    assert [notice.code for notice in engine.notices] == ["cache-rebuilt"]
    assert only_file(tmp_path) == file
    assert len(builds) == 2
    assert prepared(tmp_path).notices == ()
    assert len(builds) == 2


def test_other_networks_terminals_and_hours_have_files_of_their_own(
    tmp_path: Path, builds: list[int]
) -> None:
    prepared(tmp_path)
    prepared(tmp_path, network(2))
    prepared(tmp_path, network(always=True))
    prepared(tmp_path, target="c")
    prepared(tmp_path, [*network(), drive("d", "a", HOUR)])
    assert len(builds) == len(list(tmp_path.iterdir())) == 5


def test_a_folder_that_cannot_be_written_to_is_told_of_and_no_reason_to_fail(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    engine = prepared(blocked / "cache")
    assert_right(engine)
    assert [notice.code for notice in engine.notices] == ["cache-unwritable"]
    assert blocked.read_text() == "no folder"


def test_a_full_disk_leaves_no_scraps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    engine = prepared(tmp_path)
    assert_right(engine)
    assert [notice.code for notice in engine.notices] == ["cache-unwritable"]
    assert not list(tmp_path.iterdir())


def test_a_span_that_grows_over_a_change_keeps_a_second_overlay(tmp_path: Path, builds: list[int]) -> None:
    """Up to day 200 the port never closes; a question behind that finds the overlay that an earlier run kept."""
    periods = OpeningPeriods.of(
        [(MONDAY - 900 * DAY, MONDAY + 200 * DAY), (MONDAY + 300 * DAY, MONDAY + 301 * DAY)]
    )
    for _ in range(2):
        engine = prepared(tmp_path, [gate("a", "d", Timed(periods, HOUR))])
        assert engine.arrival(0, 0, MONDAY)[0] == MONDAY + HOUR
        assert engine.arrival(0, 0, MONDAY + 250 * DAY)[0] == MONDAY + 300 * DAY + HOUR
    assert len(builds) == len(list(tmp_path.iterdir())) == 2
