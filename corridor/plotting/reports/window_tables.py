"""The tables of a report on a window: figures, waits, ways, last sensible departures, equal arrivals."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from corridor.model.comparison import CutOff, Extreme, Statistics, Stretch
from corridor.model.ids import CrossingId
from corridor.plotting.charts.chart import Table
from corridor.plotting.reports.page import WindowReport
from corridor.plotting.reports.trips import durations_row, titles_with_differences
from corridor.plotting.reports.window_cards import whole_share
from corridor.plotting.words import Words

MOST_CUT_OFFS: Final = 14
"""Last sensible departures that are listed of each scenario."""
_MOST_STRETCHES: Final = 4
_MOST_WAYS: Final = 12
_SHORTEST_WAIT_S: Final = 30
"""Means that round to nought are not listed."""

Row = tuple[str, ...]
T = TypeVar("T")


def figures_of(report: WindowReport, words: Words) -> Table:
    """Return the statistics of each scenario, with their differences to the baseline's."""
    every = _statistics(report)
    durations: Sequence[tuple[str, list[float | None]]] = (
        (words("Mean"), [each.mean_s for each in every]),
        (words("Half take at most (p50)"), [each.p50_s for each in every]),
        (words("Nine of ten take at most (p90)"), [each.p90_s for each in every]),
        (words("Shortest"), [each.min_s for each in every]),
        (words("Longest"), [each.max_s for each in every]),
        (words("Mean wait"), [each.mean_wait_s for each in every]),
    )
    rows = [durations_row(name, values, words) for name, values in durations]
    rows.append(_shares(words("Departures that wait"), [each.waiting_share or 0 for each in every], words))
    if any(each.unanswered_s for each in every):
        rows.append(
            _shares(words("Departures without a way"), [1 - each.answered_share for each in every], words)
        )
    head = titles_with_differences(words("Figure"), report.titles, words)
    return Table(head=head, rows=(*rows, *_outcomes(report, words)), numbers=frozenset(range(1, len(head))))


def waits(report: WindowReport, words: Words) -> Table:
    """Return where one waits, and how long on average of all departures."""
    every = _statistics(report)
    longest = {item: max(each.waits.get(item, 0) for each in every) for each in every for item in each.waits}
    order = sorted(longest, key=lambda item: -longest[item])
    rows = [
        durations_row(report.waits_at[item], [each.waits.get(item, 0) for each in every], words)
        for item in order
        if longest[item] >= _SHORTEST_WAIT_S
    ]
    head = titles_with_differences(words("Waits at, mean of all departures"), report.titles, words)
    return Table(head=head, rows=tuple(rows), numbers=frozenset(range(1, len(head))))


def ways(report: WindowReport, words: Words) -> Table:
    """Return the share of departures by the ports that they take."""
    every = _statistics(report)
    used = {
        way: max(each.crossings.get(way, 0) for each in every) for each in every for way in each.crossings
    }
    order = sorted(used, key=lambda way: -used[way])[:_MOST_WAYS]
    rows = tuple(
        (_way(way, report.crossings, words), *(whole_share(each.crossings.get(way, 0)) for each in every))
        for way in order
    )
    head = (words("Way, share of departures"), *report.titles)
    return Table(head=head, rows=rows, numbers=frozenset(range(1, len(head))))


def cut_offs(report: WindowReport, words: Words) -> Table:
    """Return the departures after which a second costs an hour or more: the costliest of each scenario, in order."""
    head = (
        words("Scenario"),
        words("Leave by"),
        words("Arrives"),
        words("A second later arrives"),
        words("Costs"),
    )
    rows = [
        (title, *_cut_off(one, report, words))
        for title, result in zip(report.titles, report.comparison.results, strict=True)
        for one in _most(result.profile.cut_offs, _cost, MOST_CUT_OFFS)
    ]
    return Table(head=head, rows=tuple(rows), numbers=frozenset({4}))


