"""Booked slots: a truck that keeps its slot does not queue.

Who comes before `ends` is let in at once, but not before `starts`; who comes later has missed the slot and queues
like anyone. Leaving later never arrives earlier, since a queue lets nobody in before coming: first in, first
out, so that searches stay exact.
"""

from dataclasses import dataclass
from typing import Final

from corridor.calendars.periods import NEVER
from corridor.operations.arrival import Part, Timed
from corridor.operations.queues import Queued

MRP_KZT: Final = {2025: 3932, 2026: 4325}
"""Monthly calculation index of Kazakhstan, by which fees of its electronic queue are set; that of 2026 as planned."""
BOOKING_MRP: Final = 1
REBOOKING_MRP: Final = 100


def fee_in_words(mrp: int, year: int) -> str:
    """Return a fee of the Kazakh electronic queue."""
    if year not in MRP_KZT:
        return f"{mrp} MRP"
    return f"{mrp} MRP = {mrp * MRP_KZT[year]:,} KZT in {year}"


@dataclass(frozen=True, slots=True)
class Booked:
    """The way through a control point of one who has a slot for `[starts, ends)`."""

    onward: Timed | Queued
    starts: int
    ends: int

    @property
    def timed(self) -> Timed:
        """The work, without the queue."""
        return self.onward.timed if isinstance(self.onward, Queued) else self.onward

    @property
    def free_s(self) -> int:
        """The work alone."""
        return self.onward.free_s

    def arrive(self, at: int) -> int:
        """Return the end of the work on one who comes at `at`."""
        return self.onward.arrive(at) if at >= self.ends else self.timed.arrive(max(at, self.starts))

    def depart(self, by: int) -> int:
        """Return the latest coming that is through by `by`."""
        missed = self.onward.depart(by)
        if missed >= self.ends:
            return missed
        latest = self.timed.depart(by)
        return min(latest, self.ends - 1) if latest >= self.starts else -NEVER

    def parts(self, at: int) -> list[Part]:
        """Return waiting for the slot and what follows, or what happens to one who missed it."""
        if at >= self.ends:
            return self.onward.parts(at)
        begins = max(at, self.starts)
        early: list[Part] = [("wait", at, begins)] if begins > at else []
        return [*early, *self.timed.parts(begins)]
