"""Which places hang together over open links."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from corridor.dataset.content import Content, Located
from corridor.dataset.notices import Finding, quoted
from corridor.model.link import Link, Mode

_NAMED_AT_MOST: Final = 5


def isolated_places(content: Content) -> Iterator[Finding]:
    """Yield places at which no open link ends."""
    linked = {end for link in _open_links(content) for end in (link.from_id, link.to_id)}
    for row in content.places:
        if row.item.place_id not in linked:
            message = f"no open link ends at {quoted(row.item.place_id)}"
            yield row.finding("isolated-place", "place_id", message)


def unreachable_parts(content: Content) -> Iterator[Finding]:
    """Yield, once for each, the parts of the roads and ferries, and of the railways, away from the largest."""
    yield from _parts(content, {"road", "ferry"}, "unreachable-places", "road or ferry")
    yield from _parts(content, {"rail"}, "unreachable-by-rail", "rail")


def _open_links(content: Content) -> Iterator[Link]:
    for row in content.links:
        if row.item.status == "open" and row.item.truck_access != "no":
            yield row.item


def _parts(content: Content, modes: set[Mode], code: str, way: str) -> Iterator[Finding]:
    rows: dict[str, Located[Any]] = {row.item.place_id: row for row in content.places}
    rows |= {row.item.control_id: row for row in content.control_points}
    pairs = ((link.from_id, link.to_id) for link in _open_links(content) if link.mode in modes)
    parts = components((a, b) for a, b in pairs if a in rows and b in rows)
    for part in parts[1:]:
        first, *others = sorted(part)
        more = ", ".join(others[:_NAMED_AT_MOST]) + (", ..." if len(others) > _NAMED_AT_MOST else "")
        message = f"{quoted(first)} and {len(others)} others ({more}) are not joined to the rest by {way}"
        yield rows[first].finding(
            code, "control_id" if rows[first].file == "control_points.csv" else "place_id", message
        )


def components(pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Return the sets of ids that hang together, the largest first, equal ones by their first id."""
    part_of: dict[str, set[str]] = {}
    for a, b in pairs:
        small, large = sorted((part_of.get(a, {a}), part_of.get(b, {b})), key=len)
        large |= small
        part_of |= dict.fromkeys(small, large)
        part_of.update({a: large, b: large})
    distinct = {id(part): part for part in part_of.values()}.values()
    return sorted(distinct, key=lambda part: (-len(part), min(part)))
