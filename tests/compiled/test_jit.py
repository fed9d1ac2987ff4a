"""Kernels are compiled once, kept, and people are told while they wait."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from corridor.compiled.first_compile import on_first_compile
said = []
on_first_compile(lambda: said.append("compiling"))
import numpy as np
from corridor.compiled.pieces import _is_fifo
x = np.array([0, 5]), np.array([1, 9]), np.array([True, False])
assert _is_fifo(*x)
assert _is_fifo(*x)
print(said)
"""


def run(cache: Path) -> str:
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_compiling_is_told_once_and_not_again_when_kernels_are_kept(tmp_path: Path) -> None:
    assert run(tmp_path) == "['compiling']"
    assert run(tmp_path) == "[]"


def test_kernels_of_another_source_are_not_used(tmp_path: Path) -> None:
    run(tmp_path)
    (kept,) = tmp_path.iterdir()
    older = kept.rename(tmp_path / "corridor-kernels-0123456789abcdef")
    assert run(tmp_path) == "['compiling']"
    assert not older.exists()
