"""Events to an iCalendar file (RFC 5545).

The `icalendar` package was tried and left: the zones that it writes begin summer time an hour late, and it
reads them from the operating system.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from corridor.calendars import zones
from corridor.model.alignment import Point
from corridor.model.text import clean

_LINE_OCTETS: Final = 75
_DAY_S: Final = 86_400
_ESCAPED: Final = re.compile(r"[\\;,]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What stands in a calendar, in UTC seconds, on the clock of `tz`; without a later end it is an instant.

    `key` says what the event is, whatever its times: a calendar that knows it already moves it.
    """

    key: str
    title: str
    starts_at: int
    ends_at: int
    tz: str
    about: str = ""
    place: str = ""
    spot: Point | None = None
    is_busy: bool = False


def calendar_file(name: str, events: Sequence[Event], made_by: str, stamp: int) -> str:
    """Return a calendar; `stamp` stands for when it was made, so that its bytes depend on its content alone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//corridor//{_text(made_by)}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for tz in sorted({event.tz for event in events}) for line in _zone(tz, events)),
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event, stamp: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(event.key.encode('utf-8', 'replace')).hexdigest()[:32]}@corridor"
    yield f"DTSTAMP:{_utc(stamp)}"
    yield f"DTSTART{_moment(event.starts_at, event.tz)}"
    if event.ends_at > event.starts_at:
        yield f"DTEND{_moment(event.ends_at, event.tz)}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.about:
        yield f"DESCRIPTION:{_text(event.about)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if event.spot:
        lon, lat = event.spot
        yield f"GEO:{lat:.6f};{lon:.6f}"
    yield f"TRANSP:{'OPAQUE' if event.is_busy else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _moment(at: int, tz: str) -> str:
    """Return an instant on the clock of a zone; in UTC where that clock shows it for the second time."""
    local = zones.to_local(at, tz)
    return f":{_utc(at)}" if local.fold or tz == "UTC" else f";TZID={tz}:{local:%Y%m%dT%H%M%S}"


def _zone(tz: str, events: Iterable[Event]) -> Iterator[str]:
    """Yield the clock changes of a zone around the events on its clock."""
    if tz == "UTC":
        return
    instants = [at for event in events if event.tz == tz for at in (event.starts_at, event.ends_at)]
    yield from ("BEGIN:VTIMEZONE", f"TZID:{tz}")
    offset_before: int | None = None
    for start, _, offset_s in zones.offset_pieces(tz, min(instants) - _DAY_S, max(instants) + _DAY_S):
        before = offset_s if offset_before is None else offset_before
        local = zones.to_local(start, tz)
        kind = "DAYLIGHT" if local.dst() else "STANDARD"
        onset = datetime.fromtimestamp(start + before, UTC)  # on the clock that ends there
        yield from (f"BEGIN:{kind}", f"DTSTART:{onset:%Y%m%dT%H%M%S}", f"TZNAME:{local.tzname()}")
        yield from (f"TZOFFSETFROM:{_offset(before)}", f"TZOFFSETTO:{_offset(offset_s)}", f"END:{kind}")
        offset_before = offset_s
    yield "END:VTIMEZONE"


def _offset(seconds: int) -> str:
    hours, minutes = divmod(abs(seconds) // 60, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}"


def _utc(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", clean(text)).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line into pieces of at most 75 octets, never within a character."""
    pieces, piece, octets = [], "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _LINE_OCTETS:
            pieces.append(piece)
            piece, octets = "", 1  # the space that continues a line
        piece, octets = piece + character, octets + size
    return "\r\n ".join([*pieces, piece])
