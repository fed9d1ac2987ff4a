"""Every departure of a window against its hours from door to door, one line per scenario; nothing is sampled."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from corridor.model.comparison import Departure, DepartureProfile
from corridor.model.profile import NO_ARRIVAL, Profile
from corridor.plotting.charts.axes import Scale
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw
from corridor.plotting.charts.frame import WEEKEND, Frame, hour_range, zone_name
from corridor.plotting.charts.labels import SOFT, Key, Label, legend, shortened
from corridor.plotting.charts.paths import Point, path
from corridor.plotting.style import route_style
from corridor.plotting.words import Words

_LEFT, _RIGHT, _TOP = 64, WIDTH - 20, 30
_ALONE, _STACKED = 270, 150
"""Heights of a frame: one that holds all scenarios, and one of several."""
_DAY_S: Final = 86_400
_READABLE_S: Final = 35 * _DAY_S
"""In a longer window teeth are a band, and two bands would hide each other."""
_MOST_ROWS: Final = 60
_ROW_STEPS_H: Final = (1, 2, 3, 6, 12, 24, 48, 168, 336, 672, 1344)

Named = tuple[str, DepartureProfile]
"""A scenario's name and its profile."""


def saw_tooth(chart_id: str, profiles: Sequence[Named], trip: str, words: Words) -> Chart:
    """Return the duration of every departure; the profiles are of one window. `trip` says from where to where.

    All lines share a frame, but in a window of more than five weeks each scenario has its own.
    """
    first = profiles[0][1]
    is_stacked = first.end - first.start > _READABLE_S
    frames = _frames(profiles, words, is_stacked=is_stacked)
    bottom = frames[-1].y.start
    placed, last_y = legend(_keys(profiles, words, is_stacked=is_stacked), 12, bottom + 68)
    axis = words(
        "Leaving, on the local clock of the origin: {zone}",
        zone=zone_name(first.tz, first.start, first.end, words),
    )
    lines = [
        _line(frames[i % len(frames)], i, named, words, is_thin=is_stacked)
        for i, named in enumerate(profiles)
    ]
    body = draw(
        "saw_tooth.svg",
        chart_id=chart_id,
        frames=frames,
        lines=lines,
        labels=[
            Label(x=12, y=14, text=words("Hours from door to door"), fill=SOFT),
            *(_names(frames, profiles) if is_stacked else ()),
            *frames[-1].day_labels(bottom + 18),
            Label(x=_LEFT, y=bottom + 40, text=axis, fill=SOFT),
        ],
        keys=placed,
    )
    return Chart(
        chart_id=chart_id,
        title=words("Hours from door to door for every departure: {trip}", trip=trip),
        caption=words.clauses(_verdict(named, words) for named in profiles),
        height=round(last_y + 16),
        body=body,
        table=_table(profiles, words),
    )


def _frames(profiles: Sequence[Named], words: Words, *, is_stacked: bool) -> list[Frame]:
    """Return the frame of all lines, or one for each below one another, all of one scale."""
    known = [(found.statistics.min_s, found.statistics.max_s) for _, found in profiles]
    low, high = hour_range([seconds for pair in known for seconds in pair if seconds is not None])
    first = profiles[0][1]
    height = _STACKED if is_stacked else _ALONE
    return [
        Frame(
            x=Scale(first.start, first.end, _LEFT, _RIGHT),
            y=Scale(low, high, top + height, top),
            tz=first.tz,
            words=words,
        )
        for top in (_TOP + i * (height + 22) for i in range(len(profiles) if is_stacked else 1))
    ]


def _names(frames: Sequence[Frame], profiles: Sequence[Named]) -> list[Label]:
    """Return the scenario of each frame, above its right end."""
    return [
        Label(x=_RIGHT, y=frame.y.end - 7, text=shortened(name, 600), anchor="end", weight=600)
        for frame, (name, _) in zip(frames, profiles, strict=True)
    ]


def _line(frame: Frame, index: int, named: Named, words: Words, *, is_thin: bool) -> dict[str, object]:
    name, found = named
    style = route_style(index)
    lines, gaps = _strokes(frame, found.profile)
    return {
        "path": path(lines),
        "gaps": gaps,
        "gap_y": frame.y.start - 7 * (1 if is_thin else index + 1),
        "gap_says": words("{scenario}: no way", scenario=name),
        "says": _verdict(named, words),
        "colour": style.colour,
        "dash": "" if is_thin else style.dash,
        "width": 1 if is_thin else _width(index),
        "marks": [_mark(frame, name, at, words) for at in (found.best, found.worst) if at],
    }


