"""Texts of a dataset are shown letter for letter in every kind of page and chart, and do nothing.

Pages are made by the commands themselves, so that nothing on the way from a table to a page is left out.
"""

import json
import shlex
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree as ET

import html5lib
import icalendar
import pytest
from hostile_dataset import COMMANDS, write_hostile
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import HOSTILE, Parsed, content_hash

from corridor.cli.main import main
from corridor.cli.session import Loaded

TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


class Made(NamedTuple):
    """What a command wrote: the page as a browser would take it, and all files by their ends."""

    page: Parsed
    files: Mapping[str, str]


@cache
def make(*texts: str) -> Mapping[str, Made]:
    """Return what each command makes of a dataset with these texts in turn everywhere."""
    loaded: Loaded = {}
    made = {}
    with TemporaryDirectory() as folder:
        data = write_hostile(Path(folder) / "data", texts)
        for command, line in COMMANDS.items():
            args = [*shlex.split(line), "--data", str(data), "-o", f"{folder}/{command}.html"]
            assert main.main(args, "corridor", standalone_mode=False, obj=loaded) == 0
            files = {path.name.removeprefix(command): path for path in Path(folder).glob(f"{command}*.*")}
            read = {name: path.read_bytes().decode("utf-8-sig") for name, path in files.items()}
            made[command] = Made(Parsed(read[".html"]), read)
    return made


def plain(command: str) -> Made:
    return make("Plain", "Names", "that need two lines of some charts, as they are long")[command]


def elements(svg: str) -> set[tuple[str, frozenset[str]]]:
    return {(element.tag, frozenset(element.attrib)) for element in ET.fromstring(svg).iter()}


def assert_nothing_can_run(command: str, made: Made) -> None:
    """Check that a page has just the scripts of one with plain texts, and no element that such pages lack."""
    parsed, expected = made.page, plain(command).page
    assert parsed.blocks == expected.blocks
    assert parsed.policy == expected.policy
    assert parsed.policy["script-src"] == [content_hash(script) for script in parsed.blocks["script"]]
    assert {tag for tag, _ in parsed.tags} <= {tag for tag, _ in expected.tags}
    names = {name for _, name, _ in parsed.attributes}
    assert names <= {name for _, name, _ in expected.attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]
    asked = [value for _, name, value in parsed.attributes if name in {"src", "href", "srcset", "action"}]
    assert all(address.startswith(("data:", "#", "./")) for address in asked)


def assert_pictures_are_harmless(made: Made) -> None:
    for name, svg in made.files.items():
        if name.endswith(".svg"):
            tags = {tag.rpartition("}")[2] for tag, _ in elements(svg)}
            assert not tags & {"script", "foreignObject", "a", "image", "use", "style"}
            names = {attribute.rpartition("}")[2] for _, found in elements(svg) for attribute in found}
            assert not [one for one in names if one.startswith("on") or one in {"href", "style"}]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("command", COMMANDS)
def test_code_in_any_cell_is_shown_letter_for_letter_and_does_nothing(command: str, text: str) -> None:
    made = make(text)[command]
    assert text in made.page.said
    assert_nothing_can_run(command, made)
    assert_pictures_are_harmless(made)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_of_hostile_texts_is_well_formed(command: str) -> None:
    html5lib.HTMLParser(strict=True).parse(make(*HOSTILE)[command].files[".html"])


@pytest.mark.slow
@settings(max_examples=4)
@given(texts=st.lists(TEXTS, min_size=4, max_size=12))
def test_no_text_at_all_adds_anything_that_runs(texts: list[str]) -> None:
    for command, made in make(*texts).items():
        assert_nothing_can_run(command, made)
        assert_pictures_are_harmless(made)


@pytest.mark.parametrize("text", HOSTILE)
def test_other_files_of_a_port_hold_it_as_text(text: str) -> None:
    files = make(text)["report-port"].files
    assert json.loads(files[".json"])["name"] == f"{text} 0"
    (event,) = icalendar.Calendar.from_ical(files[".ics"]).events
    assert str(event["SUMMARY"]) == f"{text} 0 closed: {text} 1"
    assert text not in files[".csv"]  # it has ids and clocks only
