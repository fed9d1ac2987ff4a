"""The network in tables: what the map's popups show is read from their rows, so that nothing is said twice.

The first column names a row, the last one holds the numbers of its sources in the page's list.
"""

from corridor.plotting.charts.chart import Table
from corridor.plotting.citations import Citations
from corridor.plotting.maps.network.looks import link_look
from corridor.plotting.maps.network.page import NetworkControl, NetworkLink, NetworkPage, NetworkPlace
from corridor.plotting.style import LINK_STYLES
from corridor.plotting.terms import BASES, CONFIDENCES, DIRECTIONS
from corridor.plotting.words import Words, later

_ACCESS = {
    "yes": later("open"),
    "restricted": later("restricted"),
    "no": later("barred"),
    "unknown": later("not known"),
}
_STATES = {"open": later("open"), "closed": later("closed"), "unknown": later("not known")}
_KINDS = {
    "city": later("city"),
    "town": later("town"),
    "terminal": later("terminal"),
    "rail-station": later("railway station"),
    "sea-port": later("sea port"),
    "junction": later("junction"),
    "pass": later("pass"),
}


class Tables:
    """The three tables of a page."""

    def __init__(self, page: NetworkPage, words: Words) -> None:
        self._page = page
        self._words = words
        self._sources = Citations(page.source_ids)

    def links(self) -> Table:
        """Return a row for each link."""
        words = self._words
        return Table(
            head=(
                words("From"),
                words("To"),
                words("Kind"),
                words("Road"),
                words("Distance"),
                words("Speed"),
                words("Trucks"),
                words("Remarks"),
                words("Sources"),
            ),
            rows=tuple(map(self._link_row, self._page.links)),
        )

    def controls(self) -> Table:
        """Return a row for each control point, those of a port after one another."""
        words = self._words
        return Table(
            head=(
                words("Port"),
                words("Control point"),
                words("Side"),
                words("Hours"),
                words("At that hour"),
                words("Clearance"),
                words("Queue"),
                words("Sources"),
            ),
            rows=tuple(
                self._control_row(port.name, control)
                for port in self._page.ports
                for control in port.controls
            ),
        )

    def places(self) -> Table:
        """Return a row for each place."""
        words = self._words
        return Table(
            head=(
                words("Place"),
                words("Other names"),
                words("Country"),
                words("Kind"),
                words("Clock"),
                words("Position"),
                words("Sources"),
            ),
            rows=tuple(map(self._place_row, self._page.places)),
        )

    def _link_row(self, item: NetworkLink) -> tuple[str, ...]:
        link, words = item.link, self._words
        year = f", {link.distance_year}" if link.distance_year else ""
        remarks = (
            link.pass_name,
            words("up to {height} m", height=link.max_elevation_m) if link.max_elevation_m else "",
            words("from {day}", day=link.valid_from) if link.valid_from else "",
            words("until {day}", day=link.valid_to) if link.valid_to else "",
            link.note,
        )
        return (
            item.start,
            item.end,
            words(LINK_STYLES[link_look(link)].name),
            ", ".join(filter(None, (link.road_ref, link.surface))),
            f"{words.km(link.distance_km)} ({words(BASES[link.distance_basis])}{year})",
            f"{words('{speed} km/h', speed=f'{link.speed_kmh:.0f}')} ({words(BASES[link.speed_basis])})",
            words(_ACCESS[link.truck_access]) if link.mode == "road" else "",
            "; ".join(filter(None, remarks)),
            self._sources((link.distance_source_id, link.speed_source_id)),
        )

    def _control_row(self, port: str, item: NetworkControl) -> tuple[str, ...]:
        words, report = self._words, item.report
        schedule = report.schedule
        hours = f"{schedule.hours} ({schedule.tz})" if schedule and schedule.hours else words("not known")
        if schedule:
            hours += (
                f", {words('confidence: {confidence}', confidence=words(CONFIDENCES[schedule.confidence]))}"
            )
        clearance = [
            f"{words(DIRECTIONS[direction])} {words.duration(dwell.net_min * 60)} ({words(BASES[dwell.basis])})"
            for direction, dwell in item.dwells.items()
        ]
        first_day = min((queue.valid_from for queue in item.queues), default="")
        used = [schedule.source_id] if schedule else []
        used += [dwell.source_id for dwell in item.dwells.values()]
        used += [queue.source_id for queue in item.queues]
        return (
            port,
            item.name,
            report.point.side,
            hours,
            self._state(item),
            "; ".join(clearance),
            words("figures from {day}", day=first_day) if first_day else "",
            self._sources(used),
        )

    def _state(self, item: NetworkControl) -> str:
        words, state = self._words, item.report.state
        said = words(_STATES[state.state])
        if state.reason:
            said += f" ({state.reason})"
        if state.until is None:
            return said
        clock = words.clock(state.until, item.report.point.tz)
        return words("{state} until {clock}", state=said, clock=clock)

    def _place_row(self, item: NetworkPlace) -> tuple[str, ...]:
        place, words = item.place, self._words
        return (
            item.name,
            ", ".join(item.also),
            place.country,
            words(_KINDS[place.kind]),
            place.tz,
            words(BASES[place.position_basis]),
            self._sources((place.source_id,)),
        )
