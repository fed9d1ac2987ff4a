"""A page of several parts: maps, charts and words in one file."""

import html5lib
import pytest
from jinja2 import ChoiceLoader, DictLoader
from journeys import kashgar_to_tashkent
from markupsafe import Markup
from pages import HOSTILE, Parsed, addresses, content_hash

from corridor.plotting import document
from corridor.plotting.charts.chart import Chart, Table
from corridor.plotting.document import Page, compose
from corridor.plotting.maps.ground import ground
from corridor.plotting.maps.route.scene import scene
from corridor.plotting.web_map import map_block
from corridor.plotting.words import Words

REPORT = """{% extends "base.html" %}{% import "charts.html" as charts with context %}{% block main %}
{% for element in maps %}{{ element }}{% endfor %}{% for chart in drawn %}{{ charts.figure(chart) }}{% endfor %}
{% endblock %}"""


@pytest.fixture(autouse=True)
def _report(monkeypatch: pytest.MonkeyPatch) -> None:
    document._environment.cache_clear()
    environment = document._environment()
    assert environment.loader
    own = DictLoader({"report.html": REPORT})
    monkeypatch.setattr(environment, "loader", ChoiceLoader([own, environment.loader]))


def chart(chart_id: str = "bars", text: str = "Hours saved") -> Chart:
    return Chart(
        chart_id=chart_id,
        title=text,
        caption=text,
        height=40,
        body=Markup('<rect width="9" height="9"/>'),
        table=Table(head=(text, "h"), rows=((text, "9"),), numbers=frozenset({1})),
    )


def report(*charts: Chart, maps: int = 2) -> str:
    page, words = kashgar_to_tashkent(), Words()
    blocks = [
        map_block("route", scene(page, words), words, on=ground(page, words), groups=2, number=number)
        for number in range(1, maps + 1)
    ]
    return compose(
        "report.html",
        Page(title="Report", verdict="Nine hours"),
        *blocks,
        styles=("page.css", "charts.css"),
        maps=[block.element for block in blocks],
        drawn=charts,
    )


def test_maps_and_charts_make_one_page() -> None:
    html = report(chart())
    html5lib.HTMLParser(strict=True).parse(html)
    assert all(address.startswith(("data:", "#")) for address in addresses(html))
    assert html.count('class="folium-map"') == 2
    assert html.count('<figure class="chart">') == 1


def test_maps_on_one_page_share_code_and_land_and_draw_their_own() -> None:
    parsed = Parsed(report())
    assert set(parsed.scene) == {"texts", "basemap", "map_1", "map_2"}
    assert len(parsed.blocks["script"]) == len(set(parsed.blocks["script"])) == 5  # three shared
    assert [content_hash(script) for script in parsed.blocks["script"]] == parsed.policy["script-src"]
    assert (
        "drawRouteMap(map_2, [feature_group_2_1, feature_group_2_2], sceneOf(" in parsed.blocks["script"][4]
    )


def test_a_page_without_a_map_runs_nothing() -> None:
    parsed = Parsed(report(chart(), maps=0))
    assert parsed.blocks["script"] == []
    assert parsed.policy["script-src"] == ["'none'"]


def test_a_chart_is_named_described_scrolled_by_keyboard_and_has_its_table() -> None:
    html = report(chart(), maps=0)
    assert 'role="img" aria-labelledby="bars-title bars-says"' in html
    assert 'tabindex="0" role="region" aria-labelledby="bars-title"' in html
    assert '<th scope="row">Hours saved</th>' in html
    assert '<table class="numbers">' in html
    assert "<td>9</td>" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_of_a_chart_are_shown_letter_for_letter(text: str) -> None:
    parsed = Parsed(report(chart(text=text), maps=0))
    assert parsed.tags == Parsed(report(chart(text="plain"), maps=0)).tags
    assert text in parsed.said


def test_a_page_speaks_its_language() -> None:
    html = compose("base.html", Page(title="报告", verdict="", lang="zh"))
    assert '<html lang="zh">' in html
