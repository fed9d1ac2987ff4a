"""Charts of what happens when and where: by weekday and hour, by month, at ports."""

from collections.abc import Iterator, Sequence
from typing import Final

from corridor.model.study_summary import PortWaiting
from corridor.plotting.charts.chart import Chart
from corridor.plotting.charts.heat_map import Compared, mean_differences, mean_hours
from corridor.plotting.charts.ranked_bars import Bars, Heading, ranked_bars
from corridor.plotting.reports.study.page import StudyPage, duration
from corridor.plotting.words import Words

_MOST_MAPS: Final = 4
"""Heat maps of a page: the workbook has all of them."""
_MOST_PORTS: Final = 15
_SEEN_S: Final = 60
"""Ports at which one waits less on average are not drawn."""


def week_charts(page: StudyPage, words: Words) -> Iterator[Chart]:
    """Yield a map of the week for each scenario that is compared: how much later it is than the baseline.

    Of a baseline alone: how long trips take.
    """
    if not page.others:
        takes = {(each.weekday - 1, each.hour): each.mean_s[page.baseline] or 0 for each in page.summary.week}
        yield mean_hours("week", takes, page.clock, words("all lanes"), words)
    for scenario in page.others[:_MOST_MAPS]:
        later = {
            (each.weekday - 1, each.hour): -saving
            for each in page.summary.week
            if (saving := each.saving_mean_s[scenario]) is not None
        }
        told = Compared(scenario=page.titles[scenario], baseline=page.titles[page.baseline], later_s=later)
        yield mean_differences(f"week-{scenario}", told, page.clock, words("all lanes"), words)


def month_chart(page: StudyPage, words: Words) -> Chart:
    """Return the mean time from door to door by month of leaving."""
    rows = [
        Bars(
            title=words.month(int(group.key)),
            values_s=tuple(outcome.duration.mean_s for outcome in page.outcomes(group)),
        )
        for group in page.summary.months
    ]
    return ranked_bars(
        "months",
        Heading(
            title=words("Mean hours from door to door by month of leaving"),
            caption=_month_conclusion(page, rows, words),
            what=words("Month"),
            axis=words("Mean hours from door to door"),
        ),
        page.ordered_titles,
        rows,
        words,
    )


def _month_conclusion(page: StudyPage, rows: list[Bars], words: Words) -> str:
    parts = []
    for place, title in enumerate(page.ordered_titles):
        known = [(row.values_s[place] or 0, row.title) for row in rows if row.values_s[place] is not None]
        if len(known) > 1:
            (least_s, least), (most_s, most) = min(known), max(known)
            parts.append(
                words(
                    "{scenario}: from {least} ({first}) to {most} ({last})",
                    scenario=title,
                    least=words.duration(least_s),
                    first=least,
                    most=words.duration(most_s),
                    last=most,
                )
            )
    return words("{clauses}.", clauses=words.clauses(parts)) if parts else words("There is one month.")


def port_chart(page: StudyPage, words: Words) -> Chart:
    """Return the ports, bans and roads at which most is waited."""
    drawn = [each for each in page.summary.waiting if max(each.mean_s) >= _SEEN_S][:_MOST_PORTS]
    rows = [
        Bars(title=page.name(each.point), values_s=tuple(each.mean_s[i] for i in page.order))
        for each in drawn
    ]
    rows += _others(page, page.summary.waiting[len(drawn) :], words)
    return ranked_bars(
        "ports",
        Heading(
            title=words("Where trucks wait: mean hours per departure of the study"),
            caption=_port_conclusion(page, words),
            what=words("Port, ban or road"),
            axis=words("Mean hours of waiting there, over all departures, also those that go elsewhere"),
        ),
        page.ordered_titles,
        rows,
        words,
    )


def _others(page: StudyPage, left: Sequence[PortWaiting], words: Words) -> list[Bars]:
    """Return one row for all that are not drawn by name, so that rows add up; none if nobody waits there."""
    waited_at = [each for each in left if any(each.mean_s)]
    title = words.many("{count} other", "{count} others", len(waited_at))
    sums_s = tuple(sum(each.mean_s[i] for each in waited_at) for i in page.order)
    return [Bars(title=title, values_s=sums_s)] if waited_at else []


def _port_conclusion(page: StudyPage, words: Words) -> str:
    parts = []
    for i, title in zip(page.order, page.ordered_titles, strict=True):
        most = max(page.summary.waiting, key=lambda each: each.mean_s[i], default=None)
        total = page.summary.total.outcomes[i].wait.mean_s
        if most is not None and most.mean_s[i] and total:
            parts.append(
                words(
                    "{scenario}: most at {port}, {wait} of {total} on average",
                    scenario=title,
                    port=page.name(most.point),
                    wait=words.duration(most.mean_s[i]),
                    total=duration(total, words),
                )
            )
    return words("{clauses}.", clauses=words.clauses(parts)) if parts else words("Nobody waits anywhere.")
