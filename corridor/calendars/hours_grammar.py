"""Text to rules of opening hours, within the accepted subset of the OSM syntax; all else is refused.

The parser library is right within this subset and silently wrong outside it, so the text is read
here first. Every refusal says where and what to write instead. Full-width and typographic forms of
punctuation and digits are read as the plain ones.

    hours    = rule { ";" rule } [ ";" "PH" ( "off" | spans ) ]
    rule     = "24/7" | [ days ] [ weekdays ] ( spans | ( "off" | "closed" ) [ comment ] )
    days     = range { "," range }           Apr-Nov, Apr 01-Nov 30, 2026 Feb 16-2026 Feb 23
    weekdays = weekday [ "-" weekday ] { "," weekday [ "-" weekday ] }
    spans    = clock "-" clock { "," clock "-" clock }
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple, NoReturn, TypeVar

from corridor.calendars.hours_rules import DAY_MIN, LEAP_YEAR, MONTHS, WEEKDAYS, DayRange, Rule
from corridor.errors import DataError

Item = TypeVar("Item")

_YEARS: Final = range(1990, 2101)
_LONGEST_RANGE_DAYS: Final = 3660
_LONGEST_TEXT: Final = 2000
_QUOTED: Final = 60

_PLAIN: Final[dict[int, int | str]] = {
    **{wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "‐‑‒–—―−〜"), "-"),
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\u3000"), " "),
    ord("、"): ",",
}
"""One character for one, so that positions stay those of the original text."""

_TOKEN: Final = re.compile(
    r"""(?P<always>24/7)|(?P<clock>\d{1,2}:\d\d)|(?P<number>\d+)|(?P<word>[^\W\d_]+)
      |(?P<comment>"[^"]*")|(?P<mark>\|\||\S)""",
    re.ASCII | re.VERBOSE,
)

_REFUSED: Final = {
    "||": ("fallback rules (`||`) are not accepted", "write what holds as rules split by `;`"),
    "+": ("an open end (`+`) is not accepted", "write the closing time, or leave unknown hours blank"),
    "/": ("steps (`/`) are not accepted", "write the spans or dates one by one"),
    "[": ("numbered weekdays such as Mo[1] are not accepted", "write the dates with their year"),
    "(": ("sun times and offsets are not accepted", "write clock times, by season if need be"),
    '"': ("the comment is not closed", 'end it with `"`'),
    **dict.fromkeys(
        ("sunrise", "sunset", "dawn", "dusk"),
        ("sun times are not accepted", "write clock times, by season if need be"),
    ),
    "easter": ("`easter` is not accepted", "write the dates with their year"),
    "week": ("week numbers are not accepted", "write dates or months"),
    "sh": ("school holidays (`SH`) are not accepted", "write the dates with their year"),
    "unknown": ("`unknown` is not accepted", "leave hours blank where they are unknown"),
    "open": ("`open` is not accepted", "write the span alone, such as 10:00-18:00"),
    "ph": ("`PH` needs a rule of its own", "write it last, such as `Mo-Fr 10:00-18:00; PH off`"),
    "24/7": ("`24/7` stands alone", "write 00:00-24:00 for days that are open throughout"),
}


class HoursError(DataError):
    """Opening hours outside the accepted subset; `position` is the character, counted from 1."""

    def __init__(self, text: str, index: int, problem: str, *, hint: str) -> None:
        quoted = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
        self.position = min(index, len(text)) + 1
        super().__init__(f"hours {quoted!r}, character {self.position}: {problem}", hint=hint)


class _Token(NamedTuple):
    kind: str
    value: str
    at: int


