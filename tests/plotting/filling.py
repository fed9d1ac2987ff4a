"""Any text in every field of a page that data may fill, whatever its kind."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from corridor.model.profile import Profile

T = TypeVar("T")

READ_AS_CODE = {
    *("tz", "tz_from", "tz_to", "other_tz", "road_class", "from_id", "to_id", "at_id", "scenario"),
    *("starts", "ends", "valid_from", "valid_to"),
}
"""Fields of plain text that are looked up or read as times, not shown; the loader lets nothing else into them."""


def filled(page: T, text: str) -> T:
    """Return a page with every text in it, at any depth, replaced; ids, choices and GeoJSON stay."""
    assert is_dataclass(page)
    hints = get_type_hints(type(page), localns={"Profile": Profile})
    changes = {
        field.name: _filled(hints[field.name], getattr(page, field.name), text)
        for field in fields(page)
        if field.name not in READ_AS_CODE
    }
    return replace(page, **changes)  # type: ignore[type-var, return-value]


def _filled(hint: Any, value: Any, text: str) -> Any:
    args = get_args(hint)
    if hint is str or (get_origin(hint) is UnionType and str in args and isinstance(value, str)):
        return text
    if is_dataclass(value):
        return filled(value, text)
    if isinstance(value, tuple) and args:
        kinds = args if args[-1] is not Ellipsis else [args[0]] * len(value)
        return tuple(_filled(kind, item, text) for kind, item in zip(kinds, value, strict=True))
    if isinstance(value, Mapping) and args and get_origin(args[1]) is not Mapping:
        return {key: _filled(args[1], item, text) for key, item in value.items()}
    return value
