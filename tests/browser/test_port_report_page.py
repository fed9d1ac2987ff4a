"""The report on a port in a real browser."""

from pathlib import Path

import pytest
from chromium import Tab
from made_pages import shipped

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Irkeshtam, with the shipped data."""
    path = tmp_path_factory.mktemp("port") / "irkeshtam.html"
    path.write_text(shipped("port"), encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [1280, 390])
def test_it_stays_in_its_width_and_asks_for_nothing(
    tab: Tab, file: Path, width: int, artifacts: Path
) -> None:
    tab.open(file, width, 900)
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.requests[0] == file.as_uri()
    assert all(asked.startswith(("file:", "data:")) for asked in tab.requests)
    assert tab.complaints == []
    tab.screenshot(artifacts / f"port-{width}.png", whole=True)


def test_every_control_point_is_on_the_map_and_tells_its_hours(tab: Tab, file: Path) -> None:
    tab.open(file)
    assert tab.evaluate("document.querySelectorAll('.port').length") == 4
    for i in range(4):
        tab.evaluate(f"document.querySelectorAll('.port')[{i}].click()")
        popup = tab.evaluate("document.querySelector('.leaflet-popup').innerText")
        assert "24/7; PH off" in popup
        assert "Source: " in popup
    assert tab.complaints == []


def test_contents_lead_to_parts_that_are_there(tab: Tab, file: Path) -> None:
    tab.open(file)
    ends = "[...document.querySelectorAll('.contents a')].map(a => document.querySelector(a.hash)?.tagName)"
    assert set(tab.evaluate(ends)) <= {"SECTION", "H2"}


def test_it_prints(tab: Tab, file: Path, artifacts: Path) -> None:
    tab.open(file)
    tab.print_to(artifacts / "port.pdf")
    assert tab.complaints == []
