"""The questions, put to every engine in turn: single trips, batches, profiles, a change of hours."""

import random
from dataclasses import replace
from functools import partial
from statistics import median

import numpy as np

from benchmarks.baselines import full_graph, networkx_arrivals, networkx_path, reference_arrival, rows_of, static_peers
from benchmarks.cases import Case
from benchmarks.networks import DAY_S, START, YEAR_S, Query, Week
from benchmarks.report import Report, Run, amount, medians, seconds, table, time_of
from corridor.calendars.periods import OpeningPeriods
from corridor.compiled.engine import Engine, Totals
from corridor.compiled.jit import FAR, Int64s, kernel
from corridor.compiled.search import to_target
from corridor.compiled.span import Span
from corridor.engine.search import Task, free_flow_bounds, latest_departure

HOURS = START + 3_600 * np.arange(8_760)
"""The departures of a year, hour by hour."""


@kernel
def arrivals_of(overlay, functions, sources, targets, departures, out):  # type: ignore[no-untyped-def]
    """Fill the arrivals of single searches, one after another without Python between them."""
    for i in range(len(sources)):
        out[i], _ = to_target(overlay, functions, sources[i], targets[i], departures[i])


def span_of(engine: Engine) -> Span:
    """Return what the engine gives its kernels, which the loops here call themselves."""
    return engine._span  # noqa: SLF001


def in_kernel(engine: Engine, queries: list[Query]) -> Int64s:
    """Return the arrivals of single searches by one call."""
    sources, targets, departures = np.array(queries, np.int64).T.copy()
    out = np.empty(len(queries), np.int64)
    span = span_of(engine)
    arrivals_of(span.overlay, span.functions, sources, targets, departures, out)
    return out


def singles(
    case: Case, report: Report, samples: tuple[int, int], repetitions: int, goal: float, call_s: float
) -> float:
    """Measure one earliest arrival at a time, by samples for the slow and for the quick; return seconds in a kernel."""
    sample, many = samples
    queries, name, engine = case.queries(many), case.names, case.engine
    few = queries[:sample]
    bounds = {target: free_flow_bounds(case.adjacency, [name[target]]) for _, target, _ in few}
    by_networkx = [networkx_arrivals(case.graph, name[s], at, name[t]).get(name[t], FAR) for s, t, at in few]
    by_reference = [reference_arrival(case.adjacency, name[s], name[t], at) for s, t, at in few]
    by_python = [engine.arrival(*query)[0] for query in few]
    by_kernel = in_kernel(engine, queries)[:sample].tolist()
    by_csr = _csr(case, few)
    answers = zip(by_networkx, by_reference, by_python, by_kernel, by_csr, strict=True)
    report.agrees(f"{case.name}, single", sum(len(set(answer)) > 1 for answer in answers), sample)
    backward = [_latest(case, s, t, arrive) for (s, t, _), arrive in zip(few, by_networkx, strict=True)]
    report.agrees(f"{case.name}, latest departure", sum(a != b for a, b in backward), len(backward))
    runs: dict[str, tuple[Run, int]] = {
        "NetworkX, callable weight": (
            lambda: [networkx_path(case.graph, name[s], at, name[t]) for s, t, at in few],
            sample,
        ),
        "NetworkX, callable weight, lengths only": (
            lambda: [networkx_arrivals(case.graph, name[s], at, name[t]) for s, t, at in few],
            sample,
        ),
        "reference engine": (
            lambda: [reference_arrival(case.adjacency, name[s], name[t], at) for s, t, at in few],
            sample,
        ),
        "reference engine, bounds known": (
            lambda: [reference_arrival(case.adjacency, name[s], name[t], at, bounds[t]) for s, t, at in few],
            sample,
        ),
        "compiled Dijkstra on all arcs": (lambda: _csr(case, few), sample),
        "compiled engine, a call each": (lambda: [engine.arrival(*query) for query in queries], many),
        "compiled engine, latest departure": (
            lambda: [engine.latest_departure(*query) for query in queries],
            many,
        ),
        "compiled engine, in a kernel": (lambda: in_kernel(engine, queries), many),
    }
    taken = medians(runs, repetitions)
    with_path, length, *_, in_loop = taken.values()
    rows = [(who, time_of(one), amount(with_path / one), amount(length / one)) for who, one in taken.items()]
    report.add(
        f"#### One earliest arrival, {case.name}: {case.flat.nodes:,} nodes, {len(case.ports)} ports",
        f"Random trips: {sample:,} for NetworkX, the reference and all arcs, {many:,} for the compiled engine.",
        table(("engine", "a query", "times NetworkX", "times lengths only"), rows),
    )
    report.at_least(f"{case.name}, single in a kernel", with_path / in_loop, goal)
    report.at_least(f"{case.name}, single in a kernel, against lengths only", length / in_loop, goal)
    report.at_most(f"{case.name}, single by a call from Python", taken["compiled engine, a call each"], call_s)
    return in_loop


