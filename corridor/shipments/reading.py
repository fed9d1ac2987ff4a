"""Tables of shipments to shipments and findings: a bad row stops no other and is never left out silently."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from corridor.dataset.notices import DatasetError, Finding, RejectedError, found
from corridor.dataset.paths import shown
from corridor.model.shipment import Shipment
from corridor.shipments.files import rows_of
from corridor.shipments.names import Names
from corridor.shipments.rows import Read, Row
from corridor.shipments.trips import Defaults, Trips
from corridor.studies.shelf import Place, Shelf
from corridor.studies.spool import Spool, reported

Source = tuple[str, Read]
"""Where rows come from, for findings, and the rows."""
_MOST_TOLD: Final = 1_000
"""Findings that are told of a file that is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentsRead:
    """What was read: shipments in the order of their rows, everything found, and how many rows were refused.

    A refused row has at least one finding that is an error; other findings are remarks on files. Shipments and findings
    are on disk: memory does not grow with them.
    """

    shipments: Shelf
    findings: Sequence[Finding]
    refused: int


def read_shipments(path: Path, names: Names, defaults: Defaults) -> ShipmentsRead:
    """Return the shipments of a CSV, XLSX, Parquet or JSON Lines file.

    Raises:
        DatasetError: The file cannot be read as a whole, or lacks a column that it needs.
        OutputError: The disk has no room for what is read.
    """
    name = shown(path)
    return collected([(name, rows_of(path, name))], names, defaults)


@reported()  # what is read from disk may first have to make room in memory by writing
def collected(sources: Iterable[Source], names: Names, defaults: Defaults) -> ShipmentsRead:
    """Return the shipments of several sources in turn; an id that comes again is refused.

    Raises:
        DatasetError: A source cannot be read as a whole.
        OutputError: The disk has no room for what is read.
    """
    trips = Trips(names, defaults)
    shelf, findings, refused = Shelf(), Spool[Finding](), 0
    for file, rows in sources:
        try:
            for row in rows:
                if isinstance(row, Finding):
                    findings.append(row)
                elif wrong := _shelve(shelf, trips, row, file):
                    findings.extend(wrong)
                    refused += 1
        except RejectedError as rejected:
            raise _rejected(file, findings, rejected.finding) from None
    return ShipmentsRead(shipments=shelf, findings=findings, refused=refused)


def _shelve(shelf: Shelf, trips: Trips, row: Row, file: str) -> Sequence[Finding]:
    """Keep the shipment of a row, or return everything that is wrong with it."""
    made = trips.shipment(row, file)
    if not isinstance(made, Shipment):
        return made
    first = shelf.put(made, file)
    return () if first is None else (_twice(made, first, file, row.labels.get("id", "id")),)


def _rejected(file: str, findings: Sequence[Finding], last: Finding) -> DatasetError:
    """Return an error that tells why a file is refused, after what was found in it: of very much, the first of it."""
    more = f", and {len(findings) - _MOST_TOLD:,} more" if len(findings) > _MOST_TOLD else ""
    return DatasetError(f"{file!r}{more}", [*islice(findings, _MOST_TOLD), last])


def _twice(again: Shipment, first: Place, file: str, label: str) -> Finding:
    where = f"line {first.row}" if file == first.source else f"{first.source}:{first.row}"
    return found(
        "duplicate-key",
        file,
        again.row,
        label,
        f"id {again.shipment_id!r} is that of {where}",
        hint="give each shipment its own id",
        subject=again.shipment_id,
    )
