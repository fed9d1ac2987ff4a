"""The report in tables. The last column of a table holds the numbers of its sources in the page's list."""

from collections.abc import Iterable, Iterator
from itertools import chain

from corridor.model.crossing import Dwell
from corridor.model.port import KnownClosure, SideChange
from corridor.model.queue import QueueFigures
from corridor.plotting.charts.chart import Table
from corridor.plotting.charts.port_bands import country_name
from corridor.plotting.citations import Citations
from corridor.plotting.maps.network.page import NetworkPort
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.terms import BASES, CONFIDENCES, DIRECTIONS, ROLES, STATES
from corridor.plotting.words import Words


class PortTables:
    """The tables of a page but those of the network, which its map has too."""

    def __init__(self, page: PortPage, words: Words) -> None:
        self._page, self._words = page, words
        self._sources = Citations(page.source_ids)

    def controls(self) -> Table:
        """Return a row for each control point; the map's popups read them."""
        words = self._words
        head = (
            words("Side"),
            words("Control point"),
            words("What it is"),
            words("Works on"),
            words("Now"),
            words("Hours"),
            words("Clock"),
            words("In force"),
            words("Confidence"),
            words("Remarks"),
            words("Sources"),
        )
        return Table(head=head, rows=tuple(map(self._control, self._page.ports)))

    def _control(self, port: NetworkPort) -> tuple[str, ...]:
        words, control = self._words, port.controls[0].report
        point, schedule = control.point, control.schedule
        hours = (words("not known"), point.tz, "", "")
        if schedule:
            confidence = f"{words(CONFIDENCES[schedule.confidence])} ({words(BASES[schedule.basis])})"
            span = self._span(schedule.valid_from, schedule.valid_to)
            hours = (schedule.hours or words("not known"), schedule.tz, span, confidence)
        return (
            country_name(point.side, words),
            port.name,
            words(ROLES[point.role]),
            ", ".join(words(DIRECTIONS[direction]) for direction in point.directions),
            self._state(port),
            *hours,
            "; ".join(filter(None, (point.note, schedule.note if schedule else ""))),
            self._sources([point.source_id, *([schedule.source_id] if schedule else [])]),
        )

    def _state(self, port: NetworkPort) -> str:
        words, control = self._words, port.controls[0].report
        said, until = words(STATES[control.state.state]), control.state.until
        if until is None:
            return said
        return words("{state} until {clock}", state=said, clock=words.clock(until, control.point.tz))

    def _span(self, first: str, last: str) -> str:
        """Return from when to when, as the data write it."""
        words = self._words
        if first and last:
            return words("{first} to {last}", first=_moment(first), last=_moment(last))
        if last:
            return words("until {day}", day=_moment(last))
        return words("from {day}", day=_moment(first)) if first else ""

    def closures(self) -> Table:
        """Return the closures around the instant, those that a later notice superseded too."""
        return self._closures(each for each in self._page.closures if self._is_near(each))

    def earlier_closures(self) -> Table:
        """Return all other closures on record, the last one first."""
        return self._closures(each for each in reversed(self._page.closures) if not self._is_near(each))

    def _is_near(self, closure: KnownClosure) -> bool:
        around = {row.closure_id for row, _, _ in self._page.report.closures}
        return not around.isdisjoint({closure.row.closure_id, closure.superseded_by})

    def _closures(self, closures: Iterable[KnownClosure]) -> Table:
        words = self._words
        head = (
            words("Why"),
            words("From"),
            words("To"),
            words("Length"),
            words("Side"),
            words("Announced"),
            words("Remarks"),
            words("Sources"),
        )
        return Table(head=head, rows=tuple(map(self._closure, closures)), numbers=frozenset({3}))

    def _closure(self, closure: KnownClosure) -> tuple[str, ...]:
        words, row = self._words, closure.row
        superseded = words("superseded by a later notice") if closure.superseded_by else ""
        return (
            row.reason,
            words.clock(closure.starts, row.tz),
            words.clock(closure.ends, row.tz),
            words.duration(closure.ends - closure.starts),
            country_name(row.side, words) if row.side else words("all"),
            row.announced_on,
            "; ".join(filter(None, (superseded, row.note))),
            self._sources([row.source_id]),
        )

    def change(self) -> Table:
        """Return what the change of hours meant on each side."""
        words = self._words
        head = (
            words("Side"),
            words("Control points"),
            words("Regime"),
            words("Hours"),
            words("Open in a week"),
            words("Mean wait"),
            words("Longest wait"),
            words("Sources"),
        )
        sides = self._page.change.sides if self._page.change else ()
        rows = tuple(chain.from_iterable(map(self._side, sides)))
        return Table(head=head, rows=rows, numbers=frozenset({4, 5, 6}))

    def _side(self, side: SideChange) -> Iterator[tuple[str, ...]]:
        words = self._words
        regimes = zip((words("before"), words("after")), (side.before, side.after), side.waits, strict=True)
        for name, schedule, waits in regimes:
            figures = (waits.open_s, waits.mean_s, waits.longest_s) if waits else ()
            yield (
                country_name(side.side, words),
                words.names(self._page.controls[control_id] for control_id in side.control_ids),
                name,
                f"{schedule.hours} ({schedule.tz})" if schedule and schedule.hours else words("not known"),
                *(map(words.duration, figures) if figures else ("", "", "")),
                self._sources([schedule.source_id] if schedule else []),
            )

    def clearance(self) -> Table:
        """Return what is known of the time of clearance, what the planner uses first."""
        words = self._words
        head = (
            words("Where"),
            words("Direction"),
            words("Work"),
            words("Net time"),
            words("Net, 9 of 10"),
            words("Gross, as published"),
            words("Year"),
            words("Basis"),
            words("Counts"),
            words("Remarks"),
            words("Sources"),
        )
        rows = sorted(self._page.dwells, key=lambda row: not row.in_use)
        return Table(head=head, rows=tuple(map(self._dwell, rows)), numbers=frozenset({3, 4, 5}))

    def _dwell(self, row: Dwell) -> tuple[str, ...]:
        words = self._words
        activities = {"clearance": words("clearance"), "transload": words("transloading")}
        return (
            holds_at(row, self._page, words),
            words(DIRECTIONS[row.direction]),
            activities[row.activity],
            words.duration(row.net_min * 60),
            "" if row.p90_min is None else words.duration(row.p90_min * 60),
            "" if row.gross_mean_h is None else words.duration(row.gross_mean_h * 3600),
            row.year,
            words(BASES[row.basis]),
            words("yes") if row.in_use else words("no"),
            row.note,
            self._sources([row.source_id]),
        )

    def queues(self) -> Table:
        """Return the figures of queues, by control point and time."""
        words = self._words
        head = (
            words("Control point"),
            words("Direction"),
            words("In force"),
            words("Come an hour"),
            words("Let in an hour, while open"),
            words("At most a day"),
            words("Basis"),
            words("Remarks"),
            words("Sources"),
        )
        rows = tuple(self._queue(row) for port in self._page.ports for row in port.controls[0].queues)
        return Table(head=head, rows=rows, numbers=frozenset({5}))

    def _queue(self, row: QueueFigures) -> tuple[str, ...]:
        words = self._words
        return (
            self._page.controls[row.control_id],
            words(DIRECTIONS[row.direction]),
            self._span(row.valid_from, row.valid_to),
            row.demand,
            row.capacity,
            "" if row.quota_per_day is None else str(row.quota_per_day),
            words(BASES[row.basis]),
            row.note,
            self._sources([row.source_id]),
        )

    def capacities(self) -> Table:
        """Return what the port can take, or was told to take."""
        words = self._words
        kinds = {
            "capacity": words("capacity"),
            "quota": words("quota"),
            "target": words("target"),
            "peak": words("peak"),
        }
        head = (
            words("What"),
            words("Figure"),
            words("Side"),
            words("In force"),
            words("Basis"),
            words("Remarks"),
            words("Sources"),
        )
        rows = tuple(
            (
                kinds[row.kind],
                f"{row.value:g} {row.unit}",
                country_name(row.side, words) if row.side else words("all"),
                self._span(row.valid_from, row.valid_to),
                words(BASES[row.basis]),
                row.note,
                self._sources([row.source_id]),
            )
            for row in self._page.capacities
        )
        return Table(head=head, rows=rows)


def _moment(text: str) -> str:
    return text.replace("T", " ")


def holds_at(row: Dwell, page: PortPage, words: Words) -> str:
    """Return where a time of clearance holds: at a control point, on a side, or in a whole country."""
    country = country_name(row.side, words)
    if row.control_id:
        return page.controls.get(row.control_id, row.control_id)
    if row.for_role == "border-gate":
        return words("{country}, border gates", country=country)
    return country if row.crossing_id else words("{country}, wherever nothing else is known", country=country)
