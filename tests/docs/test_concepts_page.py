"""docs/concepts.md says what the program does: rules of admission, accepted hours, the scenario, the examples."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_pages import blocks, commands, read, rows

from corridor.calendars.opening_hours import HoursError, open_intervals, parse_hours
from corridor.calendars.periods import OpeningPeriods
from corridor.operations.arrival import Timed

PAGE = read("concepts.md")
HOUR, DAY = 3600, 86_400
HOURS = parse_hours("10:00-14:00,16:00-20:00")
PERIODS = OpeningPeriods(lambda start, end: open_intervals(HOURS, "UTC", start, end))
RULES = {
    "resumes": Timed(PERIODS, HOUR, "resumes"),
    "start_by_close": Timed(PERIODS, HOUR, "start_by_close"),
    "finish_by_close": Timed(PERIODS, HOUR, "finish_by_close"),
    "resumes, last admission 45 min": Timed(PERIODS, HOUR, "resumes", 45 * 60),
}
QUARTER = HOUR // 4


def seconds(clock: str) -> int:
    time, _, later = clock.partition(" +")
    hours, minutes = time.split(":")
    return int(hours) * HOUR + int(minutes) * 60 + int(later or 0) * DAY


@pytest.mark.parametrize("row", rows(PAGE, "| arrival |"), ids=lambda row: row[0])
def test_the_table_of_arrivals_is_what_the_algebra_says(row: list[str]) -> None:
    arrival, *through = row
    assert [rule.arrive(seconds(arrival)) for rule in RULES.values()] == list(map(seconds, through))


@pytest.mark.parametrize(("number", "rule"), list(enumerate(RULES)))
def test_a_timeline_shows_waiting_and_working(number: int, rule: str) -> None:
    drawn = blocks(PAGE, "")[number].splitlines()[2]
    opens = 10 * HOUR
    arrives = opens + (len(drawn) - len(drawn.lstrip())) * QUARTER
    marks = {"wait": "-", "work": "#"}
    parts = RULES[rule].parts(arrives)
    expected = "".join(marks[kind] * ((end - start) // QUARTER) for kind, start, end in parts)
    assert drawn.strip() == f"{expected}>"
    assert arrives == seconds("13:30")


def test_timelines_are_all_drawn_over_the_same_hours() -> None:
    clocks, day = blocks(PAGE, "")[0].splitlines()[:2]
    for position, mark in enumerate(day[1:-1], 1):
        at = 10 * HOUR + position * QUARTER
        assert PERIODS.is_open(at) == (
            mark == "=" or (mark == "|" and clocks[position : position + 5] == "16:00")
        )
    assert len({tuple(block.splitlines()[:2]) for block in blocks(PAGE, "")[: len(RULES)]}) == 1


def test_the_last_truck_of_the_example_comes_before_13_15() -> None:
    last = RULES["resumes, last admission 45 min"]
    assert last.arrive(seconds("13:15") - 1) < seconds("16:30")
    assert last.arrive(seconds("13:15")) == seconds("17:00")


@pytest.mark.parametrize("text", [row[0] for row in rows(PAGE, "| accepted |")])
def test_accepted_hours_are_accepted(text: str) -> None:
    assert parse_hours(text)


@pytest.mark.parametrize("text", [row[0] for row in rows(PAGE, "| refused |")])
def test_refused_hours_are_refused(text: str) -> None:
    with pytest.raises(HoursError):
        parse_hours(text)


def test_the_scenario_file_of_the_page_works(corridor: Callable[..., Any]) -> None:
    (text,) = blocks(PAGE, "toml")
    Path("one-shift.toml").write_text(text, encoding="utf-8")
    ran = corridor("scenarios", "one-shift.toml")
    assert ran.code == 0, ran.err
    assert "-> Mo-Fr 10:00-19:00; PH off" in ran.out
    assert "irkeshtam-wuqia-park net_min:" in ran.out
    assert "torugart.CN closure: none -> 2025-10-01/2025-10-03" in ran.out
    assert "speed_kmh: 47.0 -> 30" in ran.out


def test_the_scenarios_of_the_page_are_those_that_ship(corridor: Callable[..., Any]) -> None:
    named = {row[0] for row in rows(PAGE, "| name | meaning |")} - {"as-of:DATE", "FILE.toml"}
    listed = corridor("scenarios").out.partition("\n\n")[0].splitlines()
    assert named == {line.split()[0] for line in listed}


@pytest.mark.parametrize("args", list(commands(PAGE)), ids=" ".join)
def test_an_example_answers(args: list[str], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert ran.code == 0, ran.err


def test_the_settled_new_year_leaves_its_eve_open(corridor: Callable[..., Any]) -> None:
    eve = corridor("route", "kashgar", "osh", "--via", "irkeshtam", "--depart", "2026-02-16T08:00").out
    assert "wait" not in eve
    inside = corridor("ports", "irkeshtam", "--at", "2026-02-17T12:00").out
    assert inside.count("CLOSED until Fri 20 Feb 2026 08:00 (UTC+6)") == 1
    assert inside.count("CLOSED until Fri 20 Feb 2026 10:00 (UTC+8)") == 3


def test_every_schedule_that_ships_resumes(shipped: Any) -> None:
    """The page says so; when a source states a rule, page and table change together."""
    assert {(row.admission, row.last_admission_min) for row in shipped.schedules} == {("resumes", 0)}


def test_the_page_stays_short() -> None:
    assert len(PAGE.splitlines()) <= 250
