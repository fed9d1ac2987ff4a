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
from corridor.reports.tables import route_csv


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
    """Write itineraries as text, JSON, CSV or GeoJSON, and what is known of them more; alternatives have a first choice."""
    dataset, scenario, made_with = planner.dataset, planner.scenario, session.made_with
    if format_ == "json":
        asked = (query, scenario, planner.changes, itineraries)
        text = as_json(
            alternatives_document(*asked, more, made_with)
            if isinstance(more, FirstChoice)
            else route_document(*asked, made_with, more)
        )
    elif format_ == "csv":
        text = route_csv(dataset, itineraries)
    elif format_ == "geojson":
        from corridor.dataset.loading import load_alignments
        from corridor.reports.geojson import route_geojson

        text = route_geojson(dataset, itineraries, load_alignments(session.folder), made_with)
    else:
        text = route_text(dataset, query, scenario, planner.changes, itineraries, made_with, more)
    emit(text, target, force=force)
