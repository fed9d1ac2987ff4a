"""Batch comparisons as they are asked for, to studies; what `batch` and `run` share."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import click

from corridor.cli.estimating import measured
from corridor.cli.output import emit
from corridor.cli.session import Session
from corridor.cli.windows import grid_of
from corridor.dataset.notices import Finding, near_miss
from corridor.errors import DataError, UsageError
from corridor.model.study import Study
from corridor.model.study_summary import StudySummary
from corridor.plotting.words import Language
from corridor.reports.study_text import done_text, plan_text
from corridor.reports.tables import write_findings_csv
from corridor.shipments import Defaults, Names, ShipmentsRead, StudyRequest, shipments_of
from corridor.studies import Progress, run
from corridor.studies.files import aside
from corridor.studies.outputs import FINDINGS, PAGE, RESULTS, RUN, SUMMARY, WORKBOOK
from corridor.studies.plan import plan
from corridor.units import format_duration, parse_duration

FAILED_ROWS = 5
"""Exit code of a batch in which rows failed; the others are answered."""
_PRINTED = 50
"""Findings that are printed; all of them are written to the folder of results."""


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
    every_s, grid_s = parse_duration(request.every), grid_of(request.grid)
    trip = session.trip(**dict(request.trip))  # type: ignore[arg-type]
    names = Names(session.dataset)
    read = shipments_of(request, names, Defaults(trip=trip, first=request.first, last=request.last))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class HowRun:
    """How a study is to be run; see `corridor.studies.run`."""

    dry_run: bool = False
    workers: int = 1
    scheduler: str | None = None
    resume: bool = False
    redo: bool = False
    report: bool = True
    lang: Language = "en"


def carry_out(session: Session, request: StudyRequest, how: HowRun) -> int:
    """Run what is asked for, or say what would be done; return the exit code.

    Raises:
        CorridorError: As `study_of` and `corridor.studies.run`; no shipment is left, or no folder is named.
    """
    if request.output is None and not how.dry_run:
        raise UsageError("no folder of results is named", hint="give -o out/, or --dry-run")
    study, read = study_of(session, request)
    tell(read.findings)
    require_shipments(read)
    failed = (
        _tell_plan(session, study, read, request.output, how)
        if how.dry_run or request.output is None
        else _work_out(session, study, read, request.output, how)
    )
    return FAILED_ROWS if read.refused or failed else 0


def _tell_plan(session: Session, study: Study, read: ShipmentsRead, folder: Path | None, how: HowRun) -> int:
    """Say what would be done; nothing of it can have failed."""
    planned = plan(study, session.dataset, session.made_with.command)
    rate = measured(study, session.dataset, planned, how.workers)
    outputs = _outputs(folder, how)
    emit(plan_text(session.dataset, study, read.refused, len(planned.chunks), rate, outputs))
    return 0


def _work_out(session: Session, study: Study, read: ShipmentsRead, folder: Path, how: HowRun) -> int:
    """Run a study, and return how many of its shipments failed."""

    def finish(summary: StudySummary) -> None:
        with aside(folder / FINDINGS) as file:
            write_findings_csv(file, map(_row, read.findings))
        if how.report:
            _report(session, study, summary, read, folder, how.lang)

    summary = run(
        study,
        session.dataset,
        folder,
        workers=how.workers,
        scheduler=how.scheduler,
        resume=how.resume,
        redo=how.redo,
        command=session.made_with.command,
        progress=Teller(),
        finish=finish,
    )
    emit(done_text(summary, read.refused, _outputs(folder, how)))
    return summary.failed_in_all


def _report(
    session: Session, study: Study, summary: StudySummary, read: ShipmentsRead, folder: Path, lang: Language
) -> None:
    from corridor.cli.study_report import StudyReport

    tables = (RESULTS, SUMMARY, RUN, FINDINGS, WORKBOOK)
    report = StudyReport(session, study, summary, read.findings, folder, tables, read.refused)
    for notice in report.write(lang):
        click.echo(f"{notice.severity}: {notice.message} [{notice.code}]", err=True)


def _outputs(folder: Path | None, how: HowRun) -> list[str]:
    """Return the files of results."""
    names = (RESULTS, SUMMARY, RUN, FINDINGS, *((PAGE, WORKBOOK) if how.report else ()))
    return [] if folder is None else [str(folder / name) for name in names]


def _row(finding: Finding) -> Sequence[str | int]:
    where = (finding.file, finding.line, finding.column)
    return (*where, finding.severity, finding.code, finding.message, finding.hint, finding.subject)


class Teller:
    """Tells a person at a terminal how far a run is, once a second at most."""

    def __init__(self) -> None:
        """Start quiet."""
        self._shown_at = 0.0

    def __call__(self, progress: Progress) -> None:
        """Write one line over the one before."""
        is_last = progress.done == progress.total
        if not sys.stderr.isatty() or not (is_last or time.monotonic() - self._shown_at > 1):
            return
        self._shown_at = time.monotonic()
        left = f", {format_duration(progress.left_s)} left" if progress.left_s and not is_last else ""
        line = f"{progress.stage}: {progress.done:,} of {progress.total:,}{left}"
        click.echo(f"\r{line:<70}", err=True, nl=is_last)


def require_shipments(read: ShipmentsRead) -> None:
    """Check that there is something to compute.

    Raises:
        DataError: There is not.
    """
    if not read.shipments:
        hint = "correct the rows named above" if read.refused else "the table has no rows"
        raise DataError("there are no shipments", hint=hint)


def tell(findings: Iterable[Finding]) -> None:
    """Print findings as compilers do, and how many there are of each kind if there are many."""
    left = iter(findings)
    for finding in islice(left, _PRINTED):
        click.echo(str(finding) + (f"\n    hint: {finding.hint}" if finding.hint else ""), err=True)
    if rest := Counter(finding.code for finding in left):
        counts = ", ".join(f"{count:,} {code}" for code, count in rest.most_common())
        click.echo(f"... and {rest.total():,} more: {counts}", err=True)
