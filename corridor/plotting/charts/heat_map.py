"""The week as a map of hours: what leaving on which weekday at which local hour costs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corridor.model.comparison import Difference, Statistics
from corridor.plotting.charts.chart import Chart, Table, draw
from corridor.plotting.charts.heat_steps import Step, difference_steps, duration_steps, extra_steps
from corridor.plotting.charts.heat_words import (
    WEEK,
    Figures,
    Hour,
    gained,
    rounded,
    when_to_leave,
    written,
)
from corridor.plotting.charts.labels import INK, SOFT, Key, Label, legend
from corridor.plotting.words import Words

_HOUR_S: Final = 3600
_LEFT, _TOP, _CELL, _ROW = 72, 24, 36, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """By how many seconds a scenario is later than the baseline, by weekday (0: Monday) and local hour; both as people read them."""

    scenario: str
    baseline: str
    later_s: Mapping[Hour, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Map:
    """What differs between the kinds of heat map."""

    figures: Figures
    steps: Sequence[Step]
    best: frozenset[Hour]
    signed: bool
    best_means: str


def extra_hours(chart_id: str, statistics: Statistics, tz: str, trip: str, words: Words) -> Chart:
    """Return by how many hours departures take longer than in the best hour of the week, on average.

    `trip` says of which departures: ends, scenario, dates. `tz` is the zone of the origin.
    """
    cells = statistics.by_weekday_hour
    least_s = min(cells.values(), default=0)
    figures = {at: rounded((seconds - least_s) / _HOUR_S) for at, seconds in cells.items()}
    drawn = _Map(
        figures=figures,
        steps=extra_steps(words),
        best=frozenset(at for at, hours in figures.items() if not hours),
        signed=False,
        best_means=words("best hours: {duration} on average", duration=words.duration(least_s)),
    )
    title = words("Hours lost by leaving at another hour than the best: {trip}", trip=trip)
    return _chart(chart_id, title, when_to_leave(figures, drawn.best, words), drawn, tz, words)


def mean_durations(chart_id: str, statistics: Statistics, tz: str, trip: str, words: Words) -> Chart:
    """Return how many hours departures take on average, door to door; else as `extra_hours`."""
    return mean_hours(chart_id, statistics.by_weekday_hour, tz, trip, words)


def mean_hours(chart_id: str, cells: Mapping[Hour, float], tz: str, trip: str, words: Words) -> Chart:
    """Return as `mean_durations` what may be of departures of many lanes: seconds by weekday (0: Monday) and local hour."""
    figures = {at: rounded(seconds / _HOUR_S) for at, seconds in cells.items()}
    least = min(figures.values(), default=0)
    drawn = _Map(
        figures=figures,
        steps=duration_steps(figures.values(), words),
        best=frozenset(at for at, hours in figures.items() if hours == least),
        signed=False,
        best_means=words("best hours"),
    )
    title = words("Mean hours from door to door by hour of leaving: {trip}", trip=trip)
    return _chart(chart_id, title, when_to_leave(figures, drawn.best, words), drawn, tz, words)


def differences(
    chart_id: str, difference: Difference, baseline: str, tz: str, trip: str, words: Words
) -> Chart:
    """Return by how many hours a scenario is later than the baseline on average; negative is sooner."""
    told = Compared(scenario=difference.scenario, baseline=baseline, later_s=difference.by_weekday_hour)
    return mean_differences(chart_id, told, tz, trip, words)


def mean_differences(chart_id: str, compared: Compared, tz: str, trip: str, words: Words) -> Chart:
    """Return as `differences` what may be of departures of many lanes; `tz` says in words whose clock it is."""
    figures = {at: rounded(seconds / _HOUR_S) for at, seconds in compared.later_s.items()}
    least = min(figures.values(), default=0)
    drawn = _Map(
        figures=figures,
        steps=difference_steps(figures.values(), words),
        best=frozenset(at for at, hours in figures.items() if hours == least < 0),
        signed=True,
        best_means=words("most gained"),
    )
    title = words(
        "Hours gained (−) or lost (+) under {scenario} against {baseline}: {trip}",
        scenario=compared.scenario,
        baseline=compared.baseline,
        trip=trip,
    )
    return _chart(chart_id, title, gained(figures, words), drawn, tz, words)


def _chart(chart_id: str, title: str, caption: str, drawn: _Map, tz: str, words: Words) -> Chart:
    bottom = _TOP + 7 * _ROW
    blank = len(drawn.figures) < len(WEEK)
    keys = [Key(text=step.text, colour=step.colour) for step in drawn.steps]
    keys += [Key(text=drawn.best_means, colour=INK, framed=True)] if drawn.best else []
    keys += [Key(text=words("no departures"), colour="#ffffff", hatch="diagonal")] if blank else []
    placed, last_y = legend(keys, _LEFT, bottom + 52)
    body = draw(
        "heat_map.svg",
        chart_id=chart_id,
        steps=_steps(drawn, words),
        blank=_cells(at for at in WEEK if at not in drawn.figures),
        labels=_labels(tz, bottom, words),
        grid=_grid(),
        outline=_outline(drawn.best),
        keys=placed,
    )
    return Chart(
        chart_id=chart_id,
        title=title,
        caption=caption,
        height=round(last_y + 16),
        body=body,
        table=_table(drawn, words),
    )


def _steps(drawn: _Map, words: Words) -> list[dict[str, object]]:
    """Return the steps that the week has, each with the outlines of its cells and its figures."""
    found: list[dict[str, object]] = []
    for step in drawn.steps:
        hours = [at for at in WEEK if at in drawn.figures and step.holds(drawn.figures[at])]
        if hours:
            figures = [_figure_in(drawn, at, words) for at in hours]
            found.append({"colour": step.colour, "ink": step.ink, "cells": _cells(hours), "figures": figures})
    return found


def _cells(hours: Iterable[Hour]) -> str:
    """Return a path around cells, those on end in a row within one outline."""
    runs: list[list[Hour]] = []
    for day, hour in hours:
        if runs and runs[-1][-1] == (day, hour - 1):
            runs[-1].append((day, hour))
        else:
            runs.append([(day, hour)])
    return "".join(
        f"M{_LEFT + run[0][1] * _CELL} {_TOP + run[0][0] * _ROW}h{len(run) * _CELL}v{_ROW}h-{len(run) * _CELL}z"
        for run in runs
    )


def _grid() -> str:
    """Return a path between all cells."""
    columns = "".join(f"M{_LEFT + hour * _CELL} {_TOP}v{7 * _ROW}" for hour in range(1, 24))
    return columns + "".join(f"M{_LEFT} {_TOP + day * _ROW}h{24 * _CELL}" for day in range(1, 7))


def _figure_in(drawn: _Map, at: Hour, words: Words) -> dict[str, object]:
    day, hour = at
    return {
        "x": _LEFT + (hour + 0.5) * _CELL,
        "y": _TOP + (day + 0.5) * _ROW + 4.5,
        "text": words.number(written(drawn.figures[at], signed=drawn.signed)),
        "is_best": at in drawn.best,
    }


def _labels(tz: str, bottom: float, words: Words) -> list[Label]:
    hours = [
        Label(x=_LEFT + (hour + 0.5) * _CELL, y=_TOP - 8, text=f"{hour:02d}", anchor="middle", fill=SOFT)
        for hour in range(24)
    ]
    days = [
        Label(
            x=_LEFT - 10, y=_TOP + (day + 0.5) * _ROW + 4.5, text=words.weekday(day), anchor="end", weight=600
        )
        for day in range(7)
    ]
    axis = words("Hour of leaving on the local clock, {zone}; figures are hours, to the half hour", zone=tz)
    return [*hours, *days, Label(x=_LEFT, y=bottom + 20, text=axis, fill=SOFT)]


def _outline(cells: frozenset[Hour]) -> str:
    """Return a path along the edges between these cells and others."""
    edges: Sequence[tuple[int, int, Callable[[float, float], str]]] = (
        (-1, 0, lambda x, y: f"M{x} {y}h{_CELL}"),
        (1, 0, lambda x, y: f"M{x} {y + _ROW}h{_CELL}"),
        (0, -1, lambda x, y: f"M{x} {y}v{_ROW}"),
        (0, 1, lambda x, y: f"M{x + _CELL} {y}v{_ROW}"),
    )
    return "".join(
        path(_LEFT + hour * _CELL, _TOP + day * _ROW)
        for day, hour in sorted(cells)
        for down, right, path in edges
        if (day + down, hour + right) not in cells
    )


def _table(drawn: _Map, words: Words) -> Table:
    head = (words("Leaving"), *(f"{hour:02d}:00" for hour in range(24)))
    rows = tuple(
        (words.weekday(day), *(_figure(drawn, (day, hour), words) for hour in range(24)))
        for day in range(7)
        if any((day, hour) in drawn.figures for hour in range(24))
    )
    return Table(head=head, rows=rows, numbers=frozenset(range(1, 25)))


def _figure(drawn: _Map, at: Hour, words: Words) -> str:
    hours = drawn.figures.get(at)
    return "" if hours is None else words.number(written(hours, signed=drawn.signed))
