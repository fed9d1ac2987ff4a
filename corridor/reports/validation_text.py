"""The model beside published figures, as lines for a terminal."""

from collections.abc import Sequence
from statistics import median

from corridor.model.benchmark import Benchmark, Compared
from corridor.model.made_with import MadeWith
from corridor.reports.columns import aligned, footer

SECTIONS = {
    "trips": "Measured trips",
    "distances": "Distances",
    "moving": "Speed without delay",
    "overall": "Speed with delay",
    "stays": "Time at crossings",
    "vehicles": "Vehicles through ports",
}
_BY_MEASURE = {
    "distance_km": "distances",
    "speed_moving_kmh": "moving",
    "speed_overall_kmh": "overall",
    "stay_h": "stays",
    "vehicles": "vehicles",
    "queue_days": "vehicles",
}
_UNITS = {"km": "km", "h": "h", "kmh": "km/h", "days": "days"}


def section_of(row: Benchmark) -> str:
    """Return the section that tells of a figure: hours of one departure are those of a measured trip."""
    if not row.ends and row.measure.endswith("_h"):
        return "trips"
    return _BY_MEASURE.get(row.measure, "trips")


def of_section(compared: Sequence[Compared], section: str) -> list[Compared]:
    """Return the figures of a section, in their order."""
    return [one for one in compared if section_of(one.benchmark) == section]


def figure(value: float | None, row: Benchmark, *, unit: bool = True) -> str:
    """Return a figure as precise as it is worth: whole vehicles and km, else to 0.1; `-` if there is none."""
    if value is None:
        return "-"
    digits = 0 if row.measure in {"vehicles", "distance_km"} else 1
    name = _UNITS.get(row.measure.rpartition("_")[2], "")
    return f"{value:.{digits}f} {name}".strip() if unit else f"{value:.{digits}f}"


def ratio(one: Compared) -> str:
    """Return model over published, to 0.01."""
    return "-" if one.ratio is None else f"{one.ratio:.2f}"


def tolerance(row: Benchmark) -> str:
    """Return how near the model should be."""
    return "-" if row.within_pct is None else f"{row.within_pct:g} %"


def tally(compared: Sequence[Compared]) -> str:
    """Say how many of the figures that did not go into the model are met, and how far off the middle one is."""
    judged = [one for one in compared if not one.benchmark.is_input and one.benchmark.within_pct is not None]
    near = sum(one.verdict == "met" for one in judged)
    off = [abs(one.ratio - 1) for one in judged if one.ratio is not None]
    inputs = [one for one in compared if one.benchmark.is_input]
    parts = []
    if judged:
        parts.append(f"{near} of {len(judged)} independent figures are met")
    if off:
        parts.append(f"median deviation {100 * median(off):.0f} %")
    if inputs:
        near = sum(one.verdict == "input" for one in inputs)
        parts.append(f"{near} of {len(inputs)} inputs are repeated")
    if others := sum(one.verdict in {"not judged", "no answer"} for one in compared):
        parts.append(f"{others} not judged")
    return "; ".join(parts)


def validation_text(compared: Sequence[Compared], made_with: MadeWith) -> str:
    """Return a table for each section, with its tally."""
    lines = []
    for section, title in SECTIONS.items():
        if part := of_section(compared, section):
            rows = [
                (
                    one.benchmark.title,
                    figure(one.benchmark.value, one.benchmark),
                    figure(one.model, one.benchmark),
                    ratio(one),
                    tolerance(one.benchmark),
                    one.verdict,
                )
                for one in part
            ]
            header = ("", "published", "model", "ratio", "within", "verdict")
            lines += [f"{title}: {tally(part)}.", *aligned([header, *rows]), ""]
    return "\n".join([*(lines or ["The dataset has no published figures.", ""]), *footer(made_with)[1:]])
