"""Every kind of page, of a dataset full of code, in a real browser: nothing of it runs."""

import shlex
from pathlib import Path

import pytest
from chromium import Tab
from hostile_dataset import COMMANDS, write_hostile
from pages import HOSTILE

from corridor.cli.main import main
from corridor.cli.session import Loaded

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of all commands, and the pictures beside them."""
    folder = tmp_path_factory.mktemp("hostile")
    data = write_hostile(folder / "data", HOSTILE)
    loaded: Loaded = {}
    for command, line in COMMANDS.items():
        args = [*shlex.split(line), "--data", str(data), "-o", str(folder / f"{command}.html")]
        main.main(args, "corridor", standalone_mode=False, obj=loaded)
    return sorted([*folder.glob("*.html"), *folder.glob("*.svg")])


def test_no_page_or_picture_runs_what_data_hold_asks_for_anything_or_complains(
    tab: Tab, files: list[Path]
) -> None:
    assert len(files) > len(COMMANDS)
    for file in files:
        tab.requests.clear()
        tab.open(file, pause_ms=20)
        if file.suffix == ".html":
            tab.evaluate("document.querySelectorAll('.port').forEach(port => port.click())")
            tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert tab.evaluate("typeof window.pwned") == "undefined", file.name
        assert [asked for asked in tab.requests if not asked.startswith("data:")] == [file.as_uri()]
        assert tab.complaints == [], file.name
