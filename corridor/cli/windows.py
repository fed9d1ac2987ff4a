"""Windows of departures, and hours after one, as users type them."""

from datetime import timedelta

from corridor.batch import require_listable, window
from corridor.calendars import zones
from corridor.cli.session import Session
from corridor.errors import UsageError
from corridor.model.query import Query
from corridor.units import parse_duration

_MOST_HOURS = 168
_LAST_YEAR = 2100
"""No calendar of holidays goes further, and no time that can be typed."""


def departures_of(
    session: Session, query: Query, start: str, days: int, every: str, *, listed: bool
) -> range:
    """Return the window of `days` local days from `start`, with one departure listed `every` so often.

    Raises:
        UsageError: A time or duration cannot be read, the window ends after 2100, or too many departures are
            to be `listed`.
    """
    tz = session.dataset.places[query.origin].tz
    first = session.instant(start, tz)
    # Calendar days of the origin, not 24 h each: a change of clocks keeps the last day whole.
    # A clock that the last day skips counts as if clocks had not changed: nobody typed it.
    end = zones.to_local(first, tz).replace(fold=0) + timedelta(days=days)
    last = int(end.timestamp())
    if zones.to_local(last - 1, tz).year > _LAST_YEAR:
        raise UsageError(f"{days} days from {start!r} end after {_LAST_YEAR}", hint="shorten --days")
    departures = window(first, last, parse_duration(every))
    if listed:
        require_listable(departures)
    return departures


def grid_of(typed: str) -> int:
    """Return the seconds between departures of a grid.

    Raises:
        UsageError: It is no duration above nought.
    """
    seconds = parse_duration(typed)
    if seconds <= 0:
        raise UsageError(f"--grid {typed!r} is no step", hint="e.g. 15min")
    return seconds


def grid_given(typed: str | None) -> int | None:
    """Return the seconds between departures of a grid; None if nothing is typed.

    Raises:
        UsageError: As `grid_of`.
    """
    return None if typed is None else grid_of(typed)


def limits_of(typed: str) -> list[int]:
    """Return hours split at commas as seconds.

    Raises:
        UsageError: One is no number of hours above 0 and up to 168.
    """
    limits = []
    for word in filter(None, (part.strip() for part in typed.split(","))):
        try:
            hours = float(word)
        except ValueError:
            hours = 0.0
        if not 0 < hours <= _MOST_HOURS:
            raise UsageError(
                f"--hours {word!r} is no number of hours up to {_MOST_HOURS}", hint="e.g. 12,24,48"
            )
        limits.append(round(hours * 3600))
    if not limits:
        raise UsageError("--hours names no hours", hint="e.g. 12,24,48")
    return limits
