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
        ["route", "kashgar", "tashkent", "--depart", "2025-06-05 14:00"],
        ["ports", "irkeshtam"],
        ["places", "osh"],
        ["--help"],
    ],
    ids=lambda command: command[0],
)
def test_answering_does_not_load_numba(command: list[str], tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from corridor.cli.main import _run\n"
        f"code = _run({[*command]!r})\n"
        f"print('LOADED', code, [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.stdout.splitlines()[-1] == "LOADED 0 []", ran.stdout[-500:] + ran.stderr[-500:]
