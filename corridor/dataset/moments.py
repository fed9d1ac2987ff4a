"""The form of days and moments in files; what instant they mean is for `corridor.calendars.zones` to say."""

import re
from datetime import date, datetime

_DAY = re.compile(r"(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"(19[0-9]{2}|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, as 2025-06-01."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_moment(text: str) -> bool:
    """Whether the text is a day, or a time as 2025-06-01T10:00, with or without an offset."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def has_clock(moment: str) -> bool:
    """Whether a moment is more than a day."""
    return "T" in moment


def has_offset(moment: str) -> bool:
    """Whether a moment is an instant that needs no zone."""
    return has_clock(moment) and (moment.endswith("Z") or moment[-6] in "+-")
