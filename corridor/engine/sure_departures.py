"""The last departure that is sure enough to be in time: tried one by one, each with the plan's way for it.

A later one may be surer (a crew that leaves later may rest less), so they are gone through from the last one that may be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corridor.calendars.periods import DAY_S
from corridor.engine.crew_labels import Way
from corridor.engine.order_statistics import chance, rank
from corridor.engine.prepared import Prepared
from corridor.engine.sampling import Sampler
from corridor.engine.steps import Passed
from corridor.model.reliability import LEAST_SAMPLES, Asked, Chance, LatestDeparture

GRID_S: Final = 3_600
FINE_S: Final = 900
_HALVINGS: Final = 2
"""Where departures are tried farther apart, the last one is put off by so many halvings."""
_SPARE_S: Final = 6 * 3_600
"""Departures are tried from so long after the last one of the plan: a plan that misses a deadline by less may make it by chance."""
_BACK_S: Final = 7 * DAY_S
EFFORT: Final = 200_000
"""Ways of resting that are weighed up for the samples of a departure, where nobody says how many."""
_AFFORDED: Final = 300_000
"""After so many labels and ways of resting departures are tried twice as far apart each time."""
_CHUNK: Final = 25
"""So many samples are gone through at first, then as many again each time."""
_HOPELESS_SD: Final = 3.0
"""After each chunk of samples a departure is given up if it is so many standard deviations short of the share asked for."""


@dataclass(slots=True)
class SureTries:
    """Departures that are to be there `by` with the chance asked for, on the same random numbers.

    Attributes:
        effort: How many labels and ways of resting they have taken.
        count: Of how many samples the last one that was sure is.
    """

    prepared: Prepared
    asked: Asked
    by: int
    samples: Sampler
    effort: int = 0
    count: int = 0

    def latest(self, planned: int | None) -> LatestDeparture:
        """Return the last departure of a grid that is sure, put off on a finer one; `planned` is that of the plan, if there is one."""
        start = -(-(self.by if planned is None else planned + _SPARE_S) // GRID_S) * GRID_S
        end, depart_at, step_s = start - _BACK_S, start, GRID_S
        sure = None if planned is None else self._sure(depart_at)
        while planned is not None and sure is None and depart_at > end:
            step_s = 2 * step_s if self._takes_long else step_s
            depart_at = max(depart_at - step_s, end)
            sure = self._sure(depart_at)
        fine_s = max(step_s >> _HALVINGS, FINE_S) if step_s > GRID_S else FINE_S
        if sure is not None:
            depart_at, sure = self._put_off(depart_at, sure, step_s, fine_s)
        return LatestDeparture(
            depart_at=None if sure is None else depart_at,
            chance=sure,
            tried_from=start,
            tried_to=end,
            grid_s=step_s,
            fine_s=fine_s,
        )

    @property
    def _takes_long(self) -> bool:
        return self.asked.may_be_fewer and self.effort > _AFFORDED

    def _put_off(self, depart_at: int, sure: Chance, step_s: int, fine_s: int) -> tuple[int, Chance]:
        too_late = depart_at + step_s
        while too_late - depart_at > fine_s:
            middle = depart_at + (too_late - depart_at) // fine_s // 2 * fine_s
            if (later := self._sure(middle)) is not None:
                depart_at, sure = middle, later
            else:
                too_late = middle
        return depart_at, sure

    def _sure(self, depart_at: int) -> Chance | None:
        """Return the chance to be in time if it is what is asked for at least."""
        passed = self._plan(depart_at)
        return None if passed is None else self._sampled(passed, depart_at)

    def _plan(self, depart_at: int) -> Way:
        """Return the plan's way; that of a crew only if it is not so late that samples are not in time either."""
        if self.prepared.crew is None:
            return self.prepared.first(depart_at)
        found = self.prepared.crew.searched(depart_at, self.by + _SPARE_S)
        self.effort += found.labels
        return found.way

    def _sampled(self, passed: Sequence[Passed], depart_at: int) -> Chance | None:
        share, most, numbers = self.asked.share, self.asked.samples, range(0)
        hits, before = 0, self.effort
        while numbers.stop < most:
            numbers = range(numbers.stop, min(max(2 * numbers.stop, _CHUNK), most))
            runs = list(self.samples.runs(self.prepared, passed, depart_at, numbers=numbers, by=self.by))
            hits += sum(run.arrive_at <= self.by for run in runs)
            self.effort += sum(run.effort for run in runs)
            if self.asked.may_be_fewer and self.effort - before > EFFORT and numbers.stop >= LEAST_SAMPLES:
                most = numbers.stop
            spare = _HOPELESS_SD * (share * (1 - share) * numbers.stop) ** 0.5
            if numbers.stop - hits > most - rank(most, share) - 1 or hits < share * numbers.stop - spare:
                return None
        self.count = most
        return chance(hits, most)
