"""What holds for a page of every kind."""

import hashlib
import subprocess
import sys
from functools import cache
from pathlib import Path

import html5lib
import pytest
from filling import filled
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import KINDS, WITH_CHARTS, made, shipped
from pages import HOSTILE, Parsed, addresses, content_hash

from corridor.model.text import clean
from corridor.plotting.words import Language

LARGEST = 700 * 1024


@cache
def page(kind: str, text: str | None = None) -> str:
    given_page = made(kind)
    return KINDS[kind].render(given_page if text is None else filled(given_page, text))


def markup(kind: str, parsed: Parsed) -> object:
    """Return what no text may change: the elements in order, or for charts which ones there are at all."""
    return set(parsed.tags) if kind in WITH_CHARTS else parsed.tags


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_well_formed_and_asks_for_nothing(kind: str) -> None:
    html = page(kind)
    html5lib.HTMLParser(strict=True).parse(html)
    assert all(address.startswith(("data:", "#")) for address in addresses(html))


@pytest.mark.parametrize("kind", KINDS)
def test_only_its_own_scripts_may_run(kind: str) -> None:
    parsed = Parsed(page(kind))
    assert parsed.policy["default-src"] == ["'none'"]
    assert parsed.policy["script-src"] == [content_hash(script) for script in parsed.blocks["script"]]
    assert parsed.policy["style-src"] == [content_hash(style) for style in parsed.blocks["style"]]
    names = {name for _, name, _ in parsed.attributes}
    assert not [name for name in names if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_bytes_again(kind: str) -> None:
    made.cache_clear()
    assert KINDS[kind].render(made(kind)) == page(kind)


@pytest.mark.slow
def test_it_is_the_same_bytes_in_another_process() -> None:
    code = "from made_pages import *; import hashlib;"
    code += "print(*[hashlib.sha256(KINDS[k].render(made(k)).encode()).hexdigest() for k in KINDS])"
    here = Path(__file__).parent
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": f"{here.parents[1]}:{here}", "TZ": "Asia/Tokyo"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [hashlib.sha256(page(kind).encode()).hexdigest() for kind in KINDS]


@pytest.mark.parametrize("lang", [pytest.param("en"), pytest.param("ru", marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", KINDS)
def test_it_fits_in_a_letter_with_the_shipped_data(kind: str, lang: Language) -> None:
    assert len(shipped(kind, lang).encode()) <= LARGEST


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_shown_letter_for_letter_and_does_nothing(
    kind: str, text: str
) -> None:
    html = page(kind, text)
    html5lib.HTMLParser(strict=True).parse(html)
    parsed = Parsed(html)
    assert markup(kind, parsed) == markup(kind, Parsed(page(kind, "plain")))
    assert [content_hash(script) for script in parsed.blocks["script"]] == parsed.policy["script-src"]
    assert text in parsed.said


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
@given(text=st.text(min_size=1, max_size=30))
def test_no_text_changes_its_tags(kind: str, text: str) -> None:
    html = KINDS[kind].render(filled(made(kind), text))
    html.encode()
    parsed = Parsed(html)
    assert markup(kind, parsed) == markup(kind, Parsed(page(kind, "plain")))
    assert clean(text).strip() in parsed.said.replace("\r\n", "\n")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["zh", "ru"])
def test_it_is_written_in_any_language(kind: str, lang: str) -> None:
    html = KINDS[kind].render(made(kind, lang))
    assert f'<html lang="{lang}">' in html
    assert {"zh": "东城", "ru": "Восток"}[lang] in html or {"zh": "高山口", "ru": "Высокий перевал"}[
        lang
    ] in html


@pytest.mark.parametrize("kind", KINDS)
def test_data_reach_no_script(kind: str) -> None:
    parsed = Parsed(page(kind, "MARKED"))
    assert not [script for script in parsed.blocks["script"] if "MARKED" in script]