def _csr(case: Case, queries: list[Query]) -> list[int]:
    flat, first, functions = case.flat, rows_of(case.flat), span_of(case.engine).functions
    times, node = np.empty(flat.nodes, np.int64), case.nodes
    search = partial(full_graph, first, flat.heads, flat.seconds, _varying(case), functions)
    return [search(node[source], node[target], at, times) for source, target, at in queries]


def _varying(case: Case):  # type: ignore[no-untyped-def]  # noqa: ANN202
    """Return the traversals of arcs, -1 where nobody ever waits."""
    varies = np.append(span_of(case.engine).varies, False)  # noqa: FBT003 - the last is for fixed arcs
    return np.where(varies[case.flat.timed], case.flat.timed, -1)


def _latest(case: Case, source: int, target: int, by: int) -> tuple[int, int]:
    if by >= FAR:
        return 0, 0
    task = Task(frozenset({case.names[source]}), frozenset({case.names[target]}))
    found = latest_departure(case.adjacency, task, by)
    return (found[0] if found else -FAR), case.engine.latest_departure(source, target, by)[0]


def batch(case: Case, report: Report, sample: int, sources: int, repetitions: int, goal: float) -> float:
    """Measure all departures of a year, hour by hour, to all places; return seconds an answer."""
    rng, name, places = random.Random(2), case.names, range(len(case.names))  # noqa: S311 - a sample
    chosen = sorted(rng.sample(places, min(sources, len(places))))
    asked = [(rng.choice(chosen), rng.randrange(len(HOURS))) for _ in range(sample)]
    pairs = np.zeros((len(places), len(places)), bool)
    pairs[chosen] = True
    totals = case.engine.matrix(pairs, HOURS)
    wrong = wrong_totals = 0
    for source, hour in asked:
        found = networkx_arrivals(case.graph, name[source], int(HOURS[hour]))
        exact = _sampled(case.engine, source, places)
        wrong += int((exact[:, hour] != [found.get(place, FAR) for place in name]).sum())
        wrong_totals += int((_added_up(exact) != _row(totals, source)).any(axis=0).sum())
    report.agrees(f"{case.name}, year profiles against NetworkX one-to-all", wrong, sample * len(places))
    report.agrees(
        f"{case.name}, count, sum, least and longest of a batch against year profiles",
        wrong_totals * len(HOURS),
        sample * len(places) * len(HOURS),
    )
    answers = len(chosen) * len(places) * len(HOURS)
    runs: dict[str, tuple[Run, int]] = {
        "NetworkX one-to-all, callable weight": (
            lambda: [networkx_arrivals(case.graph, name[source], int(HOURS[hour])) for source, hour in asked],
            sample * len(places),
        ),
        "compiled, one search a departure": (
            lambda: [case.engine.to_all(source, int(HOURS[hour])) for source, hour in asked],
            sample * len(places),
        ),
        "compiled, all departures": (lambda: case.engine.matrix(pairs, HOURS), answers),
        "compiled, all departures, 2 threads": (
            lambda: case.engine.matrix(pairs, HOURS, threads=2),
            answers,
        ),
    }
    taken = medians(runs, repetitions)
    by_networkx, _, alone, _ = taken.values()
    whole = len(places) ** 2 * len(HOURS)
    report.add(
        f"#### All places to all by {len(HOURS):,} hourly departures, {case.name}: {whole:,} answers",
        f"NetworkX: {sample} of {len(places) * len(HOURS):,} one-to-all searches; compiled: {len(chosen)} of "
        f"{len(places)} sources, reduced to mean, least and longest; both extrapolated to the whole.",
        table(
            ("engine", "an answer", "the whole", "times NetworkX"),
            [(who, time_of(one), time_of(one * whole), amount(by_networkx / one)) for who, one in taken.items()],
        ),
    )
    report.at_least(f"{case.name}, batch answer", by_networkx / alone, goal)
    return alone


