"""Windows of departures as users type them."""

from datetime import timedelta

from corridor.batch import require_listable, window
from corridor.calendars import zones
from corridor.cli.session import Session
from corridor.model.query import Query
from corridor.units import parse_duration


def departures_of(
    session: Session, query: Query, start: str, days: int, every: str, *, listed: bool
) -> range:
    """Return the window of `days` local days from `start`, with one departure listed `every` so often.

    Raises:
        UsageError: A time or duration cannot be read, or too many departures are to be `listed`.
    """
    tz = session.dataset.places[query.origin].tz
    first = session.instant(start, tz)
    # Calendar days of the origin, not 24 h each: a change of clocks keeps the last day whole.
    local = zones.to_local(first, tz)
    last = zones.to_utc(local.replace(tzinfo=None) + timedelta(days=days), tz)
    departures = window(first, last, parse_duration(every))
    if listed:
        require_listable(departures)
    return departures
