"""Text as pages show it."""

from corridor.calendars.zones import format_local, to_local
from corridor.model.text import clean

__all__ = ["clean", "clocks"]


def clocks(utc: int, tz: str) -> str:
    """Return an instant on the clock of `tz` and in UTC: `Thu 5 Jun 2025 14:00 (UTC+8), 06:00 UTC`."""
    local, universal = to_local(utc, tz), to_local(utc, "UTC")
    day = "" if local.date() == universal.date() else f"{universal.day} {universal:%b} "
    return f"{format_local(utc, tz)}, {day}{universal:%H:%M} UTC"
