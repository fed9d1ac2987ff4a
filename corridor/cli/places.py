"""`corridor places`."""

from pathlib import Path

import click

from corridor.cli import options


@click.command()
@click.argument("search", required=False, default="")
@options.output("text", "json", "csv", "geojson")
@options.data
def places(
    search: str,
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
) -> int:
    """List places that trips can start and end at; SEARCH keeps those whose names or country hold it.

    Example:

        corridor places tash
    """
    from dataclasses import replace

    from corridor.cli.output import as_json, emit
    from corridor.cli.session import start
    from corridor.errors import UnknownNameError
    from corridor.model.names import places_like
    from corridor.reports.documents import places_document
    from corridor.reports.geojson import places_geojson
    from corridor.reports.places_text import places_text
    from corridor.reports.tables import places_csv

    session = start(data)
    found = places_like(session.dataset, search)
    if not found:
        hint = session.places.near(search) or "see `corridor places`"
        raise UnknownNameError(f"no place has {search!r} in its names", hint=hint)
    dataset = replace(session.dataset, places=found)
    if format_ == "json":
        text = as_json(places_document(dataset, session.made_with))
    elif format_ == "csv":
        text = places_csv(dataset)
    elif format_ == "geojson":
        text = places_geojson(dataset)
    else:
        text = places_text(dataset, session.made_with)
    emit(text, target, force=force)
    return 0
