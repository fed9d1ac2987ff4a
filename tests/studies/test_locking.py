"""Two runs never work in one folder of results."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import two_passes

from corridor.errors import OutputError
from corridor.model.dataset import Dataset
from corridor.model.study_summary import StudySummary
from corridor.studies import Progress, run

HOLD = """
import sys, time
from pathlib import Path
from corridor.studies.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"held\n"
    return process


def test_a_second_run_in_a_folder_is_refused_and_touches_nothing(
    holder: "subprocess.Popen[bytes]", passes: Dataset, tmp_path: Path
) -> None:
    try:
        with pytest.raises(OutputError, match="another run is at work in") as caught:
            run(two_passes.study(), passes, tmp_path, redo=True)
    finally:
        holder.kill()
        holder.wait()
    assert caught.value.exit_code == 4
    assert caught.value.hint == "wait until it ends, or name another folder"
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_run_that_is_killed_leaves_no_lock_behind(
    holder: "subprocess.Popen[bytes]", passes: Dataset, tmp_path: Path
) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert (tmp_path / ".lock").exists()
    run(two_passes.study(), passes, tmp_path)


def test_a_run_that_is_interrupted_lets_the_next_one_in(passes: Dataset, tmp_path: Path) -> None:
    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(two_passes.study(), passes, tmp_path, progress=interrupt)
    run(two_passes.study(), passes, tmp_path, resume=True)


def test_no_other_run_is_let_in_before_the_report_is_written(passes: Dataset, tmp_path: Path) -> None:
    def report(_: StudySummary) -> None:
        with pytest.raises(OutputError, match="another run"):
            run(two_passes.study(), passes, tmp_path, resume=True)
        told.append("written")

    told: list[str] = []
    run(two_passes.study(), passes, tmp_path, finish=report)
    assert told == ["written"]
