"""Ports over a week gathered into the page that maps them."""

from collections import Counter
from collections.abc import Sequence

from corridor.calendars.periods import DAY_S
from corridor.cli.network_page import also, position_of
from corridor.cli.route_page import made_with
from corridor.cli.session import Session
from corridor.dataset.loading import load_basemap
from corridor.model.ids import CrossingId
from corridor.model.names import name_in
from corridor.model.port import PassState, PortWeek
from corridor.operations.ports import beyond_data
from corridor.planner import Planner
from corridor.plotting.maps.ports.page import MappedPort, PortsPage
from corridor.plotting.words import Words
from corridor.reports.names import title_of


def ports_page(session: Session, planner: Planner, window: tuple[int, int], words: Words) -> PortsPage:
    """Return the page of the planner's ports over a window."""
    dataset = planner.dataset
    start, end = window
    ids = [name for name, crossing in dataset.crossings.items() if crossing.status == "open"]
    ports = tuple(_port(planner, crossing_id, window, words) for crossing_id in ids)
    ports = tuple(port for port in ports if port.week.sides)
    return PortsPage(
        title=words(
            "Ports from {start} to {end}", start=words.clock(start, "UTC"), end=words.clock(end, "UTC")
        ),
        verdict=_verdict([port.week for port in ports], window, words),
        subtitle=words("Hours for freight: {scenario}", scenario=planner.scenario.title),
        lang=words.lang,
        start=start,
        end=end,
        ports=ports,
        basemap=load_basemap(session.folder),
        notices=tuple(beyond_data(dataset, end)),
        made_with=made_with(session, words),
    )


def _port(planner: Planner, crossing_id: CrossingId, window: tuple[int, int], words: Words) -> MappedPort:
    dataset = planner.dataset
    # Local days begin and end up to 14 hours from those of UTC.
    week = planner.port_week(crossing_id, window[0] - DAY_S, window[1] + DAY_S)
    names = [control_id for side in week.sides for control_id in side.control_ids]
    return MappedPort(
        week=week,
        name=name_in(week.crossing, words.lang),
        also=also(week.crossing, words.lang),
        position=position_of(dataset, crossing_id),
        controls={control_id: title_of(dataset, control_id, words.lang) for control_id in names},
    )


def _verdict(weeks: Sequence[PortWeek], window: tuple[int, int], words: Words) -> str:
    kinds = Counter(_kind(week, *window) for week in weeks)
    return words(
        "{all} ports: {open} open all the time, {limited} closing at times, {closed} closed throughout, "
        "{unknown} with hours of a side unknown",
        all=len(weeks),
        open=kinds["open"],
        limited=kinds["partly"],
        closed=kinds["closed"],
        unknown=kinds["unknown"],
    )


def _kind(week: PortWeek, start: int, end: int) -> PassState:
    """Return one state that stands for the whole window: `partly` if it is open at times only."""
    states = {span.state for span in week.spans if span.starts < end and span.ends > start}
    if states in ({"open"}, {"closed"}):
        return next(iter(states))
    return "partly" if "open" in states else "unknown" if "unknown" in states else "closed"
