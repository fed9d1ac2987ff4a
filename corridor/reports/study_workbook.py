"""A study's comparison to an Excel workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import IO

from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.model.provenance import Notice
from corridor.model.study import Study
from corridor.model.study_summary import StudySummary
from corridor.reports.names import point_of
from corridor.reports.study_sheets import departure_sheet, group_sheets, lane_sheets, port_sheet, savings
from corridor.reports.workbook import Column, Sheet, Value, write_workbook

Refused = tuple[str, str, str]
"""Where a row stands that was not read, the shipment it names, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyBook:
    """What the workbook of a study holds: `verdict` are sentences, `refused` what is wrong with rows, or the first of it.

    A row can have several errors: `errors_in_all` are those of all `refused_rows`.
    """

    dataset: Dataset
    study: Study
    summary: StudySummary
    verdict: Sequence[str]
    refused: Sequence[Refused]
    errors_in_all: int
    refused_rows: int
    made_with: MadeWith


def write_study_workbook(file: IO[bytes], book: StudyBook, stamp: int) -> list[Notice]:
    """Write the workbook; return a notice for each sheet that had to be cut. `stamp` is UTC seconds."""
    dataset, summary = book.dataset, book.summary
    sheets = [
        _verdict(book),
        *lane_sheets(dataset, summary),
        _scenarios(summary),
        port_sheet(dataset, summary),
        *group_sheets(summary),
        _undone(book),
        departure_sheet(dataset, summary),
        _inputs(summary),
        _not_answered(book),
        _notices(summary),
        Sheet(
            name="Made with",
            columns=[Column(title="What"), Column(title="Version", width=100)],
            rows=[
                (name.replace("_", " ").capitalize(), value) for name, value in asdict(book.made_with).items()
            ],
        ),
    ]
    return write_workbook(file, sheets, stamp)


def _verdict(book: StudyBook) -> Sheet:
    study, summary = book.study, book.summary
    cut = [f"The {len(summary.shipments):,} shipments that change most; summary.csv has all of them."]
    rows: list[Sequence[Value]] = [
        ("Study", summary.title),
        *(("Verdict", sentence) for sentence in book.verdict),
        ("Baseline", summary.baseline),
        ("Shipments", f"{summary.shipments_in_all:,}, of which {summary.failed_in_all:,} failed"),
        ("Refused rows", f"{book.refused_rows:,}"),
        ("Departures listed each", f"{study.every_s:,} s"),
        *(("Lanes hold", text) for text in cut * (len(summary.shipments) < summary.shipments_in_all)),
        *(("Not answered holds", text) for text in _left_out(book)),
        *_READ,
    ]
    return Sheet(name="Verdict", columns=[Column(title="What"), Column(title="Text", width=120)], rows=rows)


def _left_out(book: StudyBook) -> Iterator[str]:
    """Say how much the sheet of what is not answered leaves out."""
    summary = book.summary
    if len(book.refused) < book.errors_in_all:
        yield f"The first {len(book.refused):,} of {book.errors_in_all:,} errors of refused rows; findings.csv has all of them."
    if len(summary.failed) < summary.failed_in_all:
        yield (
            f"The first {len(summary.failed):,} of {summary.failed_in_all:,} shipments that failed, and those among the"
            " lanes; summary.csv has all of them."
        )
    if len(summary.shipments) < summary.shipments_in_all:
        yield "Shipments without a way as far as they are among the lanes; summary.csv has all of them."


_READ: Sequence[tuple[str, str]] = (
    ("Hours", "Durations are hours, door to door; waiting is time at closed ports, under driving bans and in queues."),
    ("Saved", "Hours under the baseline less hours under the scenario: positive is quicker."),
    ("P50, P90", "So long half, and nine in ten, of the departures take at most (nearest rank)."),
    ("Lanes", "Of every second of the window (with a crew, of its grid)."),
    (
        "Other sheets",
        "Of the departures listed, each counted as often as its shipment has trucks; percentiles to the minute, rounded down.",
    ),
    ("Truck-hours a year", "Trucks a year times the mean saving; blank where trucks a year are not given."),
    ("TFI1", "CAREC: mean hours to clear a border crossing, waits and queues included."),
    ("TFI2, TFI3", "CAREC: costs, which are not modelled: blank."),
    ("TFI4", "CAREC: SWD is all km over all hours door to door, SWOD all km over the hours in motion; km/h."),
    ("Clocks", "Weekdays, hours, months and days of leaving are those of each origin's working clock."),
)  # fmt: skip


