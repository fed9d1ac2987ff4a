"""JSON Lines to rows: one object a line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from corridor.dataset.notices import Finding, RejectedError, quoted
from corridor.dataset.readers import parse_json, reason_of
from corridor.shipments.columns import heading_of, remarks_on
from corridor.shipments.lines import text_lines
from corridor.shipments.rows import Read, Row, bad_row, row_of

_HINT: Final = "write one plain object a line"
_REMARKS_AT_MOST: Final = 100


def json_rows(path: Path, name: str) -> Read:
    """Yield the row of each line, and a remark on each key that is not read, where it first stands.

    Raises:
        RejectedError: The file is no text.
    """
    said: set[tuple[str, ...]] = set()
    with text_lines(path, name) as (lines, remarks):
        yield from remarks
        for line, content in enumerate(lines, 1):
            if not content.strip():
                continue
            values = _object(content, name, line)
            if isinstance(values, Row):
                yield values
            else:
                yield from object_rows(values, name, line, said)


def object_rows(values: Mapping[str, object], name: str, line: int, said: set[tuple[str, ...]]) -> Read:
    """Yield the row of an object, after remarks on its keys unless they are `said`."""
    keys = tuple(values)
    heading = heading_of(keys)
    remarks: list[Finding] = []
    try:
        remarks += remarks_on(heading, keys, name, line)
    except RejectedError as rejected:
        yield Row(line, {}, {}, (rejected.finding,))
        return
    if keys not in said and len(said) < _REMARKS_AT_MOST:
        said.add(keys)
        yield from remarks
    if row := row_of(name, line, heading, values.values()):
        yield row


def _object(content: str, name: str, line: int) -> dict[str, object] | Row:
    try:
        values = parse_json(content)
    except (ValueError, RecursionError) as error:
        return bad_row("bad-json", name, line, f"line is no JSON: {reason_of(error)}", hint=_HINT)
    if not isinstance(values, dict):
        return bad_row("bad-json", name, line, f"{quoted(values)} is no object", hint=_HINT)
    return values
