import subprocess
import sys
from datetime import date

import pytest

from corridor.calendars.holidays import CalendarDay, calendar_days, holidays_version, require_calendar
from corridor.errors import DataError
from corridor.model.dataset import HolidayOverride
from corridor.model.ids import SourceId


def days(calendar: str, year: int) -> list[str]:
    return [f"{day.day:%m-%d}" for day in calendar_days(calendar, year)]


def override(calendar: str, day: str, kind: str) -> HolidayOverride:
    return HolidayOverride(
        calendar=calendar, day=day, kind=kind, name="as announced", source_id=SourceId("s")
    )


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2023, "01-01 01-22 01-23 01-24 04-05 05-01 06-22 09-29 10-01 10-02 10-03"),
        (2024, "01-01 02-10 02-11 02-12 04-04 05-01 06-10 09-17 10-01 10-02 10-03"),
        (2025, "01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-01 10-02 10-03 10-06"),
        (2026, "01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03"),
        (2027, "01-01 02-05 02-06 02-07 02-08 04-05 05-01 05-02 06-09 09-15 10-01 10-02 10-03"),
    ],
)
def test_chinese_statutory_days_hold_no_bridge_days_and_no_days_in_lieu(year: int, expected: str) -> None:
    """From 2025 on the law adds New Year's Eve and 2 May."""
    assert days("CN-statutory", year) == expected.split()


@pytest.mark.parametrize(
    ("year", "closed"),
    [
        (2023, "06-22 09-29 10-01 10-02 10-03"),
        (2024, "05-01"),
        (2025, "04-04 05-31 10-01 10-02 10-03 10-06"),
        (2026, "01-01 02-17 02-18 02-19"),
    ],
)
def test_every_closure_that_chinese_ports_announced_is_a_statutory_day(year: int, closed: str) -> None:
    assert set(closed.split()) <= set(days("CN-statutory", year))


def test_the_eve_of_2026_is_statutory_though_kyrgyz_border_ports_worked_on_it() -> None:
    """Only a notice can tell: Kazakhstan's posts closed on 16 February 2026, Irkeshtam and Torugart did not."""
    assert "02-16" in days("CN-statutory", 2026)


@pytest.mark.parametrize("year", [2021, 2024])
def test_kazakh_posts_keep_the_feast_and_not_the_monday_after(year: int) -> None:
    """Closed in May 2021 (1 and 9 May at a weekend) and May 2024 (8 May a bridge day): 1, 7 and 9 May."""
    assert [day for day in days("KZ", year) if day.startswith("05-")] == ["05-01", "05-07", "05-09"]


def test_a_chinese_year_without_a_decree_is_estimated() -> None:
    assert not any(day.estimated for year in (2023, 2026) for day in calendar_days("CN-statutory", year))
    assert all(day.estimated for year in (2027, 2050) for day in calendar_days("CN-statutory", year))


def test_a_movable_feast_not_yet_announced_is_estimated_and_its_name_plain() -> None:
    eid = next(day for day in calendar_days("TJ", 2030) if day.name == "Eid al-Adha")
    independence = next(day for day in calendar_days("TJ", 2030) if day.name == "Independence Day")
    assert eid.estimated
    assert not independence.estimated


def test_days_of_two_countries_run_in_two_zones() -> None:
    new_year = [day for day in calendar_days("CN-statutory+KZ", 2026) if day.day == date(2026, 1, 1)]
    assert [day.zone for day in new_year] == ["Asia/Almaty", "Asia/Shanghai"]


@pytest.mark.parametrize("country", ["KZ", "KG", "UZ", "TJ", "TM", "AF", "PK", "IR", "RU", "AZ", "GE"])
def test_every_country_has_holidays_in_english_and_in_order(country: str) -> None:
    found = calendar_days(country, 2026)
    assert len(found) > 5
    assert [day.day for day in found] == sorted({day.day for day in found})
    assert all(day.name.isascii() and "(" not in day.name for day in found)


def test_no_calendar_has_no_days() -> None:
    assert calendar_days("none", 2026) == ()
    assert require_calendar("none") == ()


@pytest.mark.parametrize("name", ["CN", "XX", "", "KZ+", "none+KZ", "CN-statutory, KZ", "kz"])
def test_an_unknown_calendar_is_refused_and_the_known_ones_listed(name: str) -> None:
    with pytest.raises(DataError, match="is no holiday calendar") as caught:
        calendar_days(name, 2026)
    assert "CN-statutory KZ" in caught.value.hint


def test_an_override_drops_and_adds_days_of_its_own_part_only() -> None:
    changes = [override("CN-statutory", "2026-02-16", "drop"), override("CN-statutory", "2026-02-20", "add")]
    changes += [override("KZ", "2026-02-17", "drop"), override("CN-statutory", "2027-02-05", "drop")]
    february = [day for day in calendar_days("CN-statutory", 2026, changes) if day.day.month == 2]
    assert [day.day.day for day in february] == [17, 18, 19, 20]
    assert february[-1] == CalendarDay(date(2026, 2, 20), "as announced", "Asia/Shanghai", estimated=False)


def test_an_override_confirms_an_estimated_day() -> None:
    announced = calendar_days("CN-statutory", 2027, [override("CN-statutory", "2027-01-01", "add")])
    assert [day.estimated for day in announced[:2]] == [False, True]


def test_years_beyond_the_library_have_no_days() -> None:
    assert calendar_days("CN-statutory", 2101) == ()


def test_the_library_is_not_loaded_until_a_holiday_is_asked_for() -> None:
    code = "import sys, corridor.calendars.holidays as h; h.calendar_days('none', 2026); assert 'holidays' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert holidays_version() >= "0.109"
