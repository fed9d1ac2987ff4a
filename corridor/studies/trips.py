"""What becomes of trips under one scenario: exact profiles where that is possible, searches where not.

Whatever is asked, the answer is a profile: of a window, or of the one departure of a shipment that names it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from corridor.batch.grid import profile_of, sampled
from corridor.batch.statistics import answered
from corridor.errors import CorridorError, NoRouteError
from corridor.model.comparison import Departure
from corridor.model.profile import Profile
from corridor.model.query import Query
from corridor.model.shipment import Shipment
from corridor.model.study_summary import Status
from corridor.planner import Planner


class Trip(NamedTuple):
    """A query over a window of departures `[start, end)`; shipments that ask the same share it."""

    query: Query
    start: int
    end: int

    @property
    def is_single(self) -> bool:
        """Whether the query names its one departure, or its arrival."""
        return self.query.depart_at is not None or self.query.arrive_by is not None

    @property
    def is_exact(self) -> bool:
        """Whether its departures have an exact profile."""
        return not (self.is_single or self.query.crew.rests or self.query.slots)


def trip_of(shipment: Shipment) -> Trip:
    """Return what a shipment asks."""
    query = shipment.query
    at = query.depart_at if query.depart_at is not None else query.arrive_by
    if at is not None:
        return Trip(query, at, at + 1)
    return Trip(query, shipment.window_start, shipment.window_end)


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """A trip's profile, or why it has none: then all of `profile` is without a way."""

    profile: Profile
    status: Status
    reason: str


def answers(planner: Planner, trips: Sequence[Trip], grid_s: int) -> list[Answer]:
    """Return what becomes of each trip; one that cannot be planned says so, and never stops the others."""
    found: dict[int, Answer] = {}
    windows: dict[tuple[int, int], list[int]] = {}
    for i, trip in enumerate(trips):
        if trip.is_exact:
            windows.setdefault((trip.start, trip.end), []).append(i)
        else:
            found[i] = _answer(planner, trip, lambda trip=trip: _searched(planner, trip, grid_s))  # type: ignore[misc]
    for (start, end), members in windows.items():
        found.update(_together(planner, trips, members, start, end))
    return [found[i] for i in range(len(trips))]


def _together(
    planner: Planner, trips: Sequence[Trip], members: Sequence[int], start: int, end: int
) -> Iterator[tuple[int, Answer]]:
    """Yield the answers of trips with one window, searched at once, or else one by one."""
    try:
        profiles = list(planner.profiles([trips[i].query for i in members], start, end))
    except Exception:  # noqa: BLE001 - which of them it was is found out one by one
        for i in members:
            query = trips[i].query
            yield i, _answer(planner, trips[i], lambda query=query: planner.profile(query, start, end))  # type: ignore[misc]
        return
    for i, profile in zip(members, profiles, strict=True):
        yield i, _answer(planner, trips[i], lambda profile=profile: profile)  # type: ignore[misc]


def _answer(planner: Planner, trip: Trip, plan: Callable[[], Profile]) -> Answer:
    try:
        profile = plan()
        if answered(profile).any():
            return Answer(profile, "answered", "")
        return Answer(profile, "no-way", _why(planner, trip))
    except CorridorError as error:
        return Answer(_nothing(trip), "failed", error.message)
    except Exception as error:  # noqa: BLE001 - one trip that brings a bug to light must not stop a long run
        return Answer(_nothing(trip), "failed", f"internal error: {type(error).__name__}: {error}")


def _searched(planner: Planner, trip: Trip, grid_s: int) -> Profile:
    """Return the profile of a trip that has no exact one."""
    if not trip.is_single:
        return sampled(planner, trip.query, trip.start, trip.end, grid_s)
    at = trip.query.depart_at
    if at is None:
        try:
            at = planner.plan(trip.query).depart_at
        except NoRouteError:
            return _nothing(trip)
    return profile_of(planner.departures(trip.query, [at]), at, at + 1, 1)


def _why(planner: Planner, trip: Trip) -> str:
    """Say what stands in the way of a trip."""
    query = trip.query if trip.is_single else replace(trip.query, depart_at=trip.start)
    try:
        planner.plan(query)
    except NoRouteError as error:
        return error.message
    return "no way"


def _nothing(trip: Trip) -> Profile:
    none = Departure(depart_at=trip.start, arrive_at=None, wait_s=0, crossings=())
    return profile_of([none], trip.start, trip.end, 1)


def shifted(profile: Profile, start: int) -> Profile:
    """Return a profile as if its window began at another instant: durations, waits and ways stay."""
    by = start - profile.start
    if not by:
        return profile
    arrives = np.where(answered(profile), profile.arrives + by, profile.arrives)
    return replace(profile, start=start, end=profile.end + by, departs=profile.departs + by, arrives=arrives)
