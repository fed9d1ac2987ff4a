"""Shipments: lanes that trucks go, as batch comparisons take them."""

from dataclasses import dataclass

from corridor.model.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """One row of a table of shipments: trucks of one kind on one lane.

    `query` is the trip; its `depart_at` or `arrive_by` is given if the row asks for that one trip, and the window is
    then that one second. Else departures of `[window_start, window_end)`, UTC seconds, are looked at: those of the
    row, or of the study. `trucks` weighs the lane against others, `trucks_per_year` turns hours into truck-hours a
    year; None: not said. `row` is where it stands in its file, from 1 with the heading, and `commodity` and `note` are
    repeated in reports as they are.
    """

    shipment_id: str
    query: Query
    window_start: int
    window_end: int
    trucks: float = 1.0
    trucks_per_year: float | None = None
    commodity: str = ""
    note: str = ""
    row: int = 0

    def departures(self, every_s: int) -> range:
        """Return the departures to be listed, one each `every_s`; of one trip, the one second that it is about."""
        return range(self.window_start, self.window_end, every_s)

    @property
    def lane(self) -> str:
        """Origin and destination as one word: `kashgar>osh`."""
        return f"{self.query.origin}>{self.query.destination}"