def equal_arrivals(report: WindowReport, words: Words) -> Table:
    """Return the longest stretches of departures that arrive together, in order."""
    head = (words("Scenario"), words("Leaving from"), words("to"), words("All arrive"), words("Length"))
    rows = [
        (title, *_stretch(one, report, words))
        for title, result in zip(report.titles, report.comparison.results, strict=True)
        for one in _most(result.profile.equal_arrivals, lambda stretch: stretch.length_s, _MOST_STRETCHES)
    ]
    return Table(head=head, rows=tuple(rows), numbers=frozenset({4}))


def _statistics(report: WindowReport) -> list[Statistics]:
    return [result.profile.statistics for result in report.comparison.results]


def _shares(name: str, values: Sequence[float], words: Words) -> Row:
    """Return shares of departures; a difference of shares is in percentage points."""
    gaps = [round(100 * (value - values[0])) for value in values[1:]]
    texts = [
        words("{gap} points", gap=f"{'−' if gap < 0 else '+'}{abs(gap)}") if gap else words("no change")
        for gap in gaps
    ]
    pairs = zip(map(whole_share, values[1:]), texts, strict=True)
    return (name, whole_share(values[0]), *(text for pair in pairs for text in pair))


def _outcomes(report: WindowReport, words: Words) -> Iterator[Row]:
    """Yield what becomes of departures that have a way under both: they stand in the columns of differences."""
    differences, tz = report.comparison.differences, report.comparison.results[0].profile.tz
    if not differences:
        return

    def row(name: str, texts: Sequence[str]) -> Row:
        return (name, "", *(cell for text in texts for cell in ("", text)))

    gains, losses = ([each.largest_gain for each in differences], [each.largest_loss for each in differences])
    yield row(words("Departures that gain"), [whole_share(each.share_gain) for each in differences])
    yield row(words("Departures that lose"), [whole_share(each.share_lose) for each in differences])
    yield row(
        words("Departures that take another way"), [whole_share(each.share_reroute) for each in differences]
    )
    yield row(words("Largest gain"), [_span(top, words) for top in gains])
    yield row(words("Largest gain, leaving"), [_leaving(top, tz, words) for top in gains])
    yield row(words("Largest loss"), [_span(top, words) for top in losses])
    yield row(words("Largest loss, leaving"), [_leaving(top, tz, words) for top in losses])


def _span(top: Extreme | None, words: Words) -> str:
    return "–" if top is None else words.duration(abs(top.difference_s))


def _leaving(top: Extreme | None, tz: str, words: Words) -> str:
    return "–" if top is None else words.clock(top.depart_at, tz)


def _way(way: tuple[CrossingId, ...], names: Mapping[CrossingId, str], words: Words) -> str:
    return words.names(names[crossing] for crossing in way) or words("no border")


def _cost(one: CutOff) -> float:
    return float("inf") if one.cost_s is None else one.cost_s


def _most(items: Sequence[T], size: Callable[[T], float], count: int) -> list[T]:
    """Return so many of the largest items, in the order in which they come."""
    kept = sorted(range(len(items)), key=lambda i: -size(items[i]))[:count]
    return [items[i] for i in sorted(kept)]


def _cut_off(one: CutOff, report: WindowReport, words: Words) -> Row:
    tz = report.comparison.results[0].profile.tz
    return (
        words.clock(one.depart_at, tz),
        words.clock(one.arrive_at, report.tz_to),
        words("never") if one.next_arrive_at is None else words.clock(one.next_arrive_at, report.tz_to),
        words("no way") if one.cost_s is None else words.duration(one.cost_s),
    )


def _stretch(one: Stretch, report: WindowReport, words: Words) -> Row:
    tz = report.comparison.results[0].profile.tz
    return (
        words.clock(one.departs_from, tz),
        words.clock(one.departs_to - 1, tz),
        words.clock(one.arrives_at, report.tz_to),
        words.duration(one.length_s),
    )
