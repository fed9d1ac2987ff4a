"""Charts of trips: nothing lies over anything else, every figure is in the table, any text is only text."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from journeys import PLACES, itinerary
from pages import HOSTILE
from shipped_trips import LANES, LONG_LANES, closed, told, trips, trucks
from trip_pictures import SVG, collisions, figures, forbidden, outside, parsed, tabled, texts

from corridor.model.ids import ControlId
from corridor.model.itinerary import Itinerary
from corridor.plotting.charts.chart import Chart, svg_file
from corridor.plotting.charts.gantt import LEAST, gantt, widened
from corridor.plotting.charts.split_bars import Lane, SplitBar, split_bars
from corridor.plotting.charts.staircase import staircase
from corridor.plotting.charts.stringline import stringline
from corridor.plotting.maps.route.page import MapRoute
from corridor.plotting.words import LANGUAGES, Language, Words

NAMES = {node: name for node, (name, _) in PLACES.items()}
PORTS = {
    ControlId("irkeshtam-wuqia-park"): "Irkeshtam",
    ControlId("irkeshtam-gate"): "Irkeshtam",
    ControlId("irkeshtam-kg"): "Irkeshtam",
    ControlId("dostuk-kg"): "Dostuk",
    ControlId("dustlik-uz"): "Dostuk",
}
GATE = ControlId("irkeshtam-gate")
WORDS = Words("en")
NIGHT_S = 10 * 3600


def by_hand(before: str = "Limited", after: str = "24/7") -> list[MapRoute]:
    return [
        MapRoute(scenario="limited", title=before, itinerary=itinerary(wait_min=531)),
        MapRoute(scenario="24-7", title=after, itinerary=itinerary(wait_min=0)),
    ]


def later(given: Itinerary, by_s: int) -> Itinerary:
    return replace(
        given,
        depart_at=given.depart_at + by_s,
        arrive_at=given.arrive_at + by_s,
        latest_depart_at=given.latest_depart_at + by_s,
        legs=tuple(
            replace(leg, depart_at=leg.depart_at + by_s, arrive_at=leg.arrive_at + by_s) for leg in given.legs
        ),
    )


def draw_staircase(given: list[MapRoute], names: dict[str, str], words: Words = WORDS) -> Chart:
    return staircase("c1", given, words, names=names, ports=PORTS, towns=frozenset(names))


def draw_gantt(given: list[MapRoute], names: dict[str, str], words: Words = WORDS) -> Chart:
    return gantt("c1", given, words, names=names, ports=PORTS)


def draw_stringline(given: list[MapRoute], names: dict[str, str], words: Words = WORDS) -> Chart:
    fleet = [later(trip.itinerary, hour * 3600) for trip in given[:1] for hour in range(12)]
    start = fleet[0].depart_at if fleet else 0
    shut = {GATE: [(start + 6 * 3600, start + 6 * 3600 + NIGHT_S)], ControlId("dustlik-uz"): []}
    return stringline("c1", fleet, words, names=names, closed=shut, towns=frozenset(names))


def draw_split_bars(given: list[MapRoute], names: dict[str, str], words: Words = WORDS) -> Chart:
    bars = tuple(SplitBar(title=trip.title, totals_s=trip.itinerary.totals_s) for trip in given)
    title = f"{names['kashgar']} - {names['tashkent']}"
    return split_bars("c1", [Lane(title=title, bars=bars), Lane(title="Again", bars=bars)], words)


CHARTS = [draw_staircase, draw_gantt, draw_stringline, draw_split_bars]
Draw = Callable[..., Chart]


@pytest.fixture(params=CHARTS, ids=lambda draw: draw.__name__.removeprefix("draw_"))
def draw(request: pytest.FixtureRequest) -> Draw:
    found: Draw = request.param
    return found


def assert_legible(chart: Chart) -> None:
    assert not collisions(chart)
    assert not outside(chart)
    assert not forbidden(chart)
    assert not [figure for figure in figures(chart) if figure not in tabled(chart) and not _is_tick(figure)]


def _is_tick(figure: str) -> bool:
    return "min" not in figure


@pytest.mark.parametrize("lane", LANES, ids="-".join)
def test_nothing_on_shipped_lanes_lies_over_anything_else(lane: tuple[str, str]) -> None:
    given, known = trips(*lane), told()
    for chosen in (given[:2], given):
        assert_legible(
            staircase("c1", chosen, WORDS, names=known.names, ports=known.ports, towns=known.towns)
        )
        assert_legible(gantt("c1", chosen, WORDS, names=known.names, ports=known.ports))


@pytest.mark.slow
@pytest.mark.parametrize("lane", LONG_LANES, ids="-".join)
def test_nor_does_anything_on_the_longest_ones(lane: tuple[str, str]) -> None:
    test_nothing_on_shipped_lanes_lies_over_anything_else(lane)


def test_all_shipped_lanes_have_room_on_one_scale() -> None:
    lanes = [
        Lane(
            title=" - ".join(lane),
            bars=tuple(SplitBar(title=trip.title, totals_s=trip.itinerary.totals_s) for trip in trips(*lane)),
        )
        for lane in LANES
    ]
    assert_legible(split_bars("c1", lanes, WORDS))


@pytest.mark.parametrize(
    "lane", [("kashgar", "osh"), ("kashgar", "bishkek"), ("urumqi", "almaty")], ids="-".join
)
def test_trucks_over_shipped_gates_are_legible(lane: tuple[str, str]) -> None:
    fleet, known = trucks(*lane, "limited", 24, crew="none"), told()
    shut = closed(fleet, "limited")
    assert_legible(stringline("c1", fleet, WORDS, names=known.names, closed=shut, towns=known.towns))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_are_legible_in_every_language(draw: Draw, lang: Language) -> None:
    assert_legible(draw(by_hand(), NAMES, Words(lang)))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_only_text(draw: Draw, text: str) -> None:
    chart = draw(by_hand(text, text), dict.fromkeys(NAMES, text))
    assert not forbidden(chart)
    plain = draw(by_hand("a", "b"), NAMES)
    assert _tags(chart) <= _tags(plain) | {SVG + "title"}
    ET.fromstring(svg_file(chart))


def _tags(chart: Chart) -> set[str]:
    return {element.tag for element in parsed(chart).iter()}


def test_a_long_name_is_cut_and_told_in_a_remark(draw: Draw) -> None:
    long = "Llanfairpwllgwyngyll" * 12
    chart = draw(by_hand(long, f"{long} 2"), dict.fromkeys(NAMES, long))
    assert not collisions(chart)
    assert not outside(chart)


def test_the_same_trips_make_the_same_bytes(draw: Draw) -> None:
    assert svg_file(draw(by_hand(), NAMES)) == svg_file(draw(by_hand(), NAMES))


def test_no_trip_makes_an_empty_chart(draw: Draw) -> None:
    chart = draw([], NAMES)
    assert chart.table.rows == ()
    assert chart.caption == "There is no trip to show."
    assert not forbidden(chart)


def test_a_trip_without_legs_is_none(draw: Draw) -> None:
    nothing = Itinerary(depart_at=0, arrive_at=0, latest_depart_at=0, legs=(), crossings=(), notices=())
    chart = draw([MapRoute(scenario="a", title="A", itinerary=nothing)], NAMES)
    assert not forbidden(chart)
    assert not collisions(chart)


def test_a_trip_of_one_leg_is_drawn(draw: Draw) -> None:
    whole = itinerary(wait_min=0)
    short = replace(whole, legs=whole.legs[:1], arrive_at=whole.legs[0].arrive_at)
    assert_legible(draw([MapRoute(scenario="a", title="A", itinerary=short)], NAMES))


def test_the_caption_says_what_makes_the_difference() -> None:
    said = (
        'Under "24/7" the truck is in Tashkent 8 h 51 min sooner: '
        "the wait of 8 h 51 min at Irkeshtam state border gate is gone."
    )
    assert draw_staircase(by_hand(), NAMES).caption == said
    assert draw_gantt(by_hand(), NAMES).caption.startswith(said)


def test_one_trip_is_told_by_itself() -> None:
    assert draw_staircase(by_hand()[:1], NAMES).caption == (
        "The truck is in Tashkent on Sun 1 Jun 2025 12:10 (UTC+5), after 45 h 10 min; "
        "of that it waits 8 h 51 min, longest at Irkeshtam state border gate (8 h 51 min)."
    )


def test_equal_lines_become_one() -> None:
    twice = [by_hand()[1], replace(by_hand()[1], title="As of today")]
    chart = draw_staircase(twice, NAMES)
    said = [text.said for text in texts(chart)]
    assert "both 36 h 19 min" in said
    assert {"1", "2"} <= set(said)


def test_gate_and_post_of_a_port_share_one_name() -> None:
    said = [text.said for text in texts(draw_staircase(by_hand(), NAMES))]
    assert said.count("Irkeshtam") == 1
    assert "Irkeshtam port park, Wuqia" in said
    assert "Irkeshtam-Avtodorozhny" not in said


def test_differences_are_told_lane_by_lane() -> None:
    chart = draw_split_bars(by_hand(), NAMES)
    assert chart.caption == '"24/7" against "Limited" on every lane: −8 h 51 min.'
    assert [row[-2:] for row in chart.table.rows[:2]] == [("45 h 10 min", ""), ("36 h 19 min", "−8 h 51 min")]


def test_trucks_that_wait_are_counted() -> None:
    chart = draw_stringline(by_hand(), NAMES)
    assert chart.caption.startswith("12 of 12 trucks wait for the opening of Irkeshtam state border gate")
    assert len(chart.table.rows) == 12 + 1


def test_trucks_on_another_way_are_told_of() -> None:
    given = itinerary(wait_min=0)
    other = replace(given, legs=given.legs[:-1], arrive_at=given.legs[-2].arrive_at)
    chart = stringline("c1", [given, other, given], WORDS, names=NAMES, closed={})
    assert chart.caption.endswith("One truck goes another way and is not drawn.")


def test_departures_of_one_clock_have_its_midnights() -> None:
    start, one_later = by_hand()
    together = draw_staircase([start, one_later], NAMES)
    apart = draw_staircase([start, replace(one_later, itinerary=later(one_later.itinerary, 60))], NAMES)
    assert "Days begin at midnight in Kashgar (UTC+8)" in [text.said for text in texts(together)]
    assert not [text for text in texts(apart) if text.said.startswith("Days begin")]


def test_both_clocks_are_shown() -> None:
    said = [text.said for text in texts(draw_gantt(by_hand(), NAMES))]
    assert "Clock of Kashgar (UTC+8)" in said
    assert "Clock of Tashkent (UTC+5)" in said


@given(st.lists(st.floats(0.01, 200), min_size=1, max_size=60))
def test_widened_parts_fill_the_bar_and_can_be_seen(widths: list[float]) -> None:
    drawn = widened(widths)
    assert sum(drawn) == pytest.approx(sum(widths))
    assert min(drawn) >= min(LEAST, sum(widths) / len(widths)) - 1e-9
    assert all(one <= other + 1e-9 for one, other in zip(drawn, widths, strict=True) if other > LEAST)


def test_a_bar_runs_from_departure_to_arrival_without_a_gap() -> None:
    chart = draw_gantt(by_hand()[:1], NAMES)
    blocks = [rect for rect in parsed(chart).iter(SVG + "rect") if rect.get("height") == "28"]
    spans = [(float(rect.get("x", "")), float(rect.get("width", ""))) for rect in blocks]
    edges = sorted({(x, x + width) for x, width in spans})
    assert all(end == pytest.approx(start, abs=0.03) for (_, end), (start, _) in pairwise(edges))
    assert "1 short part" not in chart.caption


def test_parts_of_a_split_bar_sum_to_its_length() -> None:
    chart = draw_split_bars(by_hand()[:1], NAMES)
    remarks = [title.text or "" for title in parsed(chart).iter(SVG + "title")]
    assert "Wait (closed) 8 h 51 min" in remarks
    row = chart.table.rows[0]
    assert row[-2] == WORDS.duration(by_hand()[0].itinerary.duration_s)


def test_marks_say_what_they_are() -> None:
    remarks = [title.text or "" for title in parsed(draw_gantt(by_hand(), NAMES)).iter(SVG + "title")]
    assert (
        "Wait (closed) 8 h 51 min, Irkeshtam state border gate: "
        "Sat 31 May 2025 00:57 (UTC+8) to Sat 31 May 2025 09:48 (UTC+8)" in remarks
    )


def test_trucks_that_meet_open_ports_are_told_so() -> None:
    fleet = [later(itinerary(wait_min=0), hour * 3600) for hour in range(3)]
    chart = stringline("c1", fleet, WORDS, names=NAMES, closed={GATE: []})
    assert chart.caption.startswith(
        "No truck waits for a port to open. The quickest leaves on Fri 30 May 2025 18:00"
    )


def test_one_truck_that_waits_is_told_of() -> None:
    fleet = [itinerary(wait_min=90), later(itinerary(wait_min=0), 7200)]
    chart = stringline("c1", fleet, WORDS, names=NAMES, closed={GATE: []})
    assert chart.caption.startswith(
        "One of 2 trucks waits for the opening of Irkeshtam state border gate, for 1 h 30 min."
    )
