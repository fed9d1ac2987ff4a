"""`corridor departures`."""

from pathlib import Path
from typing import Any

import click

from corridor.cli import options
from corridor.cli.output import strict_exit


@click.command()
@options.trip
@options.window
@options.scenario
@options.way
@options.crew_of_windows
@options.queue
@options.strict
@options.output("text", "json", "csv")
@options.data
def departures(
    origin: str,
    destination: str,
    start: str,
    days: int,
    every: str,
    grid: str,
    scenario: str,
    changes: tuple[str, ...],
    strict: bool,
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
    **way: Any,
) -> int:
    """Show what becomes of every departure of a window, to the second: when to leave, and what the rest costs.

    Example:

        corridor departures kashgar osh --from 2025-06-02 --days 7
    """
    from corridor.batch import explain_no_answer, listed, pieces, profile
    from corridor.cli.output import as_json, emit, say_when_compiling
    from corridor.cli.session import start as start_session
    from corridor.cli.windows import departures_of, grid_of
    from corridor.model.comparison import ScenarioResult
    from corridor.planner import Planner
    from corridor.reports.tables import departures_csv
    from corridor.reports.window_documents import departures_document
    from corridor.reports.window_text import departures_text

    say_when_compiling()
    session = start_session(data)
    query = session.query(origin, destination, **way)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    window = departures_of(session, query, start, days, every, listed=format_ != "text")
    found = profile(planner, query, window, grid_of(grid))
    if not found.statistics.answered_s:
        explain_no_answer(planner, query, window)
    if format_ == "json":
        result = ScenarioResult(scenario=planner.scenario, changes=planner.changes, profile=found)
        rows = listed(found, window)
        text = as_json(
            departures_document(query, result, pieces(found.profile), rows, window.step, session.made_with)
        )
    elif format_ == "csv":
        text = departures_csv([(planner.scenario.name, listed(found, window))], found.tz)
    else:
        text = departures_text(planner.dataset, found, planner.scenario.name, session.made_with)
    emit(text, target, force=force)
    return strict_exit(found.notices, strict=strict)
