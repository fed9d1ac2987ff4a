"""The report on every departure of a window as HTML."""

from collections.abc import Iterator
from dataclasses import replace

from corridor.model.comparison import Difference
from corridor.model.sure import HowSure
from corridor.plotting.charts import heat_map
from corridor.plotting.charts.chart import Chart
from corridor.plotting.charts.ribbon import ribbon
from corridor.plotting.charts.saw_tooth import saw_tooth
from corridor.plotting.charts.stringline import stringline
from corridor.plotting.reports import trips
from corridor.plotting.reports.page import WindowReport
from corridor.plotting.reports.sections import Section, rendered
from corridor.plotting.reports.window_cards import window_cards
from corridor.plotting.reports.window_tables import (
    MOST_CUT_OFFS,
    cut_offs,
    equal_arrivals,
    figures_of,
    waits,
    ways,
)
from corridor.plotting.words import Words

_HEAT, _TEETH, _RIBBON, _TRUCKS = "heat", "departures", "sure", "trucks"


def chart_ids(scenarios: int, *, is_sure: bool) -> list[str]:
    """Return the ids of the charts of a report, before there is one."""
    return [
        *(_heat_id(number) for number in range(1, scenarios + 1)),
        _TEETH,
        *([_RIBBON] if is_sure else []),
        *trips.CHARTS,
        _TRUCKS,
    ]


def _heat_id(number: int) -> str:
    """Return the id of the heat map of the scenario of that number; the first is the baseline."""
    return f"{_HEAT}-{number}"


def charts(report: WindowReport) -> tuple[Chart, ...]:
    """Return the charts of the report, as the page shows them."""
    return tuple(_charts(report, Words(report.lang)))


def render(report: WindowReport) -> str:
    """Return the report as one complete HTML document; equal reports give equal bytes."""
    words = Words(report.lang)
    drawn = {chart.chart_id: chart for chart in charts(report)}
    return rendered(
        "window_report.html",
        report,
        words,
        tuple(_sections(report, words)),
        tuple(drawn.values()),
        window_cards=window_cards(report, words),
        week=[chart for name, chart in drawn.items() if name.startswith(_HEAT)],
        departures=[drawn[name] for name in (_TEETH, _RIBBON) if name in drawn],
        told=[drawn[name] for name in trips.CHARTS],
        trucks=drawn.get(_TRUCKS),
        compared=figures_of(report, words),
        waits=waits(report, words),
        ways=ways(report, words),
        cut_offs=cut_offs(report, words),
        equal_arrivals=equal_arrivals(report, words),
    )


def _charts(report: WindowReport, words: Words) -> Iterator[Chart]:
    results, titles, lane = report.comparison.results, report.titles, report.lane
    yield from _weeks(report, words)
    named = [(title, result.profile) for title, result in zip(titles, results, strict=True)]
    yield saw_tooth(_TEETH, named, lane, words)
    if report.sure:
        yield ribbon(_RIBBON, _titled_sure(report.sure, titles), lane, words)
    yield from trips.charts_of(report.told, report.nodes, lane, words)
    if report.trucks:
        nodes = report.nodes
        yield stringline(
            _TRUCKS, report.trucks, words, names=nodes.names, closed=report.closed, towns=nodes.towns
        )


def _weeks(report: WindowReport, words: Words) -> Iterator[Chart]:
    """Yield when to leave under the first scenario that has an answer, and what others change of the baseline."""
    tz = report.comparison.results[0].profile.tz
    weeks = [result.profile.statistics for result in report.comparison.results]
    first = next(i for i, statistics in enumerate(weeks) if statistics.answered_s)
    trip = words("{lane}, {scenario}", lane=report.lane, scenario=report.titles[first])
    yield heat_map.extra_hours(_heat_id(first + 1), weeks[first], tz, trip, words)
    for number, difference in enumerate(_titled(report), 2):
        if difference.by_weekday_hour:
            yield heat_map.differences(_heat_id(number), difference, report.titles[0], tz, report.lane, words)


def _titled(report: WindowReport) -> Iterator[Difference]:
    for title, difference in zip(report.titles[1:], report.comparison.differences, strict=True):
        yield replace(difference, scenario=title)


def _titled_sure(sure: HowSure, titles: tuple[str, ...]) -> HowSure:
    windows = zip(titles, sure.windows, strict=True)
    return replace(sure, windows=tuple(replace(window, scenario=title) for title, window in windows))


def _sections(report: WindowReport, words: Words) -> Iterator[Section]:
    first = report.comparison.results[0].profile
    at = words.clock(report.told[0].itinerary.depart_at, first.tz)
    yield Section(
        anchor="answer",
        title=words("The answer under each scenario"),
        lede=words(
            "Times are from door to door, of all departures of the window alike: p50 is what half of them take at "
            "most, p90 what nine of ten take at most. Waiting is time before a closed port or under a driving ban."
        ),
    )
    yield Section(
        anchor="week",
        title=words("When to leave"),
        lede=words(
            "Each cell is the mean of all departures within that hour, on every such weekday of the window."
        ),
    )
    yield Section(
        anchor="departures",
        title=words("Every departure"),
        lede=words(
            "A line that falls is a truck that leaves later for the same arrival; where it jumps, an opening is missed."
        ),
    )
    yield Section(
        anchor="told",
        title=words("One departure: {clock}", clock=at),
        lede=report.told_because,
    )
    yield Section(
        anchor="map",
        title=words("The ways on the map"),
        lede=words(
            "The same departure, and the other ways that departures take, each with a truck that goes it."
        )
        if len(report.trip.routes) > len(report.told)
        else words("The same departure; no other departure of the window takes another way."),
    )
    if report.trucks:
        yield Section(
            anchor="trucks",
            title=words("A day of trucks under {scenario}", scenario=report.titles[0]),
            lede=words(
                "One truck leaves each hour of that day. Grey bars are hours in which a control point is shut, yellow "
                "stretches are trucks that wait for it to open."
            ),
        )
    yield Section(
        anchor="differences",
        title=words("Figure by figure"),
        lede=words("Differences are to the first scenario, the baseline: + is longer, − is shorter."),
    )
    yield from _lists(report, words)


def _lists(report: WindowReport, words: Words) -> Iterator[Section]:
    profiles = [result.profile for result in report.comparison.results]
    if any(profile.cut_offs for profile in profiles):
        yield Section(
            anchor="cut-offs",
            title=words("Last sensible departures"),
            lede=words(
                "Who leaves a second after one of these clocks arrives an hour or more later than who leaves at it. "
                "At most {count} of each scenario are listed, the costliest.",
                count=MOST_CUT_OFFS,
            ),
        )
    if any(profile.equal_arrivals for profile in profiles):
        yield Section(
            anchor="equal-arrivals",
            title=words("Departures that arrive together"),
            lede=words(
                "Who leaves anywhere in such a stretch arrives at the same instant, so that the last of it is the best. "
                "The longest ones of each scenario:"
            ),
        )
