"""`corridor route`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from corridor.cli import options
from corridor.cli.output import refuse_terminal, strict_exit
from corridor.errors import UsageError


@click.command()
@options.trip
@click.option("--depart", metavar="WHEN", help="Local to the origin: 2025-06-05T14:00, now, 'thu 14:00'.")
@click.option("--arrive", metavar="WHEN", help="Latest arrival, local to the destination.")
@options.scenario
@options.way
@options.crew
@options.queue
@click.option(
    "--slot",
    "slots",
    multiple=True,
    metavar="NAME=START/DURATION",
    help="A booked slot at a port or control point, on its clock: horgos-road=2025-11-10T09:00/1h.",
)
@options.sure
@options.strict
@options.output("text", "json", "csv", "geojson", "gpx", "kml", "ics", "xlsx")
@options.data
def route(
    origin: str,
    destination: str,
    depart: str | None,
    arrive: str | None,
    scenario: str,
    changes: tuple[str, ...],
    reliability: float | None,
    deadline: str | None,
    samples: int | None,
    seed: int,
    strict: bool,
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
    **way: Any,
) -> int:
    """Plan the trip from ORIGIN to DESTINATION that arrives first, or leaves last for --arrive.

    Names may be English, Chinese, Russian or ids. Example:

        corridor route kashgar tashkent --depart 2025-06-05T14:00
    """
    from corridor.cli.answers import emit_route
    from corridor.cli.session import start
    from corridor.cli.sure import asked_of
    from corridor.planner import Planner

    if (depart is None) == (arrive is None):
        raise UsageError("give either --depart or --arrive", hint="e.g. --depart 2025-06-05T14:00")
    if deadline is not None and (not reliability or arrive is not None):
        raise UsageError("--deadline goes with --depart and --reliability", hint="e.g. --reliability 90")
    refuse_terminal(format_, target)
    session = start(data)
    query = session.query(origin, destination, depart=depart, arrive=arrive, **way)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    sure = None
    if reliability:
        asked = asked_of(session, query, reliability, deadline, samples=samples, seed=seed)
        sure = planner.reliability(query, asked)
        itinerary = planner.plan(replace(query, depart_at=sure.depart_at, arrive_by=None))
    elif reliability is None and format_ in {"text", "json"}:
        itinerary, sure = planner.plan_sampled(query, samples, seed)
    else:
        itinerary = planner.plan(query)
    if sure is not None:
        itinerary = replace(itinerary, notices=(*itinerary.notices, *sure.notices))
    emit_route(session, planner, query, [itinerary], format_=format_, target=target, force=force, more=sure)
    return strict_exit(itinerary.notices, strict=strict)
