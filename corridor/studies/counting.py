"""Listed departures of a chunk's trips, counted into its tally and its days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corridor.model.ids import CrossingId
from corridor.studies.bench import Bench
from corridor.studies.cases import Against, Case, Listing
from corridor.studies.days import Days
from corridor.studies.readings import waits
from corridor.studies.tally import Columns, Savings, Tally
from corridor.studies.week import Week

Int64s = NDArray[np.int64]


@dataclass(eq=False, slots=True)
class _Heap:
    """Columns of many listings under one scenario, one array for each; added up at once, which is much quicker."""

    columns: dict[str, list[NDArray[np.generic]]] = field(default_factory=dict)

    def put(self, **columns: NDArray[np.generic]) -> None:
        for name, values in columns.items():
            self.columns.setdefault(name, []).append(values)

    def all(self, name: str) -> NDArray[np.generic]:
        return np.concatenate(self.columns[name])


class Count:
    """What is counted of a chunk."""

    def __init__(self, bench: Bench) -> None:
        """Begin with nothing."""
        scenarios, (first, last) = len(bench.planners), bench.setting.days
        self.tally = Tally.nothing(scenarios, bench.groups.count)
        self.days = Days.nothing(scenarios, first, last)
        self.week = Week.nothing(scenarios)
        self._bench = bench
        self._heaps = [_Heap() for _ in range(scenarios)]
        self._ways: dict[tuple[CrossingId, ...], int] = {}

    def add(self, case: Case, trucks: float) -> None:
        """Count a trip of so many trucks; those that failed are none."""
        was = self._numbered(case.listings[case.baseline])
        for scenario, listing in enumerate(case.listings):
            if listing.answer.status == "failed":
                continue
            found, clock = listing.found, listing.clock
            weights = np.full(len(found.departs), trucks)
            self._heaps[scenario].put(
                trucks=weights,
                has_way=found.has_way,
                duration_s=found.duration_s,
                wait_s=found.wait_s,
                weekday=clock.weekday,
                hour=clock.hour,
                month=clock.month,
                way=self._numbered(listing),
                was=was,
            )
            self._count_days(scenario, listing, weights, case.compared[scenario])
            self._put_savings(scenario, case.compared[scenario], len(weights))

    def finish(self) -> None:
        """Add up what was put aside."""
        ports = _ports_by_way(self._ways, self._bench.groups.ports)
        for scenario, heap in enumerate(self._heaps):
            if not heap.columns:
                continue
            found = Columns(*map(heap.all, ("trucks", "has_way", "duration_s", "wait_s")))  # type: ignore[arg-type]
            for groups in self._clock_groups(heap):
                self.tally.add(scenario, groups, found)
            rows, groups = _at_ports(heap.all("way"), ports, self._bench.groups.port)
            self.tally.add(scenario, groups, found.of(rows))
            if scenario != self._bench.baseline:
                self._finish_savings(scenario, heap, found.trucks, ports)
        self.tally.settle()

    def _finish_savings(
        self, scenario: int, heap: _Heap, trucks: NDArray[np.float64], ports: Sequence[Int64s]
    ) -> None:
        against = map(heap.all, ("both", "saving_s", "wait_saving_s", "rerouted"))
        savings = Savings(trucks, *against)  # type: ignore[arg-type]
        for groups in self._clock_groups(heap):
            self.tally.add_savings(scenario, groups, savings)
        rows, groups = _at_ports(heap.all("was"), ports, self._bench.groups.port)
        self.tally.add_savings(scenario, groups, savings.of(rows))

    def _clock_groups(self, heap: _Heap) -> Iterator[Int64s]:
        groups = self._bench.groups
        weekday, hour, month = (np.asarray(heap.all(name), np.int64) for name in ("weekday", "hour", "month"))
        yield np.zeros(len(weekday), np.int64)
        yield groups.weekday + weekday - 1
        yield groups.hour + hour
        yield groups.month + month - 1

    def _put_savings(self, scenario: int, against: Against | None, count: int) -> None:
        if against is None:
            none = np.zeros(count, np.int64)
            against = Against(none > 0, none, none, none > 0)
        self._heaps[scenario].put(
            both=against.both,
            saving_s=against.saving_s,
            wait_saving_s=against.wait_saving_s,
            rerouted=against.rerouted,
        )

    def _count_days(
        self, scenario: int, listing: Listing, trucks: NDArray[np.float64], against: Against | None
    ) -> None:
        found, day = listing.found, listing.clock.day
        counted: dict[str, Int64s | NDArray[np.bool_]] = {"answered": found.has_way, "wait": found.wait_s}
        if against is not None:
            counted |= {"compared": against.both, "saving": against.saving_s}
        for name, each in counted.items():
            self.days.add(scenario, name, day, trucks * each)
        for name, each in {"duration": found.duration_s, **counted}.items():
            self.week.add(scenario, name, listing.clock.weekday, listing.clock.hour, trucks * each)
        number, point, seconds = waits(listing.profile, found)
        for i, name in enumerate(listing.profile.waiting_points):
            at = point == i
            if at.any():
                amounts = seconds[at] * trucks[number[at]]
                where = self._bench.crossing_of.get(name, name)
                self.days.add_waits(scenario, where, day[number[at]], amounts)

    def _numbered(self, listing: Listing) -> Int64s:
        """Return the ways of departures by a number that is the same in all of the chunk."""
        known = [self._ways.setdefault(way, len(self._ways)) for way in listing.ways]
        numbers = np.array(known or [0], np.int64)
        return np.where(listing.found.way < 0, -1, numbers[np.maximum(listing.found.way, 0)])


def _ports_by_way(ways: dict[tuple[CrossingId, ...], int], ports: Sequence[CrossingId]) -> list[Int64s]:
    """Return the numbers of the ports that each way passes, each once."""
    number = {port: i for i, port in enumerate(ports)}
    return [np.array(sorted({number[port] for port in way}), np.int64) for way in ways]


def _at_ports(way: NDArray[np.generic], ports: Sequence[Int64s], first: int) -> tuple[Int64s, Int64s]:
    """Return departures by row and group: one pair for each port that one passes."""
    counts = np.array([*map(len, ports), 0], np.int64)[way]  # -1 stands for the last: no way
    rows = np.repeat(np.arange(len(way)), counts)
    firsts = np.cumsum([0, *map(len, ports)])[:-1]
    flat = np.concatenate([*ports, np.empty(0, np.int64)])
    place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows, first + flat[np.append(firsts, 0)[way][rows] + place]
