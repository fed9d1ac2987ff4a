"""Running the command line in-process, in a folder that holds the examples, at a fixed present time."""

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from corridor.cli import diagnosis, session
from corridor.cli.main import _run

NOW = 1_775_000_000
"""31 March 2026, soon after the day on which the sources of the shipped data end."""


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def corridor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """Run `corridor ARGS` and return exit code, standard output and standard error."""
    monkeypatch.delenv("CORRIDOR_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(Path(__file__).parents[2] / "docs" / "examples", tmp_path / "docs" / "examples")
    for module in (session, diagnosis):
        monkeypatch.setattr(module, "time", SimpleNamespace(time=lambda: float(NOW)))

    def run(*args: str) -> Ran:
        code = _run(list(args))
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
