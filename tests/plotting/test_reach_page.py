"""The page of a reach: what is drawn and written is what was found."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest
from made_pages import made
from pages import Parsed

from corridor.plotting.maps.reach.page import ReachMapPage
from corridor.plotting.maps.reach.render import render
from corridor.plotting.maps.reach.scene import STEP_S, scene, steps
from corridor.plotting.maps.reach.summary import limits_table, places_table
from corridor.plotting.words import Words

HOUR = 3600


@pytest.fixture(name="page")
def reach() -> ReachMapPage:
    """Two passes, shut at night by the hours of May 2025 and open by those of June; the truck leaves on Monday at 08:00."""
    page: ReachMapPage = made("reach")
    return page


@cache
def html() -> str:
    return render(made("reach"))


def rows() -> list[list[str]]:
    """Return the cells of all table rows."""
    return [
        re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)
        for row in re.findall(r"<tr>.*?</tr>", html(), re.DOTALL)
    ]


def test_every_place_stands_in_the_table_with_both_arrivals(page: ReachMapPage) -> None:
    told = {row[0]: row for row in rows()}
    arrivals = [result.reach.arrivals for result in page.reaches.results]
    for place, spot in page.places.items():
        clocks = [Words().clock(found[place], spot.tz) for found in arrivals if place in found]
        assert [cell for cell in told[spot.name] if cell in clocks] == clocks


def test_the_slider_goes_by_half_hours_to_the_last_limit_and_opens_where_scenarios_differ(
    page: ReachMapPage,
) -> None:
    (slider,) = re.findall(r'<input id="hours"[^>]*>', html())
    assert f'max="{72 * HOUR // STEP_S}"' in slider
    assert f'value="{page.begin_s // STEP_S}"' in slider
    assert '<label for="hours">' in html()
    assert len(scene(page, Words())["clocks"]) == steps(page) + 1
    gained = [
        len(page.reaches.only_under(page.reaches.results[1], s)) for s in page.reaches.baseline.reach.limits_s
    ]
    assert max(gained) == len(page.reaches.only_under(page.reaches.results[1], page.begin_s))


def test_runs_are_seconds_after_departure_and_shares_of_lines_that_are_drawn(page: ReachMapPage) -> None:
    drawn = scene(page, Words())
    for result, told in zip(page.reaches.results, drawn["scenarios"], strict=True):
        assert len(told["reached"]) == len(result.reach.links)
        for number, _, runs in told["reached"]:
            assert 0 <= number < len(drawn["links"])
            starts, ends, firsts, lasts = (runs[i::4] for i in range(4))
            assert all(0 <= start < end <= 72 * HOUR for start, end in zip(starts, ends, strict=True))
            assert all(0 <= first < last <= 1 for first, last in zip(firsts, lasts, strict=True))


def test_a_port_that_holds_the_truck_says_until_when(page: ReachMapPage) -> None:
    (yard,) = (
        s for s in scene(page, Words())["scenarios"][0]["stands"] if s["name"] == "High Pass yard (CN)"
    )
    assert [kind for kind, _ in yard["doing"]] == ["wait", "work"]
    assert yard["rows"][1] == ["Is through", "Mon 26 May 2025 11:00 (UTC+8), 03:00 UTC"]


def test_what_only_one_scenario_reaches_is_told_by_limit(page: ReachMapPage) -> None:
    table = limits_table(page, Words())
    assert table.head[-1].startswith("Only under ")
    other = page.reaches.results[1]
    for limit_s, row in zip(page.reaches.baseline.reach.limits_s, table.rows, strict=True):
        assert row[0] == Words().duration(limit_s)
        names = [page.places[p].name for p in page.reaches.only_under(other, limit_s) if p in page.places]
        assert row[-1] == ", ".join(names)


def test_one_scenario_alone_has_no_differences(page: ReachMapPage) -> None:
    alone = replace(page, reaches=replace(page.reaches, results=page.reaches.results[:1]))
    assert "only under" not in render(alone)
    assert "Difference" not in places_table(alone, Words()).head


def test_the_answer_comes_before_the_map_and_the_tables_after_it(page: ReachMapPage) -> None:
    body = html()[html().index("<body>") :]
    order = [
        page.verdict.split(";")[0],
        'id="hours"',
        'class="folium-map"',
        "Legend",
        "When each place is reached",
    ]
    assert [body.index(part) for part in order] == sorted(body.index(part) for part in order)


def test_the_scene_holds_no_number_that_json_lacks() -> None:
    json.dumps(Parsed(html()).scene, allow_nan=False)
