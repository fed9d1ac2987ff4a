"""How sure a trip is: percentiles and chances over samples, and the last departure that is sure enough."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from corridor.calendars.periods import DAY_S, NEVER
from corridor.engine.draws import Draws
from corridor.engine.order_statistics import chance, rank, rank_interval
from corridor.engine.prepared import Prepared
from corridor.engine.sampling import Gate, Run, Sampler, gates_of
from corridor.engine.steps import Passed, stands_for_weeks
from corridor.errors import NoRouteError
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.reliability import (
    BRIEF_SAMPLES,
    LEAST_BRIEF_SAMPLES,
    LEAST_SAMPLES,
    Asked,
    Chance,
    GateChance,
    LatestDeparture,
    Percentile,
    Reliability,
)
from corridor.model.spread import Varying
from corridor.operations.spread import SpreadBook

SHARES: Final = (0.1, 0.5, 0.9, 0.95)
"""The percentiles that are always told."""

GRID_S: Final = 3_600
FINE_S: Final = 900
_SPARE_S: Final = 6 * 3_600
"""Departures are tried from so long after the last one of the plan: a plan that misses a deadline may make it by chance."""
_BACK_S: Final = 7 * DAY_S
_LONG_GRID_S, _LONG_FINE_S = 12 * GRID_S, 3 * GRID_S
"""Departures are tried so far apart on trips whose samples take long."""
_BRIEF_EFFORT: Final = 40_000
"""Ways of resting that are weighed up for the samples of a plan: half a second or so."""
_EFFORT: Final = 600_000
"""The same where samples are asked for, but not how many."""
_CHUNK: Final = 25
"""So many samples are gone through at first, then as many again each time."""
_HOPELESS_SD: Final = 3.0
"""After each chunk of samples a departure is given up if it is so many standard deviations short of the share asked for."""


def sampler(spreads: SpreadBook, asked: Asked) -> Sampler:
    """Return the sampler of a question."""
    return Sampler(spreads, Draws(asked.samples, asked.seed))


def reliability(prepared: Prepared, depart_at: int, asked: Asked, spreads: SpreadBook) -> Reliability | None:
    """Return how sure a departure is, and for a deadline the last sure departure too; None if there is no way."""
    passed = prepared.first(depart_at)
    return (
        None if passed is None else _reliability(prepared, passed, depart_at, asked, sampler(spreads, asked))
    )


def in_brief(
    prepared: Prepared,
    passed: Sequence[Passed],
    depart_at: int,
    spreads: SpreadBook,
    samples: int | None,
    seed: int,
) -> Reliability:
    """Return how sure a departure is on its plan's way: from few samples, and fewer where they take long."""
    asked = Asked(samples=samples or BRIEF_SAMPLES, seed=seed, brief=True, may_be_fewer=samples is None)
    return _reliability(prepared, passed, depart_at, asked, sampler(spreads, asked))


def answer(prepared: Prepared, query: Query, asked: Asked, spreads: SpreadBook) -> Reliability | None:
    """Return how sure the query's departure is, or of all the last one that makes its arrival; None if there is no way.

    Raises:
        NoRouteError: No departure is as sure as asked.
    """
    if query.depart_at is not None:
        return reliability(prepared, query.depart_at, asked, spreads)
    return last_reliable(prepared, replace(asked, arrive_by=query.arrive_by), spreads)


def last_reliable(prepared: Prepared, asked: Asked, spreads: SpreadBook) -> Reliability | None:
    """Return how sure the last departure is that is in time with the chance asked for; None if there is no way at all.

    Raises:
        NoRouteError: No departure is so sure.
    """
    by, samples = asked.arrive_by, sampler(spreads, asked)
    planned = None if by is None else prepared.last(by)
    if by is None or planned is None:
        return None
    if asked.may_be_fewer:
        runs = _affordable(samples.runs(prepared, planned[1], planned[0]), asked)
        asked = replace(asked, samples=len(runs))
    latest = _latest(prepared, asked, by, samples, planned[0])
    passed = None if latest.depart_at is None else prepared.first(latest.depart_at)
    if latest.depart_at is None or passed is None:
        raise NoRouteError(
            f"no departure of the week before is in time with a chance of {asked.share * 100:.4g} %",
            hint="ask for less, or for a later arrival",
        )
    return _reliability(prepared, passed, latest.depart_at, asked, samples, latest)


