"""Shipments kept on disk, however many: in the order in which they came, and lined up for the work."""

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any, Final, NamedTuple, overload

from corridor.errors import UsageError
from corridor.model.ids import PlaceId
from corridor.model.query import Query
from corridor.model.shipment import Shipment
from corridor.studies.fingerprints import canonical
from corridor.studies.spool import Database, reported
from corridor.studies.trips import trip_of

_MOST_KEPT: Final = 10_000
"""Manners held in memory: shipments of most tables have a few."""
_NOWHERE: Final = PlaceId("")
_ENDS: Final = ("origin", "destination", "depart_at", "arrive_by")
"""What of a query is no manner."""

_TABLES: Final = (
    "CREATE TABLE manners (manner INTEGER PRIMARY KEY, text TEXT UNIQUE, query BLOB)",
    "CREATE TABLE shipments (n INTEGER PRIMARY KEY, id UNIQUE, source, kin, manner, origin, destination, depart_at,"
    " arrive_by, window_start, window_end, trucks, trucks_per_year, commodity, note, row)",
)
_COLUMNS: Final = (
    "manner, origin, destination, depart_at, arrive_by, id, window_start, window_end, trucks, trucks_per_year,"
    " commodity, note, row"
)
_PUT: Final = "INSERT OR IGNORE INTO shipments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FIRSTS: Final = "SELECT n, MIN(n) OVER (PARTITION BY kin) AS first FROM shipments"


class Place(NamedTuple):
    """Where a shipment was read: its file, and its row there."""

    source: str
    row: int


