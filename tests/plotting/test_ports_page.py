"""The ports of two passes in the week from Monday, 2 June 2025, 00:00 UTC."""

from dataclasses import replace
from typing import Any

import pytest
from made_pages import MONDAY, made

from corridor.plotting.maps.ports.hours import hours_table, unknown_sides
from corridor.plotting.maps.ports.page import PortsPage
from corridor.plotting.maps.ports.scene import scene
from corridor.plotting.words import Words

DAY = 86_400


@pytest.fixture
def page() -> PortsPage:
    given: PortsPage = made("ports")
    return given


def port(page: PortsPage, name: str) -> dict[str, Any]:
    return next(port for port in scene(page, Words())["ports"] if port["name"] == name)


def test_a_table_shows_whole_days_of_the_clock_of_each_side(page: PortsPage) -> None:
    """Monday in Beijing begins eight hours before the window does."""
    rows = {row[:2]: row for row in hours_table(page, Words()).rows}
    low = rows["Low Pass", "CN: Low Pass (CN)"]
    assert low[2:5] == ("UTC+8", "10:00-14:00, 16:00-20:00", "10:00-14:00, 16:00-20:00")
    assert low[8:] == ("closed", "closed")
    high = rows["High Pass", "CN: High Pass yard (CN), High Pass gate (CN)"]
    assert high[3] == "00:00-24:00"


def test_sides_of_which_nothing_is_known_are_named_below_the_table(page: PortsPage) -> None:
    assert unknown_sides(page, Words()) == "Hours not known: Low Pass (KG)"


def test_spans_of_the_scene_fill_the_window_and_no_more(page: PortsPage) -> None:
    for drawn in scene(page, Words())["ports"]:
        for spans in (drawn["spans"], *(side["spans"] for side in drawn["sides"])):
            ends = [end for end, _ in spans]
            assert ends == sorted(set(ends))
            assert ends[0] > 0
            assert ends[-1] == 7 * DAY


def test_clocks_are_offsets_from_the_window_on(page: PortsPage) -> None:
    drawn = scene(page, Words())
    assert drawn["clocks"]["Asia/Shanghai"] == [[0, 8 * 3600]]
    assert drawn["startOfDay"] == MONDAY % DAY == 0
    assert drawn["days"][1] == "Mon 2 Jun"


def test_a_clock_that_changes_says_when() -> None:
    """Almaty went from UTC+6 to UTC+5 on 1 March 2024, at 00:00 of its old time."""
    given: PortsPage = made("ports")
    start = 1_709_164_800  # 2024-02-29T00:00Z
    side = replace(given.ports[0].week.sides[0], tz="Asia/Almaty")
    moved = replace(given.ports[0], week=replace(given.ports[0].week, sides=(side,)))
    page = replace(given, start=start, end=start + DAY, ports=(moved,))
    assert scene(page, Words())["clocks"]["Asia/Almaty"] == [[0, 6 * 3600], [18 * 3600, 5 * 3600]]
