from pathlib import Path

import pytest
from chromium import Tab
from filling import filled
from made_pages import KINDS, made, shipped
from pages import HOSTILE

pytestmark = pytest.mark.browser

DESK, PHONE = (1280, 900), (390, 844)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped network."""
    path = tmp_path_factory.mktemp("network") / "network.html"
    path.write_text(shipped("network"), encoding="utf-8")
    return path


def type_text(tab: Tab, text: str) -> None:
    tab.evaluate("document.getElementById('find').focus()")
    tab.evaluate("document.getElementById('find').select()")
    tab.call("Input.insertText", text=text)
    tab.settle()


def popup(tab: Tab) -> str:
    return str(tab.evaluate("document.querySelector('.leaflet-popup').innerText"))


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_asks_for_nothing_complains_of_nothing_and_stays_in_its_width(
    tab: Tab, file: Path, size: tuple[int, int]
) -> None:
    tab.open(file, *size)
    assert tab.requests == [file.as_uri()]
    assert tab.complaints == []
    assert tab.evaluate("document.documentElement.scrollWidth") == size[0]


def test_places_ports_and_roads_are_found_by_any_name_from_the_keyboard(tab: Tab, file: Path) -> None:
    tab.open(file)
    for typed, told in (("喀什", "Asia/Shanghai"), ("иркеш", "24/7; PH off"), ("osh - gul", "km/h")):
        type_text(tab, typed)
        assert tab.evaluate("document.getElementById('find').getAttribute('aria-expanded')") == "true"
        tab.press("ArrowDown", 40)
        tab.press("ArrowUp", 38)
        tab.press("Enter", 13)
        assert told in popup(tab)
        assert "Source: " in popup(tab)
        assert tab.evaluate("document.getElementById('found').hidden")
    type_text(tab, "osh")
    tab.press("Escape", 27)
    assert tab.evaluate("document.getElementById('found').hidden")
    assert tab.complaints == []


def test_a_click_on_a_road_tells_its_facts(tab: Tab, file: Path) -> None:
    tab.open(file)
    tab.evaluate("document.querySelector('.map').scrollIntoView()")
    x, y = tab.evaluate("""(() => {
      const map = document.querySelector('.folium-map').getBoundingClientRect();
      const inside = p => p.x > map.left + 300 && p.x < map.right - 300 && p.y > map.top + 100 && p.y < Math.min(map.bottom, innerHeight) - 60;
      for (const line of document.querySelectorAll('path.hit')) {
        if (line.getTotalLength() < 60) continue;
        const at = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
        if (inside(at) && document.elementFromPoint(at.x, at.y) === line) return [at.x, at.y];
      }
    })()""")
    tab.click_at(x, y)
    assert "Distance" in popup(tab)


def test_layers_switch_off_and_on(tab: Tab, file: Path) -> None:
    tab.open(file)
    before = tab.evaluate("document.querySelectorAll('path.link').length")
    tab.evaluate("document.querySelector('.layers input').focus()")
    tab.press(" ", 32)
    assert tab.evaluate("document.querySelectorAll('path.link').length") < before / 2
    tab.press(" ", 32)
    assert tab.evaluate("document.querySelectorAll('path.link').length") == before


def test_no_name_covers_another(tab: Tab, file: Path) -> None:
    tab.open(file)
    overlaps = """(() => {
      const all = [...document.querySelectorAll('.label-box')].map(e => e.getBoundingClientRect());
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return all.flatMap((a, i) => all.slice(i + 1).filter(b => meet(a, b))).length;
    })()"""
    for _ in range(2):
        assert tab.evaluate(overlaps) == 0
        tab.click(".leaflet-control-zoom-in")
    assert tab.evaluate("document.querySelectorAll('.label-box').length") > 10


@pytest.mark.parametrize("text", [HOSTILE[1], HOSTILE[5]])
def test_hostile_names_run_nothing(tab: Tab, tmp_path: Path, text: str) -> None:
    path = tmp_path / "network.html"
    path.write_text(KINDS["network"].render(filled(made("network"), text)), encoding="utf-8")
    tab.open(path)
    tab.click(".port")
    assert tab.evaluate("document.querySelector('.leaflet-popup h3').textContent") == text
    assert tab.evaluate("typeof window.pwned") == "undefined"
    assert tab.complaints == []


def test_it_prints(tab: Tab, file: Path, artifacts: Path) -> None:
    tab.open(file)
    tab.screenshot(artifacts / "network-desk.png")
    tab.print_to(artifacts / "network.pdf")
    assert tab.complaints == []
