"""How sure each departure of a list is, under one scenario or several, on the same random numbers."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.calendars.periods import NEVER
from corridor.engine.order_statistics import chance, rank
from corridor.engine.reliability import percentile, spread_notice
from corridor.errors import UsageError
from corridor.model.query import Query
from corridor.model.reliability import Asked
from corridor.model.sure import HowSure, SureChange, SureDeparture, SureDifference, SureWindow
from corridor.operations.spread import SpreadBook
from corridor.planner import Planner

_EARLY: Final = 0.1
_HALF: Final = 0.5
_MOST_TRIPS: Final = 600_000
"""Trips that are sampled in a minute or two."""
_MOST_WITH_CREW: Final = 150_000
_RESAMPLES: Final = 200
"""Samples are drawn anew from themselves so often, for a standard error good to some 5 %."""

Arrivals = NDArray[np.int64]
"""UTC seconds by departure and sample; NEVER where a sample does not get through."""


def require_samplable(query: Query, departures: range, asked: Asked, scenarios: int = 1) -> None:
    """Check that sampling does not take too long.

    Raises:
        UsageError: It does.
    """
    trips = len(departures) * asked.samples * scenarios
    most, who = (_MOST_WITH_CREW, " with a crew") if query.crew.rests else (_MOST_TRIPS, "")
    if trips > most:
        under = f" x {scenarios} scenarios" if scenarios > 1 else ""
        raise UsageError(
            f"{len(departures):,} departures x {asked.samples:,} samples{under} are too many{who}",
            hint=f"at most {most:,} trips: lengthen --every, shorten --days, or lower --samples",
        )


def how_sure(planners: Sequence[Planner], query: Query, departures: range, asked: Asked) -> HowSure:
    """Return how sure the departures are under the scenario of each planner; the first is the baseline.

    The way of a departure is its plan's under each scenario, and what the scenarios share takes as long in each sample.

    Raises:
        UsageError: There are too many trips to sample.
    """
    require_samplable(query, departures, asked, len(planners))
    found = [np.array(each.sampled_arrivals(query, departures, asked), np.int64) for each in planners]
    windows = [
        _window(planner, query, departures, arrivals, asked)
        for planner, arrivals in zip(planners, found, strict=True)
    ]
    spreads = dict.fromkeys(spread_notice(SpreadBook(each.dataset.spreads)) for each in planners)
    return HowSure(
        asked=asked,
        tz=planners[0].dataset.places[query.origin].tz,
        every_s=departures.step,
        windows=tuple(windows),
        differences=tuple(
            _difference(planner.scenario.name, departures, found[0], arrivals, asked)
            for planner, arrivals in zip(planners[1:], found[1:], strict=True)
        ),
        notices=tuple(spreads),
    )


def _window(planner: Planner, query: Query, departures: range, found: Arrivals, asked: Asked) -> SureWindow:
    plans = planner.departures(query, departures)
    rows = tuple(
        _departure(plan.depart_at, plan.arrive_at, sorted(arrivals), asked)
        for plan, arrivals in zip(plans, found.tolist(), strict=True)
    )
    known = [row for row in rows if row.answered]
    needed = rank(asked.samples, asked.share) + 1
    last = max((i for i, row in enumerate(rows) if _hits(row, asked) >= needed), default=None)
    return SureWindow(
        scenario=planner.scenario.name,
        departures=rows,
        answered=len(known),
        mean_plan_s=_mean(row.plan_s for row in known),
        mean_half_s=_mean(row.half_s for row in known),
        mean_sure_s=_mean(row.sure_s for row in known),
        best=min(known, key=lambda row: row.sure_s or 0, default=None),
        worst=max(known, key=lambda row: row.sure_s or 0, default=None),
        latest=None if last is None else rows[last],
        after_latest=None if last is None or last + 1 == len(rows) else rows[last + 1],
    )


def _departure(depart_at: int, plan_at: int | None, arrivals: Sequence[int], asked: Asked) -> SureDeparture:
    """Return what sorted arrivals say."""
    by = asked.arrive_by
    return SureDeparture(
        depart_at=depart_at,
        plan_at=plan_at,
        early=percentile(arrivals, _EARLY),
        half=percentile(arrivals, _HALF),
        sure=percentile(arrivals, asked.share),
        in_time=None if by is None else chance(sum(at <= by for at in arrivals), len(arrivals)),
    )


def _hits(row: SureDeparture, asked: Asked) -> int:
    return 0 if row.in_time is None else round(row.in_time.share * asked.samples)


def _mean(seconds: Iterable[int | None]) -> float | None:
    known = [each for each in seconds if each is not None]
    return sum(known) / len(known) if known else None


def _difference(
    scenario: str, departures: range, before: Arrivals, after: Arrivals, asked: Asked
) -> SureDifference:
    place, every = rank(asked.samples, asked.share), np.arange(asked.samples)
    later, known = _later(before, after, every, place)
    drawn, held = _resampled(before, after, place, asked.seed)
    errors = np.where(held, np.std(np.where(held, drawn, 0), axis=0, ddof=1), np.nan)
    rows = tuple(
        SureChange(
            depart_at=depart_at,
            difference_s=int(late) if is_known else None,
            standard_error_s=float(error) if is_known and error == error else None,  # noqa: PLR0124 - NaN
        )
        for depart_at, late, is_known, error in zip(departures, later, known, errors, strict=True)
    )
    gains = [row for row in rows if row.difference_s is not None and row.difference_s < 0]
    return SureDifference(
        scenario=scenario,
        departures=rows,
        mean_s=float(later[known].mean()) if known.any() else None,
        standard_error_s=float(drawn[:, known].mean(axis=1).std(ddof=1))
        if known.any() and held[known].all()
        else None,
        largest_gain=min(gains, key=lambda row: row.difference_s or 0, default=None),
    )


def _later(
    before: Arrivals, after: Arrivals, samples: NDArray[np.int64], place: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return by how much a percentile is later in some samples, by departure, and where both are known."""
    was, now = (np.partition(each[:, samples], place, axis=1)[:, place] for each in (before, after))
    known = (was < NEVER) & (now < NEVER)
    return np.where(known, now - was, 0), known


def _resampled(
    before: Arrivals, after: Arrivals, place: int, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the same by resample and departure, and for which departures all resamples know it (bootstrap).

    A resample holds the same samples before and after and for all departures: they share their random numbers.
    """
    numbers, count = np.random.default_rng(seed), before.shape[1]
    found = [_later(before, after, numbers.integers(count, size=(count,)), place) for _ in range(_RESAMPLES)]
    return np.array([later for later, _ in found]), np.all([known for _, known in found], axis=0)
