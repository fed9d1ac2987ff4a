"""Windows of departures and comparisons as text: verdict, table, heat map of weekday by hour."""

from collections.abc import Mapping, Sequence

from corridor.calendars import zones
from corridor.model.comparison import (
    Comparison,
    Departure,
    DepartureProfile,
    Difference,
    Extreme,
    ScenarioResult,
    Statistics,
)
from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.model.scenario import Changed
from corridor.model.sure import HowSure
from corridor.reports.clock_ranges import between, clock, ranges
from corridor.reports.columns import aligned, footer, notice_lines
from corridor.reports.names import by, share, way_of
from corridor.reports.sure_text import sure_lines
from corridor.units import format_difference, format_duration

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOUR_S = 3600
_SHOWN_CHANGES = 8
_SHOWN_RANGES = 3
_SHOWN = 4
"""Ways, or ports where one waits, in a line."""


def departures_text(
    dataset: Dataset,
    profile: DepartureProfile,
    scenario: str,
    made_with: MadeWith,
    sure: HowSure | None = None,
) -> str:
    """Return the answer to `departures`: when to leave, what the rest costs, figures, how sure if asked, and hours."""
    origin, destination = dataset.places[profile.origin], dataset.places[profile.destination]
    statistics = profile.statistics
    lines = [
        *_verdict_lines(profile, f"{origin.name_en} -> {destination.name_en}", destination.tz),
        f"Scenario {scenario}, {_window(profile)}",
        "",
        *aligned([_HEADER, _statistics_row(scenario, statistics)]),
        *_waits_lines([(scenario, statistics)]),
        *_sure_lines(sure, destination.tz),
        "",
    ]
    if cells := statistics.by_weekday_hour:
        best = min(cells.values())
        over = {cell: value - best for cell, value in cells.items()}
        title = f"Mean hours over the best cell ({format_duration(best)}), by local departure ({profile.tz}):"
        lines += [title, *heat_map(over), ""]
    notices = (*profile.notices, *(sure.notices if sure else ()))
    return "\n".join([*lines, *notice_lines(notices), *footer(made_with)])


def _sure_lines(sure: HowSure | None, tz_to: str) -> list[str]:
    return ["", *sure_lines(sure, tz_to)] if sure else []


def compare_text(
    dataset: Dataset, comparison: Comparison, made_with: MadeWith, sure: HowSure | None = None
) -> str:
    """Return the answer to `compare`: one sentence, the table, how sure if asked, then where it differs."""
    baseline = comparison.results[0]
    named = [(result.scenario.name, result.profile.statistics) for result in comparison.results]
    origin = dataset.places[comparison.origin].name_en
    destination = dataset.places[comparison.destination].name_en
    lines = [verdict(d, baseline, origin, destination) for d in comparison.differences]
    lines += [
        *([""] if lines else []),
        f"{origin} -> {destination}, {_window(baseline.profile)}",
        "",
        *aligned([_HEADER, *(_statistics_row(name, statistics) for name, statistics in named)]),
        *_waits_lines(named),
        *_sure_lines(sure, dataset.places[comparison.destination].tz),
    ]
    for difference in comparison.differences:
        lines += ["", *_difference_lines(difference, baseline)]
    lines += ["", *_changes_lines(comparison.results)]
    notices = dict.fromkeys(notice for result in comparison.results for notice in result.profile.notices)
    notices |= dict.fromkeys(sure.notices if sure else ())
    return "\n".join([*lines, "", *notice_lines(notices), *footer(made_with)])


def verdict(difference: Difference, baseline: ScenarioResult, origin: str, destination: str) -> str:
    """Return the comparison in one sentence, after one for the departures that only one scenario has a way for."""
    base = baseline.scenario.name
    only = _only_one_lines(difference, base)
    told = f"{_outcome(difference, base, f'from {origin} to {destination}')}."
    return " ".join(
        [*only, f"Where both have one, {told}" if only and difference.mean_s is not None else told]
    )


def _only_one_lines(difference: Difference, base: str) -> list[str]:
    """Say how many departures have a way under one scenario only."""
    name = difference.scenario
    told = []
    if difference.no_longer_answered_s:
        part = share(difference.no_longer_answered_share)
        told.append(f"{part} of departures have a way under {base}, but none under {name}.")
    if difference.newly_answered_s:
        part = share(difference.newly_answered_share)
        told.append(f"{part} of departures have a way under {name}, but none under {base}.")
    return told


