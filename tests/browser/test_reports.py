from pathlib import Path

import pytest
from chromium import Tab
from filling import filled
from made_reports import KINDS, LANES, made, shipped
from pages import HOSTILE

pytestmark = pytest.mark.browser

DESK, PHONE = (1280, 900), (390, 844)
CHARTS_DRAWN = """[...document.querySelectorAll('svg.picture')].map(e => {
  const inside = e.getBBox(), box = e.viewBox.baseVal;
  return inside.width > 300 && inside.height > 80 && inside.x > -1 && inside.x + inside.width < box.width + 1;
})"""


@pytest.fixture(scope="module", params=list(KINDS))
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a kind on the first of the shipped lanes."""
    path = tmp_path_factory.mktemp("reports") / f"{request.param}.html"
    path.write_text(KINDS[request.param].render(shipped(request.param, LANES[0])), encoding="utf-8")
    return path


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_asks_for_nothing_complains_of_nothing_and_stays_in_its_width(
    tab: Tab, file: Path, size: tuple[int, int]
) -> None:
    tab.open(file, *size)
    assert tab.requests == [file.as_uri()]
    assert tab.complaints == []
    assert tab.evaluate("document.documentElement.scrollWidth") == size[0]


def test_charts_are_drawn_within_their_frames_and_are_wide_enough_to_read_on_a_phone(
    tab: Tab, file: Path
) -> None:
    tab.open(file, *PHONE)
    drawn = tab.evaluate(CHARTS_DRAWN)
    assert len(drawn) >= 3
    assert all(drawn)
    widths = tab.evaluate(
        "[...document.querySelectorAll('svg.picture')].map(e => e.getBoundingClientRect().width)"
    )
    assert min(widths) >= 760
    tab.evaluate("document.querySelector('.chart .scroll').focus()")
    assert tab.evaluate("document.activeElement.getAttribute('role')") == "region"


def test_contents_lead_to_parts_and_figures_unfold(tab: Tab, file: Path) -> None:
    tab.open(file)
    tab.click(".contents a[href='#inputs']")
    tab.settle()
    assert tab.evaluate("Math.abs(document.getElementById('inputs').getBoundingClientRect().top) < 40")
    tab.click(".chart summary")
    assert tab.evaluate("document.querySelector('.chart details table').getBoundingClientRect().height") > 100


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_names_run_nothing(tab: Tab, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "report.html"
    for text in (HOSTILE[1], HOSTILE[2]):
        path.write_text(KINDS[kind].render(filled(made(kind), text)), encoding="utf-8")
        tab.open(path)
        assert tab.evaluate("document.querySelector('.verdict').textContent") == text
        assert tab.evaluate("typeof window.pwned") == "undefined"
        assert tab.complaints == []


def test_it_prints(tab: Tab, file: Path, artifacts: Path) -> None:
    tab.open(file)
    tab.screenshot(artifacts / f"report-{file.stem}.png", whole=True)
    tab.print_to(artifacts / f"report-{file.stem}.pdf")
    assert tab.complaints == []
