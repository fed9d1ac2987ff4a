"""The questions, put to every engine in turn: single trips, batches, profiles, a change of hours."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from statistics import median

import numpy as np

from benchmarks.baselines import (
    Static,
    networkx_arrival,
    networkx_arrivals,
    on_all_arcs,
    reference_arrival,
    static_peers,
)
from benchmarks.cases import Case
from benchmarks.kernels import arrivals_of
from benchmarks.networks import DAY_S, START, YEAR_S, Query, Week
from benchmarks.report import Report, Run, amount, medians, seconds, table, time_of
from corridor.calendars.periods import OpeningPeriods
from corridor.compiled.engine import Engine, Totals
from corridor.compiled.jit import FAR, Int64s
from corridor.compiled.span import EXTENSION_S, Span
from corridor.engine.search import Task, free_flow_bounds, latest_departure
from corridor.operations.arrival import Timed

Ask = Callable[[int, int, int], int]
"""From a source to a target at an instant: what the answer is."""

HOURS = START + 3_600 * np.arange(8_760)
"""The departures of a year, hour by hour."""


def span_of(engine: Engine) -> Span:
    """Return what the engine gives its kernels, which the loops here call themselves."""
    return engine._span  # noqa: SLF001


def in_kernel(engine: Engine, queries: Sequence[Query]) -> Int64s:
    """Return the arrivals of single searches by one call."""
    sources, targets, departures = np.array(queries, np.int64).T.copy()
    out = np.empty(len(queries), np.int64)
    span = span_of(engine)
    arrivals_of(span.overlay, span.functions, sources, targets, departures, out)
    return out


def singles(
    case: Case, report: Report, samples: tuple[int, int], repetitions: int, goals: tuple[float, float] | None
) -> float:
    """Measure one earliest arrival at a time, by samples for the slow and for the quick; return seconds in a kernel.

    Goals are times NetworkX in a kernel, and seconds of a call from Python.
    """
    sample, many = samples
    queries, name, engine = case.queries(many), case.names, case.engine
    few = queries[:sample]
    bounds = {target: free_flow_bounds(case.adjacency, [name[target]]) for _, target, _ in few}
    networkx = partial(networkx_arrival, case.graph)
    reference = partial(reference_arrival, case.adjacency)
    node, all_arcs = case.nodes, on_all_arcs(case.flat, START, START + YEAR_S + EXTENSION_S)
    slow: dict[str, Ask] = {
        "NetworkX, callable weight": lambda s, t, at: networkx(name[s], name[t], at, ways=True),
        "NetworkX, callable weight, lengths only": lambda s, t, at: networkx(
            name[s], name[t], at, ways=False
        ),
        "reference engine": lambda s, t, at: reference(name[s], name[t], at),
        "reference engine, bounds known": lambda s, t, at: reference(name[s], name[t], at, bounds[t]),
        "compiled Dijkstra on all arcs": lambda s, t, at: all_arcs(node[s], node[t], at),
    }
    quick: dict[str, Ask] = {
        "compiled engine, latest departure": lambda s, t, at: engine.latest_departure(s, t, at)[0],
        "compiled engine, a call each": lambda s, t, at: engine.arrival(s, t, at)[0],
    }
    answers = [_each(ask, few) for ask in (*slow.values(), quick["compiled engine, a call each"])]
    equal = zip(*answers, in_kernel(engine, few).tolist(), strict=True)
    report.agrees(f"{case.name}, single", sum(len(set(answer)) > 1 for answer in equal), len(few))
    backward = [_latest(case, s, t, by) for (s, t, _), by in zip(few, answers[0], strict=True)]
    report.agrees(f"{case.name}, latest departure", sum(a != b for a, b in backward), len(backward))
    runs: dict[str, tuple[Run, int]] = {
        **{who: (partial(_each, ask, few), len(few)) for who, ask in slow.items()},
        **{who: (partial(_each, ask, queries), len(queries)) for who, ask in quick.items()},
        "compiled engine, in a kernel": (partial(in_kernel, engine, queries), len(queries)),
    }
    taken = medians(runs, repetitions)
    with_path, length, *_, in_loop = taken.values()
    rows = [(who, time_of(one), amount(with_path / one), amount(length / one)) for who, one in taken.items()]
    report.add(
        f"#### One earliest arrival, {case.name}: {case.flat.nodes:,} nodes, {len(case.ports)} ports",
        f"Random trips: {sample:,} for NetworkX, the reference and all arcs, {many:,} for the compiled engine.",
        table(("engine", "a query", "times NetworkX", "times lengths only"), rows),
    )
    if goals:
        ratio, call_s = goals
        report.at_least(f"{case.name}, single in a kernel", with_path / in_loop, ratio)
        report.at_least(f"{case.name}, single in a kernel, against lengths only", length / in_loop, ratio)
        report.at_most(
            f"{case.name}, single by a call from Python", taken["compiled engine, a call each"], call_s
        )
    return in_loop


def _each(ask: Ask, queries: Sequence[Query]) -> list[int]:
    return [ask(*query) for query in queries]


def _latest(case: Case, source: int, target: int, by: int) -> tuple[int, int]:
    """Return the latest departure by the reference engine and by the compiled one."""
    task = Task(frozenset({case.names[source]}), frozenset({case.names[target]}))
    found = latest_departure(case.adjacency, task, by)
    return (found[0] if found else -FAR), case.engine.latest_departure(source, target, by)[0]


def batch(
    case: Case, report: Report, samples: tuple[int, int], repetitions: int, goal: float | None
) -> float:
    """Measure all departures of a year, hour by hour, to all places, by samples of searches and of sources.

    The goal is times NetworkX. Return seconds an answer.
    """
    sample, sources = samples
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
            [
                (who, time_of(one), time_of(one * whole), amount(by_networkx / one))
                for who, one in taken.items()
            ],
        ),
    )
    if goal:
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


def profiles(case: Case, report: Report, sources: int, repetitions: int, goal_s: float | None) -> None:
    """Measure the exact profile of a year from one source to all places, and of shorter windows."""
    places = range(len(case.names))
    chosen = places[:: max(1, len(places) // sources)]
    windows = {"a week": 7, "a month": 30, "a quarter": 91, "a year": 365}
    rows = []
    for name, days in windows.items():
        stop = START + days * DAY_S
        each = [
            median(
                seconds(partial(case.engine.profiles, source, places, START, stop))
                for _ in range(repetitions)
            )
            for source in chosen
        ]
        pieces = case.engine.profiles(chosen[0], places, START, stop)[0][-1]
        rows.append((name, time_of(median(each)), time_of(max(each)), f"{pieces / len(places):,.0f}"))
    report.add(
        f"#### Exact profile from one source to all places, {case.name}",
        f"Over {len(chosen)} sources. Every second of the window is answered, with the ways taken.",
        table(("window", "median source", "worst source", "pieces a target"), rows),
    )
    if goal_s:
        report.at_most(f"{case.name}, year profile to all, median source", median(each), goal_s)


def change(case: Case, report: Report, goal_s: float | None) -> None:
    """Measure other hours at one port, to the first answer; some are compared with an engine prepared anew."""
    query, varies = case.queries(1)[0], span_of(case.engine).varies
    hours = [_other_hours(case, port, 0) for port in case.ports]
    quicker = [_other_hours(case, port, 1_800) for port in case.ports]
    closed = [bool(varies[list(changed)].all()) for changed in hours]
    always_open = [changed for changed, before in zip(hours, closed, strict=True) if not before]
    kinds = {
        "other hours": [changed for changed, before in zip(hours, closed, strict=True) if before],
        "other hours and quicker work": [
            changed for changed, before in zip(quicker, closed, strict=True) if before
        ],
        "hours at a port that never closed: other arcs in the overlay": always_open,
    }
    rows = []
    for kind, changes in kinds.items():
        if not changes:
            continue
        _answer_after(case.engine, changes[0], query)
        taken = [seconds(partial(_answer_after, case.engine, changed, query)) for changed in changes]
        rows.append((kind, len(taken), time_of(median(taken)), time_of(max(taken))))
        if goal_s:
            report.at_most(f"{case.name}, one port: {kind}, median", median(taken), goal_s)
    report.add(
        f"#### A change at one port, to the first answer, {case.name}",
        "The calendar of the new hours is compiled beforehand.",
        table(("change", "ports", "median", "worst"), rows),
    )
    queries = case.queries(1_000)
    compared = [*quicker[:2], *always_open[:2]]
    wrong = sum(_differences(case, changed, queries) for changed in compared)
    report.agrees(
        f"{case.name}, other hours against an engine prepared anew", wrong, len(compared) * len(queries)
    )


def _other_hours(case: Case, port: Sequence[int], quicker_s: int) -> dict[int, Timed]:
    """Return what is done at a port, some seconds quicker if it takes so long, from eight to eight."""
    hours = OpeningPeriods(Week(frozenset(range(7)), ((8 * 3_600, 20 * 3_600),), 6 * 3_600, frozenset()))
    hours.within(START - YEAR_S, START + 3 * YEAR_S)
    done = {i: case.flat.traversals[i] for i in port}
    return {
        i: replace(timed, periods=hours, duration_s=max(timed.duration_s - quicker_s, 0))
        for i, timed in done.items()
    }


def _answer_after(engine: Engine, changed: dict[int, Timed], query: Query) -> None:
    engine.with_traversals(changed).arrival(*query)


def _differences(case: Case, changed: dict[int, Timed], queries: Sequence[Query]) -> int:
    engine = case.engine.with_traversals(changed)
    terminals = [[node] for node in case.nodes]
    anew = Engine.prepare(engine.flat, terminals, terminals, START, START + YEAR_S)
    return int((in_kernel(engine, queries) != in_kernel(anew, queries)).sum())


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


def _searched(search: Static, queries: Sequence[tuple[int, int | None]]) -> None:
    for source, target in queries:
        search(source, target)
