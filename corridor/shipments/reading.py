"""Tables of shipments to shipments and findings: a bad row stops no other and is never left out silently."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corridor.dataset.notices import DatasetError, Finding, RejectedError, found
from corridor.dataset.paths import shown
from corridor.model.shipment import Shipment
from corridor.shipments.files import rows_of
from corridor.shipments.names import Names
from corridor.shipments.rows import Read
from corridor.shipments.trips import Defaults, Trips

Source = tuple[str, Read]
"""Where rows come from, for findings, and the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipmentsRead:
    """What was read: shipments in the order of their rows, everything found, and how many rows were refused.

    A refused row has at least one finding that is an error; other findings are remarks on files.
    """

    shipments: tuple[Shipment, ...]
    findings: tuple[Finding, ...]
    refused: int


def read_shipments(path: Path, names: Names, defaults: Defaults) -> ShipmentsRead:
    """Return the shipments of a CSV, XLSX, Parquet or JSON Lines file.

    Raises:
        DatasetError: The file cannot be read as a whole, or lacks a column that it needs.
    """
    name = shown(path)
    return collected([(name, rows_of(path, name))], names, defaults)


def collected(sources: Iterable[Source], names: Names, defaults: Defaults) -> ShipmentsRead:
    """Return the shipments of several sources in turn; an id that comes again is refused.

    Raises:
        DatasetError: A source cannot be read as a whole.
    """
    trips = Trips(names, defaults)
    shipments: dict[str, Shipment] = {}
    files: dict[str, str] = {}
    findings: list[Finding] = []
    refused = 0
    for file, rows in sources:
        try:
            for row in rows:
                if isinstance(row, Finding):
                    findings.append(row)
                    continue
                made = trips.shipment(row, file)
                if isinstance(made, Shipment) and made.shipment_id in shipments:
                    first = shipments[made.shipment_id]
                    label = row.labels.get("id", "id")
                    made = (_twice(made, first, file, files[made.shipment_id], label),)
                if isinstance(made, Shipment):
                    shipments[made.shipment_id] = made
                    files[made.shipment_id] = file
                else:
                    findings += made
                    refused += 1
        except RejectedError as rejected:
            raise DatasetError(f"{file!r}", [*findings, rejected.finding]) from None
    return ShipmentsRead(shipments=tuple(shipments.values()), findings=tuple(findings), refused=refused)


def _twice(again: Shipment, first: Shipment, file: str, first_file: str, label: str) -> Finding:
    where = f"line {first.row}" if file == first_file else f"{first_file}:{first.row}"
    return found(
        "duplicate-key",
        file,
        again.row,
        label,
        f"id {again.shipment_id!r} is that of {where}",
        hint="give each shipment its own id",
        subject=again.shipment_id,
    )
