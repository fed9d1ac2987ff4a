"""One run of `corridor batch` over a table of single departures, in a process of its own, so that its memory can be told.

python -m benchmarks.shipment_runs SHIPMENTS WORKERS FOLDER
"""

import csv
import json
import multiprocessing
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.memory import most_bytes
from benchmarks.report import seconds
from benchmarks.study_runs import processor_s
from corridor.cli.main import run

_SEED: Final = 6
_EAST: Final = ("kashgar", "urumqi", "yining", "aksu", "hotan", "korla", "tacheng")
_WEST: Final = ("osh", "bishkek", "tashkent", "almaty", "dushanbe", "samarkand", "astana")
_FIRST: Final = datetime(2025, 6, 1, tzinfo=UTC)
_MINUTES: Final = 365 * 1440
_LOOK_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the whole, and of all processors; bytes at the most of the process that asks and of a worker; of results."""

    shipments: int
    whole_s: float
    processor_s: float
    own_bytes: int
    worker_bytes: int
    written_bytes: int


def write_table(path: Path, count: int) -> None:
    """Write so many shipments with a departure each, drawn by chance over 98 lanes and a year."""
    rng = random.Random(_SEED)  # noqa: S311 - nothing is secret
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "origin", "destination", "depart"))
        for number in range(count):
            ends = [rng.choice(_EAST), rng.choice(_WEST)]
            rng.shuffle(ends)
            depart = _FIRST + timedelta(minutes=rng.randrange(_MINUTES))
            writer.writerow((f"S-{number:07}", *ends, f"{depart:%Y-%m-%d %H:%M}"))


def measure(count: int, workers: int, folder: Path) -> Measured:
    """Run the command, report and all."""
    table, out = folder / "shipments.csv", folder / "out"
    write_table(table, count)
    before_s = processor_s()
    with _watched() as most:
        whole_s = seconds(lambda: _batch(table, out, workers))
    return Measured(
        shipments=count,
        whole_s=whole_s,
        processor_s=processor_s() - before_s,
        own_bytes=most_bytes(),
        worker_bytes=max(most, default=0),
        written_bytes=sum(path.stat().st_size for path in out.rglob("*") if path.is_file()),
    )


def _batch(table: Path, out: Path, workers: int) -> None:
    try:
        run(["batch", str(table), "-o", str(out), "--workers", str(workers)])
    except SystemExit as ended:
        if ended.code:
            raise


@contextmanager
def _watched() -> Iterator[list[int]]:
    """Give what workers have held at the most, looked up a few times a second."""
    most: list[int] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_LOOK_S):
            most.extend(most_bytes(child.pid) for child in multiprocessing.active_children() if child.pid)
            most[:] = [max(most, default=0)]

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield most
    finally:
        ended.set()
        watcher.join()


def apart(count: int, workers: int, folder: Path) -> Measured:
    """Return the measurements of another process."""
    command = [sys.executable, "-m", "benchmarks.shipment_runs", str(count), str(workers), str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Run what was asked for, and tell it as JSON."""
    count, workers, folder = sys.argv[1:]
    print(json.dumps(asdict(measure(int(count), int(workers), Path(folder)))))


if __name__ == "__main__":
    main()
