"""Places: where trips begin and end and roads meet."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import Country, PlaceId, SourceId
from corridor.model.provenance import Basis

PlaceKind = Literal["city", "town", "terminal", "rail-station", "sea-port", "junction", "pass"]


@dataclass(frozen=True, slots=True)
class Position:
    """A point on WGS84, in degrees. A type of its own, so that axes cannot be swapped silently."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city, town, terminal, station, sea port or junction.

    `tz` is the IANA zone by which the place works, which is data: Xinjiang works on Beijing time
    though its coordinates lie in `Asia/Urumqi`. `parking` False: no truck can rest there.
    """

    place_id: PlaceId
    name_en: str
    name_zh: str
    name_ru: str
    name_local: str
    aliases: tuple[str, ...]
    country: Country
    kind: PlaceKind
    position: Position
    position_basis: Basis
    elevation_m: int | None
    tz: str
    geonames_id: str
    source_id: SourceId
    note: str
    parking: bool | None = None
