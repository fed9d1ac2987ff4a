"""How each side of a port stands, at a glance."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from corridor.model.port import ControlReport, State
from corridor.plotting.charts.port_bands import country_name
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.style import PORT_SYMBOLS, PortSymbol
from corridor.plotting.terms import CONFIDENCES, STATES
from corridor.plotting.words import Words

_SYMBOLS: Final[dict[State, PortSymbol]] = {
    "open": PORT_SYMBOLS["open"],
    "closed": PORT_SYMBOLS["closed"],
    "unknown": PORT_SYMBOLS["unknown"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Control points of one side that stand alike; `until` is blank if no change is known."""

    symbol: PortSymbol
    title: str
    state: str
    until: str
    hours: str
    remarks: tuple[str, ...]


def cards(page: PortPage, words: Words) -> list[Card]:
    """Return a card for control points of a side with the same hours and state, in the order of the way."""
    groups = groupby(
        page.report.controls, key=attrgetter("point.side", "point.mode", "schedule", "state.state")
    )
    return [_card(page, list(group), words) for _, group in groups]


def _card(page: PortPage, controls: list[ControlReport], words: Words) -> Card:
    first = controls[0]
    until, schedule = first.state.until, first.schedule
    modes = {"road": "", "rail": words("rail"), "sea": words("sea")}
    names = words.names(page.controls[control.point.control_id] for control in controls)
    clock = words("clock: {zone}", zone=schedule.tz if schedule else first.point.tz)
    sure = words(CONFIDENCES[schedule.confidence]) if schedule else words("none")
    return Card(
        symbol=_SYMBOLS[first.state.state],
        title=", ".join(filter(None, (country_name(first.point.side, words), modes[first.point.mode]))),
        state=words(STATES[first.state.state]).capitalize(),
        until=words.clock(until, first.point.tz) if until else "",
        hours=schedule.hours if schedule and schedule.hours else words("not known"),
        remarks=tuple(
            filter(
                None, (names, clock, words("confidence: {confidence}", confidence=sure), first.state.reason)
            )
        ),
    )
