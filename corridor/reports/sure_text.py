"""How sure the departures of a window are, as lines of text."""

from collections.abc import Iterator

from corridor.calendars import zones
from corridor.model.reliability import Chance
from corridor.model.sure import HowSure, SureDeparture, SureDifference, SureWindow
from corridor.reports.columns import aligned
from corridor.reports.names import share as whole_share
from corridor.reports.reliability_text import chance_of, percent
from corridor.units import format_difference, format_duration


def sure_lines(found: HowSure, tz_to: str) -> list[str]:
    """Return means over the departures, the surest and the worst of them, the deadline, and what scenarios change."""
    asked, count = found.asked, len(found.windows[0].departures)
    sure, every = percent(asked.share), format_duration(found.every_s)
    first, last = (
        zones.format_local(found.windows[0].departures[i].depart_at, found.tz) for i in (0, count - 1)
    )
    head = (
        f"How sure: {asked.samples:,} trips for each of {count:,} departures, every {every} from {first} to {last}, each on its "
        f"plan's way, with rests and waits as they fall (spread assumed, seed {asked.seed})"
    )
    columns = ("mean of departures", "plan", "50 % within", f"{sure} within", "over the plan")
    return [
        head,
        *aligned([columns, *(_means(window) for window in found.windows)]),
        *(line for window in found.windows for line in _window_lines(found, window, tz_to)),
        *(line for each in found.differences for line in _difference_lines(found, each)),
    ]


def _means(window: SureWindow) -> tuple[str, ...]:
    means = (window.mean_plan_s, window.mean_half_s, window.mean_sure_s, window.mean_over_plan_s)
    return (window.scenario, *map(_duration, means))


def _window_lines(found: HowSure, window: SureWindow, tz_to: str) -> Iterator[str]:
    name = f"{window.scenario}: " if len(found.windows) > 1 else ""
    if missing := len(window.departures) - window.answered:
        part = whole_share(missing / len(window.departures))
        yield f"  {name}{part} of these departures have no way, or too few samples get through; means are of the others"
    if window.best is None or window.worst is None:
        return
    yield f"  {name}surest {_departure(found, window.best)}"
    if window.worst.sure_s != window.best.sure_s:
        yield f"  {name}least sure {_departure(found, window.worst)}"
    if found.asked.arrive_by is not None:
        by = zones.format_local(found.asked.arrive_by, tz_to)
        yield f"  {name}deadline {by}: {_latest(found, window)}"


def _departure(found: HowSure, departure: SureDeparture) -> str:
    low, high = departure.sure_within_s
    within = "" if low == high else f" (95 % sure: {_duration(low)} to {_duration(high)})"
    return (
        f"leaving {zones.format_local(departure.depart_at, found.tz)}: {percent(found.asked.share)} within "
        f"{_duration(departure.sure_s)}{within}, 50 % within {_duration(departure.half_s)}, plan {_duration(departure.plan_s)}"
    )


def _latest(found: HowSure, window: SureWindow) -> str:
    sure, after = percent(found.asked.share), window.after_latest
    if window.latest is None:
        return f"none of these departures is in time with {sure}"
    leave = f"leave by {zones.format_local(window.latest.depart_at, found.tz)} to be in time with {sure}"
    then = (
        "the last one of the list"
        if after is None
        else f"{format_duration(found.every_s)} later {_chance(after.in_time)} are"
    )
    return f"{leave}: {_chance(window.latest.in_time)} are; {then}"


def _difference_lines(found: HowSure, difference: SureDifference) -> Iterator[str]:
    base, sure = found.windows[0].scenario, percent(found.asked.share)
    if difference.mean_s is None:
        return
    later = _later(difference.mean_s)
    error = _error(difference.standard_error_s)
    yield f"  {difference.scenario} against {base}, on the same random numbers: {sure} are there {later} on average{error}"
    if (top := difference.largest_gain) and top.difference_s is not None:
        leaving = zones.format_local(top.depart_at, found.tz)
        gain = format_duration(-top.difference_s)
        yield f"  largest gain of a departure {gain}{_error(top.standard_error_s)}, leaving {leaving}"


def _later(seconds: float) -> str:
    if format_difference(seconds) == format_difference(0):
        return "as soon"
    return f"{format_duration(abs(seconds))} {'later' if seconds > 0 else 'sooner'}"


def _error(seconds: float | None) -> str:
    return "" if not seconds else f" (standard error {format_duration(seconds)})"


def _duration(seconds: float | None) -> str:
    return "?" if seconds is None else format_duration(seconds)


def _chance(chance: Chance | None) -> str:
    return "?" if chance is None else chance_of(chance)
