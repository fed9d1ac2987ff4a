"""Crews: the rules under which drivers drive, rest and hand over, by jurisdiction along the way."""

from dataclasses import dataclass
from typing import Final

from corridor.model.ids import Country, CrossingId, SourceId
from corridor.model.provenance import Basis

NO_CREW: Final = "none"
"""The crew that never rests: a bare answer of driving, hours and clearance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The crew of a trip: whose rules it keeps, and where it may rest.

    `roadside`: it may stand beside the road, else only where there is parking. `clearance_rests`: the time of clearance
    counts as break or rest. At the line of each of `relays` a rested crew, with or without its tractor, takes over.
    """

    crew_id: str = NO_CREW
    roadside: bool = True
    clearance_rests: bool = False
    relays: frozenset[CrossingId] = frozenset()

    @property
    def rests(self) -> bool:
        """Whether there is anybody who has to rest."""
        return self.crew_id != NO_CREW


BARE: Final = Crew()
"""What a query has if it does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewRule:
    """The rules of one crew in one country, or in all others where `country` is None. Minutes; None: no such limit.

    A break of `break_min` is due after `drive_before_break_min`. A daily rest of `daily_rest_min` is due after
    `daily_drive_min` of driving, and early enough to end within `day_min` of the end of the one before; on `long_days`
    of a week `long_drive_min` may be driven, and `short_rests` times `short_rest_min` will do. A weekly rest is due after
    `weekly_drive_min`, and begins within `week_min` of the end of the one before; `fortnight_drive_min` may be driven in
    two consecutive weeks. Handing over to another crew takes `relay_min` and costs `relay_fee_usd`, if known.
    """

    crew_id: str
    country: Country | None
    title: str
    drivers: int
    drive_before_break_min: float | None
    break_min: float | None
    daily_drive_min: float | None
    daily_rest_min: float | None
    day_min: float | None
    long_drive_min: float | None
    long_days: int | None
    short_rest_min: float | None
    short_rests: int | None
    weekly_drive_min: float | None
    weekly_rest_min: float | None
    week_min: float | None
    fortnight_drive_min: float | None
    relay_min: float | None
    relay_fee_usd: float | None
    basis: Basis
    source_id: SourceId
    note: str

    @property
    def rest_limits(self) -> tuple[float | None, ...]:
        """The limits of daily and weekly rest, which are one rule for all countries in which it holds."""
        return (
            self.daily_drive_min,
            self.daily_rest_min,
            self.day_min,
            self.long_drive_min,
            self.long_days,
            self.short_rest_min,
            self.short_rests,
            self.weekly_drive_min,
            self.weekly_rest_min,
            self.week_min,
            self.fortnight_drive_min,
        )
