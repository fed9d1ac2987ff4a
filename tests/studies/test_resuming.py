"""A run that is stopped goes on to the same bytes, and one made from something else is refused."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

import pytest
import two_passes

from corridor.errors import CorridorError, OutputError, UsageError
from corridor.model.dataset import Dataset
from corridor.model.study import Study
from corridor.studies import Progress, run

FILES = ("results.parquet", "summary.csv", "run.json")


def content(out: Path) -> list[bytes]:
    return [(out / name).read_bytes() for name in FILES]


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    two_passes.in_small_parts(monkeypatch.setattr)


@pytest.fixture(scope="module")
def whole(passes: Dataset, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    out = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        two_passes.in_small_parts(patch.setattr)
        run(two_passes.study(), passes, out)
    return content(out)


def interrupted_after(parts: int) -> "type[Interrupt]":
    class After(Interrupt):
        left = parts

    return After


class Interrupt:
    """Interrupts a run when some parts of it are done."""

    left = 0

    def __call__(self, progress: Progress) -> None:
        if progress.done > progress.before:
            self.left -= 1
        if not self.left:
            raise KeyboardInterrupt


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("parts", [1, 3, 6])
def test_an_interrupted_run_goes_on_to_the_same_bytes(
    parts: int, passes: Dataset, whole: list[bytes], tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(two_passes.study(), passes, tmp_path, progress=interrupted_after(parts)())
    assert not (tmp_path / "results.parquet").exists()
    told: list[Progress] = []
    run(two_passes.study(), passes, tmp_path, resume=True, progress=told.append)
    assert told[0].before > 0
    assert content(tmp_path) == whole


@pytest.mark.usefixtures("small_parts")
def test_a_finished_run_is_not_worked_out_again(passes: Dataset, whole: list[bytes], tmp_path: Path) -> None:
    first = run(two_passes.study(), passes, tmp_path)
    told: list[Progress] = []
    again = run(two_passes.study(), passes, tmp_path, resume=True, progress=told.append)
    assert again == first
    assert run(two_passes.study(), passes, tmp_path, resume=True, workers=2) == first
    assert told[0].before == told[0].total
    assert content(tmp_path) == whole


@pytest.mark.usefixtures("small_parts")
def test_the_command_is_that_which_began_the_run(passes: Dataset, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(two_passes.study(), passes, tmp_path, command="corridor batch", progress=interrupted_after(1)())
    run(two_passes.study(), passes, tmp_path, command="corridor batch --resume", resume=True)
    assert '"command": "corridor batch",' in (tmp_path / "run.json").read_text()


@pytest.mark.usefixtures("small_parts")
def test_a_run_is_not_written_over_unasked(passes: Dataset, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(two_passes.study(), passes, tmp_path, progress=interrupted_after(2)())
    with pytest.raises(OutputError, match="holds a run of which 2 of 7 parts are done"):
        run(two_passes.study(), passes, tmp_path)


CHANGED: dict[str, Study] = {
    "shipments": two_passes.study(two_passes.of_every_kind()[:-1]),
    "scenarios": two_passes.study(scenarios=(two_passes.LIMITED, replace(two_passes.OPEN, title="new"))),
    "options": two_passes.study(every_s=7200),
}


@pytest.mark.parametrize("what", CHANGED)
def test_other_inputs_are_noticed(what: str, passes: Dataset, tmp_path: Path) -> None:
    run(two_passes.study(), passes, tmp_path)
    with pytest.raises(OutputError, match=f"was made from other {what}"):
        run(CHANGED[what], passes, tmp_path, resume=True)
    run(CHANGED[what], passes, tmp_path, redo=True)


def test_other_data_and_versions_are_noticed(
    passes: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(two_passes.study(), passes, tmp_path)
    with pytest.raises(OutputError, match="made from other dataset"):
        run(two_passes.study(), replace(passes, fingerprint="0"), tmp_path, resume=True)
    monkeypatch.setattr("corridor.studies.plan.version", lambda _: "99")
    with pytest.raises(OutputError, match="made from other version of corridor"):
        run(two_passes.study(), passes, tmp_path, resume=True)


@pytest.mark.usefixtures("small_parts")
def test_parts_that_a_removal_left_behind_are_not_taken_for_those_of_a_new_run(
    passes: Dataset, whole: list[bytes], tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(two_passes.study(every_s=7200), passes, tmp_path, progress=interrupted_after(3)())
    (tmp_path / ".run" / "plan.json").unlink()
    run(two_passes.study(), passes, tmp_path)
    assert content(tmp_path) == whole


@pytest.mark.usefixtures("small_parts")
def test_a_run_that_begins_afresh_leaves_no_results_of_the_one_before(
    passes: Dataset, tmp_path: Path
) -> None:
    run(two_passes.study(), passes, tmp_path)
    (tmp_path / "report.html").write_text("of the run before")
    (tmp_path / "mine.txt").write_text("no result")
    with pytest.raises(KeyboardInterrupt):
        run(CHANGED["options"], passes, tmp_path, redo=True, progress=interrupted_after(1)())
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", ".run", "mine.txt"]


def test_results_without_a_journal_are_not_written_over(passes: Dataset, tmp_path: Path) -> None:
    (tmp_path / "results.parquet").write_text("mine")
    with pytest.raises(OutputError, match="exists"):
        run(two_passes.study(), passes, tmp_path)


def test_a_finished_run_without_its_results_says_so(passes: Dataset, tmp_path: Path) -> None:
    run(two_passes.study(), passes, tmp_path)
    (tmp_path / "results.parquet").unlink()
    with pytest.raises(OutputError, match=r"is gone, and results.parquet with it"):
        run(two_passes.study(), passes, tmp_path, resume=True)


def test_a_damaged_journal_is_no_traceback(passes: Dataset, tmp_path: Path) -> None:
    run(two_passes.study(), passes, tmp_path)
    whole = (tmp_path / ".run" / "000000.npz").read_bytes()
    for damaged in (b"PK cut short", b"", whole[:90] + b"\xff" * 30 + whole[120:]):
        (tmp_path / ".run" / "000000.npz").write_bytes(damaged)
        with pytest.raises(OutputError, match="cannot be read"):
            run(two_passes.study(), passes, tmp_path, resume=True)
    (tmp_path / ".run" / "plan.json").write_text("[]")
    with pytest.raises(OutputError, match="is no plan of a run") as caught:
        run(two_passes.study(), passes, tmp_path, resume=True)
    assert "--redo" in caught.value.hint
    run(two_passes.study(), passes, tmp_path, redo=True)


def test_studies_that_are_not_well_formed(passes: Dataset, tmp_path: Path) -> None:
    twice = (two_passes.shipment("e"), two_passes.shipment("e"))
    for bad in (
        replace(two_passes.study(), shipments=()),
        two_passes.study(twice),
        two_passes.study(baseline="nothing"),
        two_passes.study(scenarios=(two_passes.OPEN, two_passes.OPEN), baseline="open"),
        two_passes.study(every_s=1),
    ):
        with pytest.raises(UsageError):
            run(bad, passes, tmp_path)
    assert not list(tmp_path.iterdir())


def test_progress_tells_rate_and_time_left() -> None:
    told = Progress(stage="planning", done=30, total=90, before=10, rows=4000, elapsed_s=10.0)
    assert (told.rows_per_s, told.left_s) == (400.0, 30.0)
    assert Progress(stage="planning", done=10, total=90, before=10, rows=0, elapsed_s=0).left_s is None


RUN_IN_SMALL_PARTS = """
import sys
from pathlib import Path
import two_passes
from corridor.dataset.loading import load
from corridor.studies import run
if __name__ == "__main__":
    two_passes.in_small_parts()
    data, out, workers = sys.argv[1:]
    run(two_passes.study(), load(Path(data)), Path(out), workers=int(workers), resume=True)
