"""What a table and a column of a dataset are, and the columns that several tables have."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.crossing import CrossingMode
from corridor.model.provenance import BASES

Kind = Literal[
    "id",
    "text",
    "list",
    "int",
    "number",
    "lat",
    "lon",
    "day",
    "moment",
    "country",
    "zone",
    "choice",
    "choices",
    "flag",
    "url",
    "hours",
    "rates",
    "calendar",
    "calendars",
]
"""How a cell is read: `list` and `choices` are split at `|`; `moment` is a day or a time; `flag` is yes or no;
`rates` are vehicles per hour by hour of day; `calendar` is one holiday calendar, `calendars` none or several joined by `+`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `refers_to` names the tables one of which must hold the value."""

    name: str
    kind: Kind
    doc: str
    required: bool = False
    unit: str = ""
    options: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One CSV file. `key` columns are unique together."""

    name: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: bool = False

    @property
    def file_name(self) -> str:
        """Name of the file in the dataset folder."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError if there is none."""
        return next(column for column in self.columns if column.name == name)


def options_of(alias: object) -> tuple[str, ...]:
    """Return the values of a Literal."""
    return tuple(alias.__args__)  # type: ignore[attr-defined]


def source_column(doc: str = "where the row comes from") -> Column:
    """Return the column that names the source of a row."""
    return Column(name="source_id", kind="id", doc=doc, required=True, refers_to=("sources",))


NOTE = Column(name="note", kind="text", doc="remark for readers")
COUNTRY_CODE = "ISO 3166-1 alpha-2"
LAT = Column(name="lat", kind="lat", doc="WGS84 latitude", required=True, unit="degree")
LON = Column(name="lon", kind="lon", doc="WGS84 longitude", required=True, unit="degree")
ZONE = Column(
    name="tz", kind="zone", doc="IANA zone by which it works, never looked up from coordinates", required=True
)
ELEVATION = Column(
    name="elevation_m", kind="int", doc="height above sea level", unit="m", low=-200, high=6000
)
CROSSING = Column(name="crossing_id", kind="id", doc="the crossing", required=True, refers_to=("crossings",))
CROSSING_MODE = Column(
    name="mode", kind="choice", doc="kind of traffic", required=True, options=options_of(CrossingMode)
)
SIDE = Column(
    name="side", kind="country", doc=f"country whose control points are meant ({COUNTRY_CODE})", required=True
)


PARKING = Column(
    name="parking", kind="flag", doc="whether a truck can stand there for a break or a rest; blank: yes"
)


def basis_column(name: str = "basis", doc: str = "how the figure was come by, strongest first") -> Column:
    """Return the column that says how a figure was come by."""
    return Column(name=name, kind="choice", doc=doc, required=True, options=BASES)
