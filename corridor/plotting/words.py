"""The language of a page: its texts, clocks, durations and numbers.

Texts are written in English where they are used and looked up in gettext catalogues (`locale/`), which
translators edit as `.po` files; what no catalogue holds stays English. What comes from the planner, such as
reasons of waits and notices, is English in every language.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final, Literal

from babel import Locale
from babel.dates import format_skeleton, get_day_names, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

from corridor.calendars.zones import format_local, format_offset, to_local
from corridor.units import format_duration, format_km

Language = Literal["en", "zh", "ru"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh", "ru")
_FIELD: Final = re.compile(r"\{(\w+)\}")


def later(text: str) -> str:
    """Return a text as it is, marked for translators: `words(...)` translates it where it is shown."""
    return text


class Words:
    """How a page speaks. Calling it translates a text and fills in its values: `words("by {port}", port=name)`."""

    def __init__(self, lang: Language = "en") -> None:
        self.lang: Language = lang
        self._locale = Locale.parse(lang)
        self._catalogue = _catalogue(lang)

    def __call__(self, text: str, **values: object) -> str:
        """Return `text` in the page's language, with `{name}` replaced by the value of that name."""
        return _filled(self._catalogue.gettext(text), values)

    def many(self, one: str, more: str, count: int, **values: object) -> str:
        """Return the form of a text that goes with `count`, which fills `{count}`."""
        return _filled(
            self._catalogue.ngettext(one, more, count), {"count": self.number(f"{count:,}"), **values}
        )

    def names(self, names: Iterable[str]) -> str:
        """Return names as one text: `Osh, Andijan`."""
        return self(", ").join(names)

    def clauses(self, clauses: Iterable[str]) -> str:
        """Return what is said side by side as one text."""
        return self("; ").join(clauses)

    def clock(self, utc: int, tz: str) -> str:
        """Return an instant on the clock of `tz`: `Thu 5 Jun 2025 14:00 (UTC+8)`."""
        if self.lang == "en":
            return format_local(utc, tz)
        local = to_local(utc, tz)
        return f"{self._skeleton('yMMMEd', local)} {local:%H:%M} ({format_offset(utc, tz)})"

    def hour(self, utc: int, tz: str) -> str:
        """Return an instant of a known week on the clock of `tz`: `Thu 14:00 (UTC+8)`."""
        local = to_local(utc, tz)
        return f"{self.weekday(local.weekday())} {local:%H:%M} ({format_offset(utc, tz)})"

    def clocks(self, utc: int, tz: str, also: str = "UTC") -> str:
        """Return an instant on the clock of `tz` and on another: `Thu 5 Jun 2025 14:00 (UTC+8), 12:00 (UTC+6)`."""
        local, other = to_local(utc, tz), to_local(utc, also)
        day = "" if local.date() == other.date() else f"{self._short_day(other)} "
        zone = "UTC" if also == "UTC" else f"({format_offset(utc, also)})"
        return f"{self.clock(utc, tz)}, {day}{other:%H:%M} {zone}"

    def day(self, utc: int, tz: str) -> str:
        """Return a day without its year, as axes show it: `Thu 5 Jun`."""
        local = to_local(utc, tz)
        if self.lang == "en":
            return f"{local:%a} {local.day} {local:%b}"
        return self._skeleton("MMMEd", local)

    def date(self, day: date) -> str:
        """Return a date of the calendar: `Thu 5 Jun 2025`."""
        if self.lang == "en":
            return f"{day:%a} {day.day} {day:%b %Y}"
        return str(format_skeleton("yMMMEd", day, locale=self._locale))

    def month(self, month: int) -> str:
        """Return the name of a month, 1 being January."""
        return str(get_month_names("wide", context="stand-alone", locale=self._locale)[month])

    def weekday(self, weekday: int) -> str:
        """Return the short name of a weekday, 0 being Monday."""
        return str(get_day_names("abbreviated", locale=self._locale)[weekday])

    def duration(self, seconds: float) -> str:
        """Return `37 h 40 min`, rounded to the minute."""
        written = format_duration(seconds)
        if self.lang == "en":
            return written
        units = {"h": self("h"), "min": self("min"), "s": self("s")}
        return " ".join(units.get(part, part) for part in written.split(" "))

    def km(self, km: float) -> str:
        """Return a distance, to the kilometre from 10 km on."""
        return self.number(format_km(km)).replace("km", self("km"))

    def number(self, written: str) -> str:
        """Return a number that is written as in English, `9,112.5`, with the marks of the language: `9 112,5`."""
        marks = get_group_symbol(self._locale) + get_decimal_symbol(self._locale)
        return written.translate(str.maketrans(",.", marks))

    def _short_day(self, local: datetime) -> str:
        return f"{local.day} {local:%b}" if self.lang == "en" else self._skeleton("MMMd", local)

    def _skeleton(self, skeleton: str, local: datetime) -> str:
        return format_skeleton(skeleton, local.replace(tzinfo=None), locale=self._locale)


@cache
def _catalogue(lang: Language) -> NullTranslations:
    """Return the texts of a language; the compiled form of a catalogue is never kept on disk."""
    if lang == "en":
        return NullTranslations()
    source = files("corridor.plotting").joinpath("locale", lang, "LC_MESSAGES", "corridor.po")
    with source.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _filled(text: str, values: dict[str, object]) -> str:
    # In one pass, so that a value with braces in it is shown letter for letter.
    return _FIELD.sub(lambda field: str(values.get(field[1], field[0])), text)
