"""The shipped table of holidays is what the library says, and spares its import."""

import csv
import sys
from importlib.metadata import version

import pytest

from corridor.calendars.holidays import HolidayBook, library_days
from corridor.importers.holiday_days import FIRST_YEAR, LAST_YEAR, holiday_days_csv
from corridor.model.dataset import Dataset


def test_the_shipped_table_is_what_the_library_says(shipped: Dataset) -> None:
    source = shipped.sources[shipped.holiday_days[0].source_id]
    if version("holidays") not in source.title:
        pytest.skip(f"the table was made with another version: {source.title}")
    rows = list(
        csv.DictReader(
            holiday_days_csv(sorted({row.holiday_calendar for row in shipped.schedules})).splitlines()
        )
    )
    assert [(row["calendar"], row["day"], row["name"]) for row in rows] == [
        (row.calendar, row.day, row.name) for row in shipped.holiday_days
    ]


def test_a_year_of_the_table_needs_no_library_and_the_next_one_does(
    shipped: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    library_days.cache_clear()
    monkeypatch.setitem(sys.modules, "holidays", None)
    book = HolidayBook(shipped.holiday_days)
    assert len(book.days("CN-statutory", FIRST_YEAR)) > 5
    assert len(book.days("CN-statutory", LAST_YEAR)) > 5
    with pytest.raises(ImportError):
        book.days("CN-statutory", LAST_YEAR + 1)
