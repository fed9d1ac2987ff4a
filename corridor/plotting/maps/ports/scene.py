"""What the page's script draws: ports and how they stand, as JSON values. Times are seconds from the window's start."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any, Final

from corridor.calendars.zones import to_local
from corridor.model import text
from corridor.model.port import PassState, SideWeek, Span, State
from corridor.plotting.maps.ports.page import MappedPort, PortsPage
from corridor.plotting.style import PASS_SYMBOLS
from corridor.plotting.words import Words

Json = Any
_DECIMALS: Final = 3
_HOUR_S: Final = 3600
_DAY_S: Final = 86_400


def scene(page: PortsPage, words: Words) -> dict[str, Json]:
    """Return everything that the script needs to draw `page`."""
    zones = sorted({side.tz for port in page.ports for side in port.week.sides} | {"UTC"})
    return {
        "hours": (page.end - page.start) // _HOUR_S,
        "startOfDay": page.start % _DAY_S,
        "clocks": {tz: _clock(page, tz) for tz in zones},
        "days": [words.day(page.start + day * _DAY_S, "UTC") for day in range(-1, _days(page) + 2)],
        "symbols": {
            state: asdict(replace(symbol, meaning=words(symbol.meaning)))
            for state, symbol in PASS_SYMBOLS.items()
        },
        "ports": [_port(port, page) for port in page.ports],
    }


def _days(page: PortsPage) -> int:
    return -(-(page.end - page.start) // _DAY_S)


def _clock(page: PortsPage, tz: str) -> list[list[int]]:
    """Return from when on the zone's clock is how far from UTC, in seconds: one entry but when clocks change."""
    changes: list[list[int]] = []
    for at in range(page.start, page.end + _DAY_S, _HOUR_S):
        offset = to_local(at, tz).utcoffset()
        seconds = int(offset.total_seconds()) if offset else 0
        if not changes or changes[-1][1] != seconds:
            changes.append([at - page.start, seconds])
    return changes


def _port(item: MappedPort, page: PortsPage) -> dict[str, Json]:
    return {
        "at": [round(item.position.lat, _DECIMALS), round(item.position.lon, _DECIMALS)],
        "name": text.clean(item.name),
        "also": [text.clean(name) for name in item.also],
        "spans": _spans(item.week.spans, page),
        "sides": [_side(item, side, page) for side in item.week.sides],
    }


def _side(item: MappedPort, side: SideWeek, page: PortsPage) -> dict[str, Json]:
    names = [text.clean(item.controls[control_id]) for control_id in side.control_ids]
    return {"side": side.side, "tz": side.tz, "names": names, "spans": _spans(side.spans, page)}


def _spans(spans: Iterable[Span[State]] | Iterable[Span[PassState]], page: PortsPage) -> list[list[Json]]:
    """Return the end and state of each span that touches the window."""
    start, end = page.start, page.end
    return [
        [min(span.ends, end) - start, span.state] for span in spans if span.starts < end and span.ends > start
    ]
