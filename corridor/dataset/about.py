"""What a dataset says of itself: `dataset.toml`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corridor.dataset.moments import is_day
from corridor.dataset.notices import Finding, RejectedError, found, near_miss, quoted
from corridor.dataset.readers import read_toml
from corridor.model.place import Position

ABOUT_FILE: Final = "dataset.toml"


@dataclass(frozen=True, slots=True)
class Region:
    """The box in which all points of a dataset lie, in degrees. It does not cross the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, position: Position) -> bool:
        """Whether the point lies in the box or on its edge."""
        return self.south <= position.lat <= self.north and self.west <= position.lon <= self.east


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Name, version and licence of a dataset, the last day its sources know of, and where it lies."""

    name: str
    version: str
    data_as_of: str
    region: Region
    licence: str


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.replace("\n", "").isprintable()


def _is_day(value: object) -> bool:
    return isinstance(value, str) and is_day(value)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_region(value: object) -> bool:
    if not (isinstance(value, list) and len(value) == 4 and all(map(_is_number, value))):
        return False
    west, south, east, north = value
    return bool(-180 <= west < east <= 180 and -90 <= south < north <= 90)


_KEYS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "name": (_is_text, "text"),
    "version": (_is_text, "text"),
    "data_as_of": (_is_day, "a day in quotes, as '2026-03-13'"),
    "region": (_is_region, "[west, south, east, north] in degrees"),
    "licence": (_is_text, "text"),
}


def read_about(folder: Path) -> tuple[About | None, list[Finding]]:
    """Return what a dataset says of itself, and what is wrong with it; None if anything is."""
    try:
        values = read_toml(folder / ABOUT_FILE, ABOUT_FILE)
    except RejectedError as rejected:
        return None, [rejected.finding]
    if findings := _wrong_keys(values):
        return None, findings
    return About(**values | {"region": Region(*values["region"])}), []


def _wrong_keys(values: Mapping[str, Any]) -> list[Finding]:
    findings = []
    for key, (is_right, what) in _KEYS.items():
        if key not in values:
            findings.append(found("missing-key", ABOUT_FILE, 0, key, f"key {key!r} is missing: {what}"))
        elif not is_right(values[key]):
            message = f"{key!r} is {quoted(values[key])}, not {what}"
            findings.append(found("bad-value", ABOUT_FILE, 0, key, message))
    for key in values.keys() - _KEYS:
        hint = near_miss(key, _KEYS)
        message = f"no key is called {quoted(key)}"
        findings.append(found("unknown-key", ABOUT_FILE, 0, "", message, hint=hint))
    return findings
