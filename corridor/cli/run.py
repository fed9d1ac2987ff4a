"""`corridor run`."""

from pathlib import Path
from typing import Any

import click

from corridor.cli import options, study_options


@click.command()
@click.argument("study", type=click.Path(path_type=Path))
@study_options.run
@options.data
def run(study: Path, output: Path | None, data: Path | None, **how: Any) -> int:
    """Run a batch comparison that one TOML file describes: shipments, scenarios, window and crew.

    Names of files in STUDY are relative to it; docs/batch.md has its keys.

    Example:

        corridor run study.toml --dry-run
    """
    from dataclasses import replace

    from corridor.cli.session import start as start_session
    from corridor.cli.studying import HowRun, carry_out
    from corridor.shipments import read_study

    request = read_study(study)
    if output:
        request = replace(request, output=output)
    return carry_out(start_session(data or request.data), request, HowRun(**how))