def read_rules(text: str) -> tuple[Rule, ...]:
    """Return the rules of `text` in order; HoursError if it is not in the accepted subset."""
    return _Reader(text).rules()


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        if len(text) > _LONGEST_TEXT:
            self._refuse(0, f"{len(text)} characters are too long", "write the rules more briefly")
        plain = text.translate(_PLAIN)
        self._tokens = [_Token(str(m.lastgroup), m[0], m.start()) for m in _TOKEN.finditer(plain)]
        self._tokens.append(_Token("end", "", len(text)))

    def rules(self) -> tuple[Rule, ...]:
        if self._next.kind == "end":
            self._refuse(0, "there is no rule", "write hours such as Mo-Fr 10:00-18:00")
        rules = [self._rule()]
        while self._take("mark", ";"):
            rules.append(self._rule())
        if self._next.kind != "end":
            self._unexpected("`;` or the end")
        return tuple(rules)

    def _rule(self) -> Rule:
        index = self._next.at
        if self._ends_rule():
            self._refuse(index, "a rule is missing", "leave out the `;`")
        if self._take("always"):
            return Rule((), (), ((0, DAY_MIN),), "", is_holiday=False, index=index)
        if self._take("word", "ph"):
            return self._effect((), (), index=index, is_holiday=True)
        days = self._list(self._day_range) if self._starts_date() else ()
        if len({day_range.years is None for day_range in days}) > 1:
            self._refuse(index, "dates with and without a year are mixed", "split them into rules with `;`")
        weekdays = self._list(self._weekdays) if self._starts_weekday() else ()
        return self._effect(days, weekdays, index=index)

    def _effect(
        self,
        days: tuple[DayRange, ...],
        weekdays: tuple[tuple[int, int], ...],
        *,
        index: int,
        is_holiday: bool = False,
    ) -> Rule:
        if self._next.kind == "clock":
            return Rule(days, weekdays, self._list(self._span), "", is_holiday, index)
        if self._take("word", "off") or self._take("word", "closed"):
            return Rule(days, weekdays, (), self._comment(), is_holiday, index)
        if self._ends_rule():
            self._refuse(
                self._next.at,
                "a clock span is missing",
                "leave hours blank where they are unknown; write 00:00-24:00 if open all day",
            )
        return self._unexpected("a clock span or `off`")

    def _comment(self) -> str:
        comment = self._take("comment")
        # Comments are text for readers: taken as written, not with plain punctuation.
        return self._text[comment.at + 1 : comment.at + len(comment.value) - 1] if comment else ""

    def _list(self, read: Callable[[], Item]) -> tuple[Item, ...]:
        items = [read()]
        while self._take("mark", ","):
            items.append(read())
        return tuple(items)

    def _day_range(self) -> DayRange:
        index = self._next.at
        first = self._date()
        if not self._take("mark", "-"):
            return self._range(first, first, index)
        if first.day is not None and self._next.kind == "number" and len(self._next.value) < 3:
            last = first._replace(day=int(self._advance().value))
        else:
            last = self._date()
        if first == last or (first.day is None) != (last.day is None):
            self._refuse(index, "the two ends do not go together", "write Apr-Nov, Apr 01-Nov 30 or one date")
        if first.year is None and last.year is not None:
            self._refuse(index, "the first date has no year", "write the year of both")
        return self._range(first, last._replace(year=last.year or first.year), index)

    def _date(self) -> "_Date":
        year = None
        if self._next.kind == "number":
            token = self._advance()
            year = int(token.value[:5])
            if len(token.value) != 4 or year not in _YEARS:
                self._refuse(
                    token.at,
                    f"{token.value} is no year from {_YEARS[0]} to {_YEARS[-1]}",
                    "write dates as Feb 16 or 2026 Feb 16, spans as 08:00-18:00",
                )
            if self._next.kind != "word":
                self._refuse(token.at, "whole years are not accepted", "use valid_from and valid_to")
        month = MONTHS.index(self._name(MONTHS, "a month")) + 1
        day = int(self._advance().value[:3]) if self._next.kind == "number" else None
        return _Date(year, month, day)

    def _range(self, first: "_Date", last: "_Date", index: int) -> DayRange:
        starts, ends = self._month_day(first, index, 1), self._month_day(last, index, 31)
        if first.year is None or last.year is None:
            if starts > ends and _yday(starts) - _yday(ends) <= 2:
                self._refuse(index, "the dates go round the whole year", "leave them out")
            return DayRange(starts, ends, None)
        days = (date(last.year, *ends) - date(first.year, *starts)).days
        if not 0 <= days <= _LONGEST_RANGE_DAYS:
            problem = "the dates end before they start" if days < 0 else "the dates span more than ten years"
            self._refuse(index, problem, "write the year of both, or use valid_from and valid_to")
        return DayRange(starts, ends, (first.year, last.year))

    def _month_day(self, at: "_Date", index: int, default: int) -> tuple[int, int]:
        """Return month and day; a month alone counts from its first to its last day."""
        last = monthrange(at.year or LEAP_YEAR, at.month)[1]
        if at.day is None:
            return at.month, min(default, last)
        if not 1 <= at.day <= last:
            self._refuse(
                index, f"{MONTHS[at.month - 1]} {at.day} is no date", "write a day that the month has"
            )
        if at.year is None and (at.month, at.day) == (2, 29):
            self._refuse(index, "Feb 29 is no date of every year", "write Feb, or the date with its year")
        return at.month, at.day

    def _weekdays(self) -> tuple[int, int]:
        first = WEEKDAYS.index(self._name(WEEKDAYS, "a weekday"))
        index = self._next.at
        if not self._take("mark", "-"):
            return first, first
        last = WEEKDAYS.index(self._name(WEEKDAYS, "a weekday"))
        if first == last:
            self._refuse(
                index, "the range starts and ends on one weekday", "write that weekday once, or Mo-Su"
            )
        return first, last

    def _span(self) -> tuple[int, int]:
        if self._next.kind != "clock" and self._next.kind in {"word", "number"}:
            self._refuse(self._next.at, "a clock span is due after `,`", "split rules with `;`")
        index = self._next.at
        start = self._clock()
        if not self._take("mark", "-"):
            self._unexpected("`-` and the closing time")
        end = self._clock()
        if start in {DAY_MIN, end}:
            self._refuse(index, "the span has no length", "write 00:00-24:00 for a whole day")
        return start, end if end > start else end + DAY_MIN

    def _clock(self) -> int:
        if self._next.kind != "clock":
            self._unexpected("a clock time such as 08:00")
        token = self._advance()
        hour, minute = map(int, token.value.split(":"))
        if minute > 59 or hour * 60 + minute > DAY_MIN:
            self._refuse(token.at, f"{token.value} is no clock time", "write a night as 22:00-06:00")
        return hour * 60 + minute

    def _name(self, names: tuple[str, ...], expected: str) -> str:
        if self._next.value.title() not in names:
            self._unexpected(expected)
        return self._advance().value.title()

    def _ends_rule(self) -> bool:
        return self._next.kind == "end" or self._next.value == ";"

    def _starts_date(self) -> bool:
        return self._next.kind == "number" or self._next.value.title() in MONTHS

    def _starts_weekday(self) -> bool:
        return self._next.value.title() in WEEKDAYS

    @property
    def _next(self) -> _Token:
        return self._tokens[0]

    def _advance(self) -> _Token:
        return self._tokens.pop(0)

    def _take(self, kind: str, value: str | None = None) -> _Token | None:
        fits = self._next.kind == kind and value in {None, self._next.value.casefold()}
        return self._advance() if fits else None

    def _unexpected(self, expected: str) -> NoReturn:
        token = self._next
        if token.kind == "comment":
            self._refuse(token.at, "a comment is accepted after `off` only", "put it into the note column")
        if token.value.casefold() in _REFUSED:
            self._refuse(token.at, *_REFUSED[token.value.casefold()])
        found = repr(token.value) if token.value else "the end"
        self._refuse(token.at, f"{expected} is due, not {found}", _spelling_hint(token.value))

    def _refuse(self, index: int, problem: str, hint: str) -> NoReturn:
        raise HoursError(self._text, index, problem, hint=hint)


class _Date(NamedTuple):
    year: int | None
    month: int
    day: int | None


def _yday(month_day: tuple[int, int]) -> int:
    return date(LEAP_YEAR, *month_day).timetuple().tm_yday


def _spelling_hint(word: str) -> str:
    if word[:2].title() in WEEKDAYS:
        return f"weekdays are written {' '.join(WEEKDAYS)}"
    if word[:3].title() in MONTHS:
        return f"months are written {' '.join(MONTHS)}"
    return "write hours such as Mo-Fr 10:00-14:00,16:00-20:00; PH off"
