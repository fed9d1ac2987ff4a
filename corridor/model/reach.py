"""Reach: where a truck that leaves a place can be by so many hours, along the network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corridor.model.ids import ControlId, CrossingId, LinkId, PlaceId
from corridor.model.provenance import Notice
from corridor.model.scenario import Changed, Scenario

StandKind = Literal["wait", "queue", "rest", "work"]
"""What a truck does at a control point: it is closed, others are before it, the crew rests, it is cleared."""
_KM_DECIMALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedPlace:
    """A place, the first arrival there (UTC s), and the last leg of the way: `link_id` from `from_id` on.

    Without a link the truck changed between road and rail there. `crossings` are those of the whole way.
    """

    place_id: PlaceId
    arrive_at: int
    from_id: str
    link_id: LinkId | None
    crossings: tuple[CrossingId, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Going on without a stop: from `start` to `end` (UTC s), from share `first` of the link to share `last`."""

    start: int
    end: int
    first: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedLink:
    """How a link comes into reach from its end `from_id`: one run after another, each as soon as any truck can.

    Where trucks also come from the other end, that is another one; the two share no part of the link.
    """

    link_id: LinkId
    from_id: str
    to_id: str
    distance_km: float
    runs: tuple[Run, ...]

    def share_by(self, at: int) -> float:
        """Return how much of the link, counted from `from_id`, is in reach at an instant."""
        begun = [run for run in self.runs if run.start < at]
        if not begun:
            return 0.0
        run = begun[-1]
        return run.first + (run.last - run.first) * min(at - run.start, run.end - run.start) / (
            run.end - run.start
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A control point that holds trucks from `came_at` on; beyond it nobody is before `until` (None: never).

    `doing` are what the first one through does there, with the instant at which each begins.
    """

    control_id: ControlId
    crossing_id: CrossingId
    came_at: int
    until: int | None
    doing: tuple[tuple[StandKind, int], ...]

    def kind_at(self, at: int) -> StandKind | None:
        """Return what the truck does here at an instant; None if it has not come, or others are through by then."""
        if at < self.came_at or (self.until is not None and at >= self.until):
            return None
        return next((kind for kind, begins in reversed(self.doing) if begins <= at), "wait")


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Where a truck can be that leaves `origin` at `depart_at`, up to the last of `limits_s` (ascending) later.

    Places come first arrival first, without the origin. `later` have a way that takes longer, `wayless` have none.
    """

    origin: PlaceId
    depart_at: int
    limits_s: tuple[int, ...]
    places: tuple[ReachedPlace, ...]
    links: tuple[ReachedLink, ...]
    stands: tuple[Stand, ...]
    later: tuple[PlaceId, ...]
    wayless: tuple[PlaceId, ...]
    notices: tuple[Notice, ...]

    @cached_property
    def arrivals(self) -> dict[PlaceId, int]:
        """First arrival (UTC s) by place."""
        return {place.place_id: place.arrive_at for place in self.places}

    def places_by(self, limit_s: int) -> list[PlaceId]:
        """Return the places reached within so many seconds, first arrival first."""
        return [place.place_id for place in self.places if place.arrive_at <= self.depart_at + limit_s]

    def km_by(self, limit_s: int) -> float:
        """Return the kilometres of links in reach."""
        at = self.depart_at + limit_s
        return round(sum(link.share_by(at) * link.distance_km for link in self.links), _KM_DECIMALS)

    def stands_by(self, limit_s: int) -> Iterator[tuple[Stand, StandKind]]:
        """Yield the control points that hold the truck after so many seconds, and what it does there."""
        for stand in self.stands:
            if (kind := stand.kind_at(self.depart_at + limit_s)) is not None:
                yield stand, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachResult:
    """The reach under one scenario, and what that changed in the inputs."""

    scenario: Scenario
    changes: tuple[Changed, ...]
    reach: Reach


@dataclass(frozen=True, kw_only=True)
class Reaches:
    """The same truck's reach under several scenarios; the first is the baseline."""

    results: tuple[ReachResult, ...]

    @property
    def baseline(self) -> ReachResult:
        """The one that others are compared with."""
        return self.results[0]

    @cached_property
    def places(self) -> tuple[PlaceId, ...]:
        """The places reached under any scenario, first arrival under any of them first."""
        first: dict[PlaceId, int] = {}
        for result in self.results:
            for place, at in result.reach.arrivals.items():
                first[place] = min(at, first.get(place, at))
        return tuple(sorted(first, key=lambda place: (first[place], place)))

    def only_under(self, result: ReachResult, limit_s: int) -> list[PlaceId]:
        """Return the places in reach under a scenario and not under the baseline, first arrival first."""
        known = set(self.baseline.reach.places_by(limit_s))
        return [place for place in result.reach.places_by(limit_s) if place not in known]

    def only_under_baseline(self, result: ReachResult, limit_s: int) -> list[PlaceId]:
        """Return the places in reach under the baseline and not under a scenario, first arrival first."""
        known = set(result.reach.places_by(limit_s))
        return [place for place in self.baseline.reach.places_by(limit_s) if place not in known]

    @property
    def notices(self) -> Sequence[Notice]:
        """The notices of all scenarios, each once."""
        return tuple(dict.fromkeys(notice for result in self.results for notice in result.reach.notices))
