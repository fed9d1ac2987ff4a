"""How sure each departure is: the hours within which a tenth, half and the share asked for arrive, and the plan."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from corridor.model.sure import HowSure, SureDeparture, SureWindow
from corridor.plotting.charts.axes import Scale, dodged
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw
from corridor.plotting.charts.frame import WEEKEND, Frame, hour_range, zone_name
from corridor.plotting.charts.labels import INK, SOFT, Key, Label, legend, percent, shortened
from corridor.plotting.charts.paths import Point, path
from corridor.plotting.words import Words

_LEFT, _RIGHT, _TOP, _HEIGHT, _BETWEEN = 64, WIDTH - 64, 48, 190, 34
_BAND: Final = "#cfe0f2"
_MOST_ROWS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Series:
    """One line of a ribbon: which seconds of a departure it shows, its name in legend and margin, and its looks."""

    of: Callable[[SureDeparture], int | None]
    name: str
    short: str
    colour: str
    width: float
    dash: str = ""


def ribbon(chart_id: str, sure: HowSure, trip: str, words: Words) -> Chart:
    """Return the spread of durations of each departure, a frame for each scenario, all of one scale.

    `trip` says from where to where.
    """
    series = _series(sure, words)
    frames = _frames(sure, words)
    bottom = frames[-1].y.start if frames else _TOP
    placed, last_y = legend(_keys(series, sure, words), 12, bottom + 66)
    body = draw(
        "ribbon.svg",
        chart_id=chart_id,
        panels=[
            _panel(frame, window, series, words) for frame, window in zip(frames, sure.windows, strict=True)
        ],
        labels=_labels(sure, frames, words),
        keys=placed,
    )
    share = words.number(percent(sure.asked.share))
    return Chart(
        chart_id=chart_id,
        title=words("Hours to allow for a chance of {share} to arrive: {trip}", share=share, trip=trip),
        caption=words.clauses(_verdict(window, sure, words) for window in sure.windows),
        height=round(last_y + 16),
        body=body,
        table=_table(sure, series, words),
    )


def _series(sure: HowSure, words: Words) -> list[_Series]:
    """Return the lines from the longest to the shortest, and then the plan."""
    share = words.number(percent(sure.asked.share))
    return [
        _Series(
            of=lambda row: row.sure_s,
            name=words("{share} have arrived", share=share),
            short=share,
            colour="#0c2f5e",
            width=2.6,
        ),
        _Series(
            of=lambda row: row.half_s,
            name=words("{share} have arrived", share="50%"),
            short="50%",
            colour="#1d5fa8",
            width=1.6,
        ),
        _Series(
            of=lambda row: row.early_s,
            name=words("{share} have arrived", share="10%"),
            short="10%",
            colour="#3f74ad",
            width=1.2,
        ),
        _Series(
            of=lambda row: row.plan_s,
            name=words("plan, by mean times"),
            short=words("plan"),
            colour="#b3207c",
            width=1.8,
            dash="5 4",
        ),
    ]


def _frames(sure: HowSure, words: Words) -> list[Frame]:
    rows = [row for window in sure.windows for row in window.departures]
    known = [s for row in rows for s in (row.sure_s, row.half_s, row.early_s, row.plan_s) if s is not None]
    low, high = hour_range(known)
    start = min((row.depart_at for row in rows), default=0)
    end = max((row.depart_at for row in rows), default=0) + sure.every_s
    tops = (_TOP + i * (_HEIGHT + _BETWEEN) for i in range(len(sure.windows)))
    return [
        Frame(
            x=Scale(start, end, _LEFT, _RIGHT),
            y=Scale(low, high, top + _HEIGHT, top),
            tz=sure.tz,
            words=words,
        )
        for top in tops
    ]


def _panel(frame: Frame, window: SureWindow, series: Sequence[_Series], words: Words) -> dict[str, object]:
    return {
        "frame": frame,
        "band": path(_band(frame, window), end="Z"),
        "lines": [
            {
                "path": path(_pieces(frame, window, each.of)),
                "colour": each.colour,
                "width": each.width,
                "dash": each.dash,
                "says": f"{window.scenario}: {each.name}",
            }
            for each in series
        ],
        "marks": [
            {
                "x": frame.x(row.depart_at),
                "y": frame.y(row.sure_s or 0),
                "says": _departure(window, row, frame.tz, words),
            }
            for row in (window.best, window.worst)
            if row
        ],
        "latest": None
        if window.latest is None
        else {
            "x": frame.x(window.latest.depart_at),
            "says": words("last in time: {clock}", clock=words.clock(window.latest.depart_at, frame.tz)),
        },
        "ends": _ends(frame, window, series),
    }


def _pieces(frame: Frame, window: SureWindow, of: Callable[[SureDeparture], int | None]) -> list[list[Point]]:
    """Return a line in pieces: it is broken where departures have no such figure."""
    runs = groupby(window.departures, key=lambda row: of(row) is not None)
    return [
        [(frame.x(row.depart_at), frame.y(of(row) or 0)) for row in rows] for known, rows in runs if known
    ]


def _band(frame: Frame, window: SureWindow) -> list[list[Point]]:
    """Return the outlines of the area from the first tenth to the share asked for."""
    runs = groupby(window.departures, key=lambda row: None not in {row.early_s, row.sure_s})
    outlines = []
    for known, run in runs:
        rows = list(run)
        if known:
            over = [(frame.x(row.depart_at), frame.y(row.sure_s or 0)) for row in rows]
            under = [(frame.x(row.depart_at), frame.y(row.early_s or 0)) for row in reversed(rows)]
            outlines.append(over + under)
    return outlines


def _ends(frame: Frame, window: SureWindow, series: Sequence[_Series]) -> list[Label]:
    """Return the names of the lines beside where they end, put apart."""
    if not window.departures:
        return []
    last = window.departures[-1]
    ended = sorted(
        (frame.y(seconds), i) for i, each in enumerate(series) if (seconds := each.of(last)) is not None
    )
    places = dodged([at + 4 for at, _ in ended], 14, frame.y.end + 4, frame.y.start + 4)
    return [
        Label(x=_RIGHT + 6, y=y, text=shortened(series[i].short, 54), fill=series[i].colour, weight=600)
        for y, (_, i) in zip(places, ended, strict=True)
    ]


def _labels(sure: HowSure, frames: Sequence[Frame], words: Words) -> list[Label]:
    labels = [Label(x=12, y=14, text=words("Hours from door to door"), fill=SOFT)]
    for frame, window in zip(frames, sure.windows, strict=True):
        text = shortened(_panel_title(window, frame.tz, words), _RIGHT - _LEFT)
        labels.append(Label(x=_LEFT, y=frame.y.end - 9, text=text, weight=600))
    if frames:
        last = frames[-1]
        zone = zone_name(last.tz, int(last.x.low), int(last.x.high), words)
        axis = words("Leaving, on the local clock of the origin: {zone}", zone=zone)
        labels += last.day_labels(last.y.start + 18)
        labels.append(Label(x=_LEFT, y=last.y.start + 40, text=axis, fill=SOFT))
    return labels


def _panel_title(window: SureWindow, tz: str, words: Words) -> str:
    if window.latest is None:
        return window.scenario
    return words(
        "{scenario}: last in time {clock}",
        scenario=window.scenario,
        clock=words.clock(window.latest.depart_at, tz),
    )


def _keys(series: Sequence[_Series], sure: HowSure, words: Words) -> list[Key]:
    keys = [Key(text=each.name, colour=each.colour, dash=each.dash, width=each.width) for each in series]
    between = words("between 10% and {share}", share=words.number(percent(sure.asked.share)))
    keys.append(Key(text=between, colour=_BAND))
    if any(window.latest for window in sure.windows):
        keys.append(Key(text=words("last departure in time"), colour=INK, dash="2 3"))
    return [*keys, Key(text=words("Saturday and Sunday"), colour=WEEKEND)]


def _departure(window: SureWindow, row: SureDeparture, tz: str, words: Words) -> str:
    return words(
        "{scenario}: leaving {clock}, {share} arrive within {duration}",
        scenario=window.scenario,
        clock=words.clock(row.depart_at, tz),
        share=words.number(percent(row.sure.share)),
        duration=words.duration(row.sure_s or 0),
    )


def _verdict(window: SureWindow, sure: HowSure, words: Words) -> str:
    if window.best is None or window.worst is None:
        return words("{scenario}: no departure is known to arrive", scenario=window.scenario)
    return words(
        "{best}; {worst} at worst",
        best=_departure(window, window.best, sure.tz, words),
        worst=words.duration(window.worst.sure_s or 0),
    )


def _table(sure: HowSure, series: Sequence[_Series], words: Words) -> Table:
    """Return the departures: every so many if there are many, and always the best, worst and last in time."""
    count = sum(len(window.departures) for window in sure.windows)
    every = max(-(-count // _MOST_ROWS), 1)
    leaving = words("Leaving")
    if every > 1:
        leaving = words("Leaving (one in {count} departures, and the telling ones)", count=every)
    deadline = (words("In time"),) if sure.asked.arrive_by is not None else ()
    return Table(
        head=(words("Scenario"), leaving, *(each.name for each in series), *deadline),
        rows=tuple(
            (window.scenario, *_row(row, series, sure, words))
            for window in sure.windows
            for i, row in enumerate(window.departures)
            if i % every == 0 or row in {window.best, window.worst, window.latest}
        ),
        numbers=frozenset(range(2, 2 + len(series) + len(deadline))),
    )


def _row(row: SureDeparture, series: Sequence[_Series], sure: HowSure, words: Words) -> tuple[str, ...]:
    seconds = (each.of(row) for each in series)
    cells = ("" if s is None else words.duration(s) for s in seconds)
    chance = () if row.in_time is None else (f"{row.in_time.share:.1%}",)
    return (words.clock(row.depart_at, sure.tz), *cells, *chance)
