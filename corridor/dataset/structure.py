"""Keys and references: what must hold before rows can be joined to a dataset."""

from collections.abc import Iterator, Mapping
from typing import Final

from corridor.dataset.content import Content
from corridor.dataset.notices import Finding, found, near_miss, quoted
from corridor.dataset.readers import RawRow, RawTable
from corridor.dataset.schema import Column

_HINTS_AT_MOST: Final = 40
"""Near misses per column: each takes milliseconds, and a table without its partner has thousands."""


def wrong_structure(content: Content) -> Iterator[Finding]:
    """Yield repeated keys and references to nothing. Tables whose file cannot be read accuse no other."""
    for raw in content.raw.values():
        yield from _repeated_keys(raw)
    yield from _shared_ids(content.raw["places"], content.raw["control_points"])
    known = {name: _ids(raw) for name, raw in content.raw.items()}
    for raw in content.raw.values():
        for column in raw.table.columns:
            if all(content.raw[name].is_readable for name in column.refers_to):
                yield from _dangling(raw, column, known)


def _repeated_keys(raw: RawTable) -> Iterator[Finding]:
    first_line: dict[tuple[str, ...], int] = {}
    for row in raw.rows:
        key = raw.key(row)
        if not any(key):
            continue  # a blank key is a finding of its own
        line = first_line.setdefault(key, row.line)
        if line != row.line:
            message = f"key {quoted('/'.join(key))} is on line {line} already"
            yield found(
                "duplicate-key",
                raw.table.file_name,
                row.line,
                raw.table.key[0],
                message,
                subject="/".join(key),
            )


def _shared_ids(places: RawTable, control_points: RawTable) -> Iterator[Finding]:
    place_ids = _ids(places)
    for row, control_id in control_points.values("control_id"):
        if control_id in place_ids:
            message = f"{quoted(control_id)} is the id of a place, too"
            yield found(
                "shared-id",
                control_points.table.file_name,
                row.line,
                "control_id",
                message,
                subject=control_id,
            )


def _references(raw: RawTable, column: Column) -> Iterator[tuple[RawRow, str]]:
    for row, text in raw.values(column.name):
        for value in text.split("|") if column.kind == "list" else (text,):
            yield row, value.strip()


def _ids(raw: RawTable) -> frozenset[str]:
    """Return the keys of a table with one key column, those of rows with wrong cells included."""
    return frozenset(value for _, value in raw.values(raw.table.key[0]) if value)


def _dangling(raw: RawTable, column: Column, known: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    if not column.refers_to:
        return
    ids = frozenset[str]().union(*(known[name] for name in column.refers_to))
    hints: dict[str, str] = {}
    for row, value in _references(raw, column):
        if value and value not in ids:
            if value not in hints:
                hints[value] = near_miss(value, ids) if len(hints) < _HINTS_AT_MOST else ""
            what = " or ".join(name.replace("_", " ").removesuffix("s") for name in column.refers_to)
            yield found(
                "unknown-reference",
                raw.table.file_name,
                row.line,
                column.name,
                f"there is no {what} {quoted(value)}",
                hint=hints[value],
                subject=raw.subject(row),
            )
