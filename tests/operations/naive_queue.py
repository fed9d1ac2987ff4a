"""A queue counted second by second and truck by truck, straight from the definition: slow, and nothing in common."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from math import floor

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from corridor.calendars.periods import OpeningPeriods
from corridor.operations.flow import VEHICLE, Stage
from corridor.operations.queues import Queue

HOUR, DAY = 3_600, 86_400
TZ, AHEAD = "Asia/Bishkek", 6 * HOUR
MIDNIGHT = int(datetime(2025, 6, 2, tzinfo=timezone(timedelta(seconds=AHEAD))).astimezone(UTC).timestamp())
"""Of a Monday in Bishkek."""
DAYS = 4
END = MIDNIGHT + DAYS * DAY
NEVER = 1 << 62


@dataclass(frozen=True, kw_only=True)
class Case:
    """Figures of a small queue."""

    stages: tuple[Stage, ...]
    open_times: tuple[tuple[int, int], ...]
    waiting: int

    def queue(self) -> Queue:
        return Queue(self.stages, OpeningPeriods.of(self.open_times), TZ, self.waiting)


def random_case(rng: random.Random, *, quotas: bool = True) -> Case:
    """Return one or two stages over a few days, with nights, holidays and shifts."""
    pick: Callable[..., int] = rng.choice
    starts = MIDNIGHT + pick((0, 7 * HOUR + 1_234, DAY - 1))
    cut = starts + rng.randrange(6 * HOUR, 40 * HOUR)
    gap = pick((0, 0, 5 * HOUR))
    bounds = [(starts, cut), (cut + gap, cut + gap + rng.randrange(HOUR, 40 * HOUR))][: pick((1, 2))]
    opens = [
        (MIDNIGHT + day * DAY + start * HOUR, MIDNIGHT + day * DAY + end * HOUR - pick((0, 977)))
        for day in range(16)
        for start, end in ((rng.randrange(12), rng.randrange(13, 25)),)
        if rng.random() < 0.8
    ]
    stages = tuple(
        Stage(a, b, _rates(rng), _rates(rng, least=2_000), pick((None, 60, 150)) if quotas else None)
        for a, b in bounds
    )
    return Case(
        stages=stages,
        open_times=tuple([(MIDNIGHT, MIDNIGHT + 16 * DAY)] if rng.random() < 0.3 else opens),
        waiting=pick((0, 0, 30)),
    )


def _rates(rng: random.Random, least: int = 0) -> tuple[int, ...]:
    first, second = (rng.choice((least, 3_333, 9_000, rng.randrange(least, 25_000))) for _ in range(2))
    hour = rng.randrange(24)
    return (first,) * hour + (second,) * (24 - hour)


cases = st.integers(0, 1 << 30).map(lambda seed: random_case(random.Random(seed)))


class Count:
    """Comings and letting in of all trucks."""

    def __init__(self, case: Case, days: int = 16) -> None:
        seconds = np.arange(MIDNIGHT, MIDNIGHT + days * DAY)
        hours = (seconds + AHEAD) // HOUR % 24
        demand, capacity = np.zeros(len(seconds), np.int64), np.zeros(len(seconds), np.int64)
        quota = np.full(len(seconds), 1 << 30)
        for stage in case.stages:  # capacity and quota of the last stage go on
            demand[seconds >= stage.starts] = 0
            inside = (seconds >= stage.starts) & (seconds < stage.ends)
            demand[inside] = np.array(stage.demand)[hours[inside]]
            later = seconds >= stage.starts
            capacity[later] = np.array(stage.capacity)[hours[later]]
            quota[later] = stage.quota or 1 << 30
        is_open = np.zeros(len(seconds), bool)
        for opens, closes in case.open_times:
            is_open |= (seconds >= opens) & (seconds < closes)
        capacity[~is_open] = 0
        self.spent = np.concatenate([[0], np.cumsum(capacity)])  # up to each second
        come = np.concatenate([[0], np.cumsum(demand)])
        self.quota, self.served = quota, dict[int, int]()
        numbers = np.arange(1, come[-1] // VEHICLE + 1)
        self.comes = [
            *([case.stages[0].starts] * case.waiting),
            *(MIDNIGHT + np.searchsorted(come, numbers * VEHICLE)).tolist(),
        ]
        self.admits: list[int] = []
        level = 0
        for number, comes_at in enumerate(self.comes, 1 - case.waiting):
            level = max(level, self._spent_when(number, come, demand, capacity) if number > 0 else 0)
            level, not_before = self._with_room(level, comes_at)
            at = MIDNIGHT + int(np.searchsorted(self.spent, level))
            self.admits.append(max(at, not_before) if level <= self.spent[-1] else NEVER)
            level += VEHICLE

    def _spent_when(self, number: int, *per_second: NDArray[np.int64]) -> int:
        """Return the capacity at the very instant at which so many vehicles have come, rounded down."""
        come, demand, capacity = per_second
        second = int(np.searchsorted(come, number * VEHICLE)) - 1  # in which it happens
        share = Fraction(number * VEHICLE - int(come[second]), int(demand[second]))
        return int(self.spent[second]) + floor(share * int(capacity[second]))

    def _with_room(self, level: int, not_before: int) -> tuple[int, int]:
        while True:
            second = int(np.searchsorted(self.spent, level, side="right")) - 1
            if second >= len(self.quota):
                return NEVER, not_before
            day = second // DAY
            if self.served.get(day, 0) < self.quota[second]:
                self.served[day] = self.served.get(day, 0) + 1
                return level, not_before
            level = max(level, int(self.spent[(day + 1) * DAY]))
            second = int(np.searchsorted(self.spent, level, side="right")) - 1
            not_before = max(not_before, MIDNIGHT + second // DAY * DAY)

    def admit(self, at: int) -> int:
        """Return when one who comes at `at` is let in: with the last truck that is there by then."""
        there = [admitted for come, admitted in zip(self.comes, self.admits, strict=True) if come <= at]
        return max([at, *there[-1:]])

    def latest(self, by: int) -> int:
        """Return the last second not after `by` at which one has to come to be let in by then."""
        late = [come for come, admitted in zip(self.comes, self.admits, strict=True) if admitted > by >= come]
        return min([by, *(come - 1 for come in late)])
