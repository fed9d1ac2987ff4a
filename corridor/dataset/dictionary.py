"""The data dictionary: `docs/data-dictionary.md`, made from the schema."""

from typing import Final, get_args

from corridor.dataset.about import ABOUT_FILE
from corridor.dataset.layers import ALIGNMENTS_FILE, BASEMAP_LAYERS, RELIEF_FILE
from corridor.dataset.scenario_files import BAN_FIELDS, LINK_FIELDS
from corridor.dataset.schema import TABLES, Column, Table
from corridor.model.scenario import Field

_SIDE_FIELDS: Final = frozenset(get_args(Field)) - LINK_FIELDS - BAN_FIELDS


def _fields(fields: frozenset[str]) -> str:
    return ", ".join(f"`{field}`" for field in get_args(Field) if field in fields)


_HEAD: Final = f"""\
# Data dictionary

Every file and column of a dataset folder. This page is made from `corridor/dataset/schema.py`:

    python -m corridor.dataset.dictionary > docs/data-dictionary.md

Tables are CSV: UTF-8 (a byte-order mark is accepted), commas, one header line; columns may stand in any order, and
those that are not required may be left out. A blank cell means *unknown* or *not given*, never zero. Ids are of
letters, digits, `-` and `_`. Lists are split at `|`. A flag is `yes` or `no`. A day is `2025-06-01`; a moment is a day
or a time, `2025-06-01T10:00`, with an offset where the column asks for an instant: `2026-02-16T22:00+06:00`. Numbers are
plain decimals. Columns named `basis` and `..._basis` say how a figure was come by, strongest first: published (a source
gives it), reported (by media or travellers), derived (computed from such figures), modelled, estimated, assumed.

Run `corridor validate FOLDER` after every edit; [notices.md](notices.md) explains what it finds.

## Files that are no tables

- `{ABOUT_FILE}`: `name`, `version`, `data_as_of` (last day of which the sources know), `region` ([west, south, east,
  north], in which all points lie) and `licence`.
- `{ALIGNMENTS_FILE}`: one LineString per link from its `from_id` to its `to_id`, with `link_id`, `quality` (`modelled` on
  an elevation model, or `schematic`) and, where known, `climb_m`, `descent_m`, `max_elev_m`, `dem_km`. For maps only.
- {", ".join(f"`{name}`" for name in BASEMAP_LAYERS.values())}: the background of maps; countries carry `iso`.
- `{RELIEF_FILE}`, if there is one: a shading of mountains, one feature whose polygon is the picture's box and whose `image`
  is a PNG as base64, its rows spaced as in Web Mercator.
- `scenarios/*.toml`: named changes to the tables. `title` and `description`; `regime_at`, a day at whose hours all ports
  are kept; `assumed`, true for what nobody has announced; and any number of `[[change]]` with `target`, `field` and `value`.
  A target is `CROSSING`, `CROSSING.SIDE`, `CROSSING.SIDE.CONTROL`, `*` (all road control points), `*.CN` (those of a
  country), `link:LINK` or `ban:BAN`. A side has {_fields(_SIDE_FIELDS)};
  a link has {_fields(LINK_FIELDS)}; a ban has {_fields(BAN_FIELDS)}.
"""


def as_markdown() -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *(_table(table) for table in TABLES)])


def _table(table: Table) -> str:
    note = " The file may be left out." if table.optional else ""
    rows = [
        f"## {table.file_name}",
        "",
        f"{table.doc}{note} Key: {', '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | kind | required | unit | range or words | meaning |",
        "|---|---|---|---|---|---|",
        *(_row(column) for column in table.columns),
    ]
    return "\n".join(rows) + "\n"


def _row(column: Column) -> str:
    cells = (
        f"`{column.name}`",
        column.kind,
        "yes" if column.required else "",
        column.unit,
        _allowed(column),
        column.doc.replace("|", r"\|"),
    )
    return f"| {' | '.join(cells)} |"


def _allowed(column: Column) -> str:
    if column.options:
        return ", ".join(f"`{option}`" for option in column.options)
    if column.refers_to:
        return "key of " + " or ".join(f"{name}.csv" for name in column.refers_to)
    if column.low is not None and column.high is not None:
        return f"{column.low:g} to {column.high:g}"
    return ""


if __name__ == "__main__":
    print(as_markdown(), end="")  # noqa: T201 - this is the command that remakes the page
