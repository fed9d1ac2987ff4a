"""The page on batches names every column, and its query runs."""

import csv
import re
from pathlib import Path

import duckdb
from two_passes import Finished

from corridor.studies.schema import DEPARTURES, PIECES

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text("utf-8")


def named() -> set[str]:
    return {
        name
        for row in re.findall(r"^\|(.*?)\|", PAGE, re.MULTILINE)
        for name in re.findall(r"`([^`]+)`", row)
    }


def test_every_column_of_the_results_is_told() -> None:
    assert {*DEPARTURES.names, *PIECES.names} <= named()


def test_every_column_of_the_summary_is_told(hourly: Finished) -> None:
    header = (hourly.out / "summary.csv").read_text("utf-8-sig").splitlines()[0]
    assert set(next(csv.reader([header]))) <= named()


def test_the_query_of_the_page_runs(hourly: Finished) -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    found = duckdb.sql(query.replace("'out/", f"'{hourly.out}/").replace("'24-7'", "'open'"))
    assert found is not None
    assert len(found.fetchall()) == 14
