"""Fingerprints of values: the first 16 hex digits of the SHA-256 over their JSON, in which sets and keys are in order."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final


def fingerprint(value: object) -> str:
    """Return the fingerprint of a value."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:16]


def fingerprint_of_all(values: Iterable[object]) -> str:
    """Return the fingerprint of a list of these values, of which one at a time is held."""
    found, before = hashlib.sha256(b"["), ""
    for value in values:
        found.update(f"{before}{canonical(value)}".encode())
        before = ", "
    found.update(b"]")
    return found.hexdigest()[:16]


def _sorted(value: Any) -> Sequence[Any]:  # noqa: ANN401 - what JSON has no form for
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no fingerprint")


_ENCODER: Final = json.JSONEncoder(default=_sorted, sort_keys=True, ensure_ascii=False)


def canonical(value: object) -> str:
    """Return the JSON of a value: the same text for what is equal."""
    return _ENCODER.encode(value)
