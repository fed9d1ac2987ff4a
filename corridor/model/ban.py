"""Driving bans: when trucks may not drive on some roads, and which trucks."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import BanId, Country, LinkId, SourceId
from corridor.model.link import Link
from corridor.model.provenance import Basis
from corridor.model.vehicle import Cargo, Haul, Vehicle


@dataclass(frozen=True, slots=True, kw_only=True)
class Ban:
    """A calendar of hours in which some trucks may not drive on some roads of a country.

    `hours` is OSM `opening_hours` text within the accepted subset, on the clock of `tz`, and names
    when driving is *banned*. `valid_from` and `valid_to` are as those of a schedule. Blank `links`
    are all roads of the country but the strips of its crossings. A weight of None is no limit:
    the ban is for every weight. `condition` is what the ban also asks for and nobody can know
    beforehand, or what is not known of it: the ban is taken as binding, and answers say so.
    """

    ban_id: BanId
    name: str
    country: Country
    links: tuple[LinkId, ...]
    valid_from: str
    valid_to: str
    hours: str
    tz: str
    min_gross_t: float | None
    min_payload_t: float | None
    min_axle_t: float | None
    haul: Haul | Literal["all"]
    exempt_cargo: tuple[Cargo, ...]
    condition: str
    in_use: bool
    basis: Basis
    source_id: SourceId
    note: str

    def lies_on(self, link: Link, countries: set[Country]) -> bool:
        """Whether the ban is about a link, of which `countries` are those of its two ends."""
        if self.links:
            return link.link_id in self.links
        return link.mode == "road" and link.road_class != "strip" and countries == {self.country}

    def holds_for(self, vehicle: Vehicle, haul: Haul) -> bool:
        """Whether the ban is for such a truck; limits are exceeded, not reached."""
        weights = (
            (self.min_gross_t, vehicle.gross_t),
            (self.min_payload_t, vehicle.payload_t),
            (self.min_axle_t, vehicle.axle_t),
        )
        is_heavy = all(limit is None or weight > limit for limit, weight in weights)
        return is_heavy and self.haul in {"all", haul} and vehicle.cargo not in self.exempt_cargo

    @property
    def whom(self) -> str:
        """Which trucks are meant, in words: `over 18 t gross, domestic haul`."""
        parts = [
            f"over {limit:g} t {what}"
            for limit, what in (
                (self.min_gross_t, "gross"),
                (self.min_payload_t, "payload"),
                (self.min_axle_t, "on one axle"),
            )
            if limit is not None
        ]
        return ", ".join([*parts, *([f"{self.haul} haul"] if self.haul != "all" else [])]) or "all trucks"
