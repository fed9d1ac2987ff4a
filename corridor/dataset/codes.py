"""The codes of findings: how grave each is, what it means and what to do. `docs/notices.md` is made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from corridor.model.provenance import Severity


@dataclass(frozen=True, slots=True)
class CodeDoc:
    """What a code says. An `error` must be put right, a `warning` looked at, an `info` known."""

    severity: Severity
    meaning: str
    remedy: str


_E: Final = "error"
_W: Final = "warning"
_I: Final = "info"

_FILES = {
    "missing-file": CodeDoc(_E, "A file that every dataset has is not there.", "Create it; a table may hold its header only."),
    "missing-layer": CodeDoc(_W, "A map layer is not there: maps draw straight lines or no background.", "Copy or make the layer."),
    "unknown-file": CodeDoc(_W, "A CSV file of the folder is no table of a dataset and is not read.", "Correct its name, or move it elsewhere."),
    "unreadable-file": CodeDoc(_E, "The system does not let the file be read.", "Check that it is a file and who may read it."),
    "file-too-large": CodeDoc(_E, "The file is larger than 50 MB, or a table of shipments as text than 1 GB.", "Split it."),
    "too-many-rows": CodeDoc(_E, "The table has more than 1,000,000 rows.", "Split the dataset by region."),
    "not-utf8": CodeDoc(_E, "The text is not UTF-8; text of Chinese Windows (GB18030) and UTF-16 are told apart.", "Save it as `CSV UTF-8`."),
    "wrong-delimiter": CodeDoc(_E, "The cells are separated by semicolons or tabs.", "Save it with commas."),
    "bad-csv": CodeDoc(_E, "The quotes of a table are out of step.", "Double each quote inside a quoted cell and close the cell."),
    "empty-file": CodeDoc(_E, "A table has no header line.", "Write the header line."),
    "missing-column": CodeDoc(_E, "A column that the table needs is not there.", "Add the column."),
    "unknown-column": CodeDoc(_E, "A column is none of the table's.", "Correct its name, or take it out."),
    "duplicate-column": CodeDoc(_E, "Two columns have the same name.", "Take one out."),
    "wrong-cell-count": CodeDoc(_E, "A row has more or fewer cells than the header.", "Put cells that hold commas in quotes; keep the commas of blank cells."),
    "cell-too-long": CodeDoc(_E, "A cell is longer than 10,000 characters.", "Shorten it."),
    "control-character": CodeDoc(
        _E,
        "A cell holds a line break, a tab, another control character, a text-direction override or the mark of a wrongly decoded character.",
        "Take it out.",
    ),
    "template-braces": CodeDoc(_W, "A cell holds `{{`, `{%` or `{#`, which programs that make pages from templates may run.", "Take it out, unless it is meant."),
    "bad-toml": CodeDoc(_E, "A TOML file cannot be read.", "Correct it at the place named."),
    "unknown-key": CodeDoc(_E, "A TOML file has a key that means nothing.", "Correct its name, or take it out."),
    "missing-key": CodeDoc(_E, "A TOML file lacks a key.", "Add the key."),
    "bad-value": CodeDoc(_E, "The value of a TOML key is of the wrong kind.", "Correct it as the finding says."),
    "bad-geojson": CodeDoc(_E, "A GeoJSON file cannot be read, or is no collection of features of the kind it should hold.", "Correct or remake the layer."),
}  # fmt: skip

_CELLS = {
    "missing-value": CodeDoc(_E, "A cell that must be filled is blank.", "Fill it; where a figure is unknown, leave out the row."),
    "bad-id": CodeDoc(_E, "An id has other characters than letters, digits, `-` and `_`.", "Rename it, everywhere it is used."),
    "bad-list": CodeDoc(_E, "A list has a blank or doubled item.", "Separate items by one `|`."),
    "bad-number": CodeDoc(_E, "A cell is no plain decimal number; NaN, infinity and powers of ten are none.", "Write digits with a point for decimals."),
    "out-of-range": CodeDoc(_E, "A number lies outside the range of its column.", "Check the unit and the figure."),
    "unknown-choice": CodeDoc(_E, "A cell is none of the words that its column allows.", "Use one of the words named."),
    "bad-date": CodeDoc(_E, "A cell is no day of the calendar, or no time of the form 2025-06-01T10:00.", "Correct it."),
    "bad-country": CodeDoc(_E, "A cell is no ISO 3166 code of two capital letters.", "Write e.g. CN, KG, KZ."),
    "unknown-zone": CodeDoc(_E, "A time zone is not in the IANA database.", "Write e.g. Asia/Shanghai or Asia/Bishkek."),
    "bad-url": CodeDoc(_E, "An address is not of the form https://host/path.", "Correct it, or leave it blank."),
    "wrong-zone": CodeDoc(_E, "A clock is not one by which its country works, such as Asia/Urumqi for Xinjiang.", "Write the working zone: Asia/Shanghai for all of China."),
    "unknown-calendar": CodeDoc(_E, "A holiday calendar is not known.", "Use `none`, `CN-statutory`, a country code, or several joined by `+`."),
    "bad-rates": CodeDoc(_E, "Rates are not vehicles per hour by spans of hours that cover the day once.", "Write e.g. `00-24 27` or `08-20 56; 20-08 40`."),
    "bad-hours": CodeDoc(_E, "Opening hours are outside the accepted subset of the OSM syntax, or their rules are out of order.", "Rewrite them as the hint says."),
}  # fmt: skip

_KEYS = {
    "duplicate-key": CodeDoc(_E, "Two rows of a table have the same key.", "Take one out, or give it another key."),
    "shared-id": CodeDoc(_E, "A place and a control point have the same id, so that links cannot tell them apart.", "Rename one."),
    "unknown-reference": CodeDoc(_E, "An id refers to a row that is not there.", "Correct the id, or add the row."),
    "unused-source": CodeDoc(_I, "No row leans on this source.", "Take it out, or review it as kept on purpose."),
}  # fmt: skip

_TIME = {
    "reversed-period": CodeDoc(_E, "A period ends before, or when, it starts.", "Swap or correct its ends."),
    "overlapping-validity": CodeDoc(
        _E,
        "Two schedules of the same crossing, side, control point, mode and channel are valid at the same time.",
        "End the earlier one before the later one starts. `valid_to` is the last day, inclusive.",
    ),
    "validity-gap": CodeDoc(_I, "Between two schedules there is a time for which none is valid: hours are then unknown.", "Fill the gap, if the hours are known."),
    "missing-offset": CodeDoc(_E, "A closure starts or ends at a clock time without an offset.", "Write e.g. 2026-02-16T22:00+06:00."),
    "holiday-without-calendar": CodeDoc(_E, "Hours have a rule for `PH`, but the holiday calendar is `none`.", "Name the calendar that says which days `PH` are."),
    "supersession-cycle": CodeDoc(_E, "A closure supersedes itself, directly or through others: none of them would count.", "Blank `supersedes` of the earliest notice."),
    "superseded-twice": CodeDoc(_W, "Two closures supersede the same one.", "Let the later notice supersede the one between, if there is a chain."),
    "supersedes-other": CodeDoc(_E, "A closure supersedes one of another crossing or mode.", "Correct `supersedes`."),
}  # fmt: skip

_BANS = {
    "ban-on-other-link": CodeDoc(_E, "A driving ban names a link that is no road inside its country.", "Correct the link or the country."),
    "bad-ban-hours": CodeDoc(_E, "Hours of a driving ban never hold, or depend on holidays, for which a ban has no calendar.", "Name the banned hours by season or date, or take the row out."),
    "ban-without-link": CodeDoc(_W, "No road of the dataset is under a driving ban.", "Correct country or links, or take the row out."),
}  # fmt: skip

_BENCHMARKS = {
    "unclear-benchmark": CodeDoc(_E, "A published figure does not say what to ask the model for, or says what its measure has no use for.", "Fill or blank the column."),
    "unused-benchmark-trip": CodeDoc(_I, "No published figure is about this trip.", "Take it out, or add the figure."),
}  # fmt: skip

_CROSSINGS = {
    "side-not-of-crossing": CodeDoc(_E, "A side is none of the crossing's two countries.", "Correct the side or the crossing."),
    "control-of-other": CodeDoc(_E, "A row names a control point of another crossing, side or mode.", "Correct the control point, or the crossing, side or mode."),
    "crossing-without-control-points": CodeDoc(_W, "An open crossing has no control point, so that nothing can pass it.", "Add its control points."),
    "mode-without-control-point": CodeDoc(_W, "A row is about a kind of traffic that has no control point on that side.", "Correct the mode, or add the control point."),
    "sequence-gap": CodeDoc(_E, "`seq` does not count 1, 2, 3 ... without gap or repetition.", "Renumber."),
    "sides-out-of-order": CodeDoc(_E, "Control points of `country_b` come before some of `country_a`.", "Order them from `country_a` towards `country_b`."),
    "side-without-control-point": CodeDoc(_E, "A side has gates or lines only: nobody would clear there.", "Add the yard, post or station of that side."),
    "two-main-control-points": CodeDoc(_W, "A side has two main control points for one direction: a vehicle is cleared at both.", "Narrow `directions`, or review it as meant."),
    "bad-directions": CodeDoc(_E, "A control point has no direction, or a border-line has one.", "A border-line has none; any other has export, import or both."),
    "chain-not-joined": CodeDoc(_E, "No link joins two control points that follow one another.", "Add the link between them (class `strip`)."),
    "no-dwell": CodeDoc(_E, "No clearance time is in use for a control point and direction.", "Add a row for it, for its side, or a default of its country."),
    "ambiguous-dwell": CodeDoc(_E, "Two rows in use give the time for the same work.", "Set `in_use` of one to no."),
    "queue-without-work": CodeDoc(_E, "A queue stands before a control point at which nothing is done in that direction.", "Put it where the vehicles are cleared."),
    "no-capacity": CodeDoc(_E, "The capacity of a queue is nought at every hour.", "Write the figure, or leave out the row; a closed port has hours `off`."),
    "overlapping-queues": CodeDoc(_E, "Two rows tell of the same queue at one time.", "End the earlier one before the later one starts. `valid_to` is the last day, inclusive."),
    "waiting-not-first": CodeDoc(_E, "Vehicles wait at the beginning of a row that is not the first of its queue: it goes on from what the model makes of the rows before.", "Blank it, or take out the rows before."),
    "p90-below-net": CodeDoc(_E, "Nine of ten are through before the mean.", "Check both figures and their unit."),
    "half-crew-rule": CodeDoc(_E, "A rule of crews says how much may be driven but not what is due then, or the other way round.", "Fill both, or leave both blank."),
    "impossible-crew-rule": CodeDoc(_E, "A rule of crews can never be kept, or its exception is none.", "Check the minutes."),
    "mixed-crew-rules": CodeDoc(_E, "A crew has different rules of rest in different countries.", "Give it one rule of rest, blank where it does not hold, or make two crews."),
}  # fmt: skip

_NETWORK = {
    "swapped-coordinates": CodeDoc(_E, "A point lies outside the region, but inside it with latitude and longitude swapped.", "Swap them."),
    "outside-region": CodeDoc(_E, "A point lies outside the region of the dataset.", "Correct the point, or `region` in dataset.toml."),
    "loop-link": CodeDoc(_E, "A link ends where it starts.", "Correct its ends."),
    "link-too-short": CodeDoc(_E, "A link is shorter than the great circle between its ends.", "Check the distance and both points."),
    "link-too-long": CodeDoc(_W, "A link is more than 2.2 times as long as the great circle between its ends.", "Check the distance and both points, or review it as true."),
    "speed-out-of-class": CodeDoc(_W, "A speed is unusual for the class of road or railway.", "Check speed and class, or review it as true."),
    "unknown-road-class": CodeDoc(_W, "A road class is not known, or does not go with the mode.", "Use one of the classes named."),
    "slow-link": CodeDoc(_W, "A link takes more than a day to travel, without a place between.", "Check distance and speed, or review it as true."),
    "border-outside-port": CodeDoc(_E, "A link joins two countries elsewhere than between consecutive control points of a crossing or two sea ports.", "Lead it through a crossing."),
    "isolated-place": CodeDoc(_W, "No open link ends at a place.", "Add its links, or take it out."),
    "unreachable-places": CodeDoc(_W, "Places hang together, but not with the rest of the roads and ferries.", "Add the missing link, or review it as true."),
    "unreachable-by-rail": CodeDoc(_W, "Stations hang together, but not with the rest of the railways.", "Add the missing link, or review it as true."),
    "waypoints-too-long": CodeDoc(_W, "The straight lines through the waypoints of a link are longer than the link.", "Check the points and their order."),
    "alignment-missing": CodeDoc(_W, "A link has no alignment: maps draw it straight.", "Remake the alignments."),
    "alignment-unknown": CodeDoc(_E, "An alignment belongs to no link, or to one that has another.", "Remake the alignments."),
    "alignment-ends": CodeDoc(_E, "An alignment does not start and end within 0.5 km of the ends of its link.", "Remake the alignments."),
    "alignment-crosses-border": CodeDoc(_W, "An alignment runs well inside a country that is none of its link's.", "Add waypoints, or review it as true."),
    "far-from-country": CodeDoc(_W, "A point lies well outside its country on the map.", "Check the point and the country."),
    "spread-with-class": CodeDoc(_E, "A row of spreads.csv names a class of road, but what varies does not go by it.", "Blank the class."),
    "no-spread": CodeDoc(_W, "What varies has no row for all classes in spreads.csv: it is taken as always the same.", "Add the row; with `p90_ratio` 1 if that is meant."),
}  # fmt: skip

_REVIEW = {
    "unused-review": CodeDoc(_W, "A row of reviewed.csv silences nothing: there is no such finding, or it is an error.", "Take the row out, or correct code and subject."),
}  # fmt: skip

_SHIPMENTS = {
    "unknown-format": CodeDoc(_E, "A table of shipments has another form than its name says, or none that can be read.", "Save it as `.csv`, `.xlsx`, `.parquet` or `.jsonl`."),
    "guessed-encoding": CodeDoc(_W, "Text is not UTF-8 and was read as Chinese (GB18030) or Russian (Windows-1251) Windows writes it.", "Look at the names, and save it as `CSV UTF-8`."),
    "unread-column": CodeDoc(_W, "A column of a table of shipments means nothing and is not read.", "Correct its name, or leave it as your own."),
    "column-taken-as": CodeDoc(_I, "`from` and `to` stand beside origin and destination, and are read as the window of departures.", "Call them `window_from` and `window_to`."),
    "sheet-too-large": CodeDoc(_E, "A workbook unpacks to more than can be read, or its sheet spans too many cells.", "Delete empty rows and columns that are formatted, or save as CSV."),
    "unreadable-sheet": CodeDoc(_E, "A workbook cannot be read, or is protected by a password.", "Save it anew as `.xlsx`, or as CSV."),
    "cell-without-value": CodeDoc(_E, "A cell of a workbook shows an error such as `#N/A`, or holds a formula that was never worked out.", "Correct it, or open and save the workbook in a spreadsheet program."),
    "unreadable-parquet": CodeDoc(_E, "A Parquet file cannot be read.", "Write it anew."),
    "bad-json": CodeDoc(_E, "A line is no JSON object, or holds NaN, infinity, a repeated key or lists within lists.", "Write one plain object a line."),
    "unknown-name": CodeDoc(_E, "No place, port, country or crew is called so, or several are.", "Use one of the names offered; see `corridor places` and `corridor ports`."),
    "same-ends": CodeDoc(_E, "A shipment starts where it ends.", "Name two places."),
    "times-exclude": CodeDoc(_E, "A shipment has more than one of departure, deadline and window.", "Keep one of the three."),
    "missing-window": CodeDoc(_E, "Neither the shipment nor the study says which departures to look at.", "Fill `depart`, `arrive` or the window, or give `--from` and `--to`."),
    "load-above-gross": CodeDoc(_E, "A truck carries more than it weighs with its load.", "Correct `payload_t`, or give `gross_t`."),
}  # fmt: skip

_GROUPS: Final[Mapping[str, Mapping[str, CodeDoc]]] = {
    "Files": _FILES,
    "Cells": _CELLS,
    "Keys and references": _KEYS,
    "Time": _TIME,
    "Driving bans": _BANS,
    "Published figures": _BENCHMARKS,
    "Crossings": _CROSSINGS,
    "Network and maps": _NETWORK,
    "Review": _REVIEW,
    "Shipments and studies": _SHIPMENTS,
}

CODES: Final[Mapping[str, CodeDoc]] = MappingProxyType(
    {code: doc for group in _GROUPS.values() for code, doc in group.items()}
)
"""Every code that a finding can have."""
SHIPMENT_CODES: Final = frozenset(_SHIPMENTS)
"""Those that only shipments and studies have."""


def as_markdown() -> str:
    """Return the section of `docs/notices.md` on findings, without its heading."""
    parts = []
    for title, group in _GROUPS.items():
        rows = [
            f"| `{code}` | {doc.severity} | {doc.meaning} | {doc.remedy} |" for code, doc in group.items()
        ]
        parts.append(
            "\n".join(
                [f"### {title}", "", "| code | severity | meaning | what to do |", "|---|---|---|---|", *rows]
            )
        )
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201 - this is the command that remakes the section
