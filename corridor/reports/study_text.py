"""What a batch comparison would do, as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.study import Study
from corridor.reports.columns import aligned
from corridor.units import format_duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How long answers take: `seconds` for all of a study, and `basis`, what was measured, in words."""

    seconds: float
    basis: str


def plan_text(
    dataset: Dataset, study: Study, refused: int, rate: Rate | None, outputs: Sequence[str] = ()
) -> str:
    """Return what a study would compute, how long it may take and what it would write; `refused` rows are left out."""
    listed = [len(shipment.departures(study.every_s)) for shipment in study.shipments]
    lanes = len({shipment.lane for shipment in study.shipments})
    rows = [
        ("shipments", f"{len(listed):,}"),
        ("lanes", f"{lanes:,}"),
        ("refused rows", f"{refused:,}"),
        ("scenarios", ", ".join(_called(study))),
        ("departures", f"{sum(listed):,}{_window(dataset, study)}"),
        ("answers", f"{sum(listed) * len(study.scenarios):,}"),
    ]
    if rate:
        rows.append(("time", f"about {format_duration(rate.seconds)} on one core; {rate.basis}"))
    rows += [("writes", output) for output in outputs]
    return "\n".join([study.title, "", *aligned(rows, indent="  "), ""])


def _called(study: Study) -> Sequence[str]:
    return [
        f"{scenario.name} (baseline)" if scenario.name == study.baseline else scenario.name
        for scenario in study.scenarios
    ]


def _window(dataset: Dataset, study: Study) -> str:
    """Return from when to when departures are, in the zones of the first and last one's origins."""
    if not study.shipments:
        return ""
    first = min(study.shipments, key=lambda shipment: shipment.window_start)
    last = max(study.shipments, key=lambda shipment: shipment.window_end)
    ends = (
        zones.format_local(at, dataset.places[shipment.query.origin].tz)
        for shipment, at in ((first, first.window_start), (last, last.window_end))
    )
    return f", {' to '.join(ends)}, each {format_duration(study.every_s)} of windows"
