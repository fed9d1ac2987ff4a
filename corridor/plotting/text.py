"""Text as pages show it."""

import re
from typing import Final

from corridor.calendars.zones import format_local, to_local

_UNSHOWABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, halves of surrogate pairs, line separators: no name needs them, and pages break on them."""


def clean(text: str) -> str:
    """Return `text` letter for letter, but for a replacement mark where nothing can be shown."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def clocks(utc: int, tz: str) -> str:
    """Return an instant on the clock of `tz` and in UTC: `Thu 5 Jun 2025 14:00 (UTC+8), 06:00 UTC`."""
    local, universal = to_local(utc, tz), to_local(utc, "UTC")
    day = "" if local.date() == universal.date() else f"{universal.day} {universal:%b} "
    return f"{format_local(utc, tz)}, {day}{universal:%H:%M} UTC"
