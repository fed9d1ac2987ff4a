"""Spreads: classes of road that are known, and where they mean something."""

from collections.abc import Iterator

from corridor.dataset.checks.links import ROAD_CLASSES
from corridor.dataset.content import Content
from corridor.dataset.notices import Finding, near_miss, quoted


def wrong_spread_classes(content: Content) -> Iterator[Finding]:
    """Yield classes of road that are not known, or stand where none is meant."""
    for row in content.spreads:
        road_class = row.item.road_class
        if not road_class:
            continue
        if row.item.varies != "drive-link":
            message = f"{row.item.varies} does not go by class of road, {quoted(road_class)} is ignored"
            yield row.finding("spread-with-class", "road_class", message)
        elif road_class not in ROAD_CLASSES:
            message = f"there is no class {quoted(road_class)}"
            hint = near_miss(road_class, ROAD_CLASSES)
            yield row.finding("unknown-road-class", "road_class", message, hint=hint)


def missing_spreads(content: Content) -> Iterator[Finding]:
    """Yield what has no row for the rest in a table that has rows."""
    last = content.spreads[-1] if content.spreads else None
    given = {row.item.varies for row in content.spreads if not row.item.road_class}
    for varies in ("drive-trip", "drive-link", "dwell", "queue") if last else ():
        if varies not in given and last:
            yield last.finding("no-spread", "varies", f"there is no row of {varies} for all classes")
