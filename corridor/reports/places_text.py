"""Places as text."""

from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.reports.columns import aligned, footer


def places_text(dataset: Dataset, made_with: MadeWith) -> str:
    """Return the places as a table."""
    rows = [("id", "name", "中文", "русский", "country", "kind", "clock")]
    rows += [
        (p.place_id, p.name_en, p.name_zh, p.name_ru, p.country, p.kind, p.tz)
        for p in dataset.places.values()
    ]
    return "\n".join([*aligned(rows, indent=""), "", f"{len(dataset.places)} places", *footer(made_with)])
