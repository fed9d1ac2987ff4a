from pathlib import Path

import pytest
from markupsafe import Markup

from corridor.errors import CorridorError, OutputError
from corridor.plotting import assets
from corridor.plotting.document import Block, Code, Page, compose


@pytest.fixture(autouse=True)
def _forget() -> None:
    assets._read.cache_clear()


def test_leaflet_is_taken_whole_from_the_installed_package() -> None:
    script = assets.script("leaflet.js")
    assert 'version="1.9.4"' in script
    assert "sourceMappingURL" not in script


def test_pictures_of_the_style_sheet_are_inside_it() -> None:
    css = assets.stylesheet("leaflet.css")
    assert css.count("url(data:image/png;base64,") == css.count("url(") == 3
    assert "\r" not in css


@pytest.mark.parametrize("name", ["https://cdn.example/leaflet.js", "leaflet-src.js", "../leaflet.js", ""])
def test_a_page_that_asks_for_anything_else_is_refused(name: str) -> None:
    with pytest.raises(CorridorError, match="the page would ask for") as refused:
        assets.script(name)
    assert repr(name) in refused.value.message
    assert refused.value.exit_code == 70


def test_a_file_that_is_not_the_pinned_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(assets._SHA256, "leaflet.js", "0" * 64)
    with pytest.raises(OutputError, match=r"'leaflet.js' .* is not the pinned file") as refused:
        assets.script("leaflet.js")
    assert "reinstall" in refused.value.hint


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Nowhere:
        def locate_file(self, name: str) -> Path:
            return tmp_path / name

    monkeypatch.setattr(assets, "distribution", lambda _: Nowhere())
    with pytest.raises(OutputError, match=r"'leaflet.css' .* is not there"):
        assets.stylesheet("leaflet.css")


@pytest.mark.parametrize("code", ["x = '</script>'", "/* <!-- */", "a::after { content: '</STYLE>' }"])
def test_code_that_would_end_its_own_block_is_refused(code: str) -> None:
    with pytest.raises(CorridorError, match="a script or style sheet of the page holds"):
        compose(
            "base.html",
            Page(title="", verdict=""),
            Block(element=Markup(), code=Code(scripts=(code,)), scene={}),
        )
