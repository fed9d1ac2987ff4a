"""The table of driving bans."""

from corridor.dataset.columns import (
    COUNTRY_CODE,
    NOTE,
    ZONE,
    Column,
    Table,
    basis_column,
    options_of,
    source_column,
)
from corridor.model.vehicle import Cargo, Haul


def _limit(name: str, what: str) -> Column:
    doc = f"the ban is for trucks of more {what} than this; blank: of any"
    return Column(name=name, kind="number", doc=doc, unit="t", low=0, high=200)


BANS = Table(
    name="bans",
    doc="Driving bans: hours in which some trucks may not drive on some roads, by season or date.",
    key=("ban_id",),
    optional=True,
    columns=(
        Column(name="ban_id", kind="id", doc="key", required=True),
        Column(name="name", kind="text", doc="what it is, in a few words for answers", required=True),
        Column(
            name="country",
            kind="country",
            doc=f"country on whose roads it holds ({COUNTRY_CODE})",
            required=True,
        ),
        Column(
            name="links",
            kind="list",
            doc="links on which it holds, split by |; blank: all roads of the country but strips of crossings",
            refers_to=("links",),
        ),
        Column(
            name="valid_from",
            kind="moment",
            doc="first local day of the ban, or local time; blank: unbounded",
        ),
        Column(
            name="valid_to",
            kind="moment",
            doc="last local day (inclusive), or local time (exclusive); blank: no end known",
        ),
        Column(
            name="hours",
            kind="hours",
            doc="when driving is banned: OSM opening_hours text in the accepted subset, without PH",
            required=True,
        ),
        ZONE,
        _limit("min_gross_t", "gross mass"),
        _limit("min_payload_t", "payload"),
        _limit("min_axle_t", "load on one axle"),
        Column(
            name="haul",
            kind="choice",
            doc="for which carriage it holds",
            required=True,
            options=("all", *options_of(Haul)),
        ),
        Column(
            name="exempt_cargo",
            kind="choices",
            doc="loads that are exempt, split by |",
            options=options_of(Cargo),
        ),
        Column(
            name="condition",
            kind="text",
            doc="what else it asks for, or what is not known of it: it is taken as binding, and answers say so",
        ),
        Column(
            name="in_use",
            kind="flag",
            doc="yes: it binds; no: kept as a fact, for scenarios to switch on",
            required=True,
        ),
        basis_column(),
        source_column(),
        NOTE,
    ),
)
