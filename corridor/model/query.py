"""What a planner asks."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.crew import BARE, Crew
from corridor.model.ids import Country, CrossingId, PlaceId
from corridor.model.slot import Slot
from corridor.model.vehicle import LOADED_TRUCK, Vehicle

TravelMode = Literal["road", "rail", "any"]
AssumeUnknown = Literal["open", "closed"]
BanRule = Literal["data", "none"]
QueueModel = Literal["data", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A trip: from, to, and either the departure or the arrival as UTC seconds.

    Exactly one of `depart_at` and `arrive_by` is given. `via` holds places or crossings in the order
    of passing. `assume_unknown` says how to take unknown hours; `closed` also
    refuses roads of which truck access is not known even where there is no other way. `mode` `road` includes ferries; `any` adds rail with transloading.
    `vehicle` decides which driving bans hold for the trip; with `bans` `none` no ban counts.
    `crew` says who drives; nobody has to rest if it is not given.
    `queue` says whether queues are counted where the data know of them. `slots` are booked: see `model.slot`.
    """

    origin: PlaceId
    destination: PlaceId
    depart_at: int | None = None
    arrive_by: int | None = None
    via: tuple[PlaceId | CrossingId, ...] = ()
    avoid_crossings: frozenset[CrossingId] = frozenset()
    avoid_countries: frozenset[Country] = frozenset()
    avoid_places: frozenset[PlaceId] = frozenset()
    mode: TravelMode = "road"
    assume_unknown: AssumeUnknown = "open"
    vehicle: Vehicle = LOADED_TRUCK
    bans: BanRule = "data"
    crew: Crew = BARE
    queue: QueueModel = "data"
    slots: tuple[Slot, ...] = ()
