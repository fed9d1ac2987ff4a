"""The tables of time: opening hours, closures and holidays; and what was reviewed."""

from corridor.dataset.columns import (
    CROSSING,
    CROSSING_MODE,
    NOTE,
    SIDE,
    ZONE,
    Column,
    Table,
    basis_column,
    source_column,
)
from corridor.model.schedule import ADMISSIONS

SCHEDULES = Table(
    name="schedules",
    doc="Opening hours of one side, with validity. Blank hours are unknown, neither open nor closed.",
    key=("schedule_id",),
    columns=(
        Column(name="schedule_id", kind="id", doc="key", required=True),
        CROSSING,
        SIDE,
        Column(
            name="control_id",
            kind="id",
            doc="one control point; blank: all of the side",
            refers_to=("control_points",),
        ),
        CROSSING_MODE,
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
        ZONE,
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
        basis_column(),
        source_column(),
        NOTE,
    ),
)

CLOSURES = Table(
    name="closures",
    doc="Dated exceptions: holiday notices, works, storms; with what each supersedes.",
    key=("closure_id",),
    columns=(
        Column(name="closure_id", kind="id", doc="key", required=True),
        CROSSING,
        Column(name="side", kind="country", doc="one side; blank: both"),
        CROSSING_MODE,
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
        source_column(),
        NOTE,
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
        source_column(),
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
        source_column(),
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
