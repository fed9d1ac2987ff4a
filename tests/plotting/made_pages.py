"""One small page of each kind beside the route's, gathered from a dataset worked out by hand."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from corridor.calendars import zones
from corridor.cli.network_page import network_page
from corridor.cli.ports_page import ports_page
from corridor.cli.session import Session
from corridor.planner import Planner
from corridor.plotting.maps.network.render import render as render_network
from corridor.plotting.maps.ports.render import render as render_ports
from corridor.plotting.words import Words

sys.path.append(str(Path(__file__).parents[1]))
from minimal_dataset import write_minimal

MONDAY = zones.parse_moment("2025-06-02", "UTC", end=False)


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
}


@cache
def made(kind: str, lang: str = "en") -> Any:
    """Return the page of a kind for the two passes of `minimal_dataset`."""
    with TemporaryDirectory() as folder:
        session = Session(write_minimal(Path(folder) / "two-passes"), ("map", kind))
        return KINDS[kind].gather(session, Words(lang))  # type: ignore[arg-type]


def shipped(kind: str) -> str:
    """Return the page of a kind for the data of this repository, as HTML."""
    session = Session(Path(__file__).parents[2] / "geodata", ("map", kind))
    return KINDS[kind].render(KINDS[kind].gather(session, Words()))
