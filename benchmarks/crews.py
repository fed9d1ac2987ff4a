"""What rests cost: whole commands and searches with a crew, beside those without one, for trips drawn by chance."""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from statistics import median

from benchmarks.report import Report, table, time_of
from corridor import Planner, load, shipped_dataset
from corridor.calendars.zones import parse_moment
from corridor.compiled.crews.engine import CompiledSearch
from corridor.engine.crewed import PlainSearch
from corridor.engine.prepared import SearchOf, prepare
from corridor.errors import NoRouteError
from corridor.model.crew import NO_CREW, Crew
from corridor.model.ids import PlaceId
from corridor.model.query import Query

CREWS = ("regular", "strict", "team")
NOT_BESIDE_THE_ROAD = "regular --no-roadside"
_GOAL = 10
_DAYS = 20
_SHORTEST_S = 3 * 3600
_BOUND = (
    ("karachi", "pavlodar"),
    ("karachi", "oskemen"),
    ("kuryk-town", "zaysan"),
    ("multan", "orenburg"),
    ("lahore", "troitsk"),
)
"""Of 1,600 long trips drawn by chance those that two weeks bind and that take longest to search."""
_HEAD = ("median", "nine in ten within", "worst")


def crews(report: Report, *, quick: bool) -> None:
    """Measure the same trips with each crew and with none."""
    planner = Planner(load(shipped_dataset()))
    trips = _trips(planner, 6 if quick else 60)
    _command_s(["reach", trips[0].origin, "--depart", _told(trips[0], 0)], "regular")  # compiles the kernels
    _routes(report, trips)
    _commands(report, "Other commands", trips[: 2 if quick else 12], _COMMANDS)
    bound = [_bound(*ends) for ends in _BOUND[: 1 if quick else None]]
    _commands(report, "Trips that two weeks bind", bound, {"`route`": _route, **_COMMANDS})
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


def _routes(report: Report, trips: list[Query]) -> None:
    crews = (*CREWS, NOT_BESIDE_THE_ROAD)
    taken: dict[str, list[float]] = {crew: [] for crew in (NO_CREW, *crews)}
    for trip in trips:
        for crew, times in taken.items():
            times.append(_command_s(_route(trip), crew))
    report.add("#### `corridor route`, percentiles included", _table(taken))
    worst = max(max(_ratios(taken, crew)) for crew in crews)
    report.goal("a command with a crew", f"{worst:.1f}x", f"< {_GOAL}x one without", met=worst < _GOAL)


def _bound(origin: str, destination: str) -> Query:
    """Return one of the trips that the 90 h of two weeks bind."""
    depart_at = parse_moment("2025-06-05T00:00", "Asia/Shanghai", end=False)
    return Query(origin=PlaceId(origin), destination=PlaceId(destination), depart_at=depart_at)


def _commands(
    report: Report, title: str, trips: list[Query], commands: Mapping[str, Callable[[Query], list[str]]]
) -> None:
    """Measure commands with the crew that takes longest."""
    rows = []
    for name, command in commands.items():
        bare, crewed = ([_command_s(command(trip), crew) for trip in trips] for crew in (NO_CREW, "regular"))
        ratios = [one / other for one, other in zip(crewed, bare, strict=True)]
        rows.append((name, *map(time_of, _three(crewed)), *(f"{ratio:.1f}" for ratio in _three(ratios))))
        worst = max(ratios)
        report.goal(
            f"{title}: {name} with a crew", f"{worst:.1f}x", f"< {_GOAL}x one without", met=worst < _GOAL
        )
    head = ("command, crew `regular`", *_HEAD, *(f"times none, {word}" for word in _HEAD))
    report.add(f"#### {title}", table(head, rows))


def _route(trip: Query) -> list[str]:
    return ["route", trip.origin, trip.destination, "--depart", _told(trip, 0)]


def _told(trip: Query, later_s: int) -> str:
    """Return the departure of a trip, put off, as commands read it."""
    return datetime.fromtimestamp((trip.depart_at or 0) + later_s, UTC).strftime("%Y-%m-%dT%H:%MZ")


def _window(command: str, trip: Query) -> list[str]:
    return [command, trip.origin, trip.destination, "--from", _told(trip, 0), "--days", "2"]


_COMMANDS: Mapping[str, Callable[[Query], list[str]]] = {
    "`route --arrive`": lambda trip: [
        *("route", trip.origin, trip.destination, "--arrive", _told(trip, _DAYS * 86_400)),
    ],
    "`route --arrive --reliability`": lambda trip: [
        *("route", trip.origin, trip.destination, "--arrive", _told(trip, _DAYS * 86_400)),
        *("--reliability", "90"),
    ],
    "`departures`, two days": partial(_window, "departures"),
    "`departures --reliability`, two days": lambda trip: [
        *_window("departures", trip),
        *("--reliability", "90"),
    ],
    "`compare`, two days": partial(_window, "compare"),
    "`alternatives`": lambda trip: ["alternatives", *_route(trip)[1:]],
    "`reach`": lambda trip: ["reach", trip.origin, "--depart", _told(trip, 0)],
}


def _command_s(command: list[str], crew: str) -> float:
    """Return the processor time of a command, which may say that there is no way; `crew` may have other options after it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    given = [sys.executable, "-m", "corridor", *command, "--crew", *crew.split()]
    ran = subprocess.run(given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, text=True)
    if ran.returncode not in {0, 1}:
        raise RuntimeError(f"{' '.join(given)} failed: {ran.stderr}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _searches(report: Report, planner: Planner, trips: list[Query]) -> None:
    for words, search_of in (("the reference engine", PlainSearch), ("kernels", CompiledSearch)):
        taken = {
            crew: [_search_s(planner, trip, crew, search_of) for trip in trips] for crew in (NO_CREW, *CREWS)
        }
        report.add(f"#### The search alone by {words}, made ready before", _table(taken))


def _search_s(planner: Planner, trip: Query, crew: str, search_of: SearchOf) -> float:
    """Return the processor time of a search for a departure."""
    query = replace(trip, crew=Crew(crew_id=crew))
    prepared = prepare(planner.dataset, planner.graph, query, None, search_of)
    depart_at = trip.depart_at or 0
    prepared.first(depart_at + 1)  # one that is known already would not be searched again
    start = time.process_time()
    prepared.first(depart_at)
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
    return table(("crew", *_HEAD, *(f"times none, {word}" for word in _HEAD)), rows)


def _three(figures: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, the 90th percentile by nearest rank, and the greatest."""
    ordered = sorted(figures)
    return median(ordered), ordered[-(-9 * len(ordered) // 10) - 1], ordered[-1]