def _outcome(difference: Difference, base: str, trip: str) -> str:
    """Return what becomes of the departures that have a way under both."""
    name, mean_s = difference.scenario, difference.mean_s
    if mean_s is None:
        return f"{name} and {base} share no departure with an answer {trip}"
    gain = _part_of_departures("gain", difference.share_gain, difference.largest_gain)
    lose = _part_of_departures("lose", difference.share_lose, difference.largest_loss)
    if not gain and not lose:
        return f"{name} changes no arrival {trip} against {base}"
    parts = "; ".join([*gain, *lose] if mean_s < 0 else [*lose, *gain])
    if round(mean_s) == 0:
        return f"{name} takes as long as {base} on average {trip}: {parts}"
    faster = "faster" if mean_s < 0 else "slower"
    return f"{name} is {format_duration(abs(mean_s))} {faster} than {base} on average {trip}: {parts}"


def _part_of_departures(verb: str, part: float, top: Extreme | None) -> list[str]:
    at_most = f", at most {format_duration(abs(top.difference_s))}" if top else ""
    return [f"{share(part)} of departures {verb}{at_most}"] if part else []


_HEADER = ("scenario", "mean", "p50", "p90", "min", "max", "mean wait", "ways (share of departures)")


def _verdict_lines(profile: DepartureProfile, trip: str, tz_to: str) -> list[str]:
    """Return when to leave, the worst departure, the costliest cut-off, the longest stretch of equal arrivals."""
    best, worst = profile.best, profile.worst
    if best is None or worst is None or best.duration_s is None:
        return [trip]
    takes = format_duration(best.duration_s)
    without = 1 - profile.statistics.answered_share
    if best.duration_s == worst.duration_s and not without:
        return [f"{trip}: {takes} whenever it leaves, {_waiting(best)}"]
    found = ranges(profile.best_windows, profile.tz)
    lines = [f"{trip}: {takes} at best, leaving {found[0][0]}"]
    lines += [f"  or {words}" for words, _ in found[1:_SHOWN_RANGES]]
    if more := sum(count for _, count in found[_SHOWN_RANGES:]):
        lines.append(f"  or in {more} more {'window' if more == 1 else 'windows'} (all with --format json)")
    if without:
        lines.append(f"No way: {share(without)} of departures")
    if worst.duration_s != best.duration_s:
        lines.append(f"Worst: {_departure(worst, profile.tz, tz_to)}")
    return [*lines, *_cut_off_lines(profile), *_equal_arrival_lines(profile, tz_to)]


def _cut_off_lines(profile: DepartureProfile) -> list[str]:
    if not profile.cut_offs:
        return []
    costliest = max(profile.cut_offs, key=lambda one: float("inf") if one.cost_s is None else one.cost_s)
    cost = (
        "there is no way" if costliest.cost_s is None else f"arrive {format_duration(costliest.cost_s)} later"
    )
    leave_by = zones.format_local(costliest.depart_at, profile.tz)
    many = len(profile.cut_offs)
    others = f"; the costliest of {many} cut-offs of an hour or more" if many > 1 else ""
    return [f"Cut-off: leave by {leave_by}, or {cost}{others}"]


def _equal_arrival_lines(profile: DepartureProfile, tz_to: str) -> list[str]:
    if not profile.equal_arrivals:
        return []
    longest = max(profile.equal_arrivals, key=lambda stretch: stretch.length_s)
    arrive = zones.format_local(longest.arrives_at, tz_to)
    many = len(profile.equal_arrivals)
    others = f"; the longest of {many} such stretches" if many > 1 else ""
    return [f"Same arrival: leaving {between(longest, profile.tz)} arrives {arrive}{others}"]


def _statistics_row(name: str, statistics: Statistics) -> tuple[str, ...]:
    values = (statistics.mean_s, statistics.p50_s, statistics.p90_s, statistics.min_s, statistics.max_s)
    ways = _first([f"{way_of(used)} {share(part)}" for used, part in statistics.crossings.items()])
    if statistics.unanswered_s:
        ways.append(f"{share(1 - statistics.answered_share)} of departures without a way")
    return (name, *map(_duration, values), _duration(statistics.mean_wait_s), ", ".join(ways))