def _reliability(
    prepared: Prepared,
    passed: Sequence[Passed],
    depart_at: int,
    asked: Asked,
    samples: Sampler,
    latest: LatestDeparture | None = None,
) -> Reliability:
    gates, by = gates_of(passed), asked.arrive_by
    each = samples.runs(prepared, passed, depart_at, numbers=range(asked.samples), gates=gates)
    runs = _affordable(each, asked) if asked.may_be_fewer and latest is None else list(each)
    asked = replace(asked, samples=len(runs))
    arrivals = sorted(run.arrive_at for run in runs)
    arrived = [at for at in arrivals if at < NEVER]
    if by is not None and latest is None:
        planned = prepared.last(by)
        latest = _latest(prepared, asked, by, samples, None if planned is None else planned[0])
    return Reliability(
        asked=asked,
        depart_at=depart_at,
        percentiles=tuple(percentile(arrivals, share) for share in sorted({*SHARES, asked.share})),
        mean_s=sum(arrived) / len(arrived) - depart_at if arrived else None,
        answered_share=len(arrived) / len(arrivals),
        gates=tuple(_gate_chances(gates, passed, runs)),
        in_time=None if by is None else _in_time(runs, by),
        latest=latest,
        notices=(spread_notice(samples.spreads), *_weeks_notices(passed)),
    )


def _affordable(each: Iterable[Run], asked: Asked) -> list[Run]:
    """Return as many samples as do not take long, and at least some."""
    most, least = (_BRIEF_EFFORT, LEAST_BRIEF_SAMPLES) if asked.brief else (_EFFORT, LEAST_SAMPLES)
    runs, effort = list[Run](), 0
    for run in each:
        runs.append(run)
        effort += run.effort
        if effort > most and len(runs) >= least:
            break
    return runs


def _weeks_notices(passed: Sequence[Passed]) -> Iterator[Notice]:
    """Say where samples are too early, since to count two weeks in each of them takes too long."""
    if stands_for_weeks(passed):
        message = (
            "the plan stands for the driving of two weeks, and its samples do not: they arrive too early"
        )
        yield Notice("weeks-not-sampled", message, "warning")


def arrivals(
    prepared: Prepared, departures: Iterable[int], asked: Asked, spreads: SpreadBook
) -> list[list[int]]:
    """Return the arrival of each departure in each sample; NEVER where there is none."""
    samples, found = sampler(spreads, asked), []
    for depart_at in departures:
        passed = prepared.first(depart_at)
        runs = () if passed is None else samples.runs(prepared, passed, depart_at)
        found.append([run.arrive_at for run in runs] or [NEVER] * asked.samples)
    return found


def percentile(arrivals: Sequence[int], share: float) -> Percentile:
    """Return a percentile of sorted arrivals."""
    at = arrivals[rank(len(arrivals), share)]
    low, high = (None if i is None else arrivals[i] for i in rank_interval(len(arrivals), share))
    return Percentile(share=share, arrive_at=_known(at), low_at=_known(low), high_at=_known(high))


def _known(at: int | None) -> int | None:
    return None if at is None or at >= NEVER else at


def _gate_chances(
    gates: Sequence[Gate], passed: Sequence[Passed], runs: Sequence[Run]
) -> Iterator[GateChance]:
    for number, gate in enumerate(gates):
        point = passed[gate.at][0].point
        assert point is not None  # noqa: S101 - gates are control points
        admitted = sum(run.admitted[number] < gate.closes_at for run in runs)
        yield GateChance(
            control_id=point.control_id, closes_at=gate.closes_at, chance=chance(admitted, len(runs))
        )


