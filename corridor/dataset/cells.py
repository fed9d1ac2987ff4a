"""Text of cells to values, by the kind of their column."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from corridor.calendars.holidays import require_calendar
from corridor.calendars.hourly_rates import parse_rates
from corridor.calendars.opening_hours import parse_hours
from corridor.calendars.zones import require_zone
from corridor.dataset.moments import is_day, is_moment
from corridor.dataset.notices import near_miss, quoted
from corridor.dataset.schema import Column, Kind
from corridor.errors import CorridorError, DataError

Parser = Callable[[str], object]
"""Turns the text of a cell into its value, or raises CellError."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,119}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_INTEGER = re.compile(r"[+-]?[0-9]{1,12}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?")
_URL = re.compile(r"https?://[^\s/?#]+([/?#]\S*)?")

_FLAGS: Final[Mapping[str, bool]] = {"yes": True, "no": False}
_BLANKS: Final[Mapping[Kind, object]] = {
    "list": (),
    "choices": (),
    "text": "",
    "day": "",
    "moment": "",
    "zone": "",
    "url": "",
    "hours": "",
    "rates": "",
    "calendar": "",
    "calendars": "",
}
"""What a blank cell means by kind; None for any other: the figure or id is not given."""


class CellError(Exception):
    """A cell that is not of its column's kind; `code` is that of the finding to be made."""

    def __init__(self, code: str, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@cache
def parser(column: Column) -> Parser:
    """Return what turns a stripped cell of the column into its value."""
    blank = _BLANKS.get(column.kind)
    parse = _KINDS[column.kind](column)

    @cache  # most columns hold few different texts
    def parse_cell(text: str) -> object:
        if text:
            return parse(text)
        if column.required:
            raise CellError("missing-value", f"{column.name!r} is blank", hint=column.doc)
        return blank

    return str if column.kind == "text" and not column.required else parse_cell


def _matching(pattern: re.Pattern[str], code: str, message: str) -> Parser:
    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise CellError(code, f"{quoted(text)} {message}")
        return text

    return parse


def _holding(is_right: Callable[[str], bool], message: str) -> Parser:
    def parse(text: str) -> str:
        if not is_right(text):
            raise CellError("bad-date", f"{quoted(text)} {message}")
        return text

    return parse


def _ranged(
    pattern: re.Pattern[str],
    convert: Callable[[str], float],
    low: float | None,
    high: float | None,
    what: str,
) -> Parser:
    at_least = float("-inf") if low is None else low
    at_most = float("inf") if high is None else high

    def parse(text: str) -> float:
        if not pattern.fullmatch(text):
            hint = "write a decimal point" if "," in text else ""
            raise CellError("bad-number", f"{quoted(text)} is no {what}", hint=hint)
        value = convert(text)
        if not at_least <= value <= at_most:
            raise CellError("out-of-range", f"{text} is not between {at_least:g} and {at_most:g}")
        return value

    return parse


def _number(column: Column) -> Parser:
    return _ranged(_NUMBER, float, column.low, column.high, "decimal number")


def _whole(column: Column) -> Parser:
    return _ranged(_INTEGER, int, column.low, column.high, "whole number")


def _choice(column: Column) -> Parser:
    options = dict.fromkeys(column.options)

    def parse(text: str) -> str:
        if text not in options:
            message = f"{quoted(text)} is no {column.name}"
            raise CellError("unknown-choice", message, hint=near_miss(text, options))
        return text

    return parse


def _flag(text: str) -> bool:
    if text not in _FLAGS:
        raise CellError("unknown-choice", f"{quoted(text)} is neither yes nor no", hint="write yes or no")
    return _FLAGS[text]


def _list(text: str) -> tuple[str, ...]:
    items = tuple(item.strip() for item in text.split("|"))
    if "" in items or len(set(items)) < len(items):
        raise CellError(
            "bad-list", f"{quoted(text)} has a blank or doubled item", hint="separate items by one |"
        )
    return items


def _choices(column: Column) -> Parser:
    choose = _choice(column)

    def parse(text: str) -> tuple[object, ...]:
        return tuple(choose(item) for item in _list(text))

    return parse


def _checked(code: str, check: Callable[[str], object]) -> Parser:
    """Return a parser that keeps the text if the check does not object."""

    def parse(text: str) -> str:
        try:
            check(text)
        except CorridorError as error:
            raise CellError(code, error.message, hint=error.hint) from None
        return text

    return parse


def _require_one_calendar(text: str) -> None:
    if len(require_calendar(text)) != 1:
        raise DataError(f"{text!r} is not one holiday calendar", hint="write e.g. CN-statutory or KZ")


_id = _matching(_ID, "bad-id", "is no id: letters, digits, - and _ only")
_country = _matching(_COUNTRY, "bad-country", "is no country code of two capital letters")
_url = _matching(_URL, "bad-url", "is no address of the form https://host/path")
_day = _holding(is_day, "is no day of the form 2025-06-01")
_moment = _holding(is_moment, "is neither a day nor a time of the form 2025-06-01T10:00")
_zone = _checked("unknown-zone", require_zone)
_hours = _checked("bad-hours", parse_hours)
_rates = _checked("bad-rates", parse_rates)
_calendar = _checked("unknown-calendar", _require_one_calendar)
_calendars = _checked("unknown-calendar", require_calendar)
_lat = _ranged(_NUMBER, float, -90, 90, "decimal number")
_lon = _ranged(_NUMBER, float, -180, 180, "decimal number")

_KINDS: Final[Mapping[Kind, Callable[[Column], Parser]]] = {
    "id": lambda _: _id,
    "text": lambda _: str,
    "list": lambda _: _list,
    "int": _whole,
    "number": _number,
    "lat": lambda _: _lat,
    "lon": lambda _: _lon,
    "day": lambda _: _day,
    "moment": lambda _: _moment,
    "country": lambda _: _country,
    "zone": lambda _: _zone,
    "choice": _choice,
    "choices": _choices,
    "flag": lambda _: _flag,
    "url": lambda _: _url,
    "hours": lambda _: _hours,
    "rates": lambda _: _rates,
    "calendar": lambda _: _calendar,
    "calendars": lambda _: _calendars,
}
