"""How sure a trip is: percentiles and chances over samples, and the last departure that is sure enough."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from corridor.calendars.periods import NEVER
from corridor.engine.draws import Draws
from corridor.engine.order_statistics import chance, rank, rank_interval
from corridor.engine.prepared import Prepared
from corridor.engine.sampling import Gate, Run, Sampler, gates_of
from corridor.engine.steps import Passed, stands_for_weeks
from corridor.engine.sure_departures import EFFORT, GRID_S, SureTries
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
from corridor.units import format_duration

SHARES: Final = (0.1, 0.5, 0.9, 0.95)
"""The percentiles that are always told."""

_BRIEF_EFFORT: Final = 40_000
"""Ways of resting that are weighed up for the samples of a plan: half a second or so."""


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
    tries = SureTries(prepared, asked, by, samples)
    latest = tries.latest(planned.last_possible)
    passed = None if latest.depart_at is None else prepared.first(latest.depart_at)
    if latest.depart_at is None or passed is None:
        apart = "" if latest.grid_s <= GRID_S else f", tried up to {format_duration(latest.grid_s)} apart,"
        raise NoRouteError(
            f"no departure of the week before{apart} is in time with a chance of {asked.share * 100:.4g} %",
            hint="ask for less, or for a later arrival",
        )
    asked = replace(asked, samples=tries.count)
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
        latest = SureTries(prepared, asked, by, samples).latest(
            None if planned is None else planned.last_possible
        )
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
    most, least = (_BRIEF_EFFORT, LEAST_BRIEF_SAMPLES) if asked.brief else (EFFORT, LEAST_SAMPLES)
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
