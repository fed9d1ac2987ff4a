"""Text of the cells of shipments to values: numbers as written in any of the languages, words and lists."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, get_args

from corridor.dataset.cells import CellError
from corridor.dataset.notices import near_miss, quoted
from corridor.model.query import TravelMode
from corridor.model.vehicle import Cargo, Haul
from corridor.shipments.names import Names

Parse = Callable[[str], object]

_ID_AT_MOST: Final = 120
_NUMBER: Final = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?", re.ASCII)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_SPACED: Final = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,12})?", re.ASCII)
_SEPARATORS: Final = re.compile(r"[;；|]")
_MOST_TONNES: Final = 200.0
_MOST_TRUCKS: Final = 1e9
_UNWRITABLE: Final = re.compile("[\ud800-\udfff\x00]")


def parsers(names: Names) -> Mapping[str, Parse]:
    """Return what turns the text of each field but times into its value, or raises CellError."""
    return MappingProxyType(
        {
            "id": _id,
            "origin": names.end,
            "destination": names.end,
            "trucks": lambda text: positive(text, _MOST_TRUCKS),
            "per_year": lambda text: positive(text, _MOST_TRUCKS),
            "gross_t": lambda text: positive(text, _MOST_TONNES),
            "payload_t": lambda text: positive(text, _MOST_TONNES),
            "axle_t": lambda text: positive(text, _MOST_TONNES),
            "cargo": _cargo,
            "haul": lambda text: _word(text, get_args(Haul), "haul"),
            "mode": lambda text: _word(text, get_args(TravelMode), "mode"),
            "crew": lambda text: _word(text, names.crews, "crew", code="unknown-name"),
            "via": lambda text: tuple(names.stop(item)[1] for item in items(text)),
            "avoid": lambda text: tuple(names.left_out(item) for item in items(text)),
            "commodity": _prose,
            "note": _prose,
        }
    )


def positive(text: str, at_most: float) -> float:
    """Return a number above nought, written with a point or a comma.

    Raises:
        CellError: It is none, or could be thousands as well as decimals.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if _SPACED.fullmatch(plain):
        plain = plain.replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        raise CellError("bad-number", f"{quoted(text)} is no decimal number", hint="write e.g. 20.5 or 20,5")
    if "," in plain and _THOUSANDS.fullmatch(plain):
        hint = "decimals or thousands? write it without the comma"
        raise CellError("bad-number", f"{quoted(text)} can be read in two ways", hint=hint)
    number = float(plain.replace(",", "."))
    if not 0 < number <= at_most:
        raise CellError("out-of-range", f"{quoted(text)} is not above 0 and at most {at_most:g}")
    return number


def items(text: str) -> tuple[str, ...]:
    """Return the items of a list separated by `;` or `|`."""
    found = tuple(item.strip() for item in _SEPARATORS.split(text))
    if "" in found or len(set(found)) < len(found):
        hint = "separate items by one ; or |"
        raise CellError("bad-list", f"{quoted(text)} has a blank or doubled item", hint=hint)
    return found


def _id(text: str) -> str:
    if not text.isprintable() or len(text) > _ID_AT_MOST:
        message = f"{quoted(text)} is no id: at most {_ID_AT_MOST} printable characters"
        raise CellError("bad-id", message)
    return text


def _word(text: str, options: tuple[str, ...], what: str, *, code: str = "unknown-choice") -> str:
    word = text.casefold()
    if word not in options:
        raise CellError(code, f"{quoted(text)} is no {what}", hint=near_miss(text[:80], options))
    return word


def _cargo(text: str) -> str:
    """Return what bans make exceptions for; what is carried has a column of its own."""
    try:
        return _word(text, get_args(Cargo), "cargo")
    except CellError as error:
        raise CellError(
            error.code, error.message, hint="general or perishable; goods are the column 'commodity'"
        ) from None


def _prose(text: str) -> str:
    """Return a text as it is; what shows it must not run it."""
    if match := _UNWRITABLE.search(text):
        code = f"U+{ord(match[0]):04X}"
        raise CellError("control-character", f"cell holds {code}, which no file can hold")
    return text
