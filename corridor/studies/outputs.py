"""The files of a finished study: `results.parquet`, `summary.csv` and `run.json`, each whole or not there."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from math import isnan, nan
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from corridor.model.spreadsheet import safe_text
from corridor.model.study import Study
from corridor.model.study_summary import StudySummary
from corridor.studies import figures, files
from corridor.studies.ledger import Ledger
from corridor.studies.plan import Plan
from corridor.studies.schema import schema

RESULTS: Final = "results.parquet"
SUMMARY: Final = "summary.csv"
RUN: Final = "run.json"
FINDINGS: Final = "findings.csv"
"""What was found in what went in: refused rows and remarks."""
PAGE: Final = "report.html"
WORKBOOK: Final = "report.xlsx"
"""The report, for people."""
ALL: Final = (RUN, PAGE, WORKBOOK, FINDINGS, SUMMARY, RESULTS)
"""What a run leaves in its folder; first that by which people tell that it is done."""

_BOM: Final = "\ufeff"
"""So that Excel reads Chinese and Russian."""
_HOUR_S: Final = 3600
_ROWS: Final = 1_000_000

_SHIPMENT: Final = (
    "shipment",
    "row",
    "origin",
    "destination",
    "commodity",
    "note",
    "trucks",
    "trucks_per_year",
)
_COUNTS: Final = ("answered_share", "departures_compared_share")
_FIGURES: Final = tuple(name for name in figures.FIELDS[2:] if name != "compared")
_BEFORE_TFI2: Final = "clear_crossing_s"
_TFI2_AT: Final = len(_COUNTS) + _FIGURES.index(_BEFORE_TFI2) + 1
_UNITS: Final = tuple((figures.AT[name], _HOUR_S if name.endswith("_s") else 1) for name in _FIGURES)
"""Where in a row of figures each column stands, and by what it is divided."""


def write_results(path: Path, rows: str, tables: Iterable[pa.Table], finished: Callable[[], None]) -> None:
    """Write the rows of all chunks as one Parquet file, chunk by chunk: memory does not grow with their number.

    Raises:
        OutputError: It cannot be written.
    """
    with files.aside(path) as file, pq.ParquetWriter(file, schema(rows)) as writer:
        for table in tables:
            writer.write_table(table, row_group_size=_ROWS)
            finished()


def write_summary(path: Path, study: Study, ledger: Ledger) -> None:
    """Write one row per shipment and scenario, in the order of both; hours, and safe to open in a spreadsheet.

    Raises:
        OutputError: It cannot be written.
    """
    with files.aside(path) as file:
        out = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
        out.write(_BOM)
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow((*_SHIPMENT, "scenario", "baseline", "status", "reason", *_figure_names()))
        writer.writerows(_rows(study, ledger))
        out.flush()
        out.detach()


def _figure_names() -> Iterator[str]:
    yield from _COUNTS
    for name in _FIGURES:
        yield f"{name.removesuffix('_s')}_h" if name.endswith("_s") else name
        if name == _BEFORE_TFI2:
            yield "tfi2_usd"


def _rows(study: Study, ledger: Ledger) -> Iterator[Sequence[object]]:
    for shipment, (rows, statuses) in zip(study.shipments, ledger, strict=True):
        query = shipment.query
        texts = (
            shipment.shipment_id,
            shipment.row,
            query.origin,
            query.destination,
            shipment.commodity,
            shipment.note,
        )
        start = (*map(_safe, texts), shipment.trucks, shipment.trucks_per_year)
        for scenario, row, (status, reason) in zip(study.scenarios, rows, statuses, strict=True):
            names = (scenario.name, study.baseline, status, reason)
            yield (*start, *map(_safe, names), *_numbers(row))


def _safe(cell: object) -> object:
    return safe_text(cell) if isinstance(cell, str) else cell


def _numbers(row: figures.Row) -> list[float | str]:
    values = row.tolist()
    whole = values[0] + values[1] or nan
    shares = values[0] / whole, values[figures.AT["compared"]] / whole
    told = (values[at] / unit for at, unit in _UNITS)
    cells: list[float | str] = ["" if isnan(value) else round(value, 4) for value in (*shares, *told)]
    cells.insert(_TFI2_AT, "")  # the cost of a crossing is not modelled
    return cells


def write_run(path: Path, study: Study, plan: Plan, command: str, summary: StudySummary, count: int) -> None:
    """Write what made the results.

    Raises:
        OutputError: It cannot be written.
    """
    document = {
        "schema_version": 1,
        "command": command,
        "made_from": dict(plan.made_from),
        "study": _study(study),
        "inputs_changed": {
            inputs.scenario.name: [str(change) for change in inputs.changes] for inputs in summary.scenarios
        },
        "counts": {
            "shipments": len(study.shipments),
            "scenarios": len(study.scenarios),
            "rows": count,
            "failed": summary.failed_in_all,
        },
        "failed": [{"shipment": shipment, "reason": reason} for shipment, reason in summary.failed],
    }
    files.write(path, (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode())


def _study(study: Study) -> dict[str, Any]:
    """Return the study without its shipments, which `summary.csv` lists."""
    return {
        name: value for name, value in asdict(replace(study, shipments=())).items() if name != "shipments"
    }
