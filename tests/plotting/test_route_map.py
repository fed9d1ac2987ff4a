import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from journeys import kashgar_to_tashkent
from pages import FILLED, HOSTILE, NOT_SHOWN, Parsed, addresses, content_hash, everywhere

from corridor.model.text import clean
from corridor.plotting.maps.route.page import RouteMapPage
from corridor.plotting.maps.route.render import render

ROOT = Path(__file__).parents[2]


def test_the_page_is_well_formed_html(page: RouteMapPage) -> None:
    html5lib.HTMLParser(strict=True).parse(render(page))


def test_the_page_asks_for_nothing_outside_itself(page: RouteMapPage) -> None:
    found = addresses(render(page))
    assert found
    assert all(address.startswith(("data:", "#")) for address in found)


def test_the_policy_allows_exactly_the_scripts_and_styles_of_the_page(page: RouteMapPage) -> None:
    parsed = Parsed(render(page))
    assert parsed.policy["default-src"] == ["'none'"]
    assert parsed.policy["script-src"] == [content_hash(script) for script in parsed.blocks["script"]]
    assert parsed.policy["style-src"] == [content_hash(style) for style in parsed.blocks["style"]]
    assert parsed.policy["img-src"] == ["data:"]


def test_nothing_is_styled_or_scripted_in_attributes(page: RouteMapPage) -> None:
    names = {name for _, name, _ in Parsed(render(page)).attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_equal_pages_are_equal_bytes(page: RouteMapPage) -> None:
    assert render(page) == render(kashgar_to_tashkent())


def test_equal_pages_are_equal_bytes_in_another_process(page: RouteMapPage) -> None:
    code = "from journeys import *; from corridor.plotting.maps.route.render import render; import hashlib;"
    code += "print(hashlib.sha256(render(kashgar_to_tashkent()).encode()).hexdigest())"
    path = f"{ROOT}:{Path(__file__).parent}"
    environment = {"PYTHONHASHSEED": "7", "PYTHONPATH": path, "TZ": "Asia/Tokyo", "PATH": ""}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(render(page).encode()).hexdigest()


def test_the_page_fits_in_a_letter_with_the_shipped_basemap(page: RouteMapPage) -> None:
    folder = ROOT / "geodata" / "basemap"
    layers = {
        file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.geojson"))
    }
    assert set(layers) == {"borders", "countries", "lakes", "relief"}
    assert len(render(replace(page, basemap=layers)).encode()) <= 700_000


@pytest.mark.parametrize("where", FILLED)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_letter_for_letter_and_does_nothing(
    page: RouteMapPage, where: str, text: str
) -> None:
    parsed = Parsed(render(FILLED[where](page, text)))
    assert parsed.tags == plain_tags(where)
    assert [content_hash(script) for script in parsed.blocks["script"]] == parsed.policy["script-src"]
    assert where in NOT_SHOWN or text in parsed.said


@cache
def plain_tags(where: str) -> list[tuple[str, tuple[str, ...]]]:
    return Parsed(render(FILLED[where](kashgar_to_tashkent(), "plain"))).tags


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_full_of_hostile_text_is_well_formed_html(page: RouteMapPage, text: str) -> None:
    html = render(everywhere(page, text))
    html5lib.HTMLParser(strict=True).parse(html)
    assert all(address.startswith(("data:", "#")) for address in addresses(html))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_no_text_changes_the_tags_of_the_page(text: str) -> None:
    html = render(everywhere(kashgar_to_tashkent(), text))
    html.encode()
    assert Parsed(html).tags == everywhere_tags("plain" if text else "")


@cache
def everywhere_tags(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return Parsed(render(everywhere(kashgar_to_tashkent(), text))).tags


def test_what_cannot_be_shown_becomes_a_replacement_mark() -> None:
    assert clean("a\x00b\x1bc\ud800d\u2028e\tf") == "a\ufffdb\ufffdc\ufffdd\ufffde\tf"
    assert clean("喀什 / قەشقەر Қарағанды 🚚") == "喀什 / قەشقەر Қарағанды 🚚"


def test_data_never_reach_folium(page: RouteMapPage) -> None:
    marked = Parsed(render(everywhere(page, "MARKED")))
    assert not [script for script in marked.blocks["script"] if "MARKED" in script]


def test_no_name_in_the_page_was_drawn_at_random(page: RouteMapPage) -> None:
    outside = re.sub(r"sha256-[^']*|base64,[^)]*", "", render(page))
    assert not re.findall(r"[0-9a-f]{32}", outside)


def test_the_answer_comes_before_the_map(page: RouteMapPage) -> None:
    html = render(page)
    body = html[html.index("<body>") :]
    order = [page.verdict, "45 h 22 min", "Sun 1 Jun 2025 12:22 (UTC+5)", 'class="folium-map"', "leg by leg"]
    assert [body.index(part) for part in order] == sorted(body.index(part) for part in order)


def test_a_reader_without_a_map_finds_every_leg_in_a_table(page: RouteMapPage) -> None:
    html = render(page)
    rows = re.findall(r"<tr>(<th scope=.row.*?)</tr>", html)
    assert len(rows) == sum(len(route.itinerary.legs) + 1 for route in page.routes)
    wait = next(row for row in rows if "Wait (closed)" in row)
    assert "Irkeshtam state border gate" in wait
    assert "Sat 31 May 2025 00:57 (UTC+8)" in wait
    assert "gate shut 00:00-10:00 Beijing time" in wait


def test_a_sketched_course_is_explained_only_where_there_is_one(page: RouteMapPage) -> None:
    assert "only sketched" in render(page)
    exact = {link: replace(line, quality="modelled") for link, line in page.alignments.items()}
    ends = page.link_ends
    undrawn = next(link for link in ends if link not in exact)
    start, end = (page.places[node][1] for node in ends[undrawn])
    exact[undrawn] = replace(
        next(iter(exact.values())), link_id=undrawn, points=((start.lon, start.lat), (end.lon, end.lat))
    )
    assert "only sketched" not in render(replace(page, alignments=exact))


def test_folium_is_imported_by_the_web_map_alone() -> None:
    users = {
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "corridor").rglob("*.py")
        if re.search(r"^\s*(import|from) (folium|branca)\b", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert users == {"corridor/plotting/web_map.py"}
