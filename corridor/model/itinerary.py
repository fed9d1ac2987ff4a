"""Answers: legs in order whose parts sum to the whole, to the second."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from corridor.model.ids import ControlId, CrossingId, LinkId
from corridor.model.provenance import Notice

LegKind = Literal["drive", "rest", "wait", "queue", "clearance", "transload", "ferry"]
LEG_KINDS: tuple[LegKind, ...] = get_args(LegKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stretch of time with one thing done in it. Times are UTC seconds.

    A moving leg (drive, ferry) goes from `from_id` to `to_id` over `link_id`; any other stays at
    `at_id` (`from_id == to_id == at_id`). `tz_from` and `tz_to` are the working zones of the ends.
    A driving ban can stop a truck between two places: `start_km` is how far past `from_id` on the link
    the leg starts, and `left_km` how far `to_id` still is when it ends; a wait there names its link.
    `reason` says why a wait lasts as long as it does.
    """

    kind: LegKind
    from_id: str
    to_id: str
    depart_at: int
    arrive_at: int
    tz_from: str
    tz_to: str
    distance_km: float = 0.0
    mode: str = ""
    link_id: LinkId | None = None
    control_id: ControlId | None = None
    crossing_id: CrossingId | None = None
    reason: str = ""
    start_km: float = 0.0
    left_km: float = 0.0

    @property
    def duration_s(self) -> int:
        """Length of the leg in seconds."""
        return self.arrive_at - self.depart_at

    @property
    def is_on_the_road(self) -> bool:
        """Whether the vehicle stands between two places."""
        return not self.is_moving and self.link_id is not None

    @property
    def is_moving(self) -> bool:
        """Whether the vehicle changes place."""
        return self.kind in {"drive", "ferry"}


@dataclass(frozen=True, kw_only=True)
class Itinerary:
    """A door-to-door answer.

    `latest_depart_at` is the last instant at which leaving on this same way still arrives at
    `arrive_at`: the slack that the ports' waits leave.
    """

    depart_at: int
    arrive_at: int
    latest_depart_at: int
    legs: tuple[Leg, ...]
    crossings: tuple[CrossingId, ...]
    notices: tuple[Notice, ...]

    def __post_init__(self) -> None:
        """Hold the law that legs follow one another without gap or overlap."""
        clock = self.depart_at
        for leg in self.legs:
            if leg.depart_at != clock or leg.arrive_at < leg.depart_at:
                raise ValueError(f"leg {leg} does not start at {clock} or runs backwards")
            clock = leg.arrive_at
        if clock != self.arrive_at:
            raise ValueError(f"legs end at {clock}, not at {self.arrive_at}")

    @property
    def duration_s(self) -> int:
        """Door-to-door time in seconds."""
        return self.arrive_at - self.depart_at

    @cached_property
    def distance_km(self) -> float:
        """Distance travelled, to 0.1 km."""
        return round(sum(leg.distance_km for leg in self.legs), 1)

    @cached_property
    def totals_s(self) -> Mapping[LegKind, int]:
        """Seconds by kind of leg; every kind is present and they sum to `duration_s`."""
        totals: dict[LegKind, int] = dict.fromkeys(LEG_KINDS, 0)
        for leg in self.legs:
            totals[leg.kind] += leg.duration_s
        return totals
