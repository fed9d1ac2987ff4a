"""The report of a study as a browser shows it: on a desk, on a phone, on paper."""

import sys
from pathlib import Path

import pytest
from chromium import Tab
from minimal_dataset import write_minimal

sys.path.append(str(Path(__file__).parents[1] / "studies"))
import two_passes

from corridor.cli.session import Session
from corridor.cli.study_report import StudyReport
from corridor.studies import run

pytestmark = pytest.mark.browser

DESK, PHONE = (1280, 800), (390, 844)
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    session = Session(write_minimal(tmp_path_factory.mktemp("data")), ("batch", "shipments.csv"))
    out, study = tmp_path_factory.mktemp("out"), two_passes.study()
    summary = run(study, session.dataset, out, command="corridor batch")
    StudyReport(session, study, summary, (), out, ("results.parquet",), 0).write("en")
    return out / "report.html"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_it_fits_the_screen_and_asks_for_nothing(
    tab: Tab, file: Path, artifacts: Path, size: tuple[int, int]
) -> None:
    tab.open(file, *size)
    tab.evaluate(OPEN_ALL)
    tab.settle()
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert tab.requests == [file.resolve().as_uri()]
    assert not tab.complaints
    tab.screenshot(artifacts / f"study-report-{size[0]}.png", whole=True)


def test_the_heading_of_a_long_table_stays_in_sight(tab: Tab, file: Path) -> None:
    tab.open(file, *DESK)
    tab.evaluate(OPEN_ALL)
    tab.evaluate(
        "document.querySelectorAll('.long').forEach(each => each.style.setProperty('max-height', '120px'))"
    )
    below = tab.evaluate(
        "(box => { box.scrollTop = 80; return [box.scrollTop > 0, box.querySelector('thead th').getBoundingClientRect().top - "
        "box.getBoundingClientRect().top] })(document.querySelector('#lanes .long'))"
    )
    assert below[0]
    assert abs(below[1]) < 3


def test_it_prints(tab: Tab, file: Path, artifacts: Path) -> None:
    tab.open(file, *DESK)
    path = artifacts / "study-report.pdf"
    tab.print_to(path)
    assert 3 <= path.read_bytes().count(b"/Type /Page\n") <= 14
