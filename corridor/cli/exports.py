"""Answers as files for other programs: maps, navigation, calendars, spreadsheets."""

from collections.abc import Iterator, Sequence
from typing import Final

from corridor.cli.session import Session
from corridor.model.comparison import Departure, Difference, ScenarioResult
from corridor.model.itinerary import Itinerary
from corridor.model.port import PortReport
from corridor.model.query import Query
from corridor.planner import Planner
from corridor.reports.tracks import TitledTrip

Answer = tuple[Planner, Itinerary]

ROUTE_EXPORTS: Final = ("csv", "geojson", "gpx", "kml", "ics", "xlsx")
WINDOW_EXPORTS: Final = ("csv", "ics", "xlsx")
PORT_EXPORTS: Final = ("csv", "ics", "json")


def route_export(format_: str, session: Session, query: Query, answers: Sequence[Answer]) -> str | bytes:
    """Return trips in one of `ROUTE_EXPORTS`: the answers of several scenarios, or several ways of one."""
    # Writers are imported when they are asked for, so that the command starts quickly.
    from corridor.dataset.loading import load_alignments

    dataset, made_with = session.dataset, session.made_with
    if format_ == "csv":
        from corridor.reports.tables import route_csv

        return route_csv(dataset, [itinerary for _, itinerary in answers])
    trips = list(_trips(session, query, answers))
    if format_ == "xlsx":
        from corridor.reports.route_workbook import route_xlsx

        changes = {planner.scenario.name: planner.changes for planner, _ in answers}
        return route_xlsx(dataset, query, trips, changes, made_with, session.stamp)
    alignments = load_alignments(session.folder)
    if format_ == "geojson":
        from corridor.reports.geojson import route_geojson

        return route_geojson(dataset, trips, alignments, made_with)
    if format_ == "gpx":
        from corridor.reports.gpx import route_gpx

        return route_gpx(dataset, trips, alignments, made_with)
    if format_ == "kml":
        from corridor.plotting.style import LEG_COLOURS
        from corridor.reports.kml import route_kml

        return route_kml(dataset, trips, alignments, made_with, LEG_COLOURS)
    if format_ == "ics":
        from corridor.reports.trip_calendar import route_ics

        return route_ics(dataset, trips, alignments, made_with, session.stamp)
    raise ValueError(f"{format_!r} is no export of a trip")


def window_export(
    format_: str,
    session: Session,
    query: Query,
    results: Sequence[ScenarioResult],
    differences: Sequence[Difference],
    listed: Sequence[Sequence[Departure]],
) -> str | bytes:
    """Return windows of departures in one of `WINDOW_EXPORTS`; `listed` are the departures that tables list."""
    dataset, made_with = session.dataset, session.made_with
    if format_ == "csv":
        from corridor.reports.tables import departures_csv

        named = zip((result.scenario.name for result in results), listed, strict=True)
        return departures_csv(named, results[0].profile.tz)
    if format_ == "ics":
        from corridor.reports.trip_calendar import departures_ics

        return departures_ics(dataset, results, made_with, session.stamp)
    if format_ == "xlsx":
        from corridor.reports.window_workbook import departures_xlsx

        return departures_xlsx(dataset, query, results, differences, listed, made_with, session.stamp)
    raise ValueError(f"{format_!r} is no export of a window")


def port_export(format_: str, session: Session, report: PortReport) -> str:
    """Return what is known of a port in one of `PORT_EXPORTS`."""
    if format_ == "csv":
        from corridor.reports.tables import port_csv

        return port_csv(report)
    if format_ == "ics":
        from corridor.reports.port_calendar import port_ics

        return port_ics(report, session.made_with, session.stamp)
    if format_ == "json":
        from corridor.cli.output import as_json
        from corridor.reports.documents import port_document

        return as_json(port_document(report, session.made_with))
    raise ValueError(f"{format_!r} is no export of a port")


def _trips(session: Session, query: Query, answers: Sequence[Answer]) -> Iterator[TitledTrip]:
    """Yield answers with titles that differ, and the ports that close soon after each."""
    from corridor.operations.gate_windows import gate_windows
    from corridor.reports.names import by, title_of

    trip = f"{title_of(session.dataset, query.origin)} - {title_of(session.dataset, query.destination)}"
    scenarios = [planner.scenario for planner, _ in answers]
    for number, (planner, itinerary) in enumerate(answers, 1):
        scenario = planner.scenario
        alike = [other for other in scenarios if other.title == scenario.title]
        title = f"{trip}: {scenario.title}"
        if any(other.name != scenario.name for other in alike):
            title += f" ({scenario.name})"
        elif len(alike) > 1:
            title += f", {number}. {by(itinerary.crossings)}"
        gates = gate_windows(planner.dataset, planner.book, itinerary, query.assume_unknown)
        yield TitledTrip(title=title, itinerary=itinerary, gates=tuple(gates))
