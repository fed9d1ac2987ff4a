"""Many departures and several scenarios: windows, their figures and what differs."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from statistics import fmean

from corridor.calendars import zones
from corridor.errors import NoRouteError, UsageError
from corridor.model.comparison import (
    Comparison,
    Departure,
    DepartureProfile,
    Difference,
    ScenarioResult,
    Statistics,
)
from corridor.model.dataset import Dataset
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.planner import Planner

_MOST_DEPARTURES = 200_000


def window(start: int, end: int, step_s: int) -> range:
    """Return the departures of a window `[start, end)`.

    Raises:
        UsageError: The window is empty, or holds more departures than a sampled answer should.
    """
    if step_s <= 0 or end <= start:
        raise UsageError("the window holds no departure", hint="give --days and --every above nought")
    departures = range(start, end, step_s)
    if len(departures) > _MOST_DEPARTURES:
        raise UsageError(
            f"{len(departures)} departures are too many", hint=f"at most {_MOST_DEPARTURES}: shorten --days"
        )
    return departures


def profile(planner: Planner, query: Query, departures: range) -> DepartureProfile:
    """Return what becomes of each departure of a window, sampled at its step."""
    found = planner.departures(query, departures)
    answered = [departure for departure in found if departure.arrive_at is not None]
    best = min(answered, key=_duration, default=None)
    worst = max(answered, key=_duration, default=None)
    return DepartureProfile(
        origin=query.origin,
        destination=query.destination,
        tz=planner.dataset.places[query.origin].tz,
        step_s=departures.step,
        departures=tuple(found),
        statistics=statistics(found),
        best=best,
        worst=worst,
        notices=_notices(
            planner, query, [departure for departure in (best, worst, *answered[-1:]) if departure]
        ),
    )


def compare(dataset: Dataset, query: Query, scenarios: Sequence[Scenario], departures: range) -> Comparison:
    """Return scenarios side by side over one window; the first is the baseline."""
    results = []
    for scenario in scenarios:
        planner = Planner(dataset, scenario)
        results.append(
            ScenarioResult(
                scenario=scenario, changes=planner.changes, profile=profile(planner, query, departures)
            )
        )
    if not any(result.profile.statistics.answered for result in results):
        explain_no_answer(Planner(dataset, scenarios[0]), query, departures)
    return Comparison(
        origin=query.origin,
        destination=query.destination,
        results=tuple(results),
        differences=tuple(difference(results[0].profile, result) for result in results[1:]),
    )


def explain_no_answer(planner: Planner, query: Query, departures: range) -> None:
    """Say why the first departure of a window has no way.

    Raises:
        NoRouteError: It has none; the message names what stands in the way.
    """
    planner.plan(replace(query, depart_at=departures[0], arrive_by=None))


def statistics(departures: Sequence[Departure]) -> Statistics:
    """Return the figures over the answered departures."""
    answered = [departure for departure in departures if departure.duration_s is not None]
    durations = sorted(map(_duration, answered))
    used = Counter(departure.crossings for departure in answered)
    return Statistics(
        answered=len(answered),
        unanswered=len(departures) - len(answered),
        mean_s=fmean(durations) if durations else None,
        p50_s=percentile(durations, 50),
        p90_s=percentile(durations, 90),
        min_s=durations[0] if durations else None,
        max_s=durations[-1] if durations else None,
        mean_wait_s=fmean(departure.wait_s for departure in answered) if answered else None,
        crossings={crossings: count / len(answered) for crossings, count in used.most_common()},
    )


def percentile(ascending: Sequence[int], percent: int) -> int | None:
    """Return the nearest-rank percentile: the smallest value that `percent` of them do not exceed."""
    if not ascending:
        return None
    return ascending[max(ceil(len(ascending) * percent / 100), 1) - 1]


def difference(baseline: DepartureProfile, result: ScenarioResult) -> Difference:
    """Return a scenario's departures against the baseline's, departure by departure."""
    pairs = list(zip(baseline.departures, result.profile.departures, strict=True))
    both = [(a, b) for a, b in pairs if a.duration_s is not None and b.duration_s is not None]
    deltas = [_duration(b) - _duration(a) for a, b in both]
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for (a, _), delta in zip(both, deltas, strict=True):
        local = zones.to_local(a.depart_at, baseline.tz)
        cells[local.weekday(), local.hour].append(delta)
    count = len(both) or 1
    return Difference(
        scenario=result.scenario.name,
        mean_s=fmean(deltas) if deltas else None,
        mean_wait_s=fmean(b.wait_s - a.wait_s for a, b in both) if both else None,
        by_weekday_hour={cell: fmean(values) for cell, values in sorted(cells.items())},
        share_gain=sum(delta < 0 for delta in deltas) / count,
        share_lose=sum(delta > 0 for delta in deltas) / count,
        share_reroute=sum(a.crossings != b.crossings for a, b in both) / count,
        newly_answered=sum(a.duration_s is None and b.duration_s is not None for a, b in pairs),
        no_longer_answered=sum(a.duration_s is not None and b.duration_s is None for a, b in pairs),
    )


def _duration(departure: Departure) -> int:
    duration_s = departure.duration_s
    assert duration_s is not None  # noqa: S101 - callers pass answered departures
    return duration_s


def _notices(planner: Planner, query: Query, departures: Sequence[Departure]) -> tuple[Notice, ...]:
    """Return what the telling departures of a window lean on: best, worst and last."""
    found: list[Notice] = []
    for departure in departures:
        try:
            found += planner.plan(replace(query, depart_at=departure.depart_at, arrive_by=None)).notices
        except NoRouteError:
            continue
    return tuple(dict.fromkeys(found))
