"""A second opinion on opening hours: random rules, their text, and what they open, minute by minute.

It shares no code with the package: rules are made as values here, never read from text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import numpy as np
from numpy.typing import NDArray

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY_MIN = 1440

Minutes = NDArray[np.bool_]


@dataclass(frozen=True)
class RandomRule:
    """Days as ((month, day), (month, day)) of every year or as two dates; no spans: closed."""

    text: str
    yearly: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    dated: tuple[tuple[date, date], ...] = ()
    weekdays: frozenset[int] = frozenset(range(7))
    spans: tuple[tuple[int, int], ...] = ()

    def decides(self, day: date) -> bool:
        if day.weekday() not in self.weekdays:
            return False
        at = (day.month, day.day)
        in_season = any(a <= at <= b if a <= b else at >= a or at <= b for a, b in self.yearly)
        return in_season or any(a <= day <= b for a, b in self.dated) or not (self.yearly or self.dated)


def open_minutes(rules: Iterable[RandomRule], first: date, days: int) -> Minutes:
    """Whether each minute of the local clock is open, from the midnight that begins `first`."""
    minutes = np.zeros((days + 2) * DAY_MIN, dtype=np.bool_)
    for n in range(-1, days):
        deciding = [rule for rule in rules if rule.decides(first + timedelta(days=n))]
        for start, end in deciding[-1].spans if deciding else ():
            end += DAY_MIN if end <= start else 0  # noqa: PLW2901 - over midnight
            minutes[(n + 1) * DAY_MIN + start : (n + 1) * DAY_MIN + end] = True
    return minutes[DAY_MIN : (days + 1) * DAY_MIN]


def runs(minutes: Minutes) -> list[tuple[int, int]]:
    """The open stretches as [first, last) indices."""
    steps = np.diff(np.concatenate(([0], minutes.astype(np.int8), [0])))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))


def random_hours(rng: Random, about: date) -> Iterator[tuple[str, list[RandomRule]]]:
    """Yield texts with their rules without end; dates with a year fall around the day `about`."""
    families = (
        lambda: [_weekly(rng)],
        lambda: [_night(rng, about)],
        lambda: [_night(rng, about)],
        lambda: [_daily(rng), _weekly(rng)],
        lambda: [_weekly(rng), _closed(rng)],
        lambda: [_seasonal(rng)],
        lambda: [_seasonal(rng), _seasonal(rng)],
        lambda: [_daily(rng), _seasonal(rng), _closed(rng)],
        lambda: [_daily(rng), _dated(rng, about)],
        lambda: [_seasonal(rng), _weekly(rng), _dated(rng, about)],
        lambda: [_weekly(rng), _dated(rng, about), _dated(rng, about)],
    )
    while True:
        rules = rng.choice(families)()
        yield "; ".join(rule.text for rule in rules), rules


def _daily(rng: Random) -> RandomRule:
    if rng.random() < 0.3:
        return RandomRule("24/7", spans=((0, DAY_MIN),))
    text, spans = _spans(rng)
    return RandomRule(text, spans=spans)


def _night(rng: Random, about: date) -> RandomRule:
    """One rule with spans in any order, over midnight and over one another."""
    spans = [tuple(rng.sample(range(0, DAY_MIN, 5), 2)) for _ in range(rng.choice((1, 2, 2, 3)))]
    text = ",".join(f"{_clock(a)}-{_clock(b)}" for a, b in spans)
    rule = rng.choice((_weekly(rng), _seasonal(rng), _dated(rng, about), RandomRule("")))
    days = rule.text.rpartition(" ")[0]
    return replace(rule, text=f"{days} {text}".strip(), spans=tuple(spans))


def _weekly(rng: Random) -> RandomRule:
    (days, weekdays), (clock, spans) = _weekdays(rng), _spans(rng)
    return RandomRule(f"{days} {clock}", weekdays=weekdays, spans=spans)


def _closed(rng: Random) -> RandomRule:
    text, weekdays = _weekdays(rng)
    closed = rng.choice(("off", "closed", 'off "works; until spring"'))
    return RandomRule(f"{text} {closed}", weekdays=weekdays)


def _seasonal(rng: Random) -> RandomRule:
    season, yearly = _season(rng)
    text, spans = _spans(rng)
    if rng.random() < 0.5:
        days, weekdays = _weekdays(rng)
        return RandomRule(f"{season} {days} {text}", yearly=yearly, weekdays=weekdays, spans=spans)
    return RandomRule(f"{season} {text}", yearly=yearly, spans=spans)


def _dated(rng: Random, about: date) -> RandomRule:
    texts, ranges = [], []
    for _ in range(rng.choice((1, 1, 2))):
        first = about + timedelta(days=rng.randrange(-5, 35))
        last = first + timedelta(days=rng.choice((0, 0, 1, 2, 7, 20)))
        ranges.append((first, last))
        texts.append(rng.choice(_spellings(first, last)))
    text, spans = rng.choice((("off", ()), _spans(rng)))
    days, weekdays = rng.choice((("", frozenset(range(7))), _weekdays(rng)))
    return RandomRule(f"{','.join(texts)} {days} {text}", dated=tuple(ranges), weekdays=weekdays, spans=spans)


def _spellings(first: date, last: date) -> list[str]:
    start, end = (f"{MONTHS[day.month - 1]} {day.day}" for day in (first, last))
    if first == last:
        return [f"{first.year} {start}"]
    spellings = [f"{first.year} {start}-{last.year} {end}"]
    if first.year == last.year:
        spellings.append(f"{first.year} {start}-{end}")
        if first.month == last.month:
            spellings.append(f"{first.year} {start}-{last.day}")
    return spellings


def _season(rng: Random) -> tuple[str, tuple[tuple[tuple[int, int], tuple[int, int]], ...]]:
    texts, ranges = [], []
    for _ in range(rng.choice((1, 1, 1, 2))):
        first, last = rng.randrange(12), rng.randrange(12)
        a, b = 1, LENGTHS[last]
        text = MONTHS[first] if first == last else f"{MONTHS[first]}-{MONTHS[last]}"
        if rng.random() < 0.5:
            a, b = rng.randrange(1, 29), rng.randrange(1, 29)
            text = f"{MONTHS[first]} {a:02}-{MONTHS[last]} {b:02}"
        texts.append(text)
        ranges.append(((first + 1, a), (last + 1, b)))
    return ",".join(texts), tuple(ranges)


def _weekdays(rng: Random) -> tuple[str, frozenset[int]]:
    texts, chosen = [], set()
    for _ in range(rng.choice((1, 1, 2))):
        first, length = rng.randrange(7), rng.choice((0, 0, 1, 2, 4, 6))
        last = (first + length) % 7
        texts.append(WEEKDAYS[first] if not length else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}")
        chosen |= {(first + n) % 7 for n in range(length + 1)}
    return ",".join(texts), frozenset(chosen)


def _spans(rng: Random) -> tuple[str, tuple[tuple[int, int], ...]]:
    clocks = sorted(rng.sample(range(0, DAY_MIN + 1, 5), 2 * rng.choice((1, 1, 2, 3))))
    spans = tuple(zip(clocks[::2], clocks[1::2], strict=True))
    return ",".join(f"{_clock(a)}-{_clock(b)}" for a, b in spans), spans


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
