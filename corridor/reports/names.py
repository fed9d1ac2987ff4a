"""What outputs call things: one rule for every report."""

from collections.abc import Sequence

from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, CrossingId, PlaceId


def title_of(dataset: Dataset, item_id: str) -> str:
    """Return the English name of a place or control point (with its side)."""
    if place := dataset.places.get(PlaceId(item_id)):
        return place.name_en
    point = dataset.control_points[ControlId(item_id)]
    return f"{point.name_en} ({point.side})" if f"({point.side}" not in point.name_en else point.name_en


def way_of(crossings: Sequence[CrossingId]) -> str:
    """Return a sequence of crossings as one text."""
    return " > ".join(crossings) if crossings else "no border"