class Shelf(Sequence[Shipment]):
    """Shipments in the order in which they came, each id once. Going through them holds one at a time.

    A `manner` is what a query asks besides its ends and its time; most shipments have theirs in common with others.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._database = Database(*_TABLES)
        self._run = self._database.run
        self._count = 0
        self._numbers: dict[Query, int] = {}
        self._manners: dict[int, tuple[Query, dict[str, Any]]] = {}

    def put(self, shipment: Shipment, source: str = "") -> Place | None:
        """Keep a shipment, unless its id is there already: then return where that one stands.

        Raises:
            OutputError: The disk is full.
        """
        query = shipment.query
        manner = self._number(
            replace(query, origin=_NOWHERE, destination=_NOWHERE, depart_at=None, arrive_by=None)
        )
        values = (
            *(self._count, shipment.shipment_id, source, _kin(shipment, manner), manner),
            *(query.origin, query.destination, query.depart_at, query.arrive_by),
            *(shipment.window_start, shipment.window_end, shipment.trucks, shipment.trucks_per_year),
            *(shipment.commodity, shipment.note, shipment.row),
        )  # fmt: skip
        with reported():
            done = self._run.execute(_PUT, values)
        if done.rowcount:
            self._count += 1
            return None
        return Place(
            *self._run.execute("SELECT source, row FROM shipments WHERE id = ?", values[1:2]).fetchone()
        )

    def _number(self, manner: Query) -> int:
        """Return the number of a manner, the same whenever it comes again."""
        if manner not in self._numbers:
            if len(self._numbers) >= _MOST_KEPT:
                self._numbers.clear()
            text = canonical(asdict(manner))
            with reported():
                self._run.execute(
                    "INSERT OR IGNORE INTO manners (text, query) VALUES (?, ?)", (text, pickle.dumps(manner))
                )
            (number,) = self._run.execute("SELECT manner FROM manners WHERE text = ?", (text,)).fetchone()
            self._numbers[manner] = number
        return self._numbers[manner]

    def _manner(self, number: int) -> tuple[Query, dict[str, Any]]:
        """Return a manner as a query from nowhere to nowhere, and as what JSON holds of it."""
        if number not in self._manners:
            if len(self._manners) >= _MOST_KEPT:
                self._manners.clear()
            (query,) = self._run.execute("SELECT query FROM manners WHERE manner = ?", (number,)).fetchone()
            manner = pickle.loads(query)  # noqa: S301 - no one else has the file
            self._manners[number] = manner, asdict(manner)
        return self._manners[number]

    def manners(self) -> Iterator[Query]:
        """Yield what shipments ask besides ends and time, each once, as queries from nowhere to nowhere."""
        for (number,) in self._run.execute("SELECT manner FROM manners ORDER BY manner"):
            yield self._manner(number)[0]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Shipment]:
        yield from map(self._made, self._run.execute(f"SELECT {_COLUMNS} FROM shipments ORDER BY n"))  # noqa: S608

    @overload
    def __getitem__(self, at: int) -> Shipment: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Shipment]: ...

    def __getitem__(self, at: int | slice) -> Shipment | Sequence[Shipment]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self._count))]
        asked = f"SELECT {_COLUMNS} FROM shipments WHERE n = ?"  # noqa: S608
        return self._made(self._run.execute(asked, (range(self._count)[at],)).fetchone())

    def first_of_lanes(self) -> Iterator[Shipment]:
        """Yield the first shipment of each lane; lanes in the order in which they come for the last time."""
        asked = "SELECT MIN(n) FROM shipments GROUP BY origin, destination ORDER BY MAX(n)"
        for (n,) in self._run.execute(asked):
            yield self[n]

    def line_up(self) -> None:
        """Put shipments that are searched at once behind one another, the kin of the first one first."""
        with reported():
            self._run.execute("DROP TABLE IF EXISTS line")
            self._run.execute("CREATE TABLE line (place INTEGER PRIMARY KEY, n INTEGER)")
            self._run.execute(f"INSERT INTO line (n) SELECT n FROM ({_FIRSTS}) ORDER BY first, n")  # noqa: S608

    def line(self, places: range | None = None) -> Iterator[tuple[int, Shipment]]:
        """Yield the shipments that are lined up at these places, from 0, each with its number in the table; all for None."""
        places = range(self._count) if places is None else places
        asked = f"SELECT n, {_COLUMNS} FROM line JOIN shipments USING (n) WHERE place BETWEEN ? AND ? ORDER BY place"  # noqa: S608
        for n, *row in self._run.execute(asked, (places.start + 1, places.stop)):
            yield n, self._made(row)

    def documents(self) -> Iterator[dict[str, Any]]:
        """Yield each shipment as `dataclasses.asdict` has it, only sooner."""
        for row in self._run.execute(f"SELECT {_COLUMNS} FROM shipments ORDER BY n"):  # noqa: S608
            ends, own = _fields(row)
            yield own | {"query": self._manner(row[0])[1] | ends}

    def _made(self, row: Sequence[Any]) -> Shipment:
        ends, own = _fields(row)
        return Shipment(query=replace(self._manner(row[0])[0], **ends), **own)


def _fields(row: Sequence[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields of a query that are no manner, and those of a shipment but its query."""
    _, *ends, name, start, end, trucks, a_year, commodity, note, line = row
    return dict(zip(_ENDS, ends, strict=True)), {
        "shipment_id": name,
        "window_start": start,
        "window_end": end,
        "trucks": trucks,
        "trucks_per_year": a_year,
        "commodity": commodity,
        "note": note,
        "row": line,
    }


def _kin(shipment: Shipment, manner: int) -> str:
    """Return what shipments have to share to be searched at once: of an exact window all but the destination."""
    query = shipment.query
    if trip_of(shipment).is_exact:
        return f"{manner} {query.origin} {shipment.window_start} {shipment.window_end}"
    return f"{manner} {query.origin}>{query.destination}"


def shelved(shipments: Sequence[Shipment]) -> Shelf:
    """Return shipments on disk.

    Raises:
        OutputError: The disk is full.
        UsageError: Two have one id.
    """
    if isinstance(shipments, Shelf):
        return shipments
    shelf = Shelf()
    for shipment in shipments:
        if shelf.put(shipment):
            raise UsageError(
                f"two shipments have the id {shipment.shipment_id!r}", hint="give each row an id of its own"
            )
    return shelf
