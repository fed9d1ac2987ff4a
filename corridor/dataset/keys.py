"""Keys of TOML files: which there are, and what their values must be."""

from collections.abc import Callable, Iterator, Mapping

from corridor.dataset.moments import is_day
from corridor.dataset.notices import near_miss, quoted

Problem = tuple[str, str, str, str]
"""Code, key, message and hint of a finding to be made."""
Rule = tuple[Callable[[object], bool], str, bool]
"""Whether a value is right, what it should be, and whether it must be there."""


def wrong_keys(values: Mapping[str, object], rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Yield what is wrong with the keys of a table: missing, of the wrong kind, unknown."""
    for key, (is_right, what, is_needed) in rules.items():
        if key not in values:
            if is_needed:
                yield "missing-key", key, f"key {key!r} is missing: {what}", ""
        elif not is_right(values[key]):
            yield "bad-value", key, f"{key!r} is {quoted(values[key])}, not {what}", ""
    for key in values.keys() - rules.keys():
        yield "unknown-key", "", f"no key is called {quoted(key)}", near_miss(key, rules)


def is_text(value: object) -> bool:
    """Whether a value is text, of any length."""
    return isinstance(value, str)


def is_prose(value: object) -> bool:
    """Whether a value is text of printable lines."""
    return isinstance(value, str) and value.replace("\n", "").isprintable()


def is_title(value: object) -> bool:
    """Whether a value is one filled line of printable text."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def is_flag(value: object) -> bool:
    """Whether a value is true or false."""
    return isinstance(value, bool)


def is_optional_day(value: object) -> bool:
    """Whether a value is a day of the calendar as text, or blank."""
    return isinstance(value, str) and (not value or is_day(value))


def is_number(value: object) -> bool:
    """Whether a value is a number, and not a flag, which Python counts among them."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_list_of(is_right: Callable[[object], bool]) -> Callable[[object], bool]:
    """Return whether a value is a list of right ones."""
    return lambda value: isinstance(value, list) and all(map(is_right, value))
