"""A trip under all scenarios: its answers, and its listed departures as columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.calendars.periods import NEVER
from corridor.engine.order_statistics import rank
from corridor.errors import CorridorError
from corridor.model.ids import CrossingId
from corridor.model.profile import Profile, Seconds
from corridor.model.reliability import Asked
from corridor.planner import Planner
from corridor.studies.bench import Bench
from corridor.studies.readings import Clock, Listed, clock, listed
from corridor.studies.trips import Answer, Trip, answers, shifted

SHARES = (0.5, 0.9)
"""The shares of samples of which it is told by when they have arrived."""
_HELD = 500_000
"""Samples held at a time."""


@dataclass(frozen=True, eq=False, slots=True)
class Listing:
    """The listed departures of a trip under one scenario, on the clock of its origin, and what samples of them take.

    `sampled_s` has a column for each of `SHARES`, -1 where so many samples never arrive; None: none were asked for.
    """

    answer: Answer
    found: Listed
    clock: Clock
    sampled_s: NDArray[np.int64] | None

    @property
    def profile(self) -> Profile:
        """The profile of all departures."""
        return self.answer.profile

    @property
    def ways(self) -> Sequence[tuple[CrossingId, ...]]:
        """The sequences of crossings that `found.way` counts."""
        return self.profile.crossings


@dataclass(frozen=True, eq=False, slots=True)
class Against:
    """The departures of a listing against those of the baseline, one by one."""

    both: NDArray[np.bool_]
    saving_s: Seconds
    wait_saving_s: Seconds
    rerouted: NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """A trip with a listing for each scenario; `baseline` is the number of the one that others are compared with.

    `compared` are departures by scenario against the baseline's; None of itself, and where either failed.
    """

    trip: Trip
    tz: str
    listings: Sequence[Listing]
    baseline: int
    compared: Sequence[Against | None]

    def profile_against(self, scenario: int) -> Profile | None:
        """Return the baseline's profile, over the window of a scenario's; None where there is nothing to compare."""
        before, after = self.listings[self.baseline], self.listings[scenario]
        if scenario == self.baseline or "failed" in {before.answer.status, after.answer.status}:
            return None
        return shifted(before.profile, after.profile.start)


def cases(bench: Bench, trips: Sequence[Trip]) -> list[Case]:
    """Return trips under all scenarios."""
    study = bench.study
    found = [answers(planner, trips, study.grid_s) for planner in bench.planners]
    return [_case(bench, trip, [column[i] for column in found]) for i, trip in enumerate(trips)]


def _case(bench: Bench, trip: Trip, found: Sequence[Answer]) -> Case:
    place = bench.setting.dataset.places.get(trip.query.origin)
    tz = place.tz if place else "UTC"
    pairs = zip(bench.planners, found, strict=True)
    listings = [_listing(bench, planner, trip, answer, tz) for planner, answer in pairs]
    before = listings[bench.baseline]
    compared = [None if after is before else _against(before, after) for after in listings]
    return Case(trip, tz, listings, bench.baseline, compared)


def _against(before: Listing, after: Listing) -> Against | None:
    """Return departures against the baseline's; None where either failed."""
    if "failed" in {before.answer.status, after.answer.status}:
        return None
    both = before.found.has_way & after.found.has_way
    numbers: dict[tuple[CrossingId, ...], int] = {}
    was, now = (_numbered(each, numbers) for each in (before, after))
    return Against(
        both=both,
        saving_s=np.where(both, before.found.duration_s - after.found.duration_s, 0),
        wait_saving_s=np.where(both, before.found.wait_s - after.found.wait_s, 0),
        rerouted=both & (was != now),
    )


def _listing(bench: Bench, planner: Planner, trip: Trip, answer: Answer, tz: str) -> Listing:
    profile, every_s = answer.profile, bench.study.every_s
    found = listed(profile, np.arange(profile.start, profile.end, every_s))
    sampled_s = None
    if bench.study.samples and answer.status == "answered":
        asked = Asked(samples=bench.study.samples, seed=bench.study.seed)
        sampled_s = _sampled(planner, trip, found.departs, asked)
    return Listing(answer, found, clock(profile.start, profile.end, every_s, tz), sampled_s)


def _sampled(planner: Planner, trip: Trip, departs: Seconds, asked: Asked) -> NDArray[np.int64] | None:
    """Return what samples of each departure take; None if they cannot be sampled."""
    places = [rank(asked.samples, share) for share in SHARES]
    reached = []
    for some in np.array_split(departs, -(-len(departs) * asked.samples // _HELD)):
        try:
            arrivals = np.array(planner.sampled_arrivals(trip.query, some.tolist(), asked), np.int64)
        except CorridorError:
            return None
        reached.append(np.partition(arrivals, places, axis=1)[:, places])
    by = np.concatenate(reached)
    return np.where(by < NEVER, by - departs[:, None], -1)


def _numbered(listing: Listing, numbers: dict[tuple[CrossingId, ...], int]) -> NDArray[np.int64]:
    """Return the ways of departures by a number that is the same under all scenarios."""
    known = np.array([numbers.setdefault(way, len(numbers)) for way in listing.ways] or [0], np.int64)
    return np.where(listing.found.way < 0, -1, known[np.maximum(listing.found.way, 0)])
