"""Times as planners and spreadsheets write them, to UTC seconds."""

import re
from datetime import datetime, timedelta
from typing import Final

from corridor.calendars.zones import parse_moment, require_zone
from corridor.dataset.cells import CellError
from corridor.dataset.notices import quoted
from corridor.errors import DataError, UsageError

_HINT: Final = "write 2025-06-05, 2025-06-05 14:00, 2025-06-05T14:00+08:00 or 05.06.2025 14:00"
_DAY: Final = (
    r"(?:(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})"
    r"|(?P<zy>\d{4})年(?P<zm>\d{1,2})月(?P<zd>\d{1,2})日"
    r"|(?P<rd>\d{1,2})\.(?P<rm>\d{1,2})\.(?P<ry>\d{4}))"
)
_CLOCK: Final = r"(?:[T\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?P<part>\.\d{1,9})?)?)?"
_ZONE: Final = r"(?:\s*(?:UTC|GMT)?\s*(?P<offset>Z|[+-]\d{1,2}(?::?\d\d)?)|\s*(?P<utc>UTC|GMT)|\s+(?P<zone>[A-Za-z_]{1,20}/[A-Za-z_/+-]{1,40}))?"
_WRITTEN: Final = re.compile(_DAY + _CLOCK + _ZONE, re.ASCII | re.IGNORECASE)
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,](\d{1,15}))?", re.ASCII)
_SLASHED: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}.*", re.ASCII)
_SERIAL_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - the day 0 of spreadsheets, on any clock
_SERIALS: Final = range(32_874, 73_416)
"""Days of the years 1990 to 2100 as spreadsheets count them."""


def instant(text: str, tz: str, *, end: bool = False) -> int:
    """Return the UTC seconds of a time, local to `tz` unless it says its zone.

    A day is its beginning or, for `end`, the midnight that ends it.

    Raises:
        CellError: It is no time, or could be two.
    """
    moment, zone = _plain(text)
    try:
        return parse_moment(moment, require_zone(zone).key if zone else tz, end=end)
    except (DataError, UsageError) as error:
        message = f"{quoted(text)}: {error.message}" if moment != text else error.message
        raise CellError("bad-date", message, hint=error.hint) from None


def _plain(text: str) -> tuple[str, str]:
    """Return a time as ISO 8601, and its named zone or nothing."""
    if serial := _SERIAL.fullmatch(text):
        return _of_serial(text, int(serial[1]), float(f"0.{serial[2] or 0}")), ""
    written = _WRITTEN.fullmatch(text)
    if not written:
        hint = "day or month first? write 2025-06-05" if _SLASHED.fullmatch(text) else _HINT
        raise CellError("bad-date", f"{quoted(text)} is no time", hint=hint)
    part = written.groupdict()
    year, month, day = (part[key] or part["z" + key] or part["r" + key] for key in "ymd")
    moment = f"{year}-{month:>02}-{day:>02}"
    if part["hour"] is not None:
        moment += f"T{part['hour']:>02}:{part['minute']}:{part['second'] or '00'}"
        if part["part"] and float(part["part"]) >= 0.5:
            moment = _a_second_later(text, moment)
        return moment + _offset(part["offset"] or part["utc"]), part["zone"] or ""
    if part["offset"] or part["utc"] or part["zone"]:
        raise CellError("bad-date", f"{quoted(text)} has a zone but no clock time", hint=_HINT)
    return moment, ""


def _a_second_later(text: str, moment: str) -> str:
    try:
        return (datetime.fromisoformat(moment) + timedelta(seconds=1)).isoformat()
    except (ValueError, OverflowError) as error:
        raise CellError("bad-date", f"{quoted(text)} is no time: {error}", hint=_HINT) from None


def _of_serial(text: str, day: int, fraction: float) -> str:
    if day not in _SERIALS:
        raise CellError("bad-date", f"{text} is no day as spreadsheets count them", hint=_HINT)
    moment = _SERIAL_ZERO + timedelta(days=day, seconds=round(fraction * 86_400))
    return moment.isoformat() if fraction else moment.date().isoformat()


def _offset(typed: str | None) -> str:
    """Return an offset as `+05:00`; nothing for none."""
    if typed is None:
        return ""
    if typed[0] not in "+-":
        return "Z"
    digits = typed[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{typed[0]}{hours:>02}:{minutes}"
