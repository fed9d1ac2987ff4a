"""Figures across shipments that can be added up: sums, extremes, and histograms to the minute, by group and scenario.

Tallies of parts make that of the whole, whatever the parts are; memory grows with the groups and the minutes that occur.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.model.ids import CrossingId
from corridor.model.study_summary import Figures, Group, Outcome, Saving

Floats = NDArray[np.float64]
Int64s = NDArray[np.int64]

SUMS: Final = ("answered", "unanswered", "duration", "wait", "compared", "saving", "wait_saving", "gain", "lose", "reroute")  # fmt: skip
"""What is summed up: trucks, or seconds times trucks."""
MEASURES: Final = ("duration", "wait", "saving")
"""What has extremes (of the saving both) and a histogram."""
_NONE: Final = -(1 << 40)
_SHIFT: Final = 24
_ZERO: Final = 1 << 23
"""Histogram keys are group x 2**24 + minute + 2**23: sixteen years either way."""
_MINUTE_S: Final = 60
_MANY: Final = 4_000_000
_LOOSE: Final = 500_000
"""Weights of minutes that are held before they are put in order."""

TOTAL: Final = "total"


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a study by number: the whole, weekdays, hours, months, ports; in all of them `key_of` is their name."""

    ports: Sequence[CrossingId]

    weekday: int = 1  # the number of the first one
    hour: int = 8
    month: int = 32
    port: int = 44

    @property
    def count(self) -> int:
        """How many there are."""
        return self.port + len(self.ports)

    def named(self) -> Iterator[tuple[str, str, int]]:
        """Yield kind, key and number of each."""
        yield TOTAL, TOTAL, 0
        kinds = (
            ("weekday", self.weekday, range(1, 8)),
            ("hour", self.hour, range(24)),
            ("month", self.month, range(1, 13)),
        )
        for kind, first, keys in kinds:
            yield from ((kind, str(key), first + i) for i, key in enumerate(keys))
        yield from (("port", port, self.port + i) for i, port in enumerate(self.ports))


@dataclass(frozen=True, eq=False, slots=True)
class Columns:
    """Departures under one scenario: their trucks, and what they take."""

    trucks: Floats
    has_way: NDArray[np.bool_]
    duration_s: Int64s
    wait_s: Int64s

    def of(self, rows: Int64s) -> "Columns":
        """Return some of the rows."""
        return Columns(self.trucks[rows], self.has_way[rows], self.duration_s[rows], self.wait_s[rows])


@dataclass(frozen=True, eq=False, slots=True)
class Savings:
    """Departures against the baseline: those that `both` answer have savings."""

    trucks: Floats
    both: NDArray[np.bool_]
    saving_s: Int64s
    wait_saving_s: Int64s
    rerouted: NDArray[np.bool_]

    def of(self, rows: Int64s) -> "Savings":
        """Return some of the rows."""
        return Savings(
            self.trucks[rows],
            self.both[rows],
            self.saving_s[rows],
            self.wait_saving_s[rows],
            self.rerouted[rows],
        )


