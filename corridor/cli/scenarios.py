"""`corridor scenarios`."""

from pathlib import Path

import click

from corridor.cli import options


@click.command()
@click.argument("name", required=False)
@options.data
def scenarios(name: str | None, data: Path | None) -> int:
    """List the scenarios that the dataset ships; with NAME (or as-of:DATE, or a .toml file), all that it changes.

    Example:

        corridor scenarios limited
    """
    from corridor.cli.output import emit
    from corridor.cli.session import start
    from corridor.dataset.scenario_files import shipped_scenarios
    from corridor.planner import Planner
    from corridor.reports.scenario_text import scenario_text, scenarios_text

    session = start(data)
    if name is None:
        found = [session.scenario(shipped) for shipped in shipped_scenarios(session.folder)]
        emit(scenarios_text(found))
        return 0
    planner = Planner(session.dataset, session.scenario(name))
    emit(scenario_text(planner.scenario, planner.changes))
    return 0
