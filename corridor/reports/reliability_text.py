"""How sure a trip is, as lines of text."""

from collections.abc import Iterator
from typing import Final

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.reliability import Chance, Percentile, Reliability
from corridor.reports.columns import aligned
from corridor.reports.names import title_of
from corridor.units import format_duration

_FIRST: Final = 0.5
_SAFE: Final = 0.995


def reliability_lines(dataset: Dataset, found: Reliability, tz_from: str, tz_to: str) -> list[str]:
    """Return percentiles, half of the trips and the chance asked for first, then gates and deadline."""
    asked = found.asked
    head = f"How sure: {asked.samples:,} trips on this way, with rests and waits as they fall (spread assumed, seed {asked.seed})"
    first = (_FIRST, asked.share)
    order = sorted(found.percentiles, key=lambda each: (each.share not in first, each.share))
    rows = [_row(each, found.depart_at, tz_to) for each in order]
    return [head, *aligned(rows), *_gates(dataset, found), *_deadline(found, tz_from, tz_to)]


def brief_line(found: Reliability, tz_to: str) -> str:
    """Return when half of such trips and nine in ten arrive, in one line, and of how many samples that is known."""
    half, most = (_by(found.percentile(share), tz_to) for share in (0.5, 0.9))
    return f"half of such trips arrive {half}, nine in ten {most} ({found.asked.samples} samples, spreads assumed)"


def _by(percentile: Percentile, tz: str) -> str:
    at = percentile.arrive_at
    return "on no day, so many never get through" if at is None else f"by {zones.format_local(at, tz)}"


def _row(percentile: Percentile, depart_at: int, tz: str) -> tuple[str, str, str, str]:
    name = f"{percent(percentile.share)} arrive by"
    if percentile.arrive_at is None:
        return name, "no day: so many never get through", "", ""
    low, high = percentile.low_at, percentile.high_at
    low_text = "?" if low is None else zones.format_local(low, tz)
    high_text = "?" if high is None else zones.format_local(high, tz)
    within = "" if low == high else f"(95 % sure: {_without_zone(low_text)} to {_without_zone(high_text)})"
    after = f"{format_duration(percentile.arrive_at - depart_at)} after leaving"
    return name, zones.format_local(percentile.arrive_at, tz), after, within


def _without_zone(text: str) -> str:
    """Return a clock without the zone that stands before it in the same line, and without the year."""
    words = text.partition(" (")[0].split(" ")
    return " ".join([*words[:3], *words[4:]]) if len(words) > 4 else text


def _gates(dataset: Dataset, found: Reliability) -> Iterator[str]:
    """Yield the first gate, and those after it at which a truck may well come too late."""
    for number, gate in enumerate(found.gates):
        if not number or gate.chance.share < _SAFE:
            point = dataset.control_points[gate.control_id]
            closes = zones.format_local(gate.closes_at, point.tz)
            who = title_of(dataset, point.control_id)
            yield f"  {who} closes {closes}: {chance_of(gate.chance)} are admitted before"


def _deadline(found: Reliability, tz_from: str, tz_to: str) -> Iterator[str]:
    by, latest = found.asked.arrive_by, found.latest
    if by is None or found.in_time is None:
        return
    yield f"  Deadline {zones.format_local(by, tz_to)}: {chance_of(found.in_time)} are in time"
    if latest is None:
        return
    tried = (
        f"departures tried at least every {format_duration(latest.grid_s)} from {zones.format_local(latest.tried_from, tz_from)}"
        f" back, then every {format_duration(latest.fine_s)}"
    )
    if latest.depart_at is None or latest.chance is None:
        yield f"  No departure back to {zones.format_local(latest.tried_to, tz_from)} is in time with {percent(found.asked.share)} ({tried})"
    elif latest.depart_at != found.depart_at:
        leave = zones.format_local(latest.depart_at, tz_from)
        yield f"  Leave by {leave} to be in time with {percent(found.asked.share)}: {chance_of(latest.chance)} ({tried})"
    else:
        yield f"  The last departure found that is in time with {percent(found.asked.share)} ({tried})"


def chance_of(chance: Chance) -> str:
    """Return a chance in per cent, with its interval."""
    return f"{percent(chance.share)} ({percent(chance.low)} to {percent(chance.high)})"


def percent(share: float) -> str:
    """Return a share in per cent, to one decimal where it is not whole."""
    return f"{round(share * 100, 1):g} %"