def _in_time(runs: Sequence[Run], by: int) -> Chance:
    return chance(sum(run.arrive_at <= by for run in runs), len(runs))


def _latest(
    prepared: Prepared, asked: Asked, by: int, samples: Sampler, planned: int | None
) -> LatestDeparture:
    """Return the last departure of a grid that is in time with the chance asked for, then put off on a finer one.

    Each departure has the plan's way for it, and the same random numbers. A later one may be surer (a crew that leaves
    later may rest less), so the grid is gone through from its end. `planned` is the last departure of a plan, if there is one.
    """
    takes_long = asked.samples < samples.draws.samples
    grid_s, fine_s = (_LONG_GRID_S, _LONG_FINE_S) if takes_long else (GRID_S, FINE_S)
    start = -(-(by if planned is None else planned + _SPARE_S) // GRID_S) * GRID_S
    end = start - _BACK_S
    found: tuple[int, Chance] | None = None
    for depart_at in range(start, end - 1, -grid_s) if planned is not None else ():
        if (sure := _sure(prepared, depart_at, asked, by, samples)) is not None:
            found = _put_off(
                (depart_at, sure), (grid_s, fine_s), lambda at: _sure(prepared, at, asked, by, samples)
            )
            break
    return LatestDeparture(
        depart_at=found[0] if found else None,
        chance=found[1] if found else None,
        tried_from=start,
        tried_to=end,
        grid_s=grid_s,
        fine_s=fine_s,
    )


def _put_off(
    found: tuple[int, Chance], steps_s: tuple[int, int], sure_at: Callable[[int], Chance | None]
) -> tuple[int, Chance]:
    grid_s, fine_s = steps_s
    too_late = found[0] + grid_s
    while too_late - found[0] > fine_s:
        middle = found[0] + (too_late - found[0]) // fine_s // 2 * fine_s
        if (sure := sure_at(middle)) is not None:
            found = (middle, sure)
        else:
            too_late = middle
    return found


def _sure(prepared: Prepared, depart_at: int, asked: Asked, by: int, samples: Sampler) -> Chance | None:
    """Return the chance to be in time if it is what is asked for at least."""
    passed = prepared.first(depart_at)
    if passed is None:
        return None
    hits, needed, numbers = 0, rank(asked.samples, asked.share) + 1, range(0)
    while numbers.stop < asked.samples:
        numbers = range(numbers.stop, min(max(2 * numbers.stop, _CHUNK), asked.samples))
        runs = samples.runs(prepared, passed, depart_at, numbers=numbers, by=by)
        hits += sum(run.arrive_at <= by for run in runs)
        spare = _HOPELESS_SD * (asked.share * (1 - asked.share) * numbers.stop) ** 0.5
        if numbers.stop - hits > asked.samples - needed or hits < asked.share * numbers.stop - spare:
            return None
    return chance(hits, asked.samples)


_WORDS: Final[Mapping[Varying, str]] = {
    "drive-trip": "all drives of a trip together",
    "drive-link": "each drive by itself",
    "dwell": "clearance",
    "queue": "traffic of a day",
}


def spread_notice(spreads: SpreadBook) -> Notice:
    """Say on which spreads an answer leans."""
    parts = []
    for varies, words in _WORDS.items():
        rows = [row for row in spreads.rows.values() if row.varies == varies]
        ratios = sorted({row.p90_ratio for row in rows})
        span = " to ".join(f"{ratio:g}" for ratio in dict.fromkeys((*ratios[:1], *ratios[-1:])))
        bases = " or ".join(dict.fromkeys(row.basis for row in rows))
        parts.append(f"{words} {span} ({bases})" if rows else f"{words} always the same")
    message = f"how much times vary is not published; 90th percentile over median: {', '.join(parts)}"
    return Notice("spread-assumed", message, "info")
