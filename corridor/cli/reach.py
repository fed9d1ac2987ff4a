"""`corridor reach`."""

from pathlib import Path
from typing import Any

import click

from corridor.cli import options
from corridor.cli.output import strict_exit


@click.command()
@options.reach
@options.truck
@options.crew
@options.queue
@options.strict
@options.output("text", "json", "csv", "geojson")
@options.data
def reach(
    origin: str,
    depart: str,
    hours: str,
    scenarios: str,
    strict: bool,
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
    **truck: Any,
) -> int:
    """Show where a truck from ORIGIN can be by so many hours under each scenario; the first is the baseline.

    Example:

        corridor reach kashgar --depart 2025-06-05T14:00 --hours 12,24,48
    """
    from corridor.cli.output import as_json, emit
    from corridor.cli.reaches import reaches_of
    from corridor.cli.session import start
    from corridor.cli.windows import limits_of
    from corridor.dataset.loading import load_alignments
    from corridor.reports.reach_document import reach_document
    from corridor.reports.reach_geojson import reach_geojson
    from corridor.reports.reach_text import reach_text
    from corridor.reports.tables import reach_csv

    session = start(data)
    query = session.query(origin, None, depart=depart, **truck)
    found = reaches_of(session, query, scenarios, limits_of(hours))
    if format_ == "json":
        text = as_json(reach_document(session.dataset, query, found, session.made_with))
    elif format_ == "csv":
        text = reach_csv(session.dataset, found)
    elif format_ == "geojson":
        alignments = load_alignments(session.folder)
        text = reach_geojson(session.dataset, found, alignments, session.made_with)
    else:
        text = reach_text(session.dataset, found, session.made_with)
    emit(text, target, force=force)
    return strict_exit(found.notices, strict=strict)
