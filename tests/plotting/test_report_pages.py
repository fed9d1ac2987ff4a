"""What holds for reports of either kind."""

from dataclasses import replace
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

import html5lib
import pytest
from filling import filled
from hypothesis import given, settings
from hypothesis import strategies as st
from made_reports import KINDS, LANES, Asking, made, shipped
from pages import HOSTILE, Parsed, addresses, content_hash

from corridor.model.text import clean
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.words import Words

WITH_MAP, WITHOUT_MAP = 1_000_000, 150 * 1024


@cache
def page(kind: str, text: str | None = None) -> str:
    report = made(kind)
    return str(KINDS[kind].render(report if text is None else filled(report, text)))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_well_formed_and_asks_for_nothing(kind: str) -> None:
    html = page(kind)
    html5lib.HTMLParser(strict=True).parse(html)
    assert all(address.startswith(("data:", "#")) for address in addresses(html))


@pytest.mark.parametrize("kind", KINDS)
def test_only_its_own_scripts_may_run_and_without_a_map_none(kind: str) -> None:
    parsed = Parsed(page(kind))
    assert parsed.policy["default-src"] == ["'none'"]
    assert parsed.policy["script-src"] == [content_hash(script) for script in parsed.blocks["script"]]
    assert parsed.policy["style-src"] == [content_hash(style) for style in parsed.blocks["style"]]
    bare = Parsed(KINDS[kind].render(replace(made(kind), has_map=False)))
    assert bare.policy["script-src"] == ["'none'"]
    assert not bare.blocks["script"]
    assert bare.scene is None


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_bytes_again(kind: str) -> None:
    made.cache_clear()
    assert KINDS[kind].render(made(kind)) == page(kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lane", LANES, ids=lambda lane: f"{lane.origin}-{lane.destination}")
def test_it_fits_in_a_letter_with_the_shipped_data(kind: str, lane: Asking) -> None:
    render, report = KINDS[kind].render, shipped(kind, lane)
    assert len(render(report).encode()) <= WITH_MAP
    assert len(render(replace(report, has_map=False)).encode()) <= WITHOUT_MAP


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_is_shown_letter_for_letter_and_does_nothing(
    kind: str, text: str
) -> None:
    html = page(kind, text)
    html5lib.HTMLParser(strict=True).parse(html)
    require_harmless(html, kind)
    assert text in Parsed(html).said


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5, deadline=None)
@given(text=st.text(min_size=1, max_size=30))
def test_no_text_adds_a_kind_of_tag(kind: str, text: str) -> None:
    html = KINDS[kind].render(filled(made(kind), text))
    html.encode()
    require_harmless(html, kind)
    assert clean(text).strip() in Parsed(html).said.replace("\r\n", "\n")


def require_harmless(html: str, kind: str) -> None:
    """Check that a page has no tag or attribute that it does not have anyway, and no other script."""
    parsed, plain = Parsed(html), Parsed(page(kind))
    # How many there are depends on the length of texts: pictures leave out labels that have no room.
    assert {tag for tag, _ in parsed.tags} <= {tag for tag, _ in plain.tags}
    names = {name for _, name, _ in parsed.attributes}
    assert not [name for name in names if name in {"style", "srcdoc"} or name.startswith("on")]
    assert [content_hash(script) for script in parsed.blocks["script"]] == plain.policy["script-src"]
    assert parsed.policy["script-src"] == plain.policy["script-src"]


@pytest.mark.parametrize("kind", KINDS)
def test_data_reach_no_script(kind: str) -> None:
    parsed = Parsed(page(kind, "MARKED"))
    assert not [script for script in parsed.blocks["script"] if "MARKED" in script]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("lang", "names"), [("zh", ("东城 - 西城", "高山口")), ("ru", ("Восток - Запад", "Высокий"))]
)
def test_it_is_written_in_any_language(kind: str, lang: str, names: tuple[str, str]) -> None:
    html = KINDS[kind].render(made(kind, lang))
    assert f'<html lang="{lang}">' in html
    assert all(name in html for name in names)


@pytest.mark.parametrize("kind", KINDS)
def test_contents_lead_to_every_part_and_headings_do_not_skip(kind: str) -> None:
    parsed = Parsed(page(kind))
    ids = [value for _, name, value in parsed.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    links = {value[1:] for tag, name, value in parsed.attributes if (tag, name) == ("a", "href")}
    assert links <= set(ids)
    assert {"answer", "map", "question", "inputs", "leans-on", "made-with"} <= links
    levels = [int(tag[1]) for tag, _ in parsed.tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_has_a_table_beside_it(kind: str) -> None:
    html = page(kind)
    charts = KINDS[kind].charts(made(kind))
    assert html.count('<figure class="chart">') == len(charts)
    for chart in charts:
        part = html.partition(f'id="{chart.chart_id}-title"')[2].partition("</figure>")[0]
        assert "<table" in part, chart.chart_id
        assert chart.table.rows, chart.chart_id


def test_a_window_names_its_charts_before_it_is_computed() -> None:
    ids = [chart.chart_id for chart in KINDS["window"].charts(made("window"))]
    assert ids == KINDS["window"].chart_ids(2, is_sure=True)
    assert [chart.chart_id for chart in KINDS["trip"].charts(made("trip"))] == list(KINDS["trip"].CHARTS)


def test_a_trip_tells_its_totals_and_what_they_differ_by() -> None:
    words, report = Words(), made("trip")
    said = Parsed(page("trip")).said
    first, other = (route.itinerary for route in report.trip.routes)
    assert words.duration(first.duration_s) in said
    assert words.duration(other.duration_s) in said
    assert difference(words, other.duration_s - first.duration_s) in said
    assert words.clock(other.arrive_at, "Asia/Bishkek") in said


def test_a_window_tells_its_figures() -> None:
    words, report = Words(), made("window")
    said = Parsed(page("window")).said
    for result in report.comparison.results:
        found = result.profile.statistics
        figures = (found.mean_s, found.p50_s, found.p90_s, found.min_s, found.max_s, found.mean_wait_s)
        assert all(words.duration(figure or 0) in said for figure in figures)
    (changed,) = report.comparison.differences
    assert difference(words, changed.mean_s or 0) in said


@pytest.mark.parametrize("name", ["a b.gpx", "javascript:x.svg", "<b>&.csv", "表.xlsx", "a?b#c.png"])
def test_files_are_linked_within_their_folder_whatever_their_names(name: str) -> None:
    html = KINDS["trip"].render(replace(made("trip"), files=(name,)))
    html5lib.HTMLParser(strict=True).parse(html)
    assert name in Parsed(html).said
    (address,) = (address for address in addresses(html) if not address.startswith(("data:", "#")))
    assert address.startswith("./")
    assert unquote(address[2:]) == name
    assert not set(address) & set("?#:<>")
