"""Study files: one TOML file that holds a whole batch comparison.

title = "Xinjiang to its neighbours"
shipments = "shipments.csv"
scenarios = ["limited", "24-7"]
from = 2025-06-01
to = 2026-05-31
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, get_args

from corridor.dataset.keys import (
    Problem,
    Rule,
    is_flag,
    is_list_of,
    is_number,
    is_title,
    wrong_keys,
)
from corridor.dataset.notices import DatasetError, Finding, RejectedError, found, near_miss, quoted
from corridor.dataset.paths import shown
from corridor.dataset.readers import MAX_ROWS, parse_toml, read_text
from corridor.dataset.scenario_files import scenario_of, wrong_scenario
from corridor.model.query import AssumeUnknown, BanRule, QueueModel, TravelMode
from corridor.model.study import ResultRows
from corridor.model.vehicle import Cargo, Haul
from corridor.shipments.columns import FIELDS, heading_of
from corridor.shipments.lanes import ALL_PAIRS
from corridor.shipments.request import Inline, StudyRequest

_MOST_TONNES: Final = 200
_INLINE: Final = re.compile(r"^[ \t]*\[\[[ \t]*shipment[ \t]*\]\]", re.MULTILINE)


def read_study(path: Path) -> StudyRequest:
    """Return the study of a file; paths in it are relative to the file.

    Raises:
        DatasetError: Something in it is wrong; it has everything that is.
    """
    name = shown(path)
    try:
        text = read_text(path, name)
        values = parse_toml(text, name)
    except RejectedError as rejected:
        raise DatasetError(f"study {name!r}", [rejected.finding]) from None
    if findings := list(_wrong_study(values, name)):
        raise DatasetError(f"study {name!r}", findings)
    return _request(path, name, text, values)


def _request(path: Path, name: str, text: str, values: Mapping[str, Any]) -> StudyRequest:
    folder = path.parent
    tables = tuple(values.get("shipment", ()))
    given = {key: values[key] for key in _PLAIN if key in values}
    return StudyRequest(
        title=values.get("title", path.stem),
        shipments=tuple(folder / file for file in _listed(values.get("shipments", []))),
        inline=Inline(file=name, tables=tables, lines=_lines(text, len(tables))) if tables else None,
        lanes=tuple(_listed(values.get("lanes", []))),
        folder=folder,
        data=folder / values["data"] if "data" in values else None,
        scenarios=_scenario_names(values, folder),
        own_scenarios=tuple(
            scenario_of(own["name"], {key: own[key] for key in own if key != "name"})
            for own in values.get("scenario", ())
        ),
        first=str(values.get("from", "")),
        last=str(values.get("to", "")),
        output=folder / values["output"] if "output" in values else None,
        trip={"crew": "none"} | {key: values[key] for key in _TRIP if key in values},
        **given,
    )


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _scenario_names(values: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    """Return the scenarios in order: those of the list, then own ones that it leaves out."""
    own = [scenario["name"] for scenario in values.get("scenario", ())]
    listed = values.get("scenarios", [])
    return tuple(
        str(folder / name) if name.endswith(".toml") and name not in own else name
        for name in (*listed, *(name for name in own if name not in listed))
    )


def _lines(text: str, count: int) -> tuple[int, ...]:
    """Return the lines on which inline shipments start; zeros if they are not written as usual."""
    found_lines = tuple(text.count("\n", 0, match.start()) + 1 for match in _INLINE.finditer(text))
    return found_lines if len(found_lines) == count else (0,) * count


def _wrong_study(values: Mapping[str, Any], file: str) -> Iterator[Finding]:
    for code, key, message, hint in (*wrong_keys(values, _KEYS), *_missing(values)):
        yield found(code, file, 0, key, message, hint=hint)
    yield from _unknown_columns(values, file)
    names = []
    for number, own in enumerate(_tables(values.get("scenario")), 1):
        prefix = f"scenario[{number}]."
        names.append(own.get("name"))
        if not is_title(own.get("name")):
            message = f"'name' is {quoted(own.get('name'))}, not a line of text"
            yield found("bad-value", file, 0, f"{prefix}name", message)
        elif names.count(own["name"]) > 1:
            message = f"scenario {quoted(own['name'])} is there twice"
            yield found("duplicate-key", file, 0, f"{prefix}name", message)
        yield from wrong_scenario({key: own[key] for key in own if key != "name"}, file, prefix)


def _unknown_columns(values: Mapping[str, Any], file: str) -> Iterator[Finding]:
    for number, table in enumerate(_tables(values.get("shipment")), 1):
        for key, field in zip(table, heading_of(tuple(table)).fields, strict=True):
            if not field:
                message = f"no column of shipments is called {quoted(key)}"
                hint = near_miss(key, (one.name for one in FIELDS))
                yield found("unknown-key", file, 0, f"shipment[{number}]", message, hint=hint)


def _missing(values: Mapping[str, Any]) -> Iterator[Problem]:
    if not values.keys() & {"shipments", "shipment", "lanes"}:
        hint = 'write shipments = "shipments.csv", lanes = "kashgar>osh", or [[shipment]] tables'
        yield "missing-key", "shipments", "the study has no shipments", hint
    if not values.keys() & {"scenarios", "scenario"}:
        yield (
            "missing-key",
            "scenarios",
            "the study has no scenarios",
            'write scenarios = ["limited", "24-7"]',
        )


def _tables(value: object) -> list[dict[str, Any]]:
    return [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MAX_ROWS and len(_tables(value)) == len(value)


def _is_when(value: object) -> bool:
    return is_title(value) or isinstance(value, (date, datetime))


def _is_path(value: object) -> bool:
    return isinstance(value, str) and is_title(value) and len(value) <= 1000


def _is_count(value: object) -> bool:
    return isinstance(value, int) and is_number(value) and 0 <= value < 2**32


def _is_weight(value: object) -> bool:
    return isinstance(value, (int, float)) and is_number(value) and 0 < value <= _MOST_TONNES


def _choice(alias: object) -> Rule:
    options = get_args(alias)
    return (lambda value: value in options, f"one of {', '.join(options)}", False)


_TITLES: Final = is_list_of(is_title)
_TEXT: Final[Rule] = (is_title, "a line of text", False)
_NAMES: Final[Rule] = (_TITLES, "a list of names", False)
_FLAG: Final[Rule] = (is_flag, "true or false", False)
_COUNT: Final[Rule] = (_is_count, "a whole number from 0 on", False)
_WEIGHT: Final[Rule] = (_is_weight, f"a weight above 0 and at most {_MOST_TONNES} tonnes", False)
_WHEN: Final[Rule] = (_is_when, "a day or a time", False)
_PATH: Final[Rule] = (_is_path, "the name of a file or folder", False)
_TABLES: Final[Rule] = (_is_tables, "tables under double brackets", False)

_PLAIN: Final[Mapping[str, Rule]] = {
    "baseline": _TEXT,
    "every": (is_title, "a duration in quotes, as '1h'", False),
    "grid": (is_title, "a duration in quotes, as '15min'", False),
    "rows": _choice(ResultRows),
    "samples": _COUNT,
    "seed": _COUNT,
}
_TRIP: Final[Mapping[str, Rule]] = {
    "via": _NAMES,
    "avoid": _NAMES,
    "mode": _choice(TravelMode),
    "assume_unknown": _choice(AssumeUnknown),
    "bans": _choice(BanRule),
    "queue": _choice(QueueModel),
    "gross_t": _WEIGHT,
    "payload_t": _WEIGHT,
    "axle_t": _WEIGHT,
    "haul": _choice(Haul),
    "cargo": _choice(Cargo),
    "crew": _TEXT,
    "roadside": _FLAG,
    "clearance_rests": _FLAG,
    "relays": _NAMES,
}
"""What all trips have in common; called as the options of the command line."""
_KEYS: Final[Mapping[str, Rule]] = {
    "title": _TEXT,
    "data": _PATH,
    "shipments": (
        lambda value: _is_path(value) or is_list_of(_is_path)(value),
        "the name of a file, or a list of them",
        False,
    ),
    "shipment": _TABLES,
    "lanes": (
        lambda value: is_title(value) or _TITLES(value),
        f"lanes as 'kashgar>osh', '{ALL_PAIRS}places.txt', or a list of them",
        False,
    ),
    "scenarios": (_TITLES, "a list of scenarios", False),
    "scenario": _TABLES,
    "from": _WHEN,
    "to": _WHEN,
    "output": _PATH,
    **_PLAIN,
    **_TRIP,
}
