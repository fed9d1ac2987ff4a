"""The figures of every shipment on disk: they come as chunks are, and are told in the order of the study."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.studies import figures
from corridor.studies.spool import Database, reported

Told = Sequence[tuple[str, str]]
"""Status and reason by scenario."""

_BLOCK: Final = 20_000
_TABLES: Final = (
    "CREATE TABLE figures (n INTEGER PRIMARY KEY, rows BLOB, told TEXT)",
    "CREATE TABLE failed (n INTEGER PRIMARY KEY, id TEXT, reason TEXT)",
)


class Ledger:
    """Figures by shipment of the study, scenario and `figures.FIELDS`, with status and reason."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._database = Database(*_TABLES)
        self._run = self._database.run

    def put(self, number: int, shipment_id: str, rows: NDArray[np.float64], told: Told) -> None:
        """Keep the figures of a shipment, which has this number in the study.

        Raises:
            OutputError: The disk is full.
        """
        with reported():
            values = number, np.ascontiguousarray(rows).tobytes(), json.dumps(told)
            self._run.execute("INSERT INTO figures VALUES (?, ?, ?)", values)
            reasons = [reason for status, reason in told if status == "failed"]
            if reasons:
                self._run.execute("INSERT INTO failed VALUES (?, ?, ?)", (number, shipment_id, reasons[0]))

    def __iter__(self) -> Iterator[tuple[NDArray[np.float64], Told]]:
        for rows, told in self._run.execute("SELECT rows, told FROM figures ORDER BY n"):
            yield np.frombuffer(rows).reshape(-1, len(figures.FIELDS)), json.loads(told)

    def truck_hours_saved(self) -> tuple[float | None, ...]:
        """Return the truck-hours that shipments save in a year, by scenario; None: of no shipment are they known."""
        sums: list[float | None] = []
        for block in self._blocks():
            hours = block[:, :, figures.AT["truck_hours_saved"]].T
            sums = sums or [None] * len(hours)
            for scenario, each in enumerate(hours):
                if not np.isnan(each).all():
                    sums[scenario] = (sums[scenario] or 0.0) + float(np.nansum(each))
        return tuple(sums)

    def _blocks(self) -> Iterator[NDArray[np.float64]]:
        """Yield the figures of many shipments at a time: by shipment, scenario and field."""
        cursor = self._run.execute("SELECT rows FROM figures ORDER BY n")
        while rows := cursor.fetchmany(_BLOCK):
            yield np.frombuffer(b"".join(row for (row,) in rows)).reshape(len(rows), -1, len(figures.FIELDS))

    def failed(self, at_most: int) -> tuple[tuple[str, str], ...]:
        """Return id and reason of the first shipments that cannot be planned, under any scenario."""
        asked = "SELECT id, reason FROM failed ORDER BY n LIMIT ?"
        return tuple(self._run.execute(asked, (at_most,)).fetchall())

    @property
    def failed_in_all(self) -> int:
        """How many shipments cannot be planned."""
        (count,) = self._run.execute("SELECT COUNT(*) FROM failed").fetchone()
        return int(count)
