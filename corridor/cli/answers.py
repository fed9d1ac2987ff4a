"""Itineraries in the format asked for; shared by `route` and `alternatives`."""

from collections.abc import Sequence
from pathlib import Path

from corridor.cli.output import as_json, emit
from corridor.cli.session import Session
from corridor.model.comparison import FirstChoice
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.model.reliability import Reliability
from corridor.planner import Planner
from corridor.reports.documents import alternatives_document, route_document
from corridor.reports.route_text import route_text


def emit_route(
    session: Session,
    planner: Planner,
    query: Query,
    itineraries: Sequence[Itinerary],
    *,
    format_: str,
    target: Path | None,
    force: bool,
    more: FirstChoice | Reliability | None = None,
) -> None:
    """Write itineraries in a format, as text and JSON with what is known of them more; alternatives have a first choice."""
    asked, made_with = (query, planner.scenario, planner.changes, itineraries), session.made_with
    content: str | bytes
    if format_ == "text":
        content = route_text(planner.dataset, *asked, made_with, more)
    elif format_ == "json":
        content = as_json(
            alternatives_document(*asked, more, made_with)
            if isinstance(more, FirstChoice)
            else route_document(*asked, made_with, more)
        )
    else:
        from corridor.cli.exports import route_export

        content = route_export(format_, session, query, [(planner, itinerary) for itinerary in itineraries])
    emit(content, target, force=force)
