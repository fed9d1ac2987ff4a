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
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_args

from corridor.dataset.cells import CellError, parser
from corridor.dataset.moments import is_day, is_moment
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

Problem = tuple[str, str, str, str]
"""Code, key, message and hint of a finding to be made."""


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
    findings = list(_wrong_scenario(values, name))
    if findings:
        raise DatasetError(f"scenario {name!r}", findings)
    changes = values.pop("change", [])
    values["description"] = " ".join(values["description"].split())
    return Scenario(**{"name": path.stem} | values, changes=tuple(_change(change) for change in changes))


def _change(values: Mapping[str, Any]) -> Change:
    return Change(target=values["target"], field=values["field"], value=str(values["value"]).strip())


def _wrong_scenario(values: Mapping[str, Any], name: str) -> Iterator[Finding]:
    for code, key, message, hint in (*_wrong_keys(values, _SCENARIO_KEYS), *_wrong_changes(values)):
        yield found(code, name, 0, key, message, hint=hint)


def _wrong_changes(values: Mapping[str, Any]) -> Iterator[Problem]:
    changes = values.get("change", [])
    if not (isinstance(changes, list) and all(isinstance(change, dict) for change in changes)):
        yield "bad-value", "change", "'change' is no list of tables", "write [[change]] above each"
        return
    for number, change in enumerate(changes, 1):
        problems = list(_wrong_keys(change, _CHANGE_KEYS)) or list(_wrong_change(change))
        for code, key, message, hint in problems:
            yield code, f"change[{number}].{key}".rstrip("."), message, hint


def _wrong_keys(values: Mapping[str, Any], rules: Mapping[str, "_Rule"]) -> Iterator[Problem]:
    for key, (is_right, what, is_needed) in rules.items():
        if key not in values:
            if is_needed:
                yield "missing-key", key, f"key {key!r} is missing: {what}", ""
        elif not is_right(values[key]):
            yield "bad-value", key, f"{key!r} is {quoted(values[key])}, not {what}", ""
    for key in values.keys() - rules.keys():
        yield "unknown-key", "", f"no key is called {quoted(key)}", near_miss(key, rules)


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


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_prose(value: object) -> bool:
    return isinstance(value, str) and value.replace("\n", "").isprintable()


def _is_title(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_day(value: object) -> bool:
    return isinstance(value, str) and (not value or is_day(value))


def _is_value(value: object) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


_Rule = tuple[Callable[[object], bool], str, bool]
"""Whether a value is right, what it should be, and whether it must be there."""
_SCENARIO_KEYS: Final[Mapping[str, _Rule]] = {
    "title": (_is_title, "a line of text", True),
    "description": (_is_prose, "text", True),
    "regime_at": (_is_day, "a day in quotes, as '2025-05-31'", False),
    "assumed": (_is_flag, "true or false", False),
    "change": (lambda _: True, "tables", False),
}
_CHANGE_KEYS: Final[Mapping[str, _Rule]] = {
    "target": (_is_text, "text", True),
    "field": (_is_text, "text", True),
    "value": (_is_value, "text or a number", True),
}
