"""One small page of each kind beside the route's, gathered from a dataset worked out by hand."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from corridor.calendars import zones
from corridor.cli.network_page import network_page
from corridor.cli.port_page import port_page
from corridor.cli.ports_page import ports_page
from corridor.cli.reach_page import reach_page
from corridor.cli.reaches import reaches_of
from corridor.cli.session import Session
from corridor.model.ids import CrossingId, PlaceId
from corridor.model.query import Query
from corridor.planner import Planner
from corridor.plotting.maps.network.render import render as render_network
from corridor.plotting.maps.ports.render import render as render_ports
from corridor.plotting.maps.reach.page import ReachMapPage
from corridor.plotting.maps.reach.render import render as render_reach
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.reports.port.render import render as render_port
from corridor.plotting.words import Language, Words

sys.path.append(str(Path(__file__).parents[1]))
from minimal_dataset import write_minimal

HOUR_S, WEEK_S = 3600, 7 * 24 * 3600
MONDAY = zones.parse_moment("2025-06-02", "UTC", end=False)


def gather_reach(session: Session, words: Words) -> ReachMapPage:
    """Return where a truck is that leaves a week before a port turned to 24/7, under the hours of then and of after."""
    origin = PlaceId("kashgar" if "kashgar" in session.dataset.places else "east-city")
    query = Query(origin=origin, destination=origin, depart_at=MONDAY - WEEK_S)
    found = reaches_of(
        session, query, "as-of:2025-05-25,as-of:2025-06-10", [3 * HOUR_S, 6 * HOUR_S, 72 * HOUR_S]
    )
    return reach_page(session, query.mode, found, words)


def gather_port(session: Session, words: Words, *, has_map: bool = True) -> PortPage:
    """Return a port on the day after it turned to 24/7."""
    port = CrossingId("irkeshtam" if "irkeshtam" in session.dataset.crossings else "high-pass")
    planner = Planner(session.dataset)
    return port_page(session, planner, planner.port(port, MONDAY), words, has_map=has_map)


class Kind(NamedTuple):
    gather: Callable[[Session, Words], Any]
    render: Callable[[Any], str]


KINDS: dict[str, Kind] = {
    "network": Kind(
        lambda session, words: network_page(session, Planner(session.dataset), MONDAY, words), render_network
    ),
    "ports": Kind(
        lambda session, words: ports_page(
            session, Planner(session.dataset), (MONDAY, MONDAY + 7 * 86_400), words
        ),
        render_ports,
    ),
    "reach": Kind(gather_reach, render_reach),
    "port": Kind(gather_port, render_port),
}
WITH_CHARTS = {"port"}
"""Kinds whose elements depend on texts: long names are set in two lines."""


@cache
def made(kind: str, lang: str = "en") -> Any:
    """Return the page of a kind for the two passes of `minimal_dataset`."""
    with TemporaryDirectory() as folder:
        session = Session(write_minimal(Path(folder) / "two-passes"), ("map", kind))
        return KINDS[kind].gather(session, Words(lang))  # type: ignore[arg-type]


def shipped(kind: str, lang: Language = "en") -> str:
    """Return the page of a kind for the data of this repository, as HTML."""
    session = Session(Path(__file__).parents[2] / "geodata", ("map", kind))
    return KINDS[kind].render(KINDS[kind].gather(session, Words(lang)))
