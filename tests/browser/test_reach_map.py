from functools import cache
from pathlib import Path

import pytest
from chromium import Tab
from filling import filled
from made_pages import HOUR_S, gather_reach, made
from pages import HOSTILE

from corridor.cli.session import Session
from corridor.plotting.maps.reach.page import ReachMapPage
from corridor.plotting.maps.reach.render import render
from corridor.plotting.words import Words

pytestmark = pytest.mark.browser

DESK, PHONE = (1280, 900), (390, 844)
GEODATA = Path(__file__).parents[2] / "geodata"


@cache
def page() -> ReachMapPage:
    """Kashgar on the shipped data."""
    return gather_reach(Session(GEODATA, ("map", "reach")), Words())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("reach"), page())


def saved(folder: Path, drawn: ReachMapPage) -> Path:
    path = folder / "reach.html"
    path.write_text(render(drawn), encoding="utf-8")
    return path


def go_to(tab: Tab, hours: float) -> None:
    """Set the slider as a drag would."""
    tab.evaluate(f"""(slider => {{
      slider.value = {round(hours * 2)};
      slider.dispatchEvent(new Event('input'));
    }})(document.getElementById('hours'))""")
    tab.settle()


def told(tab: Tab) -> str:
    return str(tab.evaluate("document.getElementById('reached').innerText"))


def lengths(tab: Tab, pane: str) -> list[float]:
    """Return the lengths in pixels of what is drawn of each scenario, or gain."""
    found: list[float] = tab.evaluate(
        f"[...document.querySelectorAll('path.{pane}')].map(e => e.getTotalLength())"
    )
    return found


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_asks_for_nothing_complains_of_nothing_and_stays_in_its_width(
    tab: Tab, file: Path, artifacts: Path, size: tuple[int, int]
) -> None:
    tab.open(file, *size)
    assert tab.requests == [file.as_uri()]
    assert tab.complaints == []
    assert tab.evaluate("document.documentElement.scrollWidth") == size[0]
    tab.screenshot(artifacts / f"reach-{size[0]}.png")


def test_the_slider_tells_the_same_figures_as_the_tables(tab: Tab, file: Path) -> None:
    tab.open(file)
    for limit_s in page().reaches.baseline.reach.limits_s:
        go_to(tab, limit_s / HOUR_S)
        text = told(tab)
        for result in page().reaches.results:
            places = [place for place in result.reach.places_by(limit_s) if place in page().places]
            assert (
                f"{result.scenario.title}: {result.reach.km_by(limit_s):,.0f} km, places: {len(places)}"
                in text
            )
    clock = Words().clock(page().reaches.baseline.reach.depart_at + 72 * HOUR_S, "Asia/Shanghai")
    assert tab.evaluate("document.getElementById('when').textContent") == f"72 h after departure: {clock}"


def test_stretches_grow_with_the_hours_from_the_keyboard(tab: Tab, file: Path) -> None:
    tab.open(file)
    go_to(tab, 0)
    assert lengths(tab, "reach") == [0, 0]
    tab.evaluate("document.getElementById('hours').focus()")
    before = [0.0, 0.0]
    for _ in range(3):
        tab.press("ArrowRight", 39)
        grown = lengths(tab, "reach")
        assert all(now > then for now, then in zip(grown, before, strict=True))
        before = grown
    assert tab.evaluate("document.getElementById('hours').getAttribute('aria-valuetext')").startswith(
        "1 h 30 min"
    )
    tab.evaluate("document.querySelectorAll('.jumps button')[1].click()")
    assert tab.evaluate("document.getElementById('hours').value") == "12"
    assert (
        tab.evaluate("document.querySelectorAll('.jumps button')[1].getAttribute('aria-pressed')") == "true"
    )


def test_scenarios_differ_in_colour_and_dash_and_are_switched_off_and_on(tab: Tab, file: Path) -> None:
    tab.open(file)
    go_to(tab, 72)
    looks = "[...document.querySelectorAll('path.reach')].map(e => [e.getAttribute('stroke'), e.getAttribute('stroke-dasharray')])"
    assert tab.evaluate(looks) == [["#1d5fa8", None], ["#b3207c", "10 6"]]
    assert lengths(tab, "gains")[0] > 0
    for row, (pane, left) in enumerate([("reach", 1), ("reach", 1), ("gains", 0)]):
        tab.evaluate(f"document.querySelectorAll('.layers input')[{row}].click()")
        assert len(lengths(tab, pane)) == left
        tab.evaluate(f"document.querySelectorAll('.layers input')[{row}].click()")
        assert len(lengths(tab, pane)) == left + 1
    assert tab.complaints == []


def test_no_name_covers_another_at_any_hour(tab: Tab, file: Path) -> None:
    tab.open(file)
    overlaps = """(() => {
      const all = [...document.querySelectorAll('.label-box')].map(e => e.getBoundingClientRect());
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return all.flatMap((a, i) => all.slice(i + 1).filter(b => meet(a, b))).length;
    })()"""
    for hours in (6, 72):
        go_to(tab, hours)
        assert tab.evaluate(overlaps) == 0
    assert tab.evaluate("document.querySelectorAll('.label .clock').length") > 5


def test_a_place_and_a_port_tell_their_times(tab: Tab, tmp_path: Path) -> None:
    tab.open(saved(tmp_path, made("reach")))
    go_to(tab, 3)
    tab.click(".port")
    text = tab.evaluate("document.querySelector('.leaflet-popup').innerText")
    assert "in clearance" in text
    assert "Mon 26 May 2025 11:15 (UTC+8), 03:15 UTC" in text
    tab.press("Escape", 27)
    go_to(tab, 72)
    assert tab.evaluate("document.querySelectorAll('.port').length") == 0
    tab.evaluate("map_1.setView([39.8, 74.6], 7, {animate: false}); 0")
    tab.settle()
    assert "West City" in tab.evaluate("document.querySelector('.leaflet-labels-pane').innerText")


def test_hostile_names_run_nothing(tab: Tab, tmp_path: Path) -> None:
    text = HOSTILE[1]
    tab.open(saved(tmp_path, filled(made("reach"), text)))
    go_to(tab, 3)
    tab.click(".port")
    assert tab.evaluate("document.querySelector('.leaflet-popup h3').textContent") == text
    assert tab.evaluate("typeof window.pwned") == "undefined"
    assert tab.complaints == []


def test_it_prints_with_its_names_in_place(tab: Tab, tmp_path: Path, artifacts: Path) -> None:
    tab.open(saved(tmp_path, made("reach")))
    count = "document.querySelectorAll('.label-box').length"
    tab.evaluate(f"window.labels = 0; window.addEventListener('beforeprint', () => (labels = {count})); 0")
    tab.print_to(artifacts / "reach.pdf")
    assert tab.evaluate("labels") >= 3
    assert tab.complaints == []
