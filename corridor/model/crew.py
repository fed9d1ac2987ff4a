"""Crews: the rules under which drivers drive, rest and hand over, by jurisdiction along the way."""

from dataclasses import dataclass

from corridor.model.ids import Country, SourceId
from corridor.model.provenance import Basis

NO_CREW = "none"
"""The crew that never rests: a bare answer of driving, hours and clearance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewRule:
    """The rules of one crew in one country, or in all others where `country` is None. Minutes; None: no such limit.

    A break of `break_min` is due after `drive_before_break_min`. A daily rest of `daily_rest_min` is due after
    `daily_drive_min` of driving, and early enough to end within `day_min` of the end of the one before; on `long_days`
    of a week `long_drive_min` may be driven, and `short_rests` times `short_rest_min` will do. A weekly rest is due after
    `weekly_drive_min`, and begins within `week_min` of the end of the one before.
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
        )
