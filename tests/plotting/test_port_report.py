"""What the report on a port says, and how large it is."""

from pathlib import Path

import pytest
from made_pages import gather_port
from pages import Parsed

from corridor.calendars.zones import parse_moment
from corridor.cli.port_page import port_page
from corridor.cli.session import Session
from corridor.planner import Planner
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.reports.port.render import render
from corridor.plotting.reports.port.weak import weak_table
from corridor.plotting.words import Words

GEODATA = Path(__file__).parents[2] / "geodata"


def irkeshtam(*, has_map: bool = True) -> PortPage:
    return gather_port(Session(GEODATA, ("report", "port", "irkeshtam")), Words(), has_map=has_map)


@pytest.fixture(scope="module")
def page() -> PortPage:
    """Irkeshtam, the day after it turned to 24/7."""
    return irkeshtam()


@pytest.fixture(scope="module")
def said(page: PortPage) -> str:
    return " ".join(Parsed(render(page)).said.split())


def test_it_answers_in_one_sentence_first(page: PortPage) -> None:
    assert page.verdict == (
        "Irkeshtam is open on Mon 2 Jun 2025 08:00 (UTC+8); no change is known in the next 14 days"
    )
    assert page.subtitle == (
        "Hours in force: round the clock, some but for holidays; last changed on Sun 1 Jun 2025 10:00 (UTC+8)"
    )


def test_it_tells_what_the_change_of_hours_meant(said: str) -> None:
    assert "China: 2 h 05 min before, 0 min after; Kyrgyzstan: 2 h 05 min before, 0 min after" in said


def test_a_closure_that_a_later_notice_replaced_says_so(said: str) -> None:
    first, final = (said.index(f"Chinese New Year 2026 ({notice} notice)") for notice in ("first", "final"))
    assert "superseded by a later notice" in said[first:final]
    assert "superseded by a later notice" not in said[final : final + 300]


def test_every_figure_that_counts_has_its_source_in_the_list(page: PortPage) -> None:
    used = {row.source_id for row in (*page.dwells, *page.capacities, *page.report.regimes)}
    used |= {closure.row.source_id for closure in page.closures}
    assert used <= set(page.source_ids)
    assert len(page.sources) == len(page.source_ids)


def test_the_weakest_data_come_first(page: PortPage) -> None:
    told = [row[2] for row in weak_table(page, Words()).rows]
    assert told == sorted(told, key=["assumed", "estimated", "modelled"].index)
    assert {"assumed", "estimated"} <= set(told)


def test_with_a_map_it_fits_into_a_megabyte_and_without_into_150_kilobytes(page: PortPage) -> None:
    assert len(render(page).encode()) <= 1_000_000
    bare = render(irkeshtam(has_map=False))
    assert len(bare.encode()) <= 150_000
    assert Parsed(bare).policy["script-src"] == ["'none'"]


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2019-02-03", "2025-06-01", "2030-01-01"])
def test_there_is_a_report_on_every_port_at_any_time(day: str) -> None:
    session = Session(GEODATA, ())
    planner, at = Planner(session.dataset), parse_moment(day, "UTC", end=False)
    for port in session.dataset.crossings:
        page = port_page(session, planner, planner.port(port, at), Words(), has_map=False)
        assert page.verdict
        assert render(page)
