"""The weakest data of a report: figures that nobody published as they are, and hours that are hardly sure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corridor.model.crossing import Dwell
from corridor.model.ids import SourceId
from corridor.model.provenance import BASES as BY_STRENGTH
from corridor.model.provenance import Basis
from corridor.plotting.charts.chart import Table
from corridor.plotting.charts.port_bands import country_name
from corridor.plotting.citations import Citations
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.reports.port.tables import holds_at
from corridor.plotting.terms import BASES, CONFIDENCES, DIRECTIONS
from corridor.plotting.words import Words

_WEAK: Final[frozenset[Basis]] = frozenset({"modelled", "estimated", "assumed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    what: str
    figure: str
    basis: Basis
    said: str
    source_id: SourceId


def weak_table(page: PortPage, words: Words) -> Table:
    """Return the weak figures that count in this report, the weakest first."""
    cite = Citations(page.source_ids)
    figures = [*_hours(page, words), *_clearance(page, words), *_queues(page, words), *_roads(page, words)]
    figures.sort(key=lambda each: -BY_STRENGTH.index(each.basis))
    rows = dict.fromkeys((each.what, each.figure, each.said, cite([each.source_id])) for each in figures)
    return Table(head=(words("What"), words("Figure"), words("Basis"), words("Sources")), rows=tuple(rows))


def _hours(page: PortPage, words: Words) -> Iterator[_Figure]:
    for control in page.report.controls:
        row = control.schedule
        if row and (row.confidence == "low" or row.basis in _WEAK):
            sure = words("confidence: {confidence}", confidence=words(CONFIDENCES[row.confidence]))
            yield _Figure(
                what=words("Hours: {side}", side=country_name(row.side, words)),
                figure=row.hours or words("not known"),
                basis=row.basis,
                said=f"{words(BASES[row.basis])}, {sure}",
                source_id=row.source_id,
            )


def _clearance(page: PortPage, words: Words) -> Iterator[_Figure]:
    used: dict[str, Dwell] = {
        row.dwell_id: row for port in page.ports for row in port.controls[0].dwells.values()
    }
    for row in used.values():
        if row.basis in _WEAK:
            direction = words(DIRECTIONS[row.direction])
            yield _Figure(
                what=words(
                    "{direction}, clearance: {where}", direction=direction, where=holds_at(row, page, words)
                ),
                figure=words.duration(row.net_min * 60),
                basis=row.basis,
                said=words(BASES[row.basis]),
                source_id=row.source_id,
            )


def _queues(page: PortPage, words: Words) -> Iterator[_Figure]:
    for port in page.ports:
        for row in port.controls[0].queues:
            if row.basis in _WEAK:
                yield _Figure(
                    what=words("Queue: {name}", name=port.name),
                    figure=f"{row.demand}; {row.capacity}",
                    basis=row.basis,
                    said=words(BASES[row.basis]),
                    source_id=row.source_id,
                )


def _roads(page: PortPage, words: Words) -> Iterator[_Figure]:
    for item in (*page.links, *page.strips):
        link = item.link
        figures = (
            (words("Distance"), words.km(link.distance_km), link.distance_basis, link.distance_source_id),
            (
                words("Speed"),
                words("{speed} km/h", speed=f"{link.speed_kmh:.0f}"),
                link.speed_basis,
                link.speed_source_id,
            ),
        )
        for what, figure, basis, source_id in figures:
            if basis in _WEAK:
                yield _Figure(
                    what=f"{what}: {item.start} – {item.end}",
                    figure=figure,
                    basis=basis,
                    said=words(BASES[basis]),
                    source_id=source_id,
                )
