"""Which driving bans bind a trip, and when a link under them may be driven on."""

from collections.abc import Iterable
from functools import lru_cache

from corridor.calendars import zones
from corridor.calendars.opening_hours import open_intervals, parse_hours
from corridor.calendars.periods import DAY_S, NEVER, Interval, OpeningPeriods, clip, subtract
from corridor.model.ban import Ban
from corridor.model.dataset import Dataset
from corridor.model.ids import Country, PlaceId
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.vehicle import Haul


def binding(dataset: Dataset, query: Query) -> tuple[Ban, ...]:
    """Return the bans in use that hold for the query's vehicle on its trip, in the order of the table."""
    if query.bans == "none":
        return ()
    places = (dataset.places.get(PlaceId(name)) for name in (query.origin, query.destination))
    ends = {place.country if place else None for place in places}
    return tuple(
        ban for ban in dataset.bans if ban.in_use and ban.holds_for(query.vehicle, _haul(query, ends, ban))
    )


def _haul(query: Query, ends: set[Country | None], ban: Ban) -> Haul:
    """Return the kind of carriage in the eyes of the ban's country: domestic if both ends lie there."""
    return query.vehicle.haul or ("domestic" if ends == {ban.country} else "international")


@lru_cache(maxsize=256)
def validity(valid_from: str, valid_to: str, tz: str) -> Interval:
    """Return from when to when something is valid, in UTC seconds; unbounded ends are `NEVER`."""
    starts = zones.parse_moment(valid_from, tz, end=False) if valid_from else -NEVER
    ends = zones.parse_moment(valid_to, tz, end=True) if valid_to else NEVER
    return starts, ends


def banned(ban: Ban, start: int, end: int) -> list[Interval]:
    """Return the times within `[start, end)` in which the ban holds."""
    starts, ends = validity(ban.valid_from, ban.valid_to, ban.tz)
    start, end = max(start, starts), min(end, ends)
    return open_intervals(parse_hours(ban.hours), ban.tz, start, end) if start < end else []


@lru_cache(maxsize=1024)
def allowed(bans: tuple[Ban, ...], valid: Interval) -> OpeningPeriods:
    """Return when a link valid over `valid` may be driven on; the same periods for all links that share both.

    Graphs of other scenarios and vehicles share them too, so that each is compiled once.
    """

    def compile_block(start: int, end: int) -> list[Interval]:
        within = clip([valid], start, end)
        return subtract(within, (span for ban in bans for span in banned(ban, start, end)))

    return OpeningPeriods(compile_block)


def holding(bans: Iterable[Ban], at: int) -> list[Ban]:
    """Return those of the bans that hold at an instant."""
    return [ban for ban in bans if banned(ban, at, at + 1)]


def why_banned(bans: Iterable[Ban], at: int) -> str:
    """Say which of the bans hold at an instant, when, for whom, and who says so; empty if none does."""
    return " and ".join(
        f"{ban.name} ({_hours(ban)}, {ban.whom}) [{ban.source_id}]" for ban in holding(bans, at)
    )


def _hours(ban: Ban) -> str:
    days = [day for day in (ban.valid_from, ban.valid_to) if day]
    return " to ".join(dict.fromkeys(days)) if ban.hours == "24/7" else ban.hours


def is_season(ban: Ban, start: int, end: int) -> bool:
    """Whether the ban holds at some time within a day of a drive from `start` to `end`."""
    return bool(banned(ban, start - DAY_S, end + DAY_S))


def ban_notice(ban: Ban, *, stops: bool) -> Notice:
    """Say what is not known of a ban that stops the truck or sends it round, or that a ban just misses it."""
    if stops:
        message = f"{ban.name} is taken as binding: {ban.condition}"
        return Notice("ban-conditional", message, "warning", ban.ban_id, ban.source_id)
    message = f"{ban.name} ({_hours(ban)}) is in season, but does not stop this truck"
    return Notice("ban-in-season", message, "info", ban.ban_id, ban.source_id)
