"""What a heat map of the week says in words."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from corridor.plotting.words import Words

Figures = Mapping[tuple[int, int], float]
"""Hours by weekday (0: Monday) and local hour, rounded as they are printed."""
Hour = tuple[int, int]
Run = list[Hour]
"""Hours of one day on end."""

WEEK: Final[Sequence[Hour]] = [(weekday, hour) for weekday in range(7) for hour in range(24)]
_CLIFF_H: Final = 1
"""A rise from one hour to the next that is worth a word."""


def rounded(hours: float) -> float:
    """Return hours to the nearest half, from 100 on to the nearest whole one; halves away from nought."""
    parts = 1 if abs(hours) >= 100 else 2
    return math.copysign(math.floor(abs(hours) * parts + 0.5) / parts, hours) + 0.0


def written(hours: float, *, signed: bool = False) -> str:
    """Return hours as cells show them: `0`, `0.5`, `12`; with a sign if `signed`."""
    text = f"{abs(hours):g}"
    if hours < 0:
        return f"−{text}"
    return f"+{text}" if signed and hours else text


def span(run: Run, words: Words) -> str:
    """Return hours of a day on end in words: `Thu 08:00–10:00`."""
    return f"{words.weekday(run[0][0])} {run[0][1]:02d}:00–{run[-1][1] + 1:02d}:00"


def _spans(cells: frozenset[Hour], words: Words) -> str:
    """Return cells in words: the same hours of days on end together, the two that hold most, and how many more."""
    runs = _runs(cells)
    together: list[list[Run]] = []
    for run in runs:
        if together and _goes_on(together[-1][-1], run):
            together[-1].append(run)
        else:
            together.append([run])
    longest = sorted(together, key=lambda group: -sum(map(len, group)))[:2]
    spans = [_named(group, words) for group in sorted(longest)]
    named = words("{one} or {other}", one=spans[0], other=spans[1]) if len(spans) > 1 else spans[0]
    more = len(together) - len(longest)
    return words("{spans} (and {count} more spans)", spans=named, count=more) if more else named


def _runs(cells: frozenset[Hour]) -> list[Run]:
    """Return cells as runs of hours of one day on end, by hour and then by day."""
    runs: list[Run] = []
    for day, hour in sorted(cells):
        if runs and runs[-1][-1] == (day, hour - 1):
            runs[-1].append((day, hour))
        else:
            runs.append([(day, hour)])
    return sorted(runs, key=lambda run: (run[0][1], run[-1][1], run[0][0]))


def _goes_on(before: Run, run: Run) -> bool:
    return [(day + 1, hour) for day, hour in before] == run


def _named(runs: Sequence[Run], words: Words) -> str:
    if len(runs) == 1:
        return span(runs[0], words)
    return f"{words.weekday(runs[0][0][0])}–{span(runs[-1], words)}"


def _days(days: Sequence[int], words: Words) -> str:
    """Return weekdays in words, from the first to the last if they follow one another."""
    if len(days) > 1 and days[-1] - days[0] == len(days) - 1:
        return f"{words.weekday(days[0])}–{words.weekday(days[-1])}"
    return ", ".join(map(words.weekday, days))


def when_to_leave(figures: Figures, shortest: frozenset[Hour], words: Words) -> str:
    """Return the best hours, and the greatest rise from one hour to the next."""
    if not figures:
        return words("There are no departures with a way.")
    if max(figures.values()) - min(figures.values()) < 0.5:
        return words("The hour of leaving makes no difference of half an hour.")
    best = words("Leave {spans}", spans=_spans(shortest, words))
    rises = {then: figures[then] - figures[at] for at, then in pairwise(WEEK) if {at, then} <= figures.keys()}
    rise = max(rises.values(), default=0.0)
    if rise < _CLIFF_H:
        worst = max(figures, key=figures.__getitem__)
        return words(
            "{best}; the worst is {worst}: {hours} h more",
            best=best,
            worst=span([worst], words),
            hours=words.number(written(figures[worst] - min(figures.values()))),
        )
    at = next(hour for (_, hour), risen in rises.items() if risen == rise)
    return words(
        "{best}; leaving {day} after {hour}:00 costs {hours} h more than an hour before",
        best=best,
        day=_days([day for day, hour in rises if hour == at and rises[day, hour] == rise], words),
        hour=f"{at:02d}",
        hours=words.number(written(rise)),
    )


def gained(figures: Figures, words: Words) -> str:
    """Return where most is gained and lost, and how much of the week stays as it is."""
    if not figures:
        return words("The two share no departure with a way.")
    least, most = (pick(figures, key=figures.__getitem__) for pick in (min, max))
    parts = []
    if figures[least] < 0:
        gain = words.number(written(-figures[least]))
        parts.append(words("Most is gained leaving {when}: {hours} h", when=span([least], words), hours=gain))
    if figures[most] > 0:
        loss = words.number(written(figures[most]))
        parts.append(words("most is lost leaving {when}: {hours} h", when=span([most], words), hours=loss))
    if same := sum(not hours for hours in figures.values()):
        parts.append(
            words(
                "{same} of {all} hours of the week do not change by half an hour", same=same, all=len(figures)
            )
        )
    text = words.clauses(parts)
    return text[0].upper() + text[1:]
