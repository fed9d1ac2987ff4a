"""Cold start as ratios to `import networkx`, side by side, best of several interleaved runs.

python benchmarks/cold_start.py
"""

import subprocess
import sys
import time

RUNS = 15
CORRIDOR = [sys.executable, "-m", "corridor"]
CASES = {
    "python -c 'import networkx'": [sys.executable, "-c", "import networkx"],
    "corridor --help": [*CORRIDOR, "--help"],
    "corridor route kashgar osh": [*CORRIDOR, "route", "kashgar", "osh", "--depart", "2025-06-05T20:00"],
    "corridor ports irkeshtam": [*CORRIDOR, "ports", "irkeshtam", "--at", "2025-06-05T20:00"],
    "corridor compare, a week by the hour": [
        *CORRIDOR,
        "compare",
        "kashgar",
        "tashkent",
        "--from",
        "2025-06-02",
    ],
}


def seconds(command: list[str]) -> float:
    """Return how long a command takes."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    best = dict.fromkeys(CASES, float("inf"))
    for _ in range(RUNS):
        for name, command in CASES.items():
            best[name] = min(best[name], seconds(command))
    unit = next(iter(best.values()))
    print("| command | best, s | times `import networkx` |\n|---|---|---|")
    for name, taken in best.items():
        print(f"| `{name}` | {taken:.3f} | {taken / unit:.2f} |")


if __name__ == "__main__":
    main()
