"""`corridor report`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corridor.cli import options
from corridor.cli.output import strict_exit

if TYPE_CHECKING:
    from corridor.plotting.words import Language


@click.group()
def report() -> None:
    """Make reports: single HTML files to read, print and send on."""


@report.command()
@options.trip
@click.option(
    "--depart", required=True, metavar="WHEN", help="Local to the origin: 2025-06-05T14:00, now, 'thu 14:00'."
)
@options.scenarios
@options.way
@options.crew
@options.queue
@options.sure_trip
@options.lang
@options.strict
@options.report
@options.data
def route(
    origin: str,
    destination: str,
    depart: str,
    scenarios: str,
    reliability: float | None,
    samples: int,
    seed: int,
    lang: "Language",
    strict: bool,
    target: Path,
    force: bool,
    exports: str,
    no_map: bool,
    data: Path | None,
    **way: Any,
) -> int:
    """Report on one trip from ORIGIN to DESTINATION under each scenario.

    --export takes gpx, kml, geojson, ics, csv, xlsx, and svg and png of the charts. Example:

        corridor report route kashgar tashkent --depart 2025-06-05T14:00 -o trip.html --export gpx,xlsx
    """
    from corridor.batch.windows import planners_of
    from corridor.cli.exports import ROUTE_EXPORTS, route_export
    from corridor.cli.report_files import PICTURES, ReportFiles
    from corridor.cli.session import start
    from corridor.cli.sure import asked_of
    from corridor.cli.trip_report import trip_report
    from corridor.plotting.reports import trip
    from corridor.plotting.words import Words

    files = ReportFiles.of(target, exports, (*ROUTE_EXPORTS, *PICTURES))
    files.require_free(trip.CHARTS, lang, force=force)
    session = start(data, lang)
    query = session.query(origin, destination, depart=depart, **way)
    planners = planners_of(session.dataset, session.scenarios(scenarios))
    answers = [(planner, planner.plan(query)) for planner in planners]
    sure = []
    if reliability is not None:
        asked = asked_of(session, query, reliability, None, samples=samples, seed=seed)
        sure = [planner.reliability(query, asked) for planner in planners]
    made = trip_report(session, query, answers, sure, Words(lang), has_map=not no_map)
    files.add(lambda format_: route_export(format_, session, query, answers))
    files.draw(trip.charts(made))
    files.write(trip.render(files.listed_in(made)), force=force)
    return strict_exit(made.notices, strict=strict)


@report.command()
@options.trip
@options.scenarios
@options.window
@options.way
@options.crew_of_windows
@options.queue
@options.sure_scenarios
@options.lang
@options.strict
@options.report
@options.data
def compare(
    origin: str,
    destination: str,
    scenarios: str,
    start: str,
    days: int,
    every: str,
    grid: str | None,
    reliability: float | None,
    samples: int,
    seed: int,
    lang: "Language",
    strict: bool,
    target: Path,
    force: bool,
    exports: str,
    no_map: bool,
    data: Path | None,
    **way: Any,
) -> int:
    """Report on scenarios over every departure of a window; the first is the baseline.

    --export takes csv, xlsx, ics, and svg and png of the charts. Example:

        corridor report compare kashgar tashkent --from 2025-06-02 --days 7 -o week.html
    """
    from corridor.batch import compared, how_sure, listed, on_grid, planners_of, require_samplable
    from corridor.cli.exports import WINDOW_EXPORTS, window_export
    from corridor.cli.report_files import PICTURES, ReportFiles
    from corridor.cli.session import start as start_session
    from corridor.cli.sure import asked_of
    from corridor.cli.window_report import window_report
    from corridor.cli.windows import departures_of, grid_given
    from corridor.plotting.reports import window as window_page
    from corridor.plotting.words import Words

    files = ReportFiles.of(target, exports, (*WINDOW_EXPORTS, *PICTURES))
    session = start_session(data, lang)
    chosen = session.scenarios(scenarios)
    files.require_free(window_page.chart_ids(len(chosen), is_sure=reliability is not None), lang, force=force)
    query = session.query(origin, destination, **way)
    window = departures_of(session, query, start, days, every, listed=files.has("csv", "xlsx"))
    asked = None
    if reliability is not None:
        asked = asked_of(session, query, reliability, None, samples=samples, seed=seed)
        require_samplable(query, window, asked, len(chosen))
    planners = planners_of(session.dataset, chosen)
    found = compared(planners, query, window, grid_given(grid))
    leaving = on_grid(found.results[0].profile, window)
    sure = None if asked is None else how_sure(planners, query, leaving, asked)
    made = window_report(session, query, found, planners, sure, Words(lang), has_map=not no_map)
    rows = [listed(result.profile, window) for result in found.results] if files.has("csv", "xlsx") else []
    files.add(lambda format_: window_export(format_, session, query, found.results, found.differences, rows))
    files.draw(window_page.charts(made))
    files.write(window_page.render(files.listed_in(made)), force=force)
    return strict_exit(made.notices, strict=strict)


@report.command()
@click.argument("name")
@click.option(
    "--at",
    required=True,
    metavar="WHEN",
    help="Local to the port's first side: 2025-06-01, 2025-06-01T10:00, now.",
)
@options.scenario
@options.lang
@options.strict
@options.report
@options.data
def port(
    name: str,
    at: str,
    scenario: str,
    changes: tuple[str, ...],
    lang: "Language",
    strict: bool,
    target: Path,
    force: bool,
    exports: str,
    no_map: bool,
    data: Path | None,
) -> int:
    """Report on the port NAME around a time: both sides, hours, closures, waits, clearance, queues, sources.

    --export takes csv, ics, json, and svg and png of the charts. Example:

        corridor report port irkeshtam --at 2025-06-01 -o irkeshtam.html
    """
    from corridor.cli.exports import PORT_EXPORTS, port_export
    from corridor.cli.port_page import port_page
    from corridor.cli.report_files import PICTURES, ReportFiles
    from corridor.cli.session import start
    from corridor.planner import Planner
    from corridor.plotting.reports.port.charts import charts
    from corridor.plotting.reports.port.render import render
    from corridor.plotting.words import Words

    files = ReportFiles.of(target, exports, (*PORT_EXPORTS, *PICTURES))
    session = start(data, lang)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    crossing_id = session.crossings.require(name)
    found = planner.port(crossing_id, session.instant(at, session.zone_of_port(crossing_id)))
    made = port_page(session, planner, found, Words(lang), has_map=not no_map)
    drawn = charts(made, Words(lang))
    files.require_free([chart.chart_id for chart in drawn], lang, force=force)
    files.add(lambda format_: port_export(format_, session, found))
    files.draw(drawn)
    files.write(render(files.listed_in(made)), force=force)
    return strict_exit(made.notices, strict=strict)
