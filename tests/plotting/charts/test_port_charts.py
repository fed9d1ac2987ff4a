"""The week, the two weeks, the regimes and the throughput of ports."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from pages import HOSTILE
from ports_by_hand import (
    CLOSURE,
    CROSSING,
    DAY,
    SCHEDULE,
    SOURCE,
    START,
    THROUGHPUT,
    always,
    by_day,
    instant,
    port,
    shut_on,
    side,
)
from reading_charts import boxes, contrast, require_sound, told

from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId
from corridor.model.port import PortReport, Standing
from corridor.operations.clearance import PortBook
from corridor.operations.ports import port_report
from corridor.plotting.charts.chart import Chart
from corridor.plotting.charts.labels import INK
from corridor.plotting.charts.port_bands import joint
from corridor.plotting.charts.port_strip import fortnight_strip, week_strip
from corridor.plotting.charts.regimes import regimes
from corridor.plotting.charts.throughput import throughput
from corridor.plotting.words import Language, Words

WORDS = Words()
Maker = Callable[[str, PortReport, Words], Chart]
CHARTS: tuple[Maker, ...] = (week_strip, fortnight_strip, regimes, throughput)


@pytest.fixture(scope="module")
def book(shipped: Dataset) -> PortBook:
    return PortBook(shipped)


@pytest.mark.parametrize(
    ("at", "lang", "one_in"),
    [("2024-02-27T20:00", "en", 1), ("2025-05-30T01:00", "ru", 4), ("2025-10-01T12:00", "zh", 4)],
)
def test_charts_of_shipped_ports_are_sound(
    shipped: Dataset, book: PortBook, at: str, lang: Language, one_in: int
) -> None:
    """Clocks change in Almaty on 1 March 2024; holidays fall into the others."""
    for crossing_id in [*shipped.crossings][::one_in]:
        report = port_report(shipped, book, crossing_id, instant(at, "Asia/Shanghai"))
        for draw in CHARTS:
            require_sound(draw(f"{draw.__name__}-1", report, Words(lang)))


def test_both_clocks_stand_at_their_bands_and_change_with_them(shipped: Dataset, book: PortBook) -> None:
    report = port_report(shipped, book, "horgos-road", instant("2024-02-27T12:00", "Asia/Shanghai"))  # type: ignore[arg-type]
    texts = [box.text for box in boxes(week_strip("week", report, WORDS))]
    assert {"China, UTC+8", "Kazakhstan, UTC+6 → UTC+5", "All open at once, UTC"} <= set(texts)
    assert texts.count("Fri 1 Mar") == 3


def test_opening_hours_are_written_on_the_clock_of_the_side() -> None:
    report = port(side("CN", by_day(2, 16), "Asia/Shanghai"), side("KG", by_day(2, 16), "Asia/Bishkek"))
    chart = week_strip("week", report, WORDS)
    texts = [box.text for box in boxes(chart) if box.is_figure]
    assert [texts.count(hours) for hours in ("10–24", "08–22", "02–16")] == [7, 7, 7]
    assert chart.caption.startswith("All are open at once 60% of the time; longest shut 10 h, from")
    require_sound(chart)


@pytest.mark.parametrize(
    ("standings", "caption"),
    [
        (always("open"), "Open day and night; no closure or holiday is known in these days"),
        (always("closed"), "Closed throughout; no closure or holiday is known in these days"),
        (always("unknown"), "Hours are not known: China; no closure or holiday is known in these days"),
    ],
)
def test_one_state_all_through_is_one_block(standings: tuple[Standing, ...], caption: str) -> None:
    chart = fortnight_strip("two", port(side("CN", standings)), WORDS)
    assert chart.caption == caption
    assert len(chart.table.rows) == 1
    require_sound(chart)


def test_a_closure_is_numbered_and_its_announcement_named() -> None:
    report = replace(
        port(side("CN", shut_on(1, "closure: Works")), side("KG", shut_on(1, "closure: Works"), name="B")),
        closures=((CLOSURE, START + DAY, START + 2 * DAY),),
    )
    chart = fortnight_strip("two", report, WORDS)
    texts = [box.text for box in boxes(chart)]
    assert "Closure: Works: Tue 3 Jun 2025 00:00 (UTC) to Wed 4 Jun 2025 00:00 (UTC)" in texts
    assert "China, Kyrgyzstan; announced by A newspaper, 2025-05-20" in texts
    assert texts.count("1") == 3
    assert "1 closure or holiday" in chart.caption
    require_sound(chart)


def test_a_holiday_that_no_notice_bounds_may_go_on_beyond_the_strip() -> None:
    works, holiday, _ = shut_on(10, "holiday: New Year (by calendar, not announced)")
    report = port(side("CN", (works, replace(holiday, ends=START + 14 * DAY))), side("KG", always("open")))
    chart = fortnight_strip("two", report, WORDS)
    assert "Holiday: New Year (by calendar, not announced): from Thu 12 Jun 2025 00:00 (UTC) on" in told(
        chart
    )
    assert "longest shut 96 h, from Thu 12 Jun 2025 00:00 (UTC)" in chart.caption


def test_points_that_stand_alike_share_a_band() -> None:
    open_ = always("open")
    report = port(*(side("CN", open_, name=name) for name in ("Yard", "Gate", "Park")), side("KG", open_))
    texts = [box.text for box in boxes(week_strip("week", report, WORDS))]
    assert [text for text in texts if "UTC" in text and "asked" not in text] == [
        "China, UTC",
        "Kyrgyzstan, UTC",
        "All open at once, UTC",
    ]
    assert {"Yard", "and 2 more"} <= set(texts)


def test_all_are_open_only_where_each_is() -> None:
    found = joint([by_day(2, 16), always("unknown")])
    assert [each.state for each in found[:3]] == ["closed", "unknown", "closed"]
    assert (found[0].starts, found[-1].ends) == (START, START + 14 * DAY)


def test_all_are_shut_by_exception_where_nothing_else_shuts_them() -> None:
    found = joint([shut_on(1, "closure: Works"), by_day(0, 16)])
    assert [(each.state, each.is_exception) for each in found[:5]] == [
        ("open", False),
        ("closed", False),
        ("closed", True),
        ("closed", False),
        ("open", False),
    ]


def test_regimes_are_told_with_their_validity_and_those_in_force() -> None:
    before = replace(SCHEDULE, valid_from="", valid_to="2024-02-29", hours="Mo-Fr 09:00-18:00")
    other = replace(SCHEDULE, control_id=ControlId("CN-A post"), hours="", valid_from="")
    report = replace(port(side("CN", always("open"))), regimes=(before, SCHEDULE, other))
    chart = regimes("regimes", report, WORDS)
    assert chart.caption == ("China: 24/7, from 2024-03-01; China, A post: hours unknown, at all times")
    assert [row[2:4] for row in chart.table.rows] == [
        ("to 2024-02-29", "Mo-Fr 09:00-18:00"),
        ("from 2024-03-01", "24/7"),
        ("at all times", "hours unknown"),
    ]
    require_sound(chart)


def test_a_time_without_hours_on_record_says_so() -> None:
    report = replace(port(side("CN", always("unknown"))), regimes=(replace(SCHEDULE, valid_to="2024-12-31"),))
    assert regimes("regimes", report, WORDS).caption == "China: no hours on record for this time"


@pytest.mark.parametrize(
    ("starts", "ends", "value", "per_day"),
    [
        ("2024", "2024", 36_600, "100"),
        ("2025-02", "2025-03", 5900, "100"),
        ("2025-01-01", "2025-01-10", 1000, "100"),
        ("2025-06-01T10:00+08:00", "2025-06-02T08:00+08:00", 966, "1\N{NO-BREAK SPACE}054"),
    ],
)
def test_a_count_is_divided_by_the_days_of_its_period(
    starts: str, ends: str, value: float, per_day: str
) -> None:
    row = replace(THROUGHPUT, starts=starts, ends=ends, value=value)
    chart = throughput("passed", replace(port(), throughputs=(row,)), WORDS)
    assert chart.table.rows[0][4] == per_day
    require_sound(chart)


def test_a_figure_in_another_unit_stands_in_the_table_alone() -> None:
    rows = (replace(THROUGHPUT, unit="trucks waiting"), replace(THROUGHPUT, starts="soon"))
    chart = throughput("passed", replace(port(), throughputs=rows), WORDS)
    assert chart.caption == "No figure of vehicles a day is published for this port."
    assert [row[4] for row in chart.table.rows] == ["", ""]
    require_sound(chart)


@pytest.mark.parametrize("draw", CHARTS)
def test_a_port_of_which_nothing_is_known_makes_a_sound_chart(draw: Maker) -> None:
    chart = draw("empty", port(), WORDS)
    assert chart.table.rows == ()
    require_sound(chart)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_stays_text(text: str) -> None:
    bands = side("CN", shut_on(1, f"closure: {text}"), name=text), side("XX", always("open"), name=text)
    report = replace(
        port(*bands),
        crossing=replace(CROSSING, name_en=text),
        closures=((replace(CLOSURE, reason=text, announced_on=text), START + DAY, START + 2 * DAY),),
        regimes=(replace(SCHEDULE, hours=text, note=text, holiday_calendar=text),),
        throughputs=(replace(THROUGHPUT, direction=text, note=text),),
        sources=(replace(SOURCE, publisher=text, published_on=text),),
    )
    for draw in CHARTS:
        chart = draw("hostile", report, WORDS)
        require_sound(chart)
        assert text in told(chart)


def test_equal_input_gives_equal_bytes(shipped: Dataset, book: PortBook) -> None:
    report = port_report(shipped, book, "irkeshtam", START)  # type: ignore[arg-type]
    for draw in CHARTS:
        assert draw("same", report, WORDS) == draw("same", report, WORDS)


def test_texts_in_bands_stand_out() -> None:
    for colour in ("#c9e6cb", "#ffffff", "#efc46a"):
        assert contrast(colour, INK) >= 4.5
