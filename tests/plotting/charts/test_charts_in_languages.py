"""Charts in every language: nothing lies over anything else, and every text can be translated."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from ports_by_hand import CLOSURE, DAY, SCHEDULE, START, THROUGHPUT, port, shut_on, side
from reading_charts import require_sound
from shipped_trips import closed, dataset, told, trips, trucks
from test_departure_charts import FLAT, TEETH, how_sure, sure_window, window
from test_heat_map import TZ, difference, shut_from_friday_afternoon, statistics
from test_port_charts import CHARTS as PORT_CHARTS
from test_trip_charts import CHARTS as TRIP_CHARTS
from test_trip_charts import NAMES, assert_legible, by_hand

from corridor.plotting import catalogue
from corridor.plotting.catalogue import Text
from corridor.plotting.charts.chart import Chart
from corridor.plotting.charts.dumbbell import dumbbell
from corridor.plotting.charts.gantt import gantt
from corridor.plotting.charts.heat_map import differences, extra_hours, mean_durations
from corridor.plotting.charts.ranked_bars import Bars, Heading, ranked_bars
from corridor.plotting.charts.ribbon import ribbon
from corridor.plotting.charts.saw_tooth import saw_tooth
from corridor.plotting.charts.staircase import staircase
from corridor.plotting.charts.stringline import stringline
from corridor.plotting.words import LANGUAGES, Language, Words
from corridor.reports.names import title_of


def over_departures(words: Words) -> Iterator[Chart]:
    """Yield heat maps, a saw-tooth and a ribbon."""
    cells = shut_from_friday_afternoon()
    yield extra_hours("heat", statistics(cells), TZ, "A – B", words)
    yield mean_durations("heat", statistics(cells), TZ, "A – B", words)
    gaps = {at: seconds - 24 * 3600 for at, seconds in cells.items()}
    yield differences("heat", difference(gaps), "limited", TZ, "A – B", words)
    yield saw_tooth("saw", [("limited", TEETH), ("24-7", window(FLAT, 20, 20))], "A – B", words)
    yield ribbon("ribbon", how_sure(sure_window("limited", 90)), "A – B", words)


def of_ports(words: Words) -> Iterator[Chart]:
    report = replace(
        port(side("CN", shut_on(1, "closure: Works")), side("KG", shut_on(1, "closure: Works"), name="B")),
        closures=((CLOSURE, START + DAY, START + 2 * DAY),),
        regimes=(SCHEDULE, replace(SCHEDULE, side="KG", hours="", valid_to="2026-01-01", confidence="high")),
        throughputs=(THROUGHPUT, replace(THROUGHPUT, starts="2025", ends="2025", unit="trucks/day")),
    )
    yield from (draw("port", report, words) for draw in PORT_CHARTS)


def of_studies(words: Words) -> Iterator[Chart]:
    heading = Heading(title="Lanes", caption="None.", what="Lane", axis="h")
    for hours in (2, 36, 130):
        rows = [Bars(title="A – B", values_s=(hours * 3600, hours * 1800))]
        for draw in (dumbbell, ranked_bars):
            yield draw("study", heading, ("limited", "24-7"), rows, words)


def test_charts_ask_for_no_text_that_translators_cannot_find(asked: set[Text]) -> None:
    words = Words()
    for draw in TRIP_CHARTS:
        draw(by_hand(), NAMES, words)
    assert list(over_departures(words))
    assert list(of_ports(words))
    assert list(of_studies(words))
    assert len(asked) > 100
    assert asked <= catalogue.texts()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_of_departures_and_ports_are_sound(lang: Language) -> None:
    for chart in (*over_departures(Words(lang)), *of_ports(Words(lang))):
        require_sound(chart)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_of_studies_are_legible(lang: Language) -> None:
    for chart in of_studies(Words(lang)):
        assert_legible(chart)


@pytest.mark.parametrize("lang", LANGUAGES[1:])
@pytest.mark.parametrize(
    "lane", [("kashgar", "tashkent"), ("kashgar", "bishkek"), ("urumqi", "almaty")], ids="-".join
)
def test_charts_of_shipped_lanes_are_legible(lane: tuple[str, str], lang: Language) -> None:
    words, towns = Words(lang), told().towns
    names = {item: title_of(dataset(), item, lang) for item in told().names}
    given, fleet = trips(*lane), trucks(*lane, "limited", 12, crew="none")
    assert_legible(staircase("c1", given, words, names=names, ports=told().ports, towns=towns))
    assert_legible(gantt("c1", given, words, names=names, ports=told().ports))
    assert_legible(stringline("c1", fleet, words, names=names, closed=closed(fleet, "limited"), towns=towns))
