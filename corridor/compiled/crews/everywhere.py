"""Where a crew can be by some instant, by kernels; what they find is gone once more by the reference engine's rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from corridor.compiled.crews.replay import ask_on, countries_of, gone_on, rules_for
from corridor.compiled.crews.roads import Ends, Timetable, arcs_of
from corridor.compiled.crews.rules import END, row_of
from corridor.compiled.crews.search import BY, MOVED_S, PARENT, begin
from corridor.compiled.crews.spread import go_everywhere, nowhere
from corridor.compiled.crews.tables import Arcs, Hours, Left, Table
from corridor.compiled.flat import numbered
from corridor.compiled.jit import FAR, Int64s
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.crewed import NOWHERE, most_behind
from corridor.engine.search import Adjacency, Everywhere
from corridor.engine.steps import Passed, Step
from corridor.engine.stretches import Stretch, driven
from corridor.network.arcs import Arc


def everywhere(
    adjacency: Adjacency,
    origins: frozenset[str],
    depart_at: int,
    crewing: Crewing,
    by: int,
    timetable: Timetable | None = None,
) -> Everywhere:
    """Return what `engine.crewed.everywhere` does; hours and queues are those of `timetable`, which grows.

    Raises:
        TooManyPassagesError: There are too many ways over one arc.
    """
    index, rows = numbered(adjacency)
    nodes, of = [node for node, _ in index], [arc for _, _, arc in rows]
    ends = Ends([tail for tail, _, _ in rows], [head for _, head, _ in rows], [False] * len(nodes), nodes)
    countries, timetable = countries_of(crewing, adjacency), timetable or Timetable()
    arcs = arcs_of(of, ends, crewing, countries, timetable)
    starts = np.array([index[node, 0] for node in sorted(origins & adjacency.out.keys())], np.int64)

    def search(crewing: Crewing) -> Everywhere | None:
        most = most_behind(adjacency, crewing)
        most_s = np.array([min(most[node], FAR) for node in nodes], np.int64)
        fresh = Passage(depart_at, crewing.clock.fresh(depart_at), ())
        found = _found(crewing, list(countries), arcs, (starts, fresh), (most_s, by), timetable)
        return None if found is None else _Told(crewing, of, nodes, fresh, by, found).everywhere()

    return search(crewing) or search(crewing.counting_weeks()) or NOWHERE


class _Found(NamedTuple):
    """Rows and marks of labels; drives, and the first of each arc; who is through each arc first, and first at each node."""

    rows: Table
    marks: Table
    drives: Table
    heads: Int64s
    through: Table
    first: Int64s


def _found(
    crewing: Crewing,
    names: list[str],
    arcs: Arcs,
    start: tuple[Int64s, Passage],
    limits: tuple[Int64s, int],
    timetable: Timetable,
) -> _Found | None:
    """Return what kernels find; None if somebody has moved longer than may be."""
    rules, (starts, fresh), (most_s, by) = rules_for(crewing, names), start, limits
    unknown = np.zeros((len(arcs.states), 4), np.int64)
    left = Left(0, unknown, np.zeros(1, np.int64), np.zeros((0, 2), np.int64))
    aims = np.array([by, 1, 1], np.int64)
    begun, found = begin(rules, arcs, left, starts, row_of(rules, fresh), aims), nowhere(arcs)
    is_kept = True

    def run(hours: Hours, ask: Int64s) -> None:
        nonlocal begun, found, is_kept
        begun, found, is_kept = go_everywhere(rules, arcs, hours, left, begun, found, most_s, aims, ask)

    ask_on(run, timetable)
    (rows, marks, _, _), *_ = begun
    return _Found(rows, marks, *found) if is_kept else None


@dataclass(eq=False)
class _Told:
    """What is found, told by the rules."""

    crewing: Crewing
    of: Sequence[Arc]
    nodes: Sequence[str]
    fresh: Passage
    by: int
    found: _Found

    def __post_init__(self) -> None:
        self._passages: dict[int, Passage] = {}
        self._ways: dict[int, Sequence[Passed]] = {}

    def everywhere(self) -> Everywhere:
        """Return all of it."""
        first, rows, marks = self.found.first.tolist(), self.found.rows, self.found.marks
        there = [(label, node) for node, label in zip(self.nodes, first, strict=False) if label >= 0]
        there.sort(key=lambda each: (rows[each[0], END], marks[each[0], MOVED_S], each[0]))
        ways = {node: self._way(label) for label, node in there}
        through, over = dict[Arc, Sequence[Step]](), dict[Arc, Collection[Stretch]]()
        for number, label in enumerate(self.found.through[:, 1].tolist()):
            arc = self.of[number]
            if label < 0:
                over[arc] = self._driven(number)
            elif arc.link is None:
                through[arc] = self._through(arc, label)
            else:
                over[arc] = set(driven(self._through(arc, label), self.by))
        return Everywhere(ways, {arc: found for arc, found in over.items() if found}, through)

    def _way(self, label: int) -> Sequence[Passed]:
        """Return the way to a label."""
        passed: list[Passed] = []
        while (parent := int(self.found.marks[label, PARENT])) >= 0:
            passage = self._passage(label)
            if not passage.left_s:
                passed.append((self.of[self.found.marks[label, BY]], passage.steps))
            label = parent
        return passed[::-1]

    def _passage(self, label: int) -> Passage:
        """Return the passage that a label is, after those before it."""
        pending = [label]
        while pending:
            at = pending[-1]
            parent = int(self.found.marks[at, PARENT])
            if parent < 0:
                self._passages[at] = self.fresh
            elif parent not in self._passages:
                pending.append(parent)
                continue
            elif at not in self._passages:
                arc = self.of[self.found.marks[at, BY]]
                before = self._passages[parent]
                self._passages[at] = gone_on(self.crewing, arc, before, self.found.rows[at])
            pending.pop()
        return self._passages[label]

    def _through(self, arc: Arc, label: int) -> Sequence[Step]:
        """Return what is done on an arc by who comes as a label, and is through first."""
        before = self._passage(label)
        ways_over = [way.steps for way in self.crewing.passages(arc, before.end, before.state) if way.steps]
        return min(ways_over, key=lambda steps: steps[-1].end)

    def _driven(self, number: int) -> set[Stretch]:
        """Return what is driven of an arc."""
        stretches, drive = set[Stretch](), int(self.found.heads[number])
        while drive >= 0:
            first, last, start, after = self.found.drives[drive].tolist()
            stretches.add(Stretch(first, last, start))
            drive = after
        return stretches
