"""What cost grows with: nodes, ports, departures. Memory, preparation, the cache, and first calls."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from benchmarks.contests import HOURS, in_kernel, span_of
from benchmarks.networks import START, YEAR_S, Network, Query, draw
from benchmarks.report import Report, Run, medians, table, time_of
from benchmarks.sizes import twice
from corridor.compiled.engine import Engine

_SLACK = 1.25
"""How much dearer the largest may be, per unit, than the smallest: timings spread by a fifth."""
_GIB = 1 << 30


def nodes(report: Report, *, quick: bool) -> None:
    """Measure networks of growing size with 300 ports, each in a process of its own, twice with one cache."""
    rows = []
    for size in (10_000, 100_000) if quick else (10_000, 30_000, 100_000, 300_000, 1_000_000):
        new, kept = twice((size, 300, 30, 300))
        rows.append(
            (
                f"{new.nodes:,}", f"{new.arcs:,}", new.overlay_arcs, time_of(new.prepare_s), time_of(kept.prepare_s),
                time_of(new.kernel_s), time_of(new.call_s), f"{new.drawn_bytes / _GIB:.2f}", f"{new.most_bytes / _GIB:.2f}",
            )
        )  # fmt: skip
        report.agrees(f"{size:,} nodes, single against all arcs", new.different, new.compared)
        report.agrees(f"{size:,} nodes, from the cache", kept.different, kept.compared)
    header = (
        "nodes", "arcs", "overlay arcs", "prepare", "prepare from cache",
        "single, in a kernel", "single, a call", "GiB before", "GiB at most",
    )  # fmt: skip
    report.add(
        "#### Nodes, 300 ports and 300 places",
        "Preparing includes the hours of a year and the first answer, but not the calendars behind them.",
        table(header, rows),
    )
    report.at_most(f"{size:,} nodes, single by a call from Python", new.call_s, 1e-3)
    met = new.most_bytes < 2 * _GIB
    report.goal(f"{size:,} nodes, memory", f"{new.most_bytes / _GIB:.2f} GiB", "< 2 GiB", met=met)


def first_calls(report: Report) -> None:
    """Measure the first call with no kernel compiled, and with kernels kept on disk."""
    new, kept = twice((300, 40, 8, 20), fresh_kernels=True)
    rows = [
        (name, time_of(run.import_s), time_of(run.first_call_s))
        for name, run in (("nothing compiled yet", new), ("kernels on disk", kept))
    ]
    report.add("#### First calls of the compiled engine", table(("", "imports", "first answers"), rows))


def ports(report: Report, *, quick: bool) -> None:
    """Measure growing numbers of ports, ten to a country."""
    rows, per_connection = [], []
    for count in (25, 50, 100) if quick else (50, 100, 200, 400):
        network = draw(20_000 if quick else 100_000, count, count // 10, 100)
        engine, queries = _engine(network), network.queries(500)
        overlay = span_of(engine).overlay
        pairs = np.zeros((100, 100), bool)
        pairs[:10] = True
        runs: dict[str, tuple[Run, int]] = {
            "single": (partial(in_kernel, engine, queries), len(queries)),
            "all": (partial(_to_all, engine, queries), len(queries)),
            "batch": (partial(engine.matrix, pairs, HOURS), int(pairs.sum()) * len(HOURS)),
            "year": (partial(engine.profiles, 0, range(100), START, START + YEAR_S), 1),
        }
        for run, _ in runs.values():
            run()
        taken = medians(runs, 3)
        connections = len(overlay.next_arc)
        per_connection.append(taken["all"] / connections)
        rows.append((count, len(overlay.next_at) - 1, f"{connections:,}", *map(time_of, taken.values())))
    header = (
        "ports",
        "overlay arcs",
        "connections",
        "single",
        "one to all",
        "batch answer",
        "year profile to all",
    )
    report.add(
        "#### Ports, ten to a country",
        "Connections are pairs of overlay arcs one can come from and go to without waiting: ports times neighbours.",
        table(header, rows),
    )
    growth = per_connection[-1] / per_connection[0]
    met = growth <= _SLACK
    report.goal(
        "ports: cost of one to all by connection, most to fewest ports",
        f"{growth:.2f}",
        f"<= {_SLACK}",
        met=met,
    )


def departures(report: Report) -> None:
    """Measure growing numbers of hourly departures."""
    network = draw(20_000, 100, 10, 100)
    engine, pairs = _engine(network), np.zeros((100, 100), bool)
    pairs[:20] = True
    counts = (1_095, 2_190, 4_380, 8_760)
    runs: dict[str, tuple[Run, int]] = {
        str(count): (partial(engine.matrix, pairs, HOURS[:count]), int(pairs.sum()) * count)
        for count in counts
    }
    for run, _ in runs.values():
        run()
    taken = medians(runs, 5)
    rows = [
        (f"{count:,}", time_of(one * pairs.sum() * count), time_of(one))
        for count, one in zip(counts, taken.values(), strict=True)
    ]
    report.add(
        "#### Departures, 20 sources to 100 places, 100 ports",
        table(("departures", "all", "an answer"), rows),
    )
    one, *_, most = taken.values()
    growth = most / one
    report.goal(
        "departures: cost of an answer, most to fewest", f"{growth:.2f}", f"<= {_SLACK}", met=growth <= _SLACK
    )


def _engine(network: Network) -> Engine:
    return Engine.prepare(network.flat, network.terminals, network.terminals, START, START + YEAR_S)


def _to_all(engine: Engine, queries: Sequence[Query]) -> None:
    for source, _, at in queries:
        engine.to_all(source, at)
