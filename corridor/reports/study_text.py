"""What a batch comparison would do, as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.study import Study
from corridor.model.study_summary import StudySummary
from corridor.reports.columns import aligned
from corridor.units import format_duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How long answers take: `seconds` for all of a study, and `basis`, what was measured, in words."""

    seconds: float
    basis: str


def plan_text(
    dataset: Dataset, study: Study, refused: int, parts: int, rate: Rate, outputs: Sequence[str]
) -> str:
    """Return what a study would compute, how long that may take and what it would write.

    `refused` rows are left out; `parts` are what it is worked out in.
    """
    listed = [len(shipment.departures(study.every_s)) for shipment in study.shipments]
    rows = [
        ("shipments", f"{len(listed):,}"),
        ("refused rows", f"{refused:,}"),
        ("lanes", f"{len({shipment.lane for shipment in study.shipments}):,}"),
        ("scenarios", ", ".join(_called(study))),
        ("departures", f"{sum(listed):,}{_window(dataset, study)}"),
        ("answers", f"{sum(listed) * len(study.scenarios):,}, in {parts:,} parts"),
        ("time", f"about {format_duration(rate.seconds)} {rate.basis}"),
        *(("writes", output) for output in outputs),
    ]
    return "\n".join([study.title, "", *aligned(rows, indent="  "), ""])


def done_text(summary: StudySummary, refused: int, outputs: Sequence[str]) -> str:
    """Return how a study came out, in short."""
    rows = [
        ("shipments", f"{summary.shipments_in_all:,}"),
        ("refused rows", f"{refused:,}"),
        ("failed", f"{len(summary.failed):,}"),
        ("scenarios", f"{', '.join(summary.names)}; baseline {summary.baseline}"),
        *(("wrote", output) for output in outputs),
    ]
    return "\n".join([summary.title, "", *aligned(rows, indent="  "), ""])


def _called(study: Study) -> Sequence[str]:
    return [
        f"{scenario.name} (baseline)" if scenario.name == study.baseline else scenario.name
        for scenario in study.scenarios
    ]


def _window(dataset: Dataset, study: Study) -> str:
    """Return from when to when departures are, in the zones of the first and last one's origins."""
    first = min(study.shipments, key=lambda shipment: shipment.window_start)
    last = max(study.shipments, key=lambda shipment: shipment.window_end)
    ends = (
        zones.format_local(at, dataset.places[shipment.query.origin].tz)
        for shipment, at in ((first, first.window_start), (last, last.window_end))
    )
    return f", {' to '.join(ends)}, each {format_duration(study.every_s)} of windows"
