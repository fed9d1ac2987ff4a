"""Run a study: from its values to its files, however large it is, and whatever happens on the way."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corridor.errors import UsageError
from corridor.model.dataset import Dataset
from corridor.model.study import Study
from corridor.model.study_summary import StudySummary
from corridor.studies.bench import Bench, Setting
from corridor.studies.journal import Journal
from corridor.studies.lock import locked
from corridor.studies.outputs import RESULTS, RUN, SUMMARY, write_results, write_run, write_summary
from corridor.studies.plan import Plan, plan
from corridor.studies.spool import reported
from corridor.studies.summary import compared, gather
from corridor.studies.workers import done

Stage = Literal["planning", "writing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: so many of its shipments, of which `before` were done when it was gone on with.

    `rows` are those worked out since then, `elapsed_s` the time that took.
    """

    stage: Stage
    done: int
    total: int
    before: int
    rows: int
    elapsed_s: float

    @property
    def rows_per_s(self) -> float | None:
        """Rows of results a second; None: nothing is known yet."""
        return self.rows / self.elapsed_s if self.rows and self.elapsed_s > 0 else None

    @property
    def left_s(self) -> float | None:
        """The time left at the rate so far; None: nothing is known yet."""
        new = self.done - self.before
        return self.elapsed_s / new * (self.total - self.done) if new > 0 else None


@reported()  # what is read from disk may first have to make room in memory by writing
def run(  # noqa: PLR0913 - all but the first three have defaults
    study: Study,
    dataset: Dataset,
    out: Path,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    resume: bool = False,
    redo: bool = False,
    command: str = "",
    progress: Callable[[Progress], None] = lambda _: None,
    finish: Callable[[StudySummary], None] = lambda _: None,
) -> StudySummary:
    """Work a study out, write its files into the folder `out`, and return the comparison.

    `workers` are processes of this machine, or with `scheduler` (`tcp://HOST:PORT`) those of a Dask cluster. What is
    done is kept at all times: after an interrupt, a kill or a loss of power `resume` goes on with it, to the same bytes.
    `resume` of what is finished returns the comparison; `redo` starts afresh. `command` is noted in `run.json`.
    `finish` may write more files, before another run is let into the folder.

    Raises:
        UsageError: The study is not well formed.
        UnknownNameError: A scenario names what the dataset does not hold.
        OutputError: The folder holds another run, or one that is not to be gone on with; another is at work in it; or
            it cannot be written, nor temporary files.
        CorridorError: A worker process died.
    """
    if workers < 1:
        raise UsageError(f"{workers} workers work at nothing", hint="give --workers from 1")
    planned = plan(study, dataset, command)
    study = replace(study, shipments=planned.shelf)
    bench = Bench(
        Setting.of(study, dataset)
    )  # scenarios that do not fit are found before anything is written
    with locked(out):
        journal = Journal(out, planned)
        journal.open(resume=resume, redo=redo)
        _work_out(bench, planned, journal, workers, scheduler, progress)
        summary = _finish(study, bench, planned, journal, out, progress)
        finish(summary)
    return summary


def _work_out(
    bench: Bench, planned: Plan, journal: Journal, workers: int, scheduler: str | None,
    progress: Callable[[Progress], None],
) -> None:  # fmt: skip
    missing = journal.missing()
    size = [len(chunk) for chunk in planned.chunks]
    finished = before = sum(size) - sum(size[number] for number in missing)
    began, rows = time.monotonic(), 0

    def tell() -> None:
        elapsed_s = time.monotonic() - began
        progress(
            Progress(
                stage="planning",
                done=finished,
                total=sum(size),
                before=before,
                rows=rows,
                elapsed_s=elapsed_s,
            )
        )

    tell()
    chunks = ((number, [shipment for _, shipment in planned.shipments(number)]) for number in missing)
    with closing(
        done(bench.setting, chunks, len(missing), workers, scheduler)
    ) as found:  # an interrupt ends the workers at once
        for one in found:
            journal.put(one.number, one.rows, one.digest)
            finished, rows = finished + size[one.number], rows + one.row_count
            tell()


def _finish(
    study: Study,
    bench: Bench,
    planned: Plan,
    journal: Journal,
    out: Path,
    progress: Callable[[Progress], None],
) -> StudySummary:
    """Write the files, results first and `run.json` last, and drop what they hold."""
    found = gather(bench, planned, journal.digests())
    result = compared(bench, study, planned, found)
    if journal.has_rows or not (out / RESULTS).exists():
        _write_results(study, planned, journal, out / RESULTS, progress)
    write_summary(out / SUMMARY, study, found.ledger)
    write_run(out / RUN, study, planned, journal.command, result, found.count)
    journal.drop_rows()
    return result


def _write_results(
    study: Study, planned: Plan, journal: Journal, path: Path, progress: Callable[[Progress], None]
) -> None:
    began, total, finished = time.monotonic(), len(planned.chunks), 0

    def tell() -> None:
        nonlocal finished
        finished += 1
        elapsed_s = time.monotonic() - began
        progress(Progress(stage="writing", done=finished, total=total, before=0, rows=0, elapsed_s=elapsed_s))

    write_results(path, study.rows, journal.tables(), tell)
