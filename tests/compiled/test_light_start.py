"""What a single answer needs does not load the compiled engine."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("numba", "numpy", "pandas")


@pytest.mark.parametrize(
    "command",
    [
        ["route", "kashgar", "tashkent", "--depart", "2025-06-05 14:00", "--reliability", "none"],
        ["ports", "irkeshtam"],
        ["places", "osh"],
        ["--help"],
    ],
    ids=lambda command: command[0],
)
def test_answering_does_not_load_numba(command: list[str], tmp_path: Path) -> None:
    assert loaded_by(command, tmp_path) == "LOADED 0 []"


def test_the_samples_of_a_plan_load_numpy_alone(tmp_path: Path) -> None:
    command = ["route", "kashgar", "tashkent", "--depart", "2025-06-05 14:00"]
    assert loaded_by(command, tmp_path) == "LOADED 0 ['numpy']"


def loaded_by(command: list[str], tmp_path: Path) -> str:
    """Return the exit code of a command, and what heavy it has loaded."""
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from corridor.cli.main import _run\n"
        f"code = _run({[*command]!r})\n"
        f"print('LOADED', code, [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    return ran.stdout.splitlines()[-1] if ran.stdout else ran.stderr