def _width(index: int) -> float:
    return 4.5 if index == 0 else 2.2  # so that both are seen where one covers the other


def _strokes(frame: Frame, profile: Profile) -> tuple[list[list[Point]], list[Point]]:
    """Return the lines of departures with a way, and left ends and widths of those without."""
    lines: list[list[Point]] = [[]]
    gaps: list[Point] = []
    columns = (profile.departs, profile.lengths_s, profile.arrives, profile.rises)
    for departs, length, arrives, rises in zip(*(column.tolist() for column in columns), strict=True):
        left, right = frame.x(departs), frame.x(departs + length)
        if arrives >= NO_ARRIVAL:
            gaps.append((left, right - left))
            lines.append([])
            continue
        takes = arrives - departs
        lines[-1] += [(left, frame.y(takes)), (right, frame.y(takes if rises else takes - length))]
    return lines, gaps


def _mark(frame: Frame, name: str, at: Departure, words: Words) -> dict[str, object]:
    takes = at.duration_s or 0
    says = words(
        "{scenario}: leaving {clock} takes {duration}",
        scenario=name,
        clock=words.clock(at.depart_at, frame.tz),
        duration=words.duration(takes),
    )
    return {"x": frame.x(at.depart_at), "y": frame.y(takes), "says": says}


def _keys(profiles: Sequence[Named], words: Words, *, is_stacked: bool) -> list[Key]:
    keys = []
    for i, (name, found) in enumerate(profiles):
        style, figures = route_style(i), found.statistics
        text = words("{scenario}: no way", scenario=shortened(name, 300))
        if figures.min_s is not None and figures.max_s is not None:
            text = words(
                "{scenario}: {least} to {most}, {mean} on average",
                scenario=shortened(name, 300),
                least=words.duration(figures.min_s),
                most=words.duration(figures.max_s),
                mean=words.duration(figures.mean_s or 0),
            )
        keys.append(
            Key(text=text, colour=style.colour, dash="" if is_stacked else style.dash, width=_width(i))
        )
    if any(found.statistics.unanswered_s for _, found in profiles):
        keys.append(Key(text=words("no way"), colour="#ffffff", hatch="diagonal"))
    if not is_stacked:
        keys.append(Key(text=words("Saturday and Sunday"), colour=WEEKEND))
    return keys


def _verdict(named: Named, words: Words) -> str:
    name, found = named
    best, worst = found.best, found.worst
    if best is None or worst is None:
        return words("{scenario}: no departure has a way", scenario=name)
    if best.duration_s == worst.duration_s:
        return words(
            "{scenario}: {least} whenever one leaves",
            scenario=name,
            least=words.duration(best.duration_s or 0),
        )
    return words(
        "{scenario}: {least} at best, leaving {clock}, and {most} at worst",
        scenario=name,
        least=words.duration(best.duration_s or 0),
        clock=words.clock(best.depart_at, found.tz),
        most=words.duration(worst.duration_s or 0),
    )


def _table(profiles: Sequence[Named], words: Words) -> Table:
    first = profiles[0][1]
    step_h = next(
        (step for step in _ROW_STEPS_H if (first.end - first.start) <= step * 3600 * _MOST_ROWS), 8760
    )
    departures = range(first.start, first.end, step_h * 3600)
    columns = [_durations(found.profile, departures, words) for _, found in profiles]
    rows = [
        (words.clock(at, first.tz), *cells)
        for at, cells in zip(departures, zip(*columns, strict=True), strict=True)
    ]
    figures = [found.statistics for _, found in profiles]
    rows += [
        _row(words("Shortest of all departures"), [each.min_s for each in figures], words),
        _row(words("Mean of all departures"), [each.mean_s for each in figures], words),
        _row(words("Longest of all departures"), [each.max_s for each in figures], words),
    ]
    head = words("Leaving (one departure each {hours} h of {zone})", hours=step_h, zone=first.tz)
    return Table(
        head=(head, *(name for name, _ in profiles)),
        rows=tuple(rows),
        numbers=frozenset(range(1, len(profiles) + 1)),
    )


def _row(name: str, durations_s: Sequence[float | None], words: Words) -> tuple[str, ...]:
    return (name, *("" if seconds is None else words.duration(seconds) for seconds in durations_s))


def _durations(profile: Profile, departures: range, words: Words) -> list[str]:
    at = np.asarray(departures, np.int64)
    arrivals = profile.arrivals(at)
    return [
        words("no way") if arrives >= NO_ARRIVAL else words.duration(arrives - depart)
        for depart, arrives in zip(at.tolist(), arrivals.tolist(), strict=True)
    ]
