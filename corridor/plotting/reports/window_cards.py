"""A window of departures in a few figures, a card for each scenario."""

from dataclasses import dataclass

from corridor.model.comparison import Statistics
from corridor.plotting.charts.labels import percent
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.reports.page import WindowReport
from corridor.plotting.style import RouteStyle, route_style
from corridor.plotting.words import Words

Figure = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowCard:
    """A scenario in a few figures: `figures` are drawn large, `facts` stand below."""

    number: int
    title: str
    style: RouteStyle
    figures: tuple[Figure, ...]
    facts: tuple[Figure, ...]


def window_cards(report: WindowReport, words: Words) -> tuple[WindowCard, ...]:
    """Return the scenarios of a report in figures, in order."""
    return tuple(
        WindowCard(
            number=index + 1,
            title=title,
            style=route_style(index),
            figures=_figures(report, index, words),
            facts=_facts(report, index, words),
        )
        for index, title in enumerate(report.titles)
    )


def duration(seconds: float | None, words: Words) -> str:
    """Return a duration; a dash where there is none."""
    return "–" if seconds is None else words.duration(seconds)


def whole_share(part: float) -> str:
    """Return a share as whole per cent; what is not quite none or all says so."""
    if 0 < part < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= part < 1 else f"{part:.0%}"


def _statistics(report: WindowReport, index: int) -> Statistics:
    return report.comparison.results[index].profile.statistics


def _figures(report: WindowReport, index: int, words: Words) -> tuple[Figure, ...]:
    statistics = _statistics(report, index)
    found = [(words("Mean"), duration(statistics.mean_s, words))]
    if index:
        mean_s = report.comparison.differences[index - 1].mean_s
        gap = "–" if mean_s is None else difference(words, mean_s)
        found.append((words("Against the baseline"), gap))
    found.append((words("Nine of ten (p90)"), duration(statistics.p90_s, words)))
    return tuple(found)


def _facts(report: WindowReport, index: int, words: Words) -> tuple[Figure, ...]:
    statistics = _statistics(report, index)
    found = [
        (words("Half (p50)"), duration(statistics.p50_s, words)),
        (words("Shortest"), duration(statistics.min_s, words)),
        (words("Longest"), duration(statistics.max_s, words)),
        (words("Departures that wait"), _share_or_dash(statistics.waiting_share)),
        (words("Mean wait"), duration(statistics.mean_wait_s, words)),
    ]
    if statistics.unanswered_s:
        found.append((words("Departures without a way"), whole_share(1 - statistics.answered_share)))
    if report.sure:
        window, share = report.sure.windows[index], words.number(percent(report.sure.asked.share))
        found.append(
            (
                words("Mean of departures, {share} arrive within", share=share),
                duration(window.mean_sure_s, words),
            )
        )
    return tuple(found)


def _share_or_dash(part: float | None) -> str:
    return "–" if part is None else whole_share(part)
