"""What a batch comparison would do, and how it came out, as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.study import Extent, Study, extent_of
from corridor.model.study_summary import Outcome, StudySummary
from corridor.reports.columns import aligned
from corridor.reports.names import share
from corridor.units import format_difference, format_duration

_HEAD = ("scenario", "mean", "p50", "p90", "max", "mean wait", "saved", "departures that gain")


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
    extent = extent_of(study)
    rows = [
        ("shipments", f"{extent.shipments:,}"),
        ("refused rows", f"{refused:,}"),
        ("lanes", f"{extent.lanes:,}"),
        ("scenarios", ", ".join(_called(study))),
        ("departures", f"{extent.departures:,}{_window(dataset, study, extent)}"),
        ("answers", f"{extent.departures * len(study.scenarios):,}, in {parts:,} parts"),
        ("time", f"about {format_duration(rate.seconds)} {rate.basis}"),
        *(("writes", output) for output in outputs),
    ]
    return "\n".join([study.title, "", *aligned(rows), ""])


def done_text(summary: StudySummary, refused: int, outputs: Sequence[str]) -> str:
    """Return how a study came out, in short: the scenarios first, over all departures and weighted by trucks."""
    rows = [
        ("shipments", f"{summary.shipments_in_all:,}"),
        ("refused rows", f"{refused:,}"),
        ("failed", f"{summary.failed_in_all:,}"),
        *(("wrote", output) for output in outputs),
    ]
    scenarios = [_HEAD, *(_scenario(outcome) for outcome in summary.total.outcomes)]
    said = [*aligned(scenarios), "", f"  saved: against {summary.baseline}; means are weighted by trucks"]
    return "\n".join([summary.title, "", *said, "", *aligned(rows), ""])


def _scenario(outcome: Outcome) -> tuple[str, ...]:
    """Return a row of the scenarios under `_HEAD`; a dash where there is nothing to say."""
    duration, saving = outcome.duration, outcome.saving
    times = (duration.mean_s, duration.p50_s, duration.p90_s, duration.max_s, outcome.wait.mean_s)
    saved = None if saving is None or saving.mean_s is None else format_difference(saving.mean_s)
    gain = None if saving is None or not saving.departures else share(saving.share_gain)
    return (
        outcome.scenario,
        *("-" if seconds is None else format_duration(seconds) for seconds in times),
        saved or "-",
        gain or "-",
    )


def _called(study: Study) -> Sequence[str]:
    return [
        f"{scenario.name} (baseline)" if scenario.name == study.baseline else scenario.name
        for scenario in study.scenarios
    ]


def _window(dataset: Dataset, study: Study, extent: Extent) -> str:
    """Return from when to when departures are, in the zones of the first and last one's origins."""
    first, last = extent.first, extent.last
    ends = (
        zones.format_local(at, dataset.places[shipment.query.origin].tz)
        for shipment, at in ((first, first.window_start), (last, last.window_end))
    )
    return f", {' to '.join(ends)}, each {format_duration(study.every_s)} of windows"
