"""`corridor batch`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corridor.cli import options, study_options

if TYPE_CHECKING:
    from corridor.plotting.words import Language


@click.command()
@click.argument("shipments", required=False, type=click.Path(path_type=Path))
@study_options.lanes
@study_options.scenarios
@study_options.window
@study_options.results
@options.way
@options.crew_of_windows
@options.queue
@study_options.run
@options.data
def batch(
    shipments: Path | None,
    lanes: tuple[str, ...],
    scenarios: str,
    baseline: str,
    start: str,
    end: str,
    every: str,
    grid: str,
    title: str,
    rows: str,
    samples: int,
    seed: int,
    output: Path | None,
    dry_run: bool,
    workers: int,
    scheduler: str | None,
    resume: bool,
    redo: bool,
    report: bool,
    lang: "Language",
    data: Path | None,
    **trip: Any,
) -> int:
    """Compare scenarios over many shipments and every departure of a window.

    SHIPMENTS is a table as CSV, XLSX, Parquet or JSON Lines; docs/batch.md has its columns. Rows that cannot be
    read are reported, and stop no others.

    Example:

        corridor batch shipments.csv --scenarios limited,24-7 --from 2025-06-01 --to 2026-05-31 -o out/
    """
    from corridor.cli.session import start as start_session
    from corridor.cli.studying import HowRun, carry_out
    from corridor.errors import UsageError
    from corridor.shipments import StudyRequest

    if shipments is None and not lanes:
        raise UsageError("no shipments are named", hint="name a table, or give --lanes")
    request = StudyRequest(
        title=title or (shipments.stem if shipments else "lanes"),
        shipments=() if shipments is None else (shipments,),
        lanes=lanes,
        scenarios=tuple(scenarios.split(",")),
        baseline=baseline,
        first=start,
        last=end,
        every=every,
        grid=grid,
        rows=rows,  # type: ignore[arg-type]
        samples=samples,
        seed=seed,
        output=output,
        trip=trip,
    )
    how = HowRun(
        dry_run=dry_run,
        workers=workers,
        scheduler=scheduler,
        resume=resume,
        redo=redo,
        report=report,
        lang=lang,
    )
    return carry_out(start_session(data), request, how)
