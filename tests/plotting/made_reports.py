"""One report of each kind, of a dataset worked out by hand or of the data of this repository."""

import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from corridor.batch import compare, how_sure, planners_of, window
from corridor.calendars import zones
from corridor.cli.session import Session
from corridor.cli.trip_report import trip_report
from corridor.cli.window_report import window_report
from corridor.model.query import Query
from corridor.model.reliability import Asked
from corridor.plotting.reports import trip
from corridor.plotting.reports import window as window_page
from corridor.plotting.reports.page import TripReport, WindowReport
from corridor.plotting.words import Words

sys.path.append(str(Path(__file__).parents[1]))
from minimal_dataset import write_minimal

KINDS: dict[str, Any] = {"trip": trip, "window": window_page}
"""What renders the report of each kind."""
ASKED = Asked(share=0.9, samples=100)
HOUR = 3600


class Asking(NamedTuple):
    """Ends of a trip, scenarios, and the local time of the first departure."""

    origin: str
    destination: str
    scenarios: str
    leaves: str


BY_HAND = Asking("east-city", "west-city", "as-of:2025-05-20,as-of:2025-07-01", "2025-05-20T21:00")
LANES = tuple(
    Asking(*ends, "limited,24-7", "2025-06-02")
    for ends in (("kashgar", "tashkent"), ("urumqi", "almaty"), ("kashgar", "bishkek"))
)


@cache
def made(kind: str, lang: str = "en") -> Any:
    """Return the report of a kind for the two passes of `minimal_dataset`, with everything that it may hold."""
    with TemporaryDirectory() as folder:
        session = Session(write_minimal(Path(folder) / "two-passes"), ("report", kind))
        return _gathered(session, kind, BY_HAND, lang, is_sure=True)


@cache
def shipped(kind: str, asking: Asking) -> Any:
    """Return the report of a kind for the data of this repository."""
    session = Session(Path(__file__).parents[2] / "geodata", ("report", kind))
    return _gathered(session, kind, asking)


def _gathered(
    session: Session,
    kind: str,
    asking: Asking,
    lang: str = "en",
    *,
    is_sure: bool = False,
) -> TripReport | WindowReport:
    words = Words(lang)  # type: ignore[arg-type]
    scenarios = session.scenarios(asking.scenarios)
    planners = planners_of(session.dataset, scenarios)
    if kind == "trip":
        query = session.query(asking.origin, asking.destination, depart=asking.leaves)
        answers = [(planner, planner.plan(query)) for planner in planners]
        sure = [planner.reliability(query, ASKED) for planner in planners] if is_sure else []
        return trip_report(session, query, answers, sure, words, has_map=True)
    query = session.query(asking.origin, asking.destination, crew="none")
    departures = _week(session, query, asking.leaves, days=2 if is_sure else 7)
    found = compare(session.dataset, query, scenarios, departures)
    chances = how_sure(planners, query, departures, ASKED) if is_sure else None
    return window_report(session, query, found, planners, chances, words, has_map=True)


def _week(session: Session, query: Query, leaves: str, days: int) -> range:
    start = zones.parse_user_time(leaves, session.dataset.places[query.origin].tz)
    return window(start, start + days * 24 * HOUR, 6 * HOUR)