"""


def started(folder: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    script = folder / "run_in_small_parts.py"
    script.write_text(RUN_IN_SMALL_PARTS)
    tests = Path(__file__).parent
    paths = [str(tests), str(tests.parent), str(tests.parents[1])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.Popen(
        [sys.executable, str(script), str(folder / "data"), str(out), str(workers)],
        env=environment,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    two_passes.dataset(folder / "data")
    return folder


@pytest.mark.slow
def test_runs_killed_at_random_moments_end_in_the_same_bytes(folder: Path, whole: list[bytes]) -> None:
    """At least 20 kills -9, each some time after the first sign of work; then a run to the end."""
    rng = random.Random(966)
    kills = 0
    for attempt in range(60):
        out = folder / f"out{attempt}"
        for _ in range(40):
            process = started(folder, out, 1)
            done = len(list(out.glob(".run/*.npz")))
            while process.poll() is None and len(list(out.glob(".run/*.npz"))) == done:
                time.sleep(0.002)
            time.sleep(rng.random() * 0.25)
            if process.poll() is not None:
                break
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
        assert started(folder, out, 1).wait() == 0
        assert content(out) == whole
        assert not list(out.glob("**/.corridor-*"))
        if kills >= 20:
            break
    assert kills >= 20


@pytest.mark.slow
def test_workers_do_not_change_a_byte(folder: Path, whole: list[bytes]) -> None:
    out = folder / "workers"
    assert started(folder, out, 3).wait() == 0
    assert content(out) == whole


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_the_process_that_began_them(end: int, folder: Path) -> None:
    out = folder / f"orphans{end}"
    process = started(folder, out, 2)
    while not list(out.glob(".run/*.npz")):
        time.sleep(0.01)
    os.kill(process.pid, end)
    process.wait()
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("workers are still there")


def test_a_worker_that_dies_is_an_error_that_says_what_to_do(
    passes: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr("corridor.studies.workers._work", broken)
    monkeypatch.setattr("corridor.studies.workers.ProcessPoolExecutor", _Inline)
    two_passes.in_small_parts(monkeypatch.setattr)
    with pytest.raises(CorridorError, match="a worker process ended") as caught:
        run(two_passes.study(), passes, tmp_path, workers=2)
    assert "--resume" in caught.value.hint


class _Inline:
    """A pool that works at once, in this process."""

    def __init__(self, *_: object) -> None:
        pass

    def submit(self, work: object, *given: object) -> object:
        future: Future[object] = Future()
        try:
            future.set_result(work(*given))  # type: ignore[operator]
        except BrokenProcessPool as error:
            future.set_exception(error)
        return future

    def shutdown(self, **_: object) -> None:
        pass
