"""maps/README.md lists the example pages, and `corridor gallery` makes each as its own command does."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from maps_page import MAPS, listing, thumbnail

from corridor.cli.examples import EXAMPLES, Example
from corridor.cli.main import _run

LARGEST = {"map": 700_000, "report": 1_000_000}
FOLDER = Path("maps")


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder in which `corridor gallery` was run."""
    top = tmp_path_factory.mktemp("top")
    before = Path.cwd()
    os.chdir(top)
    try:
        assert _run(["gallery"]) == 0
    finally:
        os.chdir(before)
    return top / FOLDER


def test_the_page_lists_what_is_declared() -> None:
    assert listing() in (MAPS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.page)
def test_a_page_has_a_small_picture(example: Example) -> None:
    """Its head says 400 pixels wide, with a palette."""
    png = thumbnail(example).read_bytes()
    assert len(png) <= 40_000
    assert int.from_bytes(png[16:20], "big") == 400
    assert png[25] == 3


def test_pictures_are_of_pages_that_are_made() -> None:
    assert {path.name for path in (MAPS / "thumbnails").iterdir()} == {
        thumbnail(example).name for example in EXAMPLES
    }


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.page)
def test_the_gallery_makes_a_page_as_its_own_command_does(
    gallery: Path, example: Example, monkeypatch: pytest.MonkeyPatch, corridor: Callable[..., Any]
) -> None:
    made = (gallery / example.page).read_bytes()
    assert len(made) <= LARGEST[example.command.split()[0]]
    monkeypatch.chdir(gallery.parent)
    assert corridor(*example.args(FOLDER)).code == 0
    assert (gallery / example.page).read_bytes() == made


@pytest.mark.slow
def test_the_gallery_makes_all_pages_and_no_other_file(gallery: Path) -> None:
    assert {path.name for path in gallery.iterdir()} == {example.page for example in EXAMPLES}


def test_a_page_that_is_there_is_kept_and_nothing_is_made(
    corridor: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    kept = folder / EXAMPLES[-1].page
    kept.write_text("mine", encoding="utf-8")
    ran = corridor("gallery", "-o", str(folder))
    assert (ran.code, kept.read_text(encoding="utf-8")) == (4, "mine")
    assert "--force" in ran.err
    assert list(folder.iterdir()) == [kept]


def test_a_folder_that_cannot_be_made_is_named(corridor: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = corridor("gallery", "-o", str(tmp_path / "file" / "maps"))
    assert ran.code == 4
    assert "cannot make the folder" in ran.err