@dataclass(eq=False, slots=True)
class Tally:
    """What departures add up to. `sums` by scenario, group and what is summed; `extremes` greatest of each measure and of losses."""

    sums: Floats
    extremes: Int64s
    keys: Int64s = field(default_factory=lambda: np.empty(0, np.int64))
    weights: Floats = field(default_factory=lambda: np.empty(0))
    _loose: list[tuple[Int64s, Floats]] = field(default_factory=list)

    @classmethod
    def nothing(cls, scenarios: int, groups: int) -> "Tally":
        """Return the tally of no departure."""
        return cls(np.zeros((scenarios, groups, len(SUMS))), np.full((scenarios, groups, 4), _NONE))

    def add(self, scenario: int, groups: Int64s, found: Columns) -> None:
        """Add departures, each to its group."""
        self._sum(scenario, "unanswered", groups[~found.has_way], found.trucks[~found.has_way])
        groups, trucks = groups[found.has_way], found.trucks[found.has_way]
        self._sum(scenario, "answered", groups, trucks)
        self._measure(scenario, "duration", groups, found.duration_s[found.has_way], trucks)
        self._measure(scenario, "wait", groups, found.wait_s[found.has_way], trucks)

    def add_savings(self, scenario: int, groups: Int64s, found: Savings) -> None:
        """Add what departures save, each to its group."""
        groups, trucks, saving_s = groups[found.both], found.trucks[found.both], found.saving_s[found.both]
        self._sum(scenario, "compared", groups, trucks)
        self._measure(scenario, "saving", groups, saving_s, trucks)
        np.maximum.at(self.extremes[scenario, :, 3], groups, -saving_s)
        self._sum(scenario, "wait_saving", groups, trucks * found.wait_saving_s[found.both])
        kinds = {"gain": saving_s > 0, "lose": saving_s < 0, "reroute": found.rerouted[found.both]}
        for name, which in kinds.items():
            self._sum(scenario, name, groups[which], trucks[which])

    def _sum(self, scenario: int, name: str, groups: Int64s, amounts: Floats) -> None:
        self.sums[scenario, :, SUMS.index(name)] += summed(groups, amounts, self.sums.shape[1])

    def _measure(self, scenario: int, name: str, groups: Int64s, seconds: Int64s, trucks: Floats) -> None:
        self._sum(scenario, name, groups, trucks * seconds)
        measure = MEASURES.index(name)
        np.maximum.at(self.extremes[scenario, :, measure], groups, seconds)
        if not len(seconds):
            return
        first = (scenario * len(MEASURES) + measure) * self.sums.shape[1]
        self._loosen(*_histogram(first + groups, seconds // _MINUTE_S, trucks))

    def _loosen(self, keys: Int64s, weights: Floats) -> None:
        self._loose.append((keys, weights))
        if sum(len(keys) for keys, _ in self._loose) > _LOOSE:
            self.settle()

    def settle(self) -> "Tally":
        """Put histograms in order, each minute of a group once."""
        keys = np.concatenate([self.keys, *(keys for keys, _ in self._loose)])
        weights = np.concatenate([self.weights, *(weights for _, weights in self._loose)])
        self._loose.clear()
        self.keys, places = np.unique(keys, return_inverse=True)
        self.weights = summed(places, weights, len(self.keys))
        return self

    def merge(self, sums: Floats, extremes: Int64s, keys: Int64s, weights: Floats) -> None:
        """Add another tally of the same groups, as its arrays."""
        self.sums += sums
        np.maximum(self.extremes, extremes, out=self.extremes)
        self._loosen(keys, weights)

    def group(self, key: str, number: int, names: Sequence[str], baseline: int) -> Group:
        """Return a settled group under all scenarios."""
        outcomes = (self._outcome(i, name, number, i == baseline) for i, name in enumerate(names))
        return Group(key=key, outcomes=tuple(outcomes))

    def _outcome(self, scenario: int, name: str, group: int, is_baseline: bool) -> Outcome:  # noqa: FBT001
        sums: Mapping[str, float] = dict(zip(SUMS, self.sums[scenario, group].tolist(), strict=True))
        return Outcome(
            scenario=name,
            answered=sums["answered"],
            unanswered=sums["unanswered"],
            duration=self._figures(scenario, "duration", group, sums["answered"], sums["duration"]),
            wait=self._figures(scenario, "wait", group, sums["answered"], sums["wait"]),
            saving=None if is_baseline else self._saving(scenario, group, sums),
        )

    def _saving(self, scenario: int, group: int, sums: Mapping[str, float]) -> Saving:
        figures = self._figures(scenario, "saving", group, sums["compared"], sums["saving"])
        compared = sums["compared"] or 1.0
        loss = int(self.extremes[scenario, group, 3])
        return Saving(
            departures=sums["compared"],
            mean_s=figures.mean_s,
            p50_s=figures.p50_s,
            p90_s=figures.p90_s,
            largest_gain_s=figures.max_s,
            largest_loss_s=None if figures.max_s is None else -loss,
            wait_mean_s=sums["wait_saving"] / compared if sums["compared"] else None,
            share_gain=sums["gain"] / compared,
            share_lose=sums["lose"] / compared,
            share_reroute=sums["reroute"] / compared,
        )

    def _figures(self, scenario: int, name: str, group: int, trucks: float, total: float) -> Figures:
        if not trucks:
            return Figures(mean_s=None, p50_s=None, p90_s=None, max_s=None)
        measure = MEASURES.index(name)
        cell = (scenario * len(MEASURES) + measure) * self.sums.shape[1] + group
        first, last = np.searchsorted(self.keys, (cell << _SHIFT, (cell + 1) << _SHIFT))
        minutes = (self.keys[first:last] & ((1 << _SHIFT) - 1)) - _ZERO
        return Figures(
            mean_s=total / trucks,
            p50_s=_percentile(minutes, self.weights[first:last], 50),
            p90_s=_percentile(minutes, self.weights[first:last], 90),
            max_s=int(self.extremes[scenario, group, measure]),
        )


def summed(places: Int64s, weights: Floats, count: int = 0) -> Floats:
    """Return the sum of the weights of each place, of so many at least."""
    return np.asarray(np.bincount(places, weights, count), np.float64)


def _histogram(cells: Int64s, minutes: Int64s, weights: Floats) -> tuple[Int64s, Floats]:
    """Return the keys that occur, in order, and their weights."""
    first, low = int(cells.min()), int(minutes.min())
    width = int(minutes.max()) - low + 1
    if (int(cells.max()) - first + 1) * width > _MANY:  # too long a table to look through
        keys, places = np.unique((cells << _SHIFT) + minutes + _ZERO, return_inverse=True)
        return keys, summed(places, weights, len(keys))
    dense = summed((cells - first) * width + minutes - low, weights)
    held = np.flatnonzero(dense)
    cell, minute = np.divmod(held, width)
    return ((first + cell) << _SHIFT) + minute + low + _ZERO, dense[held]


_SLACK: Final = 1e-9
"""Weights are no whole numbers: a share that is reached but for their rounding is reached."""


def _percentile(minutes: Int64s, weights: Floats, percent: int) -> int:
    """Return the least whole minute, in seconds, that so many do not exceed by a minute."""
    reached = np.cumsum(weights)
    rank = reached[-1] * percent / 100 * (1 - _SLACK)
    return int(minutes[np.searchsorted(reached, rank)]) * _MINUTE_S
