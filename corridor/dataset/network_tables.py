"""The tables of the network: places, links and what joins them."""

from corridor.dataset.columns import (
    COUNTRY_CODE,
    ELEVATION,
    LAT,
    LON,
    NOTE,
    PARKING,
    ZONE,
    Column,
    Table,
    basis_column,
    options_of,
    source_column,
)
from corridor.model.link import Mode, TruckAccess
from corridor.model.place import PlaceKind

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
        NOTE,
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
        Column(name="country", kind="country", doc=COUNTRY_CODE, required=True),
        Column(name="kind", kind="choice", doc="what it is", required=True, options=options_of(PlaceKind)),
        LAT,
        LON,
        basis_column("position_basis", "how the position was come by"),
        ELEVATION,
        ZONE,
        Column(name="geonames_id", kind="text", doc="GeoNames id (CC BY 4.0), if the position is theirs"),
        PARKING,
        source_column(),
        NOTE,
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
        Column(
            name="mode", kind="choice", doc="road, rail or ferry", required=True, options=options_of(Mode)
        ),
        Column(
            name="distance_km", kind="number", doc="length", required=True, unit="km", low=0.05, high=3000
        ),
        basis_column("distance_basis", "how the length was come by"),
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
        basis_column("speed_basis", "how the speed was come by"),
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
            options=options_of(TruckAccess),
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
        NOTE,
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
        basis_column(),
        source_column(),
        NOTE,
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
        LAT,
        LON,
        Column(
            name="straight",
            kind="flag",
            doc="yes: draw straight from the point before (tunnel)",
            required=True,
        ),
        NOTE,
    ),
)