def _waits_lines(named: Sequence[tuple[str, Statistics]]) -> list[str]:
    """Return where trucks wait under each scenario, if they do."""
    lines = []
    for name, statistics in named:
        if statistics.waits and statistics.waiting_share:
            means = _first([f"{at} {format_duration(mean_s)}" for at, mean_s in statistics.waits.items()])
            part = share(statistics.waiting_share)
            lines.append(f"  {name}: {part} of departures wait; mean wait at {', '.join(means)}")
    return ["", *lines] if lines else []


def _first(words: list[str]) -> list[str]:
    """Return the first few, and how many more there are."""
    more = len(words) - _SHOWN
    return words if more <= 0 else [*words[:_SHOWN], f"{more} more"]


def _duration(seconds: float | None) -> str:
    return "-" if seconds is None else format_duration(seconds)


def _window(profile: DepartureProfile) -> str:
    first, end = (zones.format_local(at, profile.tz) for at in (profile.start, profile.end))
    grid_s = profile.profile.grid_s
    how = (
        f"with a crew: one departure each {format_duration(grid_s)}"
        if grid_s
        else "exact: every second of the window"
    )
    return f"departures from {first} to {end}; {how}"


def _departure(departure: Departure, tz: str, tz_to: str) -> str:
    if departure.arrive_at is None or departure.duration_s is None:
        return f"{clock(departure.depart_at, tz)}: no way"
    return (
        f"leave {clock(departure.depart_at, tz)}, arrive {zones.format_local(departure.arrive_at, tz_to)}, "
        f"{format_duration(departure.duration_s)}, {_waiting(departure)}"
    )


def _waiting(departure: Departure) -> str:
    return f"{format_duration(departure.wait_s)} of it waiting, {by(departure.crossings)}"


def _difference_lines(difference: Difference, baseline: ScenarioResult) -> list[str]:
    if difference.mean_s is None:
        return []
    tz = baseline.profile.tz
    return [
        f"{difference.scenario} against {baseline.scenario.name}: mean {format_difference(difference.mean_s)}, "
        f"mean wait {format_difference(difference.mean_wait_s or 0)}; {share(difference.share_gain)} of departures "
        f"gain, {share(difference.share_lose)} lose, {share(difference.share_reroute)} take another way",
        *_extreme_lines(difference, tz),
        f"Mean difference in hours by local departure ({tz}), negative is sooner:",
        *heat_map(difference.by_weekday_hour),
    ]


def _extreme_lines(difference: Difference, tz: str) -> list[str]:
    """Return the single departures that gain and lose most."""
    named = (("gain", difference.largest_gain), ("loss", difference.largest_loss))
    words = [
        f"largest {word} of a departure {format_duration(abs(top.difference_s))}, leaving {clock(top.depart_at, tz)}"
        for word, top in named
        if top
    ]
    text = "; ".join(words)
    return [text[0].upper() + text[1:]] if text else []


def heat_map(cells: Mapping[tuple[int, int], float]) -> list[str]:
    """Return seconds by (weekday, hour) as a table in whole or half hours; `.` is a cell without departures."""
    hours = range(24)
    rows = [("", *(f"{hour:02d}" for hour in hours))]
    rows += [
        (name, *(_cell(cells.get((weekday, hour))) for hour in hours))
        for weekday, name in enumerate(_WEEKDAYS)
        if any((weekday, hour) in cells for hour in hours)
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  " + " ".join(cell.rjust(wide) for cell, wide in zip(row, widths, strict=True)) for row in rows]


def _cell(seconds: float | None) -> str:
    if seconds is None:
        return "."
    halves = round(seconds / _HOUR_S * 2)
    return "0" if not halves else f"{halves / 2:g}"


def _changes_lines(results: Sequence[ScenarioResult]) -> list[str]:
    lines = ["What the scenarios change in the inputs:"]
    for result in results:
        lines.append(f"  {result.scenario.name}: {result.scenario.title}")
        used = {crossing for way in result.profile.statistics.crossings for crossing in way}
        here = [change for change in result.changes if _crossing(change) in used]
        lines += [f"    {change}" for change in here[:_SHOWN_CHANGES]]
        if rest := len(result.changes) - len(here[:_SHOWN_CHANGES]):
            lines.append(f"    and {rest} more, most of them off these ways (all with --format json)")
    return lines


def _crossing(change: Changed) -> str:
    return change.subject.split(".")[0]
