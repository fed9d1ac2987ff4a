"""Every file and column of a dataset: one declaration for loading, checking and documentation."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.crossing import Activity, CrossingMode, Direction, Freight, Role
from corridor.model.link import Mode, TruckAccess
from corridor.model.place import PlaceKind
from corridor.model.provenance import BASES
from corridor.model.schedule import ADMISSIONS

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
    "calendar",
    "calendars",
]
"""`calendar` is one holiday calendar, `calendars` is none or several joined by `+`; `list` and `choices` are split at `|`; `moment` is a day or a time; `flag` is yes or no."""


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


def _options(alias: object) -> tuple[str, ...]:
    return tuple(alias.__args__)  # type: ignore[attr-defined]


def _source(doc: str = "where the row comes from") -> Column:
    return Column(name="source_id", kind="id", doc=doc, required=True, refers_to=("sources",))


_NOTE = Column(name="note", kind="text", doc="remark for readers")
_COUNTRY = "ISO 3166-1 alpha-2"
_LAT = Column(name="lat", kind="lat", doc="WGS84 latitude", required=True, unit="degree")
_LON = Column(name="lon", kind="lon", doc="WGS84 longitude", required=True, unit="degree")
_ZONE = Column(
    name="tz", kind="zone", doc="IANA zone by which it works, never looked up from coordinates", required=True
)
_ELEVATION = Column(
    name="elevation_m", kind="int", doc="height above sea level", unit="m", low=-200, high=6000
)
_CROSSING = Column(name="crossing_id", kind="id", doc="the crossing", required=True, refers_to=("crossings",))
_CROSSING_MODE = Column(
    name="mode", kind="choice", doc="kind of traffic", required=True, options=_options(CrossingMode)
)
_SIDE = Column(
    name="side", kind="country", doc=f"country whose control points are meant ({_COUNTRY})", required=True
)


def _basis(name: str = "basis", doc: str = "how the figure was come by, strongest first") -> Column:
    return Column(name=name, kind="choice", doc=doc, required=True, options=BASES)


SOURCES = Table(
    name="sources",
    doc="Publications that figures were taken from, and statements of what was assumed.",
    key=("source_id",),
    columns=(
        Column(name="source_id", kind="id", doc="key", required=True),
        Column(name="title", kind="text", doc="title or what it states", required=True),
        Column(name="publisher", kind="text", doc="who published it", required=True),
        Column(name="url", kind="url", doc="address; blank for assumptions and general knowledge"),
        Column(name="published_on", kind="text", doc="date, month or year of publication, if known"),
        Column(name="licence", kind="text", doc="terms, where the rows are more than facts"),
        _NOTE,
    ),
)

PLACES = Table(
    name="places",
    doc="Cities, towns, terminals, stations, sea ports and junctions.",
    key=("place_id",),
    columns=(
        Column(name="place_id", kind="id", doc="key", required=True),
        Column(name="name_en", kind="text", doc="English name", required=True),
        Column(name="name_zh", kind="text", doc="Chinese name"),
        Column(name="name_ru", kind="text", doc="Russian name"),
        Column(name="name_local", kind="text", doc="name in the local language"),
        Column(name="aliases", kind="list", doc="other names that users may type, split by |"),
        Column(name="country", kind="country", doc=_COUNTRY, required=True),
        Column(name="kind", kind="choice", doc="what it is", required=True, options=_options(PlaceKind)),
        _LAT,
        _LON,
        _basis("position_basis", "how the position was come by"),
        _ELEVATION,
        _ZONE,
        Column(name="geonames_id", kind="text", doc="GeoNames id (CC BY 4.0), if the position is theirs"),
        _source(),
        _NOTE,
    ),
)

CROSSINGS = Table(
    name="crossings",
    doc="Border crossings (the pair of sides), and sea ports with one side.",
    key=("crossing_id",),
    columns=(
        Column(name="crossing_id", kind="id", doc="key", required=True),
        Column(name="name_en", kind="text", doc="English name", required=True),
        Column(name="name_zh", kind="text", doc="Chinese name"),
        Column(name="name_ru", kind="text", doc="Russian name"),
        Column(name="aliases", kind="list", doc="other names that users may type, split by |"),
        Column(name="country_a", kind="country", doc=f"one side ({_COUNTRY})", required=True),
        Column(name="country_b", kind="country", doc="the other side; blank at a sea port"),
        Column(
            name="freight",
            kind="choice",
            doc="who may pass with freight: yes; limited (not for scheduled freight); light (no heavy trucks); "
            "bilateral (vehicles of the two countries only); no; unknown",
            required=True,
            options=_options(Freight),
        ),
        Column(
            name="status",
            kind="choice",
            doc="open, or planned (present but off)",
            required=True,
            options=("open", "planned"),
        ),
        _ELEVATION,
        _source(),
        _NOTE,
    ),
)

CONTROL_POINTS = Table(
    name="control_points",
    doc="Where vehicles are stopped and cleared, in order from country_a towards country_b, per mode.",
    key=("control_id",),
    columns=(
        Column(name="control_id", kind="id", doc="key; also an end of links", required=True),
        _CROSSING,
        Column(
            name="seq",
            kind="int",
            doc="order from country_a to country_b, per crossing and mode, from 1",
            required=True,
            low=1,
            high=99,
        ),
        _CROSSING_MODE,
        _SIDE,
        Column(name="name_en", kind="text", doc="English name", required=True),
        Column(name="name_local", kind="text", doc="local names"),
        Column(
            name="role",
            kind="choice",
            doc="inspection-yard, post, rail-station, sea-port: main places of clearance; border-gate: a gate with hours "
            "of its own; border-line: the line itself, nothing is done there",
            required=True,
            options=_options(Role),
        ),
        Column(
            name="directions",
            kind="choices",
            doc="in which directions, seen from the side's country, something is done here; blank for a border-line",
            options=_options(Direction),
        ),
        _LAT,
        _LON,
        Column(
            name="accuracy_km",
            kind="number",
            doc="estimated error of the position",
            unit="km",
            low=0,
            high=100,
        ),
        _basis("position_basis", "how the position was come by"),
        _ELEVATION,
        _ZONE,
        _source(),
        _NOTE,
    ),
)

LINKS = Table(
    name="links",
    doc="Road, rail and ferry sections between places and control points, usable both ways.",
    key=("link_id",),
    columns=(
        Column(name="link_id", kind="id", doc="key", required=True),
        Column(
            name="from_id", kind="id", doc="one end", required=True, refers_to=("places", "control_points")
        ),
        Column(
            name="to_id",
            kind="id",
            doc="the other end",
            required=True,
            refers_to=("places", "control_points"),
        ),
        Column(name="mode", kind="choice", doc="road, rail or ferry", required=True, options=_options(Mode)),
        Column(
            name="distance_km", kind="number", doc="length", required=True, unit="km", low=0.05, high=3000
        ),
        _basis("distance_basis", "how the length was come by"),
        Column(name="distance_year", kind="text", doc="year of the figure"),
        Column(
            name="distance_source_id",
            kind="id",
            doc="source of the length",
            required=True,
            refers_to=("sources",),
        ),
        Column(name="road_ref", kind="text", doc="road number"),
        Column(
            name="road_class",
            kind="text",
            doc="expressway, main, secondary, mountain, strip; rail; ferry",
            required=True,
        ),
        Column(name="surface", kind="text", doc="surface; gauge for rail"),
        Column(
            name="speed_kmh",
            kind="number",
            doc="mean speed of a truck or train without stops",
            required=True,
            unit="km/h",
            low=3,
            high=110,
        ),
        _basis("speed_basis", "how the speed was come by"),
        Column(
            name="speed_source_id",
            kind="id",
            doc="source of the speed",
            required=True,
            refers_to=("sources",),
        ),
        Column(
            name="valid_from",
            kind="moment",
            doc="open to traffic from (local day or time); blank: always was",
        ),
        Column(
            name="valid_to",
            kind="moment",
            doc="last local day (inclusive) or instant (exclusive); blank: no end known",
        ),
        Column(
            name="status",
            kind="choice",
            doc="open, or planned (present but off)",
            required=True,
            options=("open", "planned"),
        ),
        Column(
            name="truck_access",
            kind="choice",
            doc="for heavy trucks",
            required=True,
            options=_options(TruckAccess),
        ),
        Column(
            name="max_elevation_m",
            kind="int",
            doc="highest point where published",
            unit="m",
            low=-200,
            high=6000,
        ),
        Column(name="pass_name", kind="text", doc="pass or tunnel"),
        Column(
            name="tier",
            kind="int",
            doc="1 core, 2 trunk, 3 periphery or doubtful",
            required=True,
            low=1,
            high=3,
        ),
        _NOTE,
    ),
)

SCHEDULES = Table(
    name="schedules",
    doc="Opening hours of one side, with validity. Blank hours are unknown, neither open nor closed.",
    key=("schedule_id",),
    columns=(
        Column(name="schedule_id", kind="id", doc="key", required=True),
        _CROSSING,
        _SIDE,
        Column(
            name="control_id",
            kind="id",
            doc="one control point; blank: all of the side",
            refers_to=("control_points",),
        ),
        _CROSSING_MODE,
        Column(
            name="channel", kind="choice", doc="whose hours", required=True, options=("freight", "passenger")
        ),
        Column(
            name="valid_from",
            kind="moment",
            doc="first local day, or local time (2025-06-01T10:00); blank: unbounded",
        ),
        Column(
            name="valid_to",
            kind="moment",
            doc="last local day (inclusive), or local time (exclusive); blank: no end known",
        ),
        Column(
            name="hours", kind="hours", doc="OSM opening_hours text in the accepted subset; blank: unknown"
        ),
        _ZONE,
        Column(
            name="holiday_calendar",
            kind="calendars",
            doc="what PH means: none, CN-statutory, CN-statutory+KZ, ...",
            required=True,
        ),
        Column(
            name="admission",
            kind="choice",
            doc="what happens to work that meets closing time",
            required=True,
            options=ADMISSIONS,
        ),
        Column(
            name="last_admission_min",
            kind="int",
            doc="last vehicle admitted this long before closing",
            required=True,
            unit="min",
            low=0,
            high=720,
        ),
        Column(
            name="confidence",
            kind="choice",
            doc="how sure the hours are",
            required=True,
            options=("high", "medium", "low"),
        ),
        _basis(),
        _source(),
        _NOTE,
    ),
)

CLOSURES = Table(
    name="closures",
    doc="Dated exceptions: holiday notices, works, storms; with what each supersedes.",
    key=("closure_id",),
    columns=(
        Column(name="closure_id", kind="id", doc="key", required=True),
        _CROSSING,
        Column(name="side", kind="country", doc="one side; blank: both"),
        _CROSSING_MODE,
        Column(
            name="starts",
            kind="moment",
            doc="first local day (from 00:00), or instant with offset",
            required=True,
        ),
        Column(
            name="ends", kind="moment", doc="last local day (to 24:00), or instant with offset", required=True
        ),
        Column(name="tz", kind="zone", doc="zone of plain days", required=True),
        Column(name="reason", kind="text", doc="what the notice says", required=True),
        Column(name="settles_from", kind="day", doc="first holiday that this notice decides; blank: none"),
        Column(name="settles_to", kind="day", doc="last holiday that this notice decides"),
        Column(name="announced_on", kind="day", doc="day of the announcement, if known"),
        Column(
            name="supersedes", kind="id", doc="earlier notice that this one replaces", refers_to=("closures",)
        ),
        _source(),
        _NOTE,
    ),
)

DWELLS = Table(
    name="dwells",
    doc="Net time of work per vehicle and control point. Gross means (CAREC CPMM) hold waiting and queue: see gross_mean_h.",
    key=("dwell_id",),
    columns=(
        Column(name="dwell_id", kind="id", doc="key", required=True),
        Column(
            name="crossing_id",
            kind="id",
            doc="one crossing; blank: default of the country",
            refers_to=("crossings",),
        ),
        _SIDE,
        Column(
            name="control_id",
            kind="id",
            doc="one control point; blank: all of for_role",
            refers_to=("control_points",),
        ),
        Column(
            name="for_role",
            kind="choice",
            doc="main (all roles but border-gate) or border-gate",
            required=True,
            options=("main", "border-gate"),
        ),
        Column(
            name="direction",
            kind="choice",
            doc="seen from the side's country",
            required=True,
            options=_options(Direction),
        ),
        _CROSSING_MODE,
        Column(
            name="activity",
            kind="choice",
            doc="clearance, or transload (swap, gauge change)",
            required=True,
            options=_options(Activity),
        ),
        Column(name="year", kind="text", doc="year or years of the figure"),
        Column(
            name="net_min",
            kind="number",
            doc="net time of work",
            required=True,
            unit="min",
            low=0,
            high=10000,
        ),
        Column(
            name="p90_min",
            kind="number",
            doc="nine of ten are through by this, if known",
            unit="min",
            low=0,
            high=20000,
        ),
        Column(
            name="gross_mean_h",
            kind="number",
            doc="published mean incl. waiting and queue, if net_min was derived from one",
            unit="h",
            low=0,
            high=400,
        ),
        Column(
            name="fee_usd",
            kind="number",
            doc="paid at the control point, incl. unofficial payments",
            unit="US$",
            low=0,
            high=20000,
        ),
        Column(
            name="in_use",
            kind="flag",
            doc="yes: used by the planner; no: kept as a fact of its year",
            required=True,
        ),
        _basis(),
        _source(),
        _NOTE,
    ),
)

TRANSLOADS = Table(
    name="transloads",
    doc="Where a load can change between road and rail, and how long it takes.",
    key=("place_id", "from_mode", "to_mode"),
    columns=(
        Column(name="place_id", kind="id", doc="the place", required=True, refers_to=("places",)),
        Column(name="from_mode", kind="choice", doc="from", required=True, options=("road", "rail")),
        Column(name="to_mode", kind="choice", doc="to", required=True, options=("road", "rail")),
        Column(name="net_min", kind="number", doc="net time", required=True, unit="min", low=1, high=10000),
        _basis(),
        _source(),
        _NOTE,
    ),
)

CAPACITIES = Table(
    name="capacities",
    doc="What a crossing can take, or was told to take. Units differ: read `unit`.",
    key=("crossing_id", "side", "direction", "valid_from", "kind", "unit"),
    columns=(
        _CROSSING,
        Column(name="side", kind="country", doc="one side; blank: the crossing"),
        Column(
            name="direction",
            kind="choice",
            doc="seen from the side; blank: both",
            options=_options(Direction),
        ),
        Column(name="valid_from", kind="moment", doc="from"),
        Column(name="valid_to", kind="moment", doc="to"),
        Column(
            name="kind",
            kind="choice",
            doc="capacity, quota (told), target (planned), peak (seen)",
            required=True,
            options=("capacity", "quota", "target", "peak"),
        ),
        Column(name="value", kind="number", doc="the figure", required=True, low=0, high=1_000_000),
        Column(name="unit", kind="text", doc="vehicles/day, trucks/day, trains/day, ...", required=True),
        _basis(),
        _source(),
        _NOTE,
    ),
)

THROUGHPUTS = Table(
    name="throughputs",
    doc="What passed in a period, as published.",
    key=("crossing_id", "starts", "ends", "unit", "value"),
    columns=(
        Column(
            name="crossing_id",
            kind="id",
            doc="the crossing; blank: a group, see note",
            refers_to=("crossings",),
        ),
        Column(name="starts", kind="text", doc="first day, month or instant", required=True),
        Column(name="ends", kind="text", doc="last day, month or instant", required=True),
        Column(name="value", kind="number", doc="the figure", required=True, low=0, high=100_000_000),
        Column(name="unit", kind="text", doc="vehicles, vehicles/day, t, trains, ...", required=True),
        Column(name="direction", kind="text", doc="as published", required=True),
        _source(),
        _NOTE,
    ),
)

HOLIDAYS = Table(
    name="holidays",
    doc="Days that a holiday calendar gains or loses against the library.",
    key=("calendar", "day"),
    optional=True,
    columns=(
        Column(name="calendar", kind="calendar", doc="calendar part, e.g. CN-statutory or KZ", required=True),
        Column(name="day", kind="day", doc="the day", required=True),
        Column(name="kind", kind="choice", doc="add or drop", required=True, options=("add", "drop")),
        Column(name="name", kind="text", doc="name of the holiday", required=True),
        _source(),
    ),
)

HOLIDAY_DAYS = Table(
    name="holiday_days",
    doc="Days of the holiday calendars, generated from the `holidays` package; edit holidays.csv instead.",
    key=("calendar", "day"),
    optional=True,
    columns=(
        Column(name="calendar", kind="calendar", doc="calendar part, e.g. CN-statutory or KZ", required=True),
        Column(name="day", kind="day", doc="the day", required=True),
        Column(name="name", kind="text", doc="name of the holiday", required=True),
        Column(
            name="estimated",
            kind="flag",
            doc="yes: computed, not announced when the table was made",
            required=True,
        ),
        _source(),
    ),
)

WAYPOINTS = Table(
    name="waypoints",
    doc="Points that the modelled alignment of a link must pass.",
    key=("link_id", "seq"),
    optional=True,
    columns=(
        Column(name="link_id", kind="id", doc="the link", required=True, refers_to=("links",)),
        Column(name="seq", kind="int", doc="order from the link's from_id", required=True, low=1, high=99),
        _LAT,
        _LON,
        Column(
            name="straight",
            kind="flag",
            doc="yes: draw straight from the point before (tunnel)",
            required=True,
        ),
        _NOTE,
    ),
)

REVIEWED = Table(
    name="reviewed",
    doc="Warnings and remarks of `corridor validate` that were looked at and are right as they are.",
    key=("code", "subject"),
    optional=True,
    columns=(
        Column(name="code", kind="id", doc="code of the finding, as in docs/notices.md", required=True),
        Column(name="subject", kind="text", doc="key of the row that the finding is about", required=True),
        Column(name="reason", kind="text", doc="why it is right", required=True),
    ),
)

TABLES: tuple[Table, ...] = (
    SOURCES,
    PLACES,
    CROSSINGS,
    CONTROL_POINTS,
    LINKS,
    SCHEDULES,
    CLOSURES,
    DWELLS,
    TRANSLOADS,
    CAPACITIES,
    THROUGHPUTS,
    HOLIDAYS,
    HOLIDAY_DAYS,
    WAYPOINTS,
    REVIEWED,
)
