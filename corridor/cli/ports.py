"""`corridor ports`."""

from pathlib import Path

import click

from corridor.cli import options


@click.command()
@click.argument("name", required=False)
@click.option(
    "--at",
    metavar="WHEN",
    default="now",
    show_default=True,
    help="Local to the port's first side; UTC without NAME.",
)
@options.scenario
@options.output("text", "json", "csv")
@options.data
def ports(
    name: str | None,
    at: str,
    scenario: str,
    changes: tuple[str, ...],
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
) -> int:
    """Show the port NAME around a time: state of each side, week, closures, regimes, sources. Without NAME: all.

    Example:

        corridor ports irkeshtam --at 2025-06-07T20:00
    """
    from corridor.cli.output import as_json, emit
    from corridor.cli.session import start
    from corridor.planner import Planner
    from corridor.reports.documents import port_document, ports_document
    from corridor.reports.port_text import port_text, ports_text
    from corridor.reports.tables import port_csv, ports_csv

    session = start(data)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    if name is None:
        instant = session.instant(at, "UTC")
        states = planner.port_states(instant)
        if format_ == "json":
            text = as_json(ports_document(planner.dataset, states, instant, session.made_with))
        elif format_ == "csv":
            text = ports_csv(planner.dataset, states)
        else:
            text = ports_text(planner.dataset, states, instant, session.made_with)
    else:
        crossing_id = session.crossings.require(name)
        report = planner.port(crossing_id, session.instant(at, session.zone_of_port(crossing_id)))
        if format_ == "json":
            text = as_json(port_document(report, session.made_with))
        elif format_ == "csv":
            text = port_csv(report)
        else:
            text = port_text(report, session.made_with)
    emit(text, target, force=force)
    return 0
