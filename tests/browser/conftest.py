import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Tab, browser, find_chromium, new_tab

sys.path.append(str(Path(__file__).parents[1] / "plotting"))  # the same journeys are drawn there


@pytest.fixture(scope="session")
def running_browser() -> Iterator[str]:
    executable = find_chromium()
    if executable is None:
        pytest.skip("no Chromium here: install the package `chromium`, or name one in CORRIDOR_CHROMIUM")
    with browser(executable) as address:
        yield address


@pytest.fixture
def tab(running_browser: str) -> Iterator[Tab]:
    """An empty page at desk size."""
    with new_tab(running_browser) as opened:
        yield opened


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where screenshots go, to be looked at."""
    return Path(__file__).parents[2] / ".ci" / "artifacts"
