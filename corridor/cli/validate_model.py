"""`corridor validate-model`."""

from pathlib import Path

import click

from corridor.cli import options


@click.command("validate-model")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="Also write the page in Markdown, as docs/validation.md.",
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@options.data
def validate_model(target: Path | None, force: bool, data: Path | None) -> int:
    """Set the model beside the published figures of benchmarks.csv: trips, distances, speeds, stays, vehicles.

    It plans some thousand trips, which takes about a minute. Example:

        corridor validate-model -o docs/validation.md --force
    """
    from corridor.batch.benchmarks import CREW_STEP_S, STEP_S, compare_benchmarks
    from corridor.cli.output import emit
    from corridor.cli.session import start
    from corridor.planner import Planner
    from corridor.reports.validation_page import validation_page
    from corridor.reports.validation_text import validation_text

    session = start(data)
    compared = compare_benchmarks(Planner(session.dataset))
    if target is not None:
        step = f"{STEP_S // 3600} hours ({CREW_STEP_S // 3600} with a crew)"
        emit(validation_page(session.dataset, compared, step), target, force=force)
    emit(validation_text(compared, session.made_with))
    return 0
