"""Whole studies: lanes by departures by scenarios, to files on disk, against searching each answer."""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import duckdb

from benchmarks import shipment_runs
from benchmarks.answer_runs import Answer, Asked, Held
from benchmarks.answer_runs import apart as answers_apart
from benchmarks.report import Report, amount, table, time_of
from benchmarks.study_runs import Measured, apart, processor_s, threads_against_one

_MIB = 1 << 20
_SIZES = ((1, 21), (1, 208), (6, 347), (57, 365), (571, 365))
"""Lanes and days: 10^3 to 10^7 answers under two scenarios."""

_SHIPMENTS = (1_000, 10_000, 100_000, 1_000_000)
"""Shipments with a departure each."""
_NETWORKX, _REFERENCE = "NetworkX, callable weight", "reference engine, bounds known"


def whole(report: Report, *, quick: bool) -> None:
    """Measure a thousand lanes by every hour of a year under two scenarios, and the same answers one by one."""
    lanes, sample = (50, 60) if quick else (1_000, 400)
    with tempfile.TemporaryDirectory() as folder:
        found = apart(lanes, 365, 2, Path(folder))
        answers = _sample(Path(folder) / "study" / "results.parquet", sample)
        held = _held(answers, Path(folder) / "answers.json")
    taken, wrong = _one_by_one(answers)
    taken["study, files included"] = found.processor_s / found.rows
    networkx_s = taken[_NETWORKX]
    report.add(
        f"#### {lanes:,} lanes by 8,760 departures by 2 scenarios: {found.rows:,} answers",
        f"Two workers: {time_of(found.whole_s)}, of which planning {time_of(found.planning_s)} and writing "
        f"{time_of(found.writing_s)}; every answer is a row of `results.parquet`. Processor time, of all processes. "
        f"The others answer {len(answers)} of these, drawn by chance, and are extrapolated.",
        table(
            ("engine", "an answer", "the whole", "times NetworkX"),
            [
                (who, time_of(each), time_of(each * found.rows), amount(networkx_s / each))
                for who, each in taken.items()
            ],
        ),
    )
    _tell_memory(report, found, held, len(answers))
    for who, count in wrong.items():
        report.agrees(f"study against {who}", count, len(answers))


def _tell_memory(report: Report, found: Measured, held: Mapping[str, Held], count: int) -> None:
    rows = [
        (who, f"{count:,}", *(_mib(each) for each in (one.before, one.after))) for who, one in held.items()
    ]
    for who, most in (
        ("study, who asks and writes", found.own_bytes),
        ("study, a worker", found.worker_bytes),
    ):
        rows.append((who, f"{found.rows:,}", "", _mib(most)))
    report.add(
        "#### Memory of the same answers, MiB at most",
        "Each in a process of its own, with the dataset, libraries and hours of ports that it needs, and one answer at a "
        "time; the study also keeps every answer, on disk.",
        table(("engine", "answers", "before the first", "after the last"), rows),
    )


def _held(answers: list[Answer], path: Path) -> dict[str, Held]:
    """Return what processes hold that search the answers one by one."""
    path.write_text(json.dumps(answers), encoding="utf-8")
    return {
        who: answers_apart(way, path) for way, who in (("networkx", _NETWORKX), ("reference", _REFERENCE))
    }


def _sample(results: Path, count: int) -> list[Answer]:
    rows = duckdb.read_parquet(str(results)).query(
        "results",
        "SELECT scenario, origin, destination, epoch(depart_at)::BIGINT, epoch(arrive_at)::BIGINT FROM results "
        "WHERE arrive_at IS NOT NULL ORDER BY hash(shipment, scenario, depart_at) LIMIT 10000",
    )
    return [tuple(row) for row in rows.fetchall()[:count]]  # type: ignore[misc]


