"""The typed rows of a dataset, each with the place it came from: what loading and checking both work on."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from corridor.dataset.about import About, read_about
from corridor.dataset.cells import CellError, parser
from corridor.dataset.notices import Finding, found
from corridor.dataset.readers import RawRow, RawTable, read_table
from corridor.dataset.schema import TABLES
from corridor.model.ban import Ban
from corridor.model.benchmark import Benchmark, BenchmarkTrip
from corridor.model.crew import CrewRule
from corridor.model.crossing import Capacity, ControlPoint, Crossing, Dwell, Throughput, Transload
from corridor.model.dataset import HolidayDay, HolidayOverride
from corridor.model.ids import LinkId
from corridor.model.link import Link
from corridor.model.place import Place, Position
from corridor.model.provenance import Source
from corridor.model.queue import QueueFigures
from corridor.model.schedule import Closure, Schedule
from corridor.model.spread import SpreadFigures

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Values = dict[str, Any]
"""Values of a row by column; Any, because the schema says what each is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """A point that the alignment of a link must pass; `straight` joins it to the one before as a tunnel does."""

    link_id: LinkId
    seq: int
    position: Position
    straight: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A finding that was looked at and is right as it is, with the reason."""

    code: str
    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A row as a value, with its file and line, and its key as the subject of findings."""

    item: T
    file: str
    line: int
    subject: str

    def finding(self, code: str, column: str, message: str, *, hint: str = "") -> Finding:
        """Return a finding about this row."""
        return found(code, self.file, self.line, column, message, hint=hint, subject=self.subject)


Rows = Sequence[Located[T]]


@dataclass(slots=True, kw_only=True)
class Content:
    """Everything that a dataset's tables hold. Rows with a bad cell are in `raw` only."""

    folder: Path
    about: About | None
    raw: dict[str, RawTable] = field(default_factory=dict)
    sources: Rows[Source] = ()
    places: Rows[Place] = ()
    crossings: Rows[Crossing] = ()
    control_points: Rows[ControlPoint] = ()
    links: Rows[Link] = ()
    schedules: Rows[Schedule] = ()
    closures: Rows[Closure] = ()
    dwells: Rows[Dwell] = ()
    transloads: Rows[Transload] = ()
    capacities: Rows[Capacity] = ()
    throughputs: Rows[Throughput] = ()
    crew_rules: Rows[CrewRule] = ()
    queues: Rows[QueueFigures] = ()
    spreads: Rows[SpreadFigures] = ()
    holidays: Rows[HolidayOverride] = ()
    holiday_days: Rows[HolidayDay] = ()
    bans: Rows[Ban] = ()
    benchmark_trips: Rows[BenchmarkTrip] = ()
    benchmarks: Rows[Benchmark] = ()
    waypoints: Rows[Waypoint] = ()
    reviewed: Rows[Reviewed] = ()


def read_content(folder: Path) -> tuple[Content, list[Finding]]:
    """Return the rows of all tables, and what is wrong with files and cells."""
    about, findings = read_about(folder)
    content = Content(folder=folder, about=about)
    for table in TABLES:
        raw, of_file = read_table(folder, table)
        content.raw[table.name] = raw
        findings += of_file
        setattr(content, table.name, _typed_rows(raw, _BUILDERS[table.name], findings))
    return content, findings


def _typed_rows(raw: RawTable, build: Callable[[Values], T], findings: list[Finding]) -> list[Located[T]]:
    columns = [(column, parser(column), raw.position(column.name)) for column in raw.table.columns]
    defaults = {column.name: parse("") for column, parse, at in columns if at is None and not column.required}
    present = [(column.name, parse, at) for column, parse, at in columns if at is not None]
    rows = []
    for row in raw.rows:
        cells = row.cells
        try:
            values: Values = {name: parse(cells[at]) for name, parse, at in present}
        except CellError:
            findings += _wrong_cells(raw, row)
            continue
        if raw.is_readable:
            item = build({**defaults, **values} if defaults else values)
            rows.append(Located(item, raw.table.file_name, row.line, raw.subject(row)))
    return rows


def _wrong_cells(raw: RawTable, row: RawRow) -> Iterator[Finding]:
    subject = raw.subject(row)
    for column in raw.table.columns:
        if (at := raw.position(column.name)) is None:
            continue
        try:
            parser(column)(row.cells[at])
        except CellError as error:
            yield found(
                error.code,
                raw.table.file_name,
                row.line,
                column.name,
                error.message,
                hint=error.hint,
                subject=subject,
            )


def _placed(build: Callable[..., T]) -> Callable[[Values], T]:
    """Return a builder that joins latitude and longitude to a position."""

    def build_placed(values: Values) -> T:
        lat, lon = values.pop("lat"), values.pop("lon")
        return build(position=Position(lat, lon), **values)

    return build_placed


def _plain(build: Callable[..., T]) -> Callable[[Values], T]:
    return lambda values: build(**values)


def _closure(values: Values) -> Closure:
    return Closure(**values | {"supersedes": values["supersedes"] or ""})


_BUILDERS: Final[Mapping[str, Callable[[Values], object]]] = {
    "sources": _plain(Source),
    "places": _placed(Place),
    "crossings": _plain(Crossing),
    "control_points": _placed(ControlPoint),
    "links": _plain(Link),
    "schedules": _plain(Schedule),
    "closures": _closure,
    "dwells": _plain(Dwell),
    "transloads": _plain(Transload),
    "capacities": _plain(Capacity),
    "throughputs": _plain(Throughput),
    "crew_rules": _plain(CrewRule),
    "queues": _plain(QueueFigures),
    "spreads": _plain(SpreadFigures),
    "holidays": _plain(HolidayOverride),
    "holiday_days": _plain(HolidayDay),
    "bans": _plain(Ban),
    "benchmark_trips": _plain(BenchmarkTrip),
    "benchmarks": _plain(Benchmark),
    "waypoints": _placed(Waypoint),
    "reviewed": _plain(Reviewed),
}


def grouped(rows: Rows[T], key: Callable[[T], K]) -> dict[K, list[Located[T]]]:
    """Return the rows by key, in the order of the file."""
    groups: dict[K, list[Located[T]]] = {}
    for row in rows:
        groups.setdefault(key(row.item), []).append(row)
    return groups
