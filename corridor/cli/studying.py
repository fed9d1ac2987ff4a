"""Batch comparisons as they are asked for, to studies; what `batch` and `run` share."""

from collections import Counter
from collections.abc import Iterable

import click

from corridor.batch import window
from corridor.cli.estimating import measured
from corridor.cli.output import emit, say_when_compiling
from corridor.cli.session import Session
from corridor.cli.windows import grid_of
from corridor.dataset.notices import Finding, near_miss
from corridor.errors import DataError, UsageError
from corridor.model.study import Study
from corridor.reports.study_text import plan_text
from corridor.shipments import Defaults, Names, ShipmentsRead, StudyRequest, shipments_of
from corridor.units import parse_duration

FAILED_ROWS = 5
"""Exit code of a batch in which rows failed; the others are answered."""
_PRINTED = 50
"""Findings that are printed; all of them are written to the folder of results."""
_DAY_S = 86_400


def study_of(session: Session, request: StudyRequest) -> tuple[Study, ShipmentsRead]:
    """Return the study that is asked for, and what was read, refused rows with it.

    Raises:
        DatasetError: A file cannot be read as a whole.
        DataError: There is no shipment at all.
        UnknownNameError: A scenario or a name in options is unknown.
        UsageError: A duration, lane or option cannot be read, or they contradict each other.
    """
    own = {scenario.name: scenario for scenario in request.own_scenarios}
    scenarios = session.scenarios(request.scenarios, own)
    called = [scenario.name for scenario in scenarios]
    baseline = request.baseline or called[0]
    if baseline not in called:
        raise UsageError(f"baseline {baseline!r} is none of the scenarios", hint=near_miss(baseline, called))
    trip = session.trip(**dict(request.trip))  # type: ignore[arg-type]
    every_s, grid_s = parse_duration(request.every), grid_of(request.grid)
    window(0, _DAY_S, every_s)
    names = Names(session.dataset)
    read = shipments_of(request, names, Defaults(trip=trip, first=request.first, last=request.last))
    if any(shipment.query.crew.rests for shipment in read.shipments) and every_s % grid_s:
        raise UsageError(
            f"departures each {request.every} are not all on a grid of {request.grid}",
            hint="make --every a multiple of --grid",
        )
    study = Study(
        title=request.title,
        shipments=read.shipments,
        scenarios=tuple(scenarios),
        baseline=baseline,
        every_s=every_s,
        grid_s=grid_s,
        rows=request.rows,
        samples=request.samples,
        seed=request.seed,
    )
    return study, read


def carry_out(session: Session, request: StudyRequest, *, dry_run: bool) -> int:
    """Run what is asked for, or say what would be done; return the exit code.

    Raises:
        CorridorError: As `study_of`; there is no shipment; no folder of results is named.
    """
    study, read = study_of(session, request)
    tell(read.findings)
    require_shipments(read)
    if dry_run:
        say_when_compiling()
        writes = [] if request.output is None else [str(request.output)]
        emit(plan_text(session.dataset, study, read.refused, measured(session.dataset, study), writes))
        return FAILED_ROWS if read.refused else 0
    raise UsageError("running is not wired yet")


def require_shipments(read: ShipmentsRead) -> None:
    """Check that there is something to compute.

    Raises:
        DataError: There is not.
    """
    if not read.shipments:
        hint = "correct the rows named above" if read.refused else "the table has a heading but no rows"
        raise DataError("there are no shipments", hint=hint)


def tell(findings: Iterable[Finding]) -> None:
    """Print findings as compilers do, and how many there are of each kind if there are many."""
    listed = list(findings)
    for finding in listed[:_PRINTED]:
        click.echo(str(finding) + (f"\n    hint: {finding.hint}" if finding.hint else ""), err=True)
    if rest := Counter(finding.code for finding in listed[_PRINTED:]):
        counts = ", ".join(f"{count:,} {code}" for code, count in rest.most_common())
        click.echo(f"... and {rest.total():,} more: {counts}", err=True)