def _one_by_one(answers: list[Answer]) -> tuple[dict[str, float], dict[str, int]]:
    """Return seconds an answer of those who search, and how many of their answers differ."""
    asked = Asked(answers)
    runs: dict[str, Callable[[], list[int | None]]] = {
        _NETWORKX: asked.by_networkx,
        _REFERENCE: asked.by_reference,
    }
    found = {who: once() for who, once in runs.items()}
    taken = {who: median(_processor_s(each) / len(asked) for _ in range(3)) for who, each in runs.items()}
    wrong = {
        who: sum(a != b for a, b in zip(each, asked.arrivals, strict=True)) for who, each in found.items()
    }
    return taken, wrong


def _processor_s(run: Callable[[], object]) -> float:
    before_s = processor_s()
    run()
    return processor_s() - before_s


def growth(report: Report, *, quick: bool) -> None:
    """Measure studies of growing size, by one worker."""
    rows: list[tuple[object, ...]] = []
    runs: list[Measured] = []
    for lanes, days in _SIZES[:3] if quick else _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            found = apart(lanes, days, 1, Path(folder))
        runs.append(found)
        times = found.whole_s, found.processor_s, found.processor_s / found.rows
        rows.append((lanes, days, f"{found.rows:,}", *map(time_of, times), _mib(found.own_bytes)))
    report.add(
        "#### Studies of growing size, 1 worker",
        "The dataset, libraries and compiled hours hold some 400 MiB before the first answer.",
        table(("lanes", "days", "answers", "whole", "processor time", "of an answer", "MiB at most"), rows),
    )
    most = max(found.own_bytes for found in runs)
    report.goal("studies: memory", f"{most / _MIB:,.0f} MiB", "< 1,024 MiB", met=most < 1024 * _MIB)


def shipments(report: Report, *, quick: bool) -> None:
    """Measure the command over tables of growing length: a departure each, two scenarios, report and all."""
    rows: list[tuple[object, ...]] = []
    runs: list[shipment_runs.Measured] = []
    for count in _SHIPMENTS[:2] if quick else _SHIPMENTS:
        with tempfile.TemporaryDirectory() as folder:
            found = shipment_runs.apart(count, 2, Path(folder))
        runs.append(found)
        times = found.whole_s, found.processor_s, found.processor_s / count
        written = f"{found.written_bytes / _MIB:,.1f}"
        rows.append(
            (f"{count:,}", *map(time_of, times), _mib(found.own_bytes), _mib(found.worker_bytes), written)
        )
    report.add(
        "#### Tables of growing length: `corridor batch`, 2 workers, a departure a shipment, 2 scenarios",
        "From the CSV file to results, workbook and page. Up to 5,000 shipments the page and the workbook hold all of them, "
        "and of more those that change most.",
        table(
            (
                "shipments",
                "whole",
                "processor time",
                "of a shipment",
                "MiB at most",
                "a worker, at most",
                "MiB written",
            ),
            rows,
        ),
    )
    most = max(max(found.own_bytes, found.worker_bytes) for found in runs)
    report.goal("shipments: memory", f"{most / _MIB:,.0f} MiB", "< 512 MiB", met=most < 512 * _MIB)


def _mib(count: int) -> str:
    return f"{count / _MIB:,.0f}"


def workers(report: Report, *, quick: bool) -> None:
    """Measure one worker against two, as processes and as threads."""
    lanes = 20 if quick else 80
    rows = []
    for count in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            found = apart(lanes, 365, count, Path(folder))
        name = f"{count} process{'es' if count > 1 else ''}"
        rows.append((name, time_of(found.planning_s), time_of(found.processor_s)))
    alone, together = threads_against_one(lanes, 365)
    rows += [("1 thread", *map(time_of, alone)), ("2 threads", *map(time_of, together))]
    report.add(
        f"#### Workers, {lanes} lanes by 8,760 departures by 2 scenarios",
        "Processes begin within the time, threads with kernels loaded; each has planners of its own.",
        table(("workers", "planning", "processor time"), rows),
    )
