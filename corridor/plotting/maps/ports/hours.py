"""The hours of the window as a table: a row for those that keep the same hours, a column for each day of its clock."""

from collections.abc import Iterator
from datetime import date, timedelta

from corridor.calendars.zones import format_offset, local_midnight, to_local
from corridor.model.port import SideWeek
from corridor.plotting.charts.chart import Table
from corridor.plotting.maps.ports.page import PortsPage
from corridor.plotting.words import Words


def hours_table(page: PortsPage, words: Words) -> Table:
    """Return when each side of each port works, unless nothing is known of it, on its own clock, for the days that begin within the window in UTC."""
    first = to_local(page.start, "UTC").date()
    days = [first + timedelta(days=day) for day in range(-(-(page.end - page.start) // 86_400))]
    return Table(
        head=(
            words("Port"),
            words("Side"),
            words("Clock"),
            *(words.day(local_midnight(day, "UTC"), "UTC") for day in days),
        ),
        rows=tuple(
            (
                port.name,
                f"{side.side}: {', '.join(port.controls[control_id] for control_id in side.control_ids)}",
                format_offset(page.start, side.tz),
                *(_day(side, day, words) for day in days),
            )
            for port in page.ports
            for side in port.week.sides
            if _is_known(side)
        ),
    )


def unknown_sides(page: PortsPage, words: Words) -> str:
    """Return the sides that are not in the table, in one sentence; nothing if all are."""
    sides = {port.name: [side.side for side in port.week.sides if not _is_known(side)] for port in page.ports}
    named = [f"{name} ({', '.join(dict.fromkeys(found))})" for name, found in sides.items() if found]
    return words("Hours not known: {sides}", sides="; ".join(named)) if named else ""


def _is_known(side: SideWeek) -> bool:
    return any(span.state != "unknown" for span in side.spans)


def _day(side: SideWeek, day: date, words: Words) -> str:
    """Return the hours of a local day."""
    starts, ends = (local_midnight(day + timedelta(days=days), side.tz) for days in (0, 1))
    states = {span.state for span in side.spans if span.starts < ends and span.ends > starts}
    if "open" not in states:
        return words("not known") if "unknown" in states else words("closed")
    return ", ".join(_open_times(side, starts, ends))


def _open_times(side: SideWeek, starts: int, ends: int) -> Iterator[str]:
    for span in side.spans:
        if span.state == "open" and span.starts < ends and span.ends > starts:
            opens, closes = max(span.starts, starts), min(span.ends, ends)
            yield f"{_time(opens, side.tz)}-{'24:00' if closes == ends else _time(closes, side.tz)}"


def _time(at: int, tz: str) -> str:
    return f"{to_local(at, tz):%H:%M}"
