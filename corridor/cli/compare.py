"""`corridor compare`."""

from pathlib import Path
from typing import Any

import click

from corridor.cli import options
from corridor.cli.output import refuse_terminal, strict_exit

_LISTS = frozenset({"csv", "xlsx"})
"""Formats that hold a row per departure."""


@click.command()
@options.trip
@options.scenarios
@options.window
@options.way
@options.crew_of_windows
@options.queue
@options.sure_scenarios
@options.strict
@options.output("text", "json", "csv", "ics", "xlsx")
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
    strict: bool,
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
    **way: Any,
) -> int:
    """Compare scenarios over every departure of a window, to the second; the first is the baseline.

    Example:

        corridor compare kashgar tashkent --scenarios limited,24-7 --from 2025-06-02 --days 7
    """
    from corridor.batch import compared, how_sure, listed, on_grid, planners_of, require_samplable
    from corridor.cli.exports import window_export
    from corridor.cli.output import as_json, emit
    from corridor.cli.session import start as start_session
    from corridor.cli.sure import asked_of
    from corridor.cli.windows import departures_of, grid_given
    from corridor.reports.window_documents import compare_document
    from corridor.reports.window_text import compare_text

    refuse_terminal(format_, target)
    session = start_session(data)
    query = session.query(origin, destination, **way)
    chosen = session.scenarios(scenarios)
    window = departures_of(session, query, start, days, every, listed=format_ in _LISTS)
    asked = None
    if reliability is not None:
        asked = asked_of(session, query, reliability, None, samples=samples, seed=seed)
        require_samplable(query, window, asked, len(chosen))
    planners = planners_of(session.dataset, chosen)
    found = compared(planners, query, window, grid_given(grid))
    leaving = on_grid(found.results[0].profile, window)
    sure = None if asked is None else how_sure(planners, query, leaving, asked)
    content: str | bytes
    if format_ == "text":
        content = compare_text(session.dataset, found, session.made_with, sure)
    elif format_ == "json":
        content = as_json(compare_document(query, found, session.made_with, sure))
    else:
        rows = [listed(result.profile, window) for result in found.results] if format_ in _LISTS else []
        content = window_export(format_, session, query, found.results, found.differences, rows)
    emit(content, target, force=force)
    return strict_exit((notice for r in found.results for notice in r.profile.notices), strict=strict)