def _sampled(engine: Engine, source: int, targets: range) -> Int64s:
    """Return the arrivals of the year's hours as the exact profiles say."""
    ends, departs, arrives, rises, _ = engine.profiles(source, targets, START, START + YEAR_S)
    out = np.empty((len(targets), len(HOURS)), np.int64)
    for row, target in enumerate(targets):
        piece = ends[target] + np.searchsorted(departs[ends[target] : ends[target + 1]], HOURS, "right") - 1
        out[row] = arrives[piece] + np.where(rises[piece], HOURS - departs[piece], 0)
    return out


def _row(totals: Totals, source: int) -> Int64s:
    columns = (totals.answered, totals.total_s, totals.least_s, totals.most_s)
    return np.array([column[source] for column in columns])


def _added_up(arrivals: Int64s) -> Int64s:
    """Return count, sum, least and longest of durations by target, as a batch does."""
    taken, some = arrivals - HOURS, arrivals < FAR
    count = some.sum(axis=1)
    least = np.where(count, np.where(some, taken, FAR).min(axis=1), 0)
    durations = np.where(some, taken, 0)
    return np.array([count, durations.sum(axis=1), least, durations.max(axis=1)])


def profiles(case: Case, report: Report, sources: int, repetitions: int, goal_s: float) -> None:
    """Measure the exact profile of a year from one source to all places, and of shorter windows."""
    places = range(len(case.names))
    chosen = places[:: max(1, len(places) // sources)]
    windows = {"a week": 7, "a month": 30, "a quarter": 91, "a year": 365}
    rows = []
    for name, days in windows.items():
        stop = START + days * DAY_S
        each = [
            median(seconds(partial(case.engine.profiles, source, places, START, stop)) for _ in range(repetitions))
            for source in chosen
        ]
        pieces = case.engine.profiles(chosen[0], places, START, stop)[0][-1]
        rows.append((name, time_of(median(each)), time_of(max(each)), f"{pieces / len(places):,.0f}"))
    report.add(
        f"#### Exact profile from one source to all places, {case.name}",
        f"Over {len(chosen)} sources. Every second of the window is answered, with the ways taken.",
        table(("window", "median source", "worst source", "pieces a target"), rows),
    )
    report.at_most(f"{case.name}, year profile to all, median source", median(each), goal_s)


def change(case: Case, report: Report, goal_s: float) -> None:
    """Measure other hours at one port, to the first answer under them."""
    query = case.queries(1)[0]
    taken = []
    for port in case.ports:
        hours = OpeningPeriods(Week(frozenset(range(7)), ((8 * 3_600, 20 * 3_600),), 6 * 3_600, frozenset()))
        changed = {i: replace(case.flat.traversals[i], periods=hours) for i in port}
        taken.append(seconds(lambda: case.engine.with_traversals(changed).arrival(*query)))  # noqa: B023
    report.add(
        f"#### Other hours at one port, to the first answer, {case.name}",
        table(
            ("ports", "median", "worst"), [(len(taken), time_of(median(taken)), time_of(max(taken)))]
        ),
    )
    report.at_most(f"{case.name}, one-port change, median port", median(taken), goal_s)


def static(case: Case, report: Report, sample: int, repetitions: int, single_s: float) -> None:
    """Measure those who know no hours: an easier question, and another answer."""
    few = [(case.nodes[source], case.nodes[target]) for source, target, _ in case.queries(sample)]
    rows, ready = [], {}
    for name, search in static_peers(case.flat).items():
        if search is None:
            rows.append((name, "not installed", "", ""))
            continue
        ready[f"{name}|one"] = (partial(_searched, search, few), sample)
        ready[f"{name}|all"] = (partial(_searched, search, [(source, None) for source, _ in few]), sample)
    taken = medians(ready, repetitions)
    for name in dict.fromkeys(key.partition("|")[0] for key in taken):
        one, every = taken[f"{name}|one"], taken[f"{name}|all"]
        rows.append((name, time_of(one), time_of(every), amount(one / single_s)))
    report.add(
        f"#### Static peers, {case.name}: an easier question",
        "They answer when one would arrive if no port ever closed: there are no hours in their graphs. "
        "SciPy cannot stop at a target.",
        table(("engine", "one to one", "one to all nodes", "times the compiled engine with hours"), rows),
    )


def _searched(search, queries) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    for source, target in queries:
        search(source, target)
