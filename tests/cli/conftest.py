"""Running the command line in-process."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from corridor.cli.main import _run


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def corridor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `corridor ARGS` and return exit code, standard output and standard error."""
    monkeypatch.delenv("CORRIDOR_DATA", raising=False)

    def run(*args: str) -> Ran:
        code = _run(list(args))
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
