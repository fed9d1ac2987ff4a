"""`corridor alternatives`."""

from pathlib import Path
from typing import Any

import click

from corridor.cli import options
from corridor.cli.output import refuse_terminal, strict_exit

_WEEK_S = 7 * 86_400


@click.command()
@options.trip
@click.option(
    "--depart", required=True, metavar="WHEN", help="Local to the origin: 2025-06-05T14:00, now, 'thu 14:00'."
)
@click.option("-k", "count", type=click.IntRange(1, 20), default=3, show_default=True, help="How many ways.")
@options.scenario
@options.way
@options.crew
@options.queue
@options.strict
@options.output("text", "json", "csv", "geojson", "gpx", "kml", "ics", "xlsx")
@options.data
def alternatives(
    origin: str,
    destination: str,
    depart: str,
    count: int,
    scenario: str,
    changes: tuple[str, ...],
    strict: bool,
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
    **way: Any,
) -> int:
    """List the best ways from ORIGIN to DESTINATION that differ in their sequence of ports.

    Example:

        corridor alternatives kashgar bishkek --depart 2025-06-05T14:00 -k 3
    """
    from corridor.batch import first_choice
    from corridor.cli.answers import emit_route
    from corridor.cli.session import start
    from corridor.planner import Planner

    refuse_terminal(format_, target)
    session = start(data)
    query = session.query(origin, destination, depart=depart, **way)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    found = planner.alternatives(query, count)
    leaves = found[0].depart_at
    told = format_ in {"text", "json"}
    first = first_choice(planner, query, leaves, leaves + _WEEK_S) if told else None
    emit_route(
        session,
        planner,
        query,
        found,
        format_=format_,
        target=target,
        force=force,
        more=first,
    )
    return strict_exit((notice for itinerary in found for notice in itinerary.notices), strict=strict)
