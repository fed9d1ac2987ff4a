"""Windows of departures and comparisons as text: verdict, table, heat map of weekday by hour."""

from collections.abc import Mapping, Sequence

from corridor.calendars import zones
from corridor.model.comparison import (
    Comparison,
    Departure,
    DepartureProfile,
    Difference,
    ScenarioResult,
    Statistics,
)
from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.model.scenario import Changed
from corridor.reports.columns import aligned, footer, notice_lines
from corridor.reports.names import way_of
from corridor.units import format_difference, format_duration

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOUR_S = 3600
_SHOWN_CHANGES = 8


def departures_text(dataset: Dataset, profile: DepartureProfile, scenario: str, made_with: MadeWith) -> str:
    """Return the answer to `departures`."""
    origin, destination = dataset.places[profile.origin], dataset.places[profile.destination]
    lines = [f"{origin.name_en} -> {destination.name_en}, {_window(profile)}, scenario {scenario}"]
    if profile.best and profile.worst and profile.best.duration_s == profile.worst.duration_s:
        lines.append(f"Every departure takes as long: {_departure(profile.best, profile.tz, destination.tz)}")
    else:
        named = (("Best", profile.best), ("Worst", profile.worst))
        lines += [f"{word}: {_departure(d, profile.tz, destination.tz)}" for word, d in named if d]
    lines += ["", *aligned([_HEADER, _statistics_row(scenario, profile.statistics)]), ""]
    cells = _durations(profile)
    if cells:
        best = min(cells.values())
        over = {cell: value - best for cell, value in cells.items()}
        title = f"Hours over the best cell ({format_duration(best)}), by local departure ({profile.tz}):"
        lines += [title, *heat_map(over), ""]
    return "\n".join([*lines, *notice_lines(profile.notices), *footer(made_with)])


def compare_text(dataset: Dataset, comparison: Comparison, made_with: MadeWith) -> str:
    """Return the answer to `compare`: one sentence, then the table, then where it differs."""
    baseline = comparison.results[0]
    rows = [_HEADER, *(_statistics_row(r.scenario.name, r.profile.statistics) for r in comparison.results)]
    origin = dataset.places[comparison.origin].name_en
    destination = dataset.places[comparison.destination].name_en
    lines = [verdict(d, baseline, origin, destination) for d in comparison.differences]
    lines += [
        *([""] if lines else []),
        f"{origin} -> {destination}, {_window(baseline.profile)}",
        "",
        *aligned(rows),
    ]
    for difference in comparison.differences:
        lines += ["", *_difference_lines(difference, baseline)]
    lines += ["", *_changes_lines(comparison.results)]
    notices = dict.fromkeys(notice for result in comparison.results for notice in result.profile.notices)
    return "\n".join([*lines, "", *notice_lines(notices), *footer(made_with)])


def verdict(difference: Difference, baseline: ScenarioResult, origin: str, destination: str) -> str:
    """Return the comparison in one sentence."""
    name, base = difference.scenario, baseline.scenario.name
    if difference.mean_s is None:
        return f"{name} and {base} share no departure with an answer from {origin} to {destination}."
    if difference.share_gain == difference.share_lose == 0:
        return f"{name} changes no arrival from {origin} to {destination} against {base}."
    faster = difference.mean_s < 0
    share = difference.share_gain if faster else difference.share_lose
    amount = format_duration(abs(difference.mean_s))
    top = max((abs(value) for value in difference.by_weekday_hour.values()), default=0.0)
    return (
        f"{name} is {amount} {'faster' if faster else 'slower'} than {base} on average from {origin} to {destination}: "
        f"{share:.0%} of departures {'gain' if faster else 'lose'}, up to {format_duration(top)}."
    )


_HEADER = ("scenario", "mean", "p50", "p90", "min", "max", "mean wait", "ways (share of departures)")


def _statistics_row(name: str, statistics: Statistics) -> tuple[str, ...]:
    values = (statistics.mean_s, statistics.p50_s, statistics.p90_s, statistics.min_s, statistics.max_s)
    ways = ", ".join(f"{way_of(used)} {share:.0%}" for used, share in statistics.crossings.items())
    if statistics.unanswered:
        ways = ", ".join(filter(None, (ways, f"{statistics.unanswered} departures without a way")))
    return (name, *map(_duration, values), _duration(statistics.mean_wait_s), ways)


def _duration(seconds: float | None) -> str:
    return "-" if seconds is None else format_duration(seconds)


def _window(profile: DepartureProfile) -> str:
    first = zones.format_local(profile.departures[0].depart_at, profile.tz)
    last = zones.format_local(profile.departures[-1].depart_at, profile.tz)
    every = format_duration(profile.step_s)
    return f"{len(profile.departures)} departures every {every} from {first} to {last} (sampled)"


def _departure(departure: Departure, tz: str, tz_to: str) -> str:
    if departure.arrive_at is None or departure.duration_s is None:
        return f"{zones.format_local(departure.depart_at, tz)}: no way"
    return (
        f"leave {zones.format_local(departure.depart_at, tz)}, arrive {zones.format_local(departure.arrive_at, tz_to)}, "
        f"{format_duration(departure.duration_s)} of which {format_duration(departure.wait_s)} waiting, "
        f"by {way_of(departure.crossings)}"
    )


def _difference_lines(difference: Difference, baseline: ScenarioResult) -> list[str]:
    if difference.mean_s is None:
        return []
    return [
        f"{difference.scenario} against {baseline.scenario.name}: mean {format_difference(difference.mean_s)}, "
        f"mean wait {format_difference(difference.mean_wait_s or 0)}; {difference.share_gain:.0%} of departures gain, "
        f"{difference.share_lose:.0%} lose, {difference.share_reroute:.0%} take another way",
        f"Mean difference in hours by local departure ({baseline.profile.tz}), negative is sooner:",
        *heat_map(difference.by_weekday_hour),
    ]


def _durations(profile: DepartureProfile) -> dict[tuple[int, int], float]:
    cells: dict[tuple[int, int], list[int]] = {}
    for departure in profile.departures:
        if departure.duration_s is not None:
            local = zones.to_local(departure.depart_at, profile.tz)
            cells.setdefault((local.weekday(), local.hour), []).append(departure.duration_s)
    return {cell: sum(values) / len(values) for cell, values in cells.items()}


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
