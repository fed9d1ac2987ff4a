"""The dataset of two passes with awkward texts in every cell that is shown as it is, and what is made of it."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from minimal_dataset import FILES, write_minimal

SHOWN = frozenset(
    {
        *("name_en", "name_zh", "name_ru", "name_local", "aliases", "title", "publisher", "licence", "note"),
        *("road_ref", "surface", "pass_name", "reason", "name"),
    }
)
"""Columns of plain text, in whatever table."""

MORE_FILES: Mapping[str, str] = {
    "queues.csv": """\
queue_id,control_id,direction,valid_from,valid_to,demand,capacity,quota_per_day,waiting,basis,source_id,note
high-yard-queue,high-yard,export,2025-01-01,,00-24 2,00-24 6,,,assumed,made-up,
""",
}

COMMANDS: Mapping[str, str] = {
    "map-route": "map route east-city west-city --depart 2025-05-25T20:00 --scenarios first,second",
    "map-network": "map network",
    "map-ports": "map ports --from 2025-05-29",
    "map-reach": "map reach east-city --depart 2025-05-25T14:00 --hours 3,6,72 --scenarios first,second",
    "report-route": "report route east-city west-city --depart 2025-05-25T20:00 --scenarios first,second --export svg",
    "report-compare": "report compare east-city west-city --from 2025-05-26 --days 2 --scenarios first,second --export svg",
    "report-port": "report port high-pass --at 2026-02-16 --export svg,ics,csv,json",
}
"""Every kind of page, by a name for it, with what is exported beside it."""

SCENARIO = """\
title = {title}
description = {title}

[[change]]
target = "high-pass.CN"
field = "hours"
value = "{hours}"
"""


def write_hostile(folder: Path, texts: tuple[str, ...]) -> Path:
    """Write the dataset with the texts in turn in all cells of the columns `SHOWN`, and in titles of scenarios."""
    turn = (texts[i % len(texts)] for i in count())
    files = {name: text for name, text in {**FILES, **MORE_FILES}.items() if name.endswith(".csv")}
    written = write_minimal(folder, {name: _filled(text, turn) for name, text in files.items()})
    (written / "scenarios").mkdir()
    for name, hours in (("first", "Mo-Su 10:00-24:00"), ("second", "24/7")):
        text = SCENARIO.format(title=_toml(f"{next(turn)} {name}"), hours=hours)
        (written / "scenarios" / f"{name}.toml").write_text(text, encoding="utf-8")
    return written


def _filled(text: str, turn: Iterator[str]) -> str:
    head, *rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for number, row in enumerate(rows):
        # Numbers keep names apart: no two places may be called the same.
        cells = zip(head, row, strict=True)
        writer.writerow([f"{next(turn)} {number}" if name in SHOWN else cell for name, cell in cells])
    return out.getvalue()


def _toml(text: str) -> str:
    escaped = "".join(f"\\U{ord(character):08x}" for character in text)
    return f'"{escaped}"'
