"""Border crossings as ordered chains of control points, and what is done at each."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import ControlId, Country, CrossingId, PlaceId, SourceId
from corridor.model.place import Position
from corridor.model.provenance import Basis

CrossingMode = Literal["road", "rail", "sea"]
Freight = Literal["yes", "limited", "light", "bilateral", "no", "unknown"]
Role = Literal["inspection-yard", "border-gate", "border-line", "post", "rail-station", "sea-port"]
Direction = Literal["export", "import"]
Activity = Literal["clearance", "transload"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A border crossing: the pair of sides. A sea port has one side and no `country_b`."""

    crossing_id: CrossingId
    name_en: str
    name_zh: str
    name_ru: str
    aliases: tuple[str, ...]
    country_a: Country
    country_b: Country | None
    freight: Freight
    status: Literal["open", "planned"]
    elevation_m: int | None
    source_id: SourceId
    note: str

    @property
    def countries(self) -> tuple[Country, ...]:
        """The countries that meet here, `country_a` first."""
        return (self.country_a,) if self.country_b is None else (self.country_a, self.country_b)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlPoint:
    """One place where vehicles are stopped and cleared, or the line itself.

    `seq` orders the control points of a crossing, per mode, from `country_a` towards `country_b`
    (towards the sea at a sea port). `directions` are those in which something is done here, seen
    from the side's own country; a `border-line` has none. `parking` False: standing there is no rest.
    """

    control_id: ControlId
    crossing_id: CrossingId
    seq: int
    mode: CrossingMode
    side: Country
    name_en: str
    name_local: str
    role: Role
    directions: tuple[Direction, ...]
    position: Position
    accuracy_km: float | None
    position_basis: Basis
    elevation_m: int | None
    tz: str
    source_id: SourceId
    note: str
    parking: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dwell:
    """Net time of work for one vehicle at a control point, and its fee, if known.

    Blank `control_id` means every main control point (all roles but `border-gate`) of the side, or
    the gates if `for_role` says so; blank `crossing_id` makes it the default of the country.
    `gross_mean_h` is the published mean from which a net time was derived: it also holds waiting
    and queue, and is never added to them.
    """

    dwell_id: str
    crossing_id: CrossingId | None
    side: Country
    control_id: ControlId | None
    for_role: Literal["main", "border-gate"]
    direction: Direction
    mode: CrossingMode
    activity: Activity
    year: str
    net_min: float
    p90_min: float | None
    gross_mean_h: float | None
    fee_usd: float | None
    in_use: bool
    basis: Basis
    source_id: SourceId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transload:
    """Net time to move a load between modes at a place, in minutes."""

    place_id: PlaceId
    from_mode: Literal["road", "rail"]
    to_mode: Literal["road", "rail"]
    net_min: float
    basis: Basis
    source_id: SourceId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What a crossing can take, or was told to take."""

    crossing_id: CrossingId
    side: Country | None
    direction: Direction | None
    valid_from: str
    valid_to: str
    kind: Literal["capacity", "quota", "target", "peak"]
    value: float
    unit: str
    basis: Basis
    source_id: SourceId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Throughput:
    """What passed a crossing in a period, as published."""

    crossing_id: CrossingId | None
    starts: str
    ends: str
    value: float
    unit: str
    direction: str
    source_id: SourceId
    note: str
