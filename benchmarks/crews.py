"""What rests cost: whole commands and searches with a crew, beside those without one, for trips drawn by chance."""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from statistics import median

from benchmarks.report import Report, table, time_of
from corridor import Planner, load, shipped_dataset
from corridor.calendars.zones import parse_moment
from corridor.errors import NoRouteError
from corridor.model.crew import NO_CREW, Crew
from corridor.model.query import Query

CREWS = ("regular", "strict", "team")
_GOAL = 10
_DAYS = 20
_SHORTEST_S = 3 * 3600


def crews(report: Report, *, quick: bool) -> None:
    """Measure the same trips with each crew and with none."""
    planner = Planner(load(shipped_dataset()))
    trips = _trips(planner, 6 if quick else 60)
    _commands(report, trips)
    _searches(report, planner, trips)


def _trips(planner: Planner, count: int) -> list[Query]:
    """Return trips of at least three hours between places drawn by chance, leaving in June 2025 or before."""
    rng, places = random.Random(5), sorted(planner.dataset.places)  # noqa: S311 - no secret
    start, trips = parse_moment("2025-05-20T00:00", "Asia/Shanghai", end=False), list[Query]()
    while len(trips) < count:
        origin, destination = rng.sample(places, 2)
        depart_at = start + rng.randrange(_DAYS * 86_400)
        trip = Query(origin=origin, destination=destination, depart_at=depart_at)
        try:
            is_long = planner.plan(trip).duration_s >= _SHORTEST_S
        except NoRouteError:
            continue
        trips += [trip] if is_long else []
    return trips


def _commands(report: Report, trips: list[Query]) -> None:
    taken: dict[str, list[float]] = {crew: [] for crew in (NO_CREW, *CREWS)}
    for trip in trips:
        for crew, times in taken.items():
            times.append(_command_s(trip, crew))
    report.add("#### `corridor route`, percentiles included", _table(taken))
    worst = max(max(_ratios(taken, crew)) for crew in CREWS)
    report.goal("a command with a crew", f"{worst:.1f}x", f"< {_GOAL}x one without", met=worst < _GOAL)


def _command_s(trip: Query, crew: str) -> float:
    """Return the processor time of a command."""
    when = datetime.fromtimestamp(trip.depart_at or 0, UTC).strftime("%Y-%m-%dT%H:%MZ")
    command = [sys.executable, "-m", "corridor", "route", trip.origin, trip.destination]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--depart", when, "--crew", crew], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _searches(report: Report, planner: Planner, trips: list[Query]) -> None:
    taken = {crew: [_search_s(planner, trip, crew) for trip in trips] for crew in (NO_CREW, *CREWS)}
    report.add("#### The search alone, made ready before", _table(taken))


def _search_s(planner: Planner, trip: Query, crew: str) -> float:
    """Return the processor time of a search for a departure."""
    query = replace(trip, crew=Crew(crew_id=crew))
    ask = partial(planner.departures, query, [trip.depart_at or 0])
    ask()
    start = time.process_time()
    ask()
    return time.process_time() - start


def _ratios(taken: Mapping[str, Sequence[float]], crew: str) -> list[float]:
    """Return times with a crew as ratios to those without one, trip by trip."""
    return [one / bare for one, bare in zip(taken[crew], taken[NO_CREW], strict=True)]


def _table(taken: Mapping[str, Sequence[float]]) -> str:
    rows = [
        (
            f"`{crew}`",
            *map(time_of, _three(times)),
            *(f"{ratio:.1f}" for ratio in _three(_ratios(taken, crew))),
        )
        for crew, times in taken.items()
    ]
    head = ("median", "nine in ten within", "worst")
    return table(("crew", *head, *(f"times none, {word}" for word in head)), rows)


def _three(figures: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, the 90th percentile by nearest rank, and the greatest."""
    ordered = sorted(figures)
    return median(ordered), ordered[-(-9 * len(ordered) // 10) - 1], ordered[-1]
