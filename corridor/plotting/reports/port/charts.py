"""The charts of the report, in the order in which they stand there."""

from dataclasses import replace

from corridor.model.port import HoursChange, SideChange, Waiting
from corridor.plotting.charts.chart import Chart
from corridor.plotting.charts.port_bands import country_name
from corridor.plotting.charts.port_strip import fortnight_strip, week_strip
from corridor.plotting.charts.regimes import regimes
from corridor.plotting.charts.split_bars import Lane, SplitBar, split_bars
from corridor.plotting.charts.throughput import throughput
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.words import Words


def charts(page: PortPage, words: Words) -> tuple[Chart, ...]:
    """Return the charts; `change` only if both regimes of a side are known, `throughput` only of published figures."""
    report = page.report
    drawn = [
        week_strip("week", report, words),
        fortnight_strip("fortnight", report, words),
        regimes("regimes", report, words),
    ]
    if page.change and any(map(_both, page.change.sides)):
        drawn.append(_change(page.change, words))
    if report.throughputs:
        drawn.append(throughput("throughput", report, words))
    return tuple(drawn)


def _both(side: SideChange) -> tuple[Waiting, Waiting] | None:
    before, after = side.waits
    return (before, after) if before and after else None


def _change(change: HoursChange, words: Words) -> Chart:
    """Return the mean wait before and after a change of hours, a bar each, by side."""
    known = [
        (country_name(side.side, words), side.tz, both) for side in change.sides if (both := _both(side))
    ]
    lanes = [
        Lane(title=name, bars=tuple(_bar(title, wait) for title, wait in _named(both, words)))
        for name, _, both in known
    ]
    told = words.clauses(
        words(
            "{side}: {before} before, {after} after",
            side=name,
            before=words.duration(before.mean_s),
            after=words.duration(after.mean_s),
        )
        for name, _, (before, after) in known
    )
    drawn = split_bars("change", lanes, words, axis=words("Mean wait for opening"))
    return replace(
        drawn,
        title=words(
            "How long a truck waits that comes at any hour of the week: hours changed on {clock}",
            clock=words.clock(change.at, known[0][1]),
        ),
        caption=words("Mean wait, closures and holidays left out. {told}", told=told),
    )


def _named(both: tuple[Waiting, Waiting], words: Words) -> tuple[tuple[str, Waiting], ...]:
    return tuple(zip((words("before"), words("after")), both, strict=True))


def _bar(title: str, wait: Waiting) -> SplitBar:
    return SplitBar(title=title, totals_s={"wait": wait.mean_s})
