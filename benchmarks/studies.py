"""Whole studies: lanes by departures by scenarios, to files on disk, against searching each answer."""

import tempfile
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.baselines import networkx_arrival, reference_arrival
from benchmarks.networks import digraph
from benchmarks.report import Report, Run, amount, table, time_of
from benchmarks.study_runs import Measured, apart, processor_s, scenarios, threads_against_one
from corridor import Query, load, shipped_dataset
from corridor.batch import planners_of

_MIB = 1 << 20
_SIZES = ((1, 21), (1, 208), (6, 347), (57, 365), (571, 365))
"""Lanes and days: 10^3 to 10^7 answers under two scenarios."""

_Sampled = tuple[str, str, str, int, int]
"""Scenario, origin, destination, departure, arrival."""


def whole(report: Report, *, quick: bool) -> None:
    """Measure a thousand lanes by every hour of a year under two scenarios, and the same answers one by one."""
    lanes, sample = (50, 60) if quick else (1_000, 400)
    with tempfile.TemporaryDirectory() as folder:
        found = apart(lanes, 365, 2, Path(folder))
        answers = _sample(Path(folder) / "study" / "results.parquet", sample)
    taken, wrong = _one_by_one(answers)
    taken["study, files included"] = found.processor_s / found.rows
    networkx_s = taken["NetworkX, callable weight"]
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
    for who, count in wrong.items():
        report.agrees(f"study against {who}", count, len(answers))


def _sample(results: Path, count: int) -> list[_Sampled]:
    rows = duckdb.read_parquet(str(results)).query(
        "results",
        "SELECT scenario, origin, destination, epoch(depart_at)::BIGINT, epoch(arrive_at)::BIGINT FROM results "
        "WHERE arrive_at IS NOT NULL ORDER BY hash(shipment, scenario, depart_at) LIMIT 10000",
    )
    return [tuple(row) for row in rows.fetchall()[:count]]  # type: ignore[misc]


def _one_by_one(answers: list[_Sampled]) -> tuple[dict[str, float], dict[str, int]]:
    """Return seconds an answer of those who search, and how many of their answers differ."""
    planners = {p.scenario.name: p for p in planners_of(load(shipped_dataset()), scenarios())}
    graphs = {}
    asked = []
    for scenario, origin, destination, at, arrive in answers:
        prepared = planners[scenario]._prepared(Query(origin=origin, destination=destination))  # type: ignore[arg-type] # noqa: SLF001
        key = id(prepared.adjacency)
        graphs[key] = graphs.get(key) or digraph(prepared.adjacency)
        asked.append((graphs[key], prepared, origin, destination, at, arrive))
    found: dict[str, list[int]] = {}

    def by_networkx() -> None:
        found["NetworkX"] = [networkx_arrival(graph, a, b, at, ways=True) for graph, _, a, b, at, _ in asked]

    def by_reference() -> None:
        found["the reference engine"] = [
            reference_arrival(ready.adjacency, a, b, at, ready.bounds) for _, ready, a, b, at, _ in asked
        ]

    runs: dict[str, tuple[Run, int]] = {
        "NetworkX, callable weight": (by_networkx, len(asked)),
        "reference engine, bounds known": (by_reference, len(asked)),
    }
    for once, _ in runs.values():
        once()
    taken = {who: median(_processor_s(each) / count for _ in range(3)) for who, (each, count) in runs.items()}
    arrivals = [arrive for *_, arrive in asked]
    wrong = {who: sum(a != b for a, b in zip(each, arrivals, strict=True)) for who, each in found.items()}
    return taken, wrong


def _processor_s(run: Run) -> float:
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
        rows.append((lanes, days, f"{found.rows:,}", *map(time_of, times), f"{found.own_bytes / _MIB:,.0f}"))
    report.add(
        "#### Studies of growing size, 1 worker",
        "The dataset, libraries and compiled hours hold some 400 MiB before the first answer.",
        table(("lanes", "days", "answers", "whole", "processor time", "of an answer", "MiB at most"), rows),
    )
    most = max(found.own_bytes for found in runs)
    report.goal("studies: memory", f"{most / _MIB:,.0f} MiB", "< 1,024 MiB", met=most < 1024 * _MIB)


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
