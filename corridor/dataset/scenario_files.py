"""Scenario files: TOML to scenarios.

title = "Limited hours"
description = "Every port as it worked on 31 May 2025."
regime_at = "2025-05-31"

[[change]]
target = "irkeshtam.KG"
field = "hours"
value = "Mo-Fr 10:00-19:00"
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args

from corridor.dataset.cells import CellError, parser
from corridor.dataset.keys import (
    Problem,
    Rule,
    is_flag,
    is_number,
    is_optional_day,
    is_prose,
    is_text,
    is_title,
    wrong_keys,
)
from corridor.dataset.moments import is_moment
from corridor.dataset.notices import DatasetError, Finding, RejectedError, found, near_miss, quoted
from corridor.dataset.paths import shown
from corridor.dataset.readers import read_toml
from corridor.dataset.schema import BANS, DWELLS, LINKS, QUEUES, SCHEDULES, Column
from corridor.model.scenario import Change, Field, Scenario

BASELINE: Final = "actual"
"""The scenario that changes nothing; it comes first."""

LINK_FIELDS: Final = frozenset({"status", "speed_kmh", "truck_access"})
"""What a change may touch of a link; what is of neither a link nor a ban is of a side."""
BAN_FIELDS: Final = frozenset({"in_use"})
"""What a change may touch of a driving ban."""
_FIELDS: Final[tuple[str, ...]] = get_args(Field)
_COLUMNS: Final[Mapping[str, Column]] = {
    "hours": SCHEDULES.column("hours"),
    "admission": SCHEDULES.column("admission"),
    "last_admission_min": SCHEDULES.column("last_admission_min"),
    "demand": QUEUES.column("demand"),
    "capacity": QUEUES.column("capacity"),
    "net_min": DWELLS.column("net_min"),
    "status": LINKS.column("status"),
    "speed_kmh": LINKS.column("speed_kmh"),
    "truck_access": LINKS.column("truck_access"),
    "in_use": BANS.column("in_use"),
}
"""The columns whose rules the values of changes obey; a closure has its own form."""

_ID = "[A-Za-z0-9_-]+"
_SIDE_TARGET = re.compile(rf"\*(\.[A-Z]{{2}})?|{_ID}(\.[A-Z]{{2}}(\.{_ID})?)?")
_LINK_TARGET = re.compile(f"link:{_ID}")
_BAN_TARGET = re.compile(f"ban:{_ID}")


def shipped_scenarios(folder: Path) -> dict[str, Path]:
    """Return the scenario files of a dataset by name, the one that changes nothing first."""
    files = {path.stem: path for path in sorted((folder / "scenarios").glob("*.toml"))}
    return dict(sorted(files.items(), key=lambda item: (item[0] != BASELINE, item[0])))


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file, named after it; DatasetError with everything that is wrong in it."""
    name = shown(path)
    try:
        values = read_toml(path, name)
    except RejectedError as rejected:
        raise DatasetError(f"scenario {name!r}", [rejected.finding]) from None
    if findings := list(wrong_scenario(values, name)):
        raise DatasetError(f"scenario {name!r}", findings)
    return scenario_of(path.stem, values)


def scenario_of(name: str, values: Mapping[str, Any]) -> Scenario:
    """Return the scenario of a table in which nothing is wrong."""
    given = {key: value for key, value in values.items() if key not in {"change", "description"}}
    return Scenario(
        name=name,
        description=" ".join(values["description"].split()),
        changes=tuple(_change(change) for change in values.get("change", [])),
        **given,
    )


def _change(values: Mapping[str, Any]) -> Change:
    return Change(target=values["target"], field=values["field"], value=str(values["value"]).strip())


def wrong_scenario(values: Mapping[str, Any], file: str, prefix: str = "") -> Iterator[Finding]:
    """Yield what is wrong with the table of a scenario; `prefix` stands before keys in findings."""
    for code, key, message, hint in (*wrong_keys(values, _SCENARIO_KEYS), *_wrong_changes(values)):
        yield found(code, file, 0, f"{prefix}{key}".rstrip("."), message, hint=hint)


def _wrong_changes(values: Mapping[str, Any]) -> Iterator[Problem]:
    changes = values.get("change", [])
    if not (isinstance(changes, list) and all(isinstance(change, dict) for change in changes)):
        yield "bad-value", "change", "'change' is no list of tables", "write [[change]] above each"
        return
    for number, change in enumerate(changes, 1):
        problems = list(wrong_keys(change, _CHANGE_KEYS)) or list(_wrong_change(change))
        for code, key, message, hint in problems:
            yield code, f"change[{number}].{key}".rstrip("."), message, hint


def _wrong_change(change: Mapping[str, Any]) -> Iterator[Problem]:
    field, target, value = change["field"], change["target"], str(change["value"]).strip()
    if field not in _FIELDS:
        yield (
            "bad-value",
            "field",
            f"{quoted(field)} is nothing a scenario can change",
            near_miss(field, _FIELDS),
        )
        return
    if field in LINK_FIELDS:
        form, what, hint = _LINK_TARGET, "link", "write link:LINK_ID"
    elif field in BAN_FIELDS:
        form, what, hint = _BAN_TARGET, "driving ban", "write ban:BAN_ID"
    else:
        form, what = _SIDE_TARGET, "side of a crossing"
        hint = "write CROSSING, CROSSING.SIDE, CROSSING.SIDE.CONTROL, * or *.CN"
    if not form.fullmatch(target):
        yield "bad-value", "target", f"{quoted(target)} is no {what}, which alone has {field}", hint
    if problem := _wrong_value(field, value):
        yield problem


def _wrong_value(field: str, value: str) -> Problem | None:
    if not value:
        return "missing-value", "value", "'value' is blank", ""
    if field == "closure":
        starts, _, ends = value.partition("/")
        if is_moment(starts) and is_moment(ends):
            return None
        return (
            "bad-date",
            "value",
            f"{quoted(value)} is no period",
            "write STARTS/ENDS, as 2025-10-01/2025-10-03",
        )
    if field in {"demand", "capacity"} and "-" not in value:  # one number for all hours
        value = f"00-24 {value}"
    try:
        parser(_COLUMNS[field])(value)
    except CellError as error:
        return error.code, "value", error.message, error.hint
    return None


def _is_value(value: object) -> bool:
    return is_text(value) or is_number(value)


_SCENARIO_KEYS: Final[Mapping[str, Rule]] = {
    "title": (is_title, "a line of text", True),
    "title_zh": (is_title, "a line of text", False),
    "title_ru": (is_title, "a line of text", False),
    "description": (is_prose, "text", True),
    "regime_at": (is_optional_day, "a day in quotes, as '2025-05-31'", False),
    "assumed": (is_flag, "true or false", False),
    "change": (lambda _: True, "tables", False),
}
_CHANGE_KEYS: Final[Mapping[str, Rule]] = {
    "target": (is_text, "text", True),
    "field": (is_text, "text", True),
    "value": (_is_value, "text or a number", True),
}
