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
    """The shipped ports from Monday, 2 June 2025."""
    path = tmp_path_factory.mktemp("ports") / "ports.html"
    path.write_text(shipped("ports"), encoding="utf-8")
    return path


def group(tab: Tab, state: str) -> str:
    return str(
        tab.evaluate(f"document.querySelectorAll('.panel details')[{STATES.index(state)}].textContent")
    )


STATES = ["closed", "partly", "open", "unknown"]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_asks_for_nothing_complains_of_nothing_and_stays_in_its_width(
    tab: Tab, file: Path, size: tuple[int, int]
) -> None:
    tab.open(file, *size)
    assert tab.requests == [file.as_uri()]
    assert tab.complaints == []
    assert tab.evaluate("document.documentElement.scrollWidth") == size[0]


def test_the_clock_moves_from_the_keyboard_and_ports_change_with_it(tab: Tab, file: Path) -> None:
    """Torugart opens at 10:00 in Beijing, 02:00 UTC."""
    tab.open(file)
    assert "Torugart" in group(tab, "closed")
    mark = "[...document.querySelectorAll('.port')].find(e => e.title.startsWith('Torugart'))"
    shut = tab.evaluate(f"{mark}.title + {mark}.innerHTML")
    tab.evaluate("document.getElementById('hour').focus()")
    tab.press("ArrowRight", 39)
    assert "CN: Mon 2 Jun 09:00, closed until Mon 2 Jun 10:00" in group(tab, "closed")
    tab.press("ArrowRight", 39)
    assert "Torugart" in group(tab, "open")
    assert (
        tab.evaluate("document.getElementById('hour').getAttribute('aria-valuetext')")
        == "Mon 2 Jun 02:00 UTC"
    )
    assert "Mon 2 Jun 10:00 CN" in tab.evaluate("document.getElementById('clocks').textContent")
    assert tab.evaluate(f"{mark}.title + {mark}.innerHTML") != shut
    tab.click(".days button", 2)
    assert "Torugart" in group(tab, "open")
    assert tab.evaluate("document.getElementById('hour').value") == "50"
    assert tab.complaints == []


def test_a_port_of_the_list_opens_on_the_map_with_both_clocks(tab: Tab, file: Path) -> None:
    tab.open(file)
    tab.click(".panel li button")
    text = tab.evaluate("document.querySelector('.leaflet-popup').innerText")
    assert "CN: Mon 2 Jun 08:00" in text
    assert "KG: Mon 2 Jun 06:00" in text
    assert tab.evaluate("document.querySelectorAll('.leaflet-popup .strip').length") == 2


@pytest.mark.parametrize("text", [HOSTILE[1], HOSTILE[5]])
def test_hostile_names_run_nothing(tab: Tab, tmp_path: Path, text: str) -> None:
    path = tmp_path / "ports.html"
    path.write_text(KINDS["ports"].render(filled(made("ports"), text)), encoding="utf-8")
    tab.open(path)
    tab.click(".port")
    assert tab.evaluate("document.querySelector('.leaflet-popup h3').textContent") == text
    assert tab.evaluate("typeof window.pwned") == "undefined"
    assert tab.complaints == []


def test_paper_shows_the_chosen_hour(tab: Tab, file: Path, artifacts: Path) -> None:
    tab.open(file)
    tab.screenshot(artifacts / "ports-desk.png")
    tab.print_to(artifacts / "ports.pdf")
    assert tab.complaints == []
