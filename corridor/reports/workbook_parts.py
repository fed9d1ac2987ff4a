"""Sheets that every workbook of an answer ends with: what was asked, what scenarios changed, notices, versions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from corridor.model.made_with import MadeWith
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.scenario import Changed
from corridor.reports.document_parts import query_part
from corridor.reports.workbook import Column, Sheet, Value


def closing_sheets(
    query: Query,
    changes: Mapping[str, Iterable[Changed]],
    notices: Iterable[Notice],
    made_with: MadeWith,
) -> list[Sheet]:
    """Return the sheets Inputs, Changes (by scenario), Notices and Made with."""
    return [
        Sheet(
            name="Inputs",
            columns=[Column(title="Input"), Column(title="Value", width=48)],
            rows=_flat(query_part(query, None, ())),
        ),
        Sheet(
            name="Changes",
            columns=[
                Column(title="Scenario"),
                *(Column(title=name, width=32) for name in ("What", "Field", "Before", "After")),
            ],
            rows=[
                (scenario, change.subject, change.field, change.before, change.after)
                for scenario, rows in changes.items()
                for change in rows
            ],
        ),
        Sheet(
            name="Notices",
            columns=[
                *(Column(title=name) for name in ("Code", "Severity")),
                Column(title="Message", width=100),
                *(Column(title=name) for name in ("About", "Source")),
            ],
            rows=[(n.code, n.severity, n.message, n.subject, n.source_id) for n in dict.fromkeys(notices)],
        ),
        Sheet(
            name="Made with",
            columns=[Column(title="What"), Column(title="Version", width=100)],
            rows=[(name.replace("_", " ").capitalize(), value) for name, value in asdict(made_with).items()],
        ),
    ]


def _flat(part: Mapping[str, Any], under: str = "") -> Iterator[tuple[Value, Value]]:
    """Yield names and values of a part of a document, those of parts of it as `vehicle gross t`."""
    for name, value in part.items():
        words = f"{under}{name.replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{words} ")
        elif isinstance(value, bool):
            yield words, "yes" if value else "no"
        else:
            yield words, ", ".join(value) if isinstance(value, list) else value