def _scenarios(summary: StudySummary) -> Sheet:
    return Sheet(
        name="Scenarios",
        columns=[
            Column(title="Scenario"),
            Column(title="Title", width=40),
            Column(title="What it is", width=80),
            *(Column(title=title) for title in ("Baseline", "Assumed", "Hours as of")),
            *(Column(title=f"Departures {title}", kind="number") for title in ("with a way", "without")),
            *(Column(title=f"{part} {title}", kind="hours") for part in ("Door to door", "Waiting") for title in ("mean", "P50", "P90", "max")),
            *(Column(title=title, kind="hours") for title in ("Saved mean", "Saved P50", "Saved P90", "Most saved", "Most lost", "Waiting saved")),
            *(Column(title=title, kind="share") for title in ("Gain", "Lose", "Another way")),
            Column(title="Truck-hours saved a year", kind="number"),
        ],
        rows=list(_scenario_rows(summary)),
    )  # fmt: skip


def _scenario_rows(summary: StudySummary) -> Iterator[Sequence[Value]]:
    for inputs, outcome, hours in zip(
        summary.scenarios, summary.total.outcomes, summary.truck_hours_saved, strict=True
    ):
        scenario = inputs.scenario
        yield (
            scenario.name,
            scenario.title,
            " ".join(scenario.description.split()),
            "yes" if scenario.name == summary.baseline else "",
            "yes" if scenario.assumed else "",
            scenario.regime_at,
            *(outcome.answered, outcome.unanswered),
            *(value for part in (outcome.duration, outcome.wait) for value in (part.mean_s, part.p50_s, part.p90_s, part.max_s)),
            *savings(outcome),
            hours,
        )  # fmt: skip


def _undone(book: StudyBook) -> Sheet:
    return Sheet(
        name="Days undone",
        columns=[
            *(Column(title=title) for title in ("Scenario", "Date of leaving")),
            *(
                Column(title=title, kind="hours")
                for title in ("Saved mean", "Saved on a usual day", "Waiting mean", "Waiting on a usual day")
            ),
            Column(title="Most is waited at"),
            Column(title="Closed there", width=120),
        ],
        rows=[
            (
                day.scenario,
                day.day,
                *(day.mean_saving_s, day.typical_saving_s, day.mean_wait_s, day.typical_wait_s),
                point_of(book.dataset, day.port),
                "; ".join(day.reasons),
            )
            for day in book.summary.undone_days
        ],
    )


def _inputs(summary: StudySummary) -> Sheet:
    return Sheet(
        name="Inputs",
        columns=[
            Column(title="Scenario"),
            *(Column(title=title, width=40) for title in ("What", "Field", "From", "To")),
        ],
        rows=[
            (inputs.scenario.name, change.subject, change.field, change.before, change.after)
            for inputs in summary.scenarios
            for change in inputs.changes
        ],
    )


def _not_answered(book: StudyBook) -> Sheet:
    return Sheet(
        name="Not answered",
        columns=[
            *(Column(title=title) for title in ("What", "Scenario", "Shipment", "Where")),
            Column(title="Why", width=120),
        ],
        rows=[
            *(("refused row", None, shipment, where, why) for where, shipment, why in book.refused),
            *_unanswered(book.summary),
        ],
    )


def _unanswered(summary: StudySummary) -> Iterator[Sequence[Value]]:
    """Yield shipments without any way by scenario, and those that failed, of which the summary may hold no outcome."""
    held = set()
    for each in summary.shipments:
        held.add(each.shipment.shipment_id)
        for found in each.outcomes:
            if found.status != "answered":
                what = "no way" if found.status == "no-way" else "failed"
                row = f"row {each.shipment.row}" if each.shipment.row else None
                yield what, found.outcome.scenario, each.shipment.shipment_id, row, found.reason
    yield from (("failed", None, name, None, reason) for name, reason in summary.failed if name not in held)


def _notices(summary: StudySummary) -> Sheet:
    return Sheet(
        name="Notices",
        columns=[
            *(Column(title=title) for title in ("Code", "Severity")),
            Column(title="Message", width=100),
            *(Column(title=title) for title in ("About", "Source")),
            *(Column(title=title, kind="whole") for title in ("Trips that lean on it", "Trips looked at")),
        ],
        rows=[
            (n.code, n.severity, n.message, n.subject, n.source_id, trips, summary.trips_looked_at)
            for each in summary.leanings
            for n, trips in each.notices
        ],
    )
