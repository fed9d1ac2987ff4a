"""Cold start as ratios to `import networkx`, side by side, best of several interleaved runs."""

import os
import subprocess
import sys
import tempfile
from functools import partial

from benchmarks.report import Report, seconds, table

RUNS = 15
CORRIDOR = [sys.executable, "-m", "corridor"]
CASES = {
    "python -c 'import networkx'": [sys.executable, "-c", "import networkx"],
    "corridor --help": [*CORRIDOR, "--help"],
    "corridor route kashgar osh": [*CORRIDOR, "route", "kashgar", "osh", "--depart", "2025-06-05T20:00"],
    "corridor ports irkeshtam": [*CORRIDOR, "ports", "irkeshtam", "--at", "2025-06-05T20:00"],
    "corridor compare, a week": [
        *CORRIDOR,
        "compare",
        "kashgar",
        "tashkent",
        "--from",
        "2025-06-02",
    ],
}


def commands(report: Report, *, quick: bool) -> None:
    """Measure commands from a cold start."""
    best = dict.fromkeys(CASES, float("inf"))
    for _ in range(3 if quick else RUNS):
        for name, command in CASES.items():
            taken = seconds(partial(subprocess.run, command, stdout=subprocess.DEVNULL, check=True))
            best[name] = min(best[name], taken)
    unit = next(iter(best.values()))
    rows = [(f"`{name}`", f"{taken:.3f}", f"{taken / unit:.2f}") for name, taken in best.items()]
    report.add("#### Cold start", table(("command", "best, s", "times `import networkx`"), rows))
    if not quick:
        _first_compare(report)


def _first_compare(report: Report) -> None:
    """Measure `compare` with no kernel compiled yet, and again with all of them on disk."""
    command = CASES["corridor compare, a week"]
    with tempfile.TemporaryDirectory() as folder:
        run = partial(
            subprocess.run,
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            env={**os.environ, "NUMBA_CACHE_DIR": folder},
        )
        rows = [(name, f"{seconds(run):.1f}") for name in ("nothing compiled yet", "kernels on disk")]
    report.add("#### `corridor compare` on a new machine", table(("", "s"), rows))
