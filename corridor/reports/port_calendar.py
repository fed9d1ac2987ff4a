"""Closures of a port as events of a calendar."""

from collections.abc import Mapping

from corridor.model.ids import SourceId
from corridor.model.made_with import MadeWith
from corridor.model.port import PortReport
from corridor.model.provenance import Source
from corridor.model.schedule import Closure
from corridor.reports.ics import Event, calendar_file


def port_ics(report: PortReport, made_with: MadeWith, stamp: int) -> str:
    """Return the closures in force around the report's instant; `stamp` is UTC seconds."""
    name = report.crossing.name_en
    sources = {source.source_id: source for source in report.sources}
    events = [
        Event(
            key=f"closure|{row.closure_id}",
            title=f"{name} closed: {row.reason}",
            starts_at=starts,
            ends_at=ends,
            tz=row.tz,
            about=_about(row, sources),
            place=name,
        )
        for row, starts, ends in report.closures
    ]
    return calendar_file(f"{name}: closures", events, f"corridor {made_with.corridor}", stamp)


def _about(row: Closure, sources: Mapping[SourceId, Source]) -> str:
    source = sources.get(row.source_id)
    lines = (
        f"Side: {row.side}" if row.side else "All sides",
        f"Announced on {row.announced_on}" if row.announced_on else "",
        f"{source.publisher}: {source.title} {source.url}".strip() if source else row.source_id,
        row.note,
    )
    return "\n".join(filter(None, lines))
