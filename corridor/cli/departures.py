"""`corridor departures`."""

from pathlib import Path
from typing import Any

import click

from corridor.cli import options
from corridor.cli.output import refuse_terminal, strict_exit
from corridor.errors import UsageError

_LISTS = frozenset({"json", "csv", "xlsx"})
"""Formats that hold a row per departure."""


@click.command()
@options.trip
@options.window
@options.scenario
@options.way
@options.crew_of_windows
@options.queue
@options.sure_departures
@options.strict
@options.output("text", "json", "csv", "ics", "xlsx")
@options.data
def departures(
    origin: str,
    destination: str,
    start: str,
    days: int,
    every: str,
    grid: str | None,
    scenario: str,
    changes: tuple[str, ...],
    reliability: float | None,
    deadline: str | None,
    samples: int,
    seed: int,
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
    from corridor.batch import (
        explain_no_answer,
        how_sure,
        listed,
        on_grid,
        pieces,
        profile,
        require_samplable,
    )
    from corridor.cli.exports import window_export
    from corridor.cli.output import as_json, emit
    from corridor.cli.session import start as start_session
    from corridor.cli.sure import asked_of
    from corridor.cli.windows import departures_of, grid_given
    from corridor.model.comparison import ScenarioResult
    from corridor.planner import Planner
    from corridor.reports.window_documents import departures_document
    from corridor.reports.window_text import departures_text

    if deadline is not None and reliability is None:
        raise UsageError("--deadline goes with --reliability", hint="e.g. --reliability 90")
    refuse_terminal(format_, target)
    session = start_session(data)
    query = session.query(origin, destination, **way)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    window = departures_of(session, query, start, days, every, listed=format_ in _LISTS)
    asked = None
    if reliability is not None:
        asked = asked_of(session, query, reliability, deadline, samples=samples, seed=seed)
        require_samplable(query, window, asked)
    found = profile(planner, query, window, grid_given(grid))
    if not found.statistics.answered_s:
        explain_no_answer(planner, query, window)
    leaving = on_grid(found, window)
    sure = None if asked is None else how_sure([planner], query, leaving, asked)
    content: str | bytes
    result = ScenarioResult(scenario=planner.scenario, changes=planner.changes, profile=found)
    rows = listed(found, window) if format_ in _LISTS else []
    if format_ == "text":
        content = departures_text(planner.dataset, found, planner.scenario.name, session.made_with, sure)
    elif format_ == "json":
        document = departures_document(
            query, result, pieces(found.profile), rows, leaving.step, session.made_with, sure
        )
        content = as_json(document)
    else:
        content = window_export(format_, session, query, [result], [], [rows])
    emit(content, target, force=force)
    return strict_exit(found.notices, strict=strict)
