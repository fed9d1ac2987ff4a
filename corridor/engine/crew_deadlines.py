"""The last departure of a crew that is in time.

A crew that leaves later may arrive earlier, so that departures are tried one by one, from the last one that may be in time
back. Where each takes long to search, they are tried ever farther apart.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from corridor.calendars.periods import NEVER
from corridor.engine.crew_labels import Way
from corridor.engine.crewed import CrewTrip
from corridor.engine.steps import Passed, arcs_of, stands_for_weeks

_STEP_S = 900
"""Departures for a deadline are tried so far apart, and then to the second."""
_STEPS = 28 * 96
"""Four weeks of them: longer than any rest makes one leave earlier."""
_BACK_STEPS: Final = (8, 48)
"""So much farther back it is looked at first whether a departure is early enough, then twice as much each time, up to this."""
_AFFORDED = 300_000
"""After so many labels, a second or so on kernels, departures are tried four hours apart, then twice as far each time."""
_LONG_STEPS: Final = 16


class Last(NamedTuple):
    """The last departure found that is in time, and its way; those up to `later_s` later were not all tried."""

    depart_at: int
    passed: list[Passed]
    later_s: int = 0

    @property
    def last_possible(self) -> int:
        """The last departure that may be in time."""
        return self.depart_at + self.later_s


@dataclass(slots=True)
class Tries:
    """Departures of a crew that is to be there `by`, some steps before `latest`, and how many labels they have taken."""

    crew: CrewTrip
    latest: int
    by: int
    labels: int = 0
    expects_weeks: bool = False

    def last(self) -> Last | None:
        """Return the last departure of the grid that is in time, put off as long as that still is; None if there is none."""
        if self.crew.least_s >= NEVER:
            return None
        steps = max(-(-(self.latest + self.crew.least_s - self.by) // _STEP_S), 0)
        too_few, passed = steps - 1, self._way(self._departs(steps))
        if passed is None:
            too_few = self._too_few(steps)
        apart = 1
        while passed is None:
            apart = max(2 * apart, _LONG_STEPS) if self._takes_long else 1
            steps = min(too_few + apart, _STEPS - 1)
            if steps <= too_few:
                return None
            if (passed := self._way(self._departs(steps))) is None:
                too_few = steps
        return self._put_off(steps, too_few, passed)

    @property
    def _takes_long(self) -> bool:
        return self.labels > _AFFORDED

    def _departs(self, steps: int) -> int:
        return self.latest - steps * _STEP_S

    def _way(self, depart_at: int, rested_at: int | None = None) -> Way:
        found = self.crew.searched(depart_at, self.by, rested_at, expects_weeks=self.expects_weeks)
        self.labels += found.labels
        # Where they bound one departure, they mostly bind the next one, too.
        self.expects_weeks = found.counts_weeks and (found.way is None or stands_for_weeks(found.way))
        return found.way

    def _too_few(self, too_few: int) -> int:
        """Return how many steps before `latest` are too few to be there in time, the most that are, or as far as is soon known.

        So are they for a crew whose duty begins with its first rest: such a one arrives no earlier for leaving later,
        and no later than one whose duty begins when it leaves.
        """
        more, most = _BACK_STEPS
        while not self._is_enough(enough := too_few + more):
            too_few, more = enough, min(2 * more, most)
            if too_few >= _STEPS:
                return too_few
        while enough - too_few > 1 and not self._takes_long:
            middle = (too_few + enough) // 2
            if self._is_enough(middle):
                enough = middle
            else:
                too_few = middle
        return too_few

    def _is_enough(self, steps: int) -> bool:
        return self._way(self._departs(steps), self.by) is not None

    def _put_off(self, steps: int, too_few: int, passed: list[Passed]) -> Last:
        """Return a departure put off on its way, and on others, until none leaves a second later and is there in time."""
        depart_at, too_late = self._departs(steps), min(self._departs(too_few), self.latest + 1)
        while True:
            depart_at, passed = self._put_off_along(depart_at, passed, too_late)
            if depart_at + 1 >= too_late:
                return Last(depart_at, passed)
            if self._takes_long:
                return Last(depart_at, passed, too_late - 1 - depart_at)
            if (later := self._way(depart_at + 1)) is None:
                return Last(depart_at, passed)
            depart_at, passed = depart_at + 1, later

    def _put_off_along(self, depart_at: int, passed: list[Passed], too_late: int) -> tuple[int, list[Passed]]:
        way = arcs_of(passed)
        while too_late - depart_at > 1:
            middle = (depart_at + too_late) // 2
            if (later := self.crew.along(way, middle, self.by)) is not None:
                depart_at, passed = middle, later
            else:
                too_late = middle
        return depart_at, passed
