"""Map layers against the tables."""

from collections.abc import Iterator, Mapping
from typing import Final

from corridor.dataset.checks.ends import End, ends_by_id
from corridor.dataset.content import Content, Located
from corridor.dataset.layers import BASEMAP_LAYERS, RELIEF_FILE, read_alignments, read_layer
from corridor.dataset.notices import Finding, RejectedError, quoted
from corridor.model.alignment import Alignment
from corridor.model.ids import LinkId
from corridor.model.link import Link
from corridor.model.place import Position
from corridor.model.sphere import great_circle_km

_ENDS_WITHIN_KM: Final = 0.5


def wrong_basemap(content: Content) -> Iterator[Finding]:
    """Yield background layers that are not there or cannot be read."""
    for name in (*BASEMAP_LAYERS.values(), RELIEF_FILE):
        try:
            read_layer(content.folder, name)
        except RejectedError as rejected:
            if (name, rejected.finding.code) != (RELIEF_FILE, "missing-layer"):
                yield rejected.finding


def wrong_alignments(content: Content) -> Iterator[Finding]:
    """Yield alignments that do not belong to a link or do not lie at its ends, and links without one."""
    alignments, findings = read_alignments(content.folder)
    yield from findings
    links = {row.item.link_id: row for row in content.links}
    ends = ends_by_id(content)
    drawn: set[str] = set()
    for row in alignments:
        link_id = row.item.link_id
        if link_id not in links:
            yield row.finding("alignment-unknown", "link_id", f"there is no link {quoted(link_id)}")
        elif link_id in drawn:
            yield row.finding(
                "alignment-unknown", "link_id", f"link {quoted(link_id)} has an alignment already"
            )
        else:
            yield from _wrong_ends(row, links[link_id].item, ends)
        drawn.add(link_id)
    if not findings:
        yield from _undrawn(links, drawn)


def _undrawn(links: dict[LinkId, Located[Link]], drawn: set[str]) -> Iterator[Finding]:
    for link_id, link in links.items():
        if link_id not in drawn:
            yield link.finding("alignment-missing", "link_id", f"link {quoted(link_id)} has no alignment")


def _wrong_ends(row: Located[Alignment], link: Link, ends: Mapping[str, End]) -> Iterator[Finding]:
    points = row.item.points
    for end_id, (lon, lat) in ((link.from_id, points[0]), (link.to_id, points[-1])):
        if end_id in ends:
            off_km = great_circle_km(ends[end_id].position, Position(lat, lon))
            if off_km > _ENDS_WITHIN_KM:
                message = f"alignment of {quoted(link.link_id)} is {off_km:.1f} km off {end_id!r}"
                yield row.finding("alignment-ends", "coordinates", message)
