"""Durations over departures: exact saw-teeth, and ribbons of percentiles."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from pages import HOSTILE
from reading_charts import boxes, contrast, require_sound, told
from test_heat_map import statistics

from corridor.calendars import zones
from corridor.model.comparison import Departure, DepartureProfile
from corridor.model.ids import PlaceId
from corridor.model.profile import NO_ARRIVAL, Profile
from corridor.model.reliability import Asked, Chance, Percentile
from corridor.model.sure import HowSure, SureDeparture, SureWindow
from corridor.plotting.charts.frame import hour_range, zone_name
from corridor.plotting.charts.paths import path, simplified
from corridor.plotting.charts.ribbon import ribbon
from corridor.plotting.charts.saw_tooth import saw_tooth
from corridor.plotting.words import Words

WORDS = Words()
TZ = "Asia/Almaty"
START = zones.parse_moment("2024-02-27", TZ, end=False)  # two days before clocks go back
HOUR, DAY = 3600, 86_400


def profile(pieces: Sequence[tuple[int, int, bool]], days: int = 7) -> Profile:
    """Return the profile of pieces: hours after the start, hours that the first one takes, whether it rises."""
    departs = np.array([START + h * HOUR for h, _, _ in pieces], np.int64)
    takes = np.array([t * HOUR if t else NO_ARRIVAL for _, t, _ in pieces], np.int64)
    none = np.array([], np.int64)
    return Profile(
        start=START,
        end=START + days * DAY,
        departs=departs,
        arrives=np.where(takes < NO_ARRIVAL, departs + takes, NO_ARRIVAL),
        rises=np.array([rises for _, _, rises in pieces], np.bool_),
        moving_s=takes,
        ways=np.where(takes < NO_ARRIVAL, 0, -1),
        crossings=[()],
        wait_ends=np.zeros(len(pieces) + 1, np.int64),
        wait_at=none,
        wait_s=none,
        wait_shrinks=np.array([], np.bool_),
        waiting_points=[],
    )


def window(found: Profile, least_h: int | None, most_h: int | None) -> DepartureProfile:
    figures = replace(
        statistics({}),
        min_s=least_h and least_h * HOUR,
        max_s=most_h and most_h * HOUR,
        mean_s=least_h and (least_h + (most_h or 0)) / 2 * HOUR,
        unanswered_s=int((found.arrives >= NO_ARRIVAL).any()),
    )
    ends = [
        None
        if hours is None
        else Departure(depart_at=START + HOUR, arrive_at=START + HOUR + hours * HOUR, wait_s=0, crossings=())
        for hours in (least_h, most_h)
    ]
    return DepartureProfile(
        origin=PlaceId("here"),
        destination=PlaceId("there"),
        tz=TZ,
        start=found.start,
        end=found.end,
        profile=found,
        statistics=figures,
        best=ends[0],
        best_windows=(),
        worst=ends[1],
        equal_arrivals=(),
        cut_offs=(),
        notices=(),
    )


WAITS = profile([(0, 30, False), (10, 20, True), (100, 0, False), (120, 25, True)])
FLAT = profile([(0, 20, True)])
TEETH = window(WAITS, 20, 30)


def test_a_saw_tooth_falls_while_one_waits_and_is_flat_while_one_moves() -> None:
    chart = saw_tooth("saw", [("limited", TEETH), ("24-7", window(FLAT, 20, 20))], "Here → There", WORDS)
    assert chart.caption == (
        "limited: 20 h at best, leaving Tue 27 Feb 2024 01:00 (UTC+6), and 30 h at worst; "
        "24-7: 20 h whenever one leaves"
    )
    rows = {row[0]: row[1:] for row in chart.table.rows}
    assert rows["Tue 27 Feb 2024 00:00 (UTC+6)"] == ("30 h", "20 h")
    assert rows["Tue 27 Feb 2024 09:00 (UTC+6)"] == ("21 h", "20 h")
    assert rows["Sat 2 Mar 2024 05:00 (UTC+5)"] == ("no way", "20 h")
    assert rows["Longest of all departures"] == ("30 h", "20 h")
    assert "Asia/Almaty, UTC+6, from Thu 29 Feb UTC+5" in told(chart)
    require_sound(chart)


def test_the_axis_of_a_window_in_which_clocks_change_has_a_day_of_25_hours() -> None:
    days = [box for box in boxes(saw_tooth("saw", [("", TEETH)], "", WORDS)) if " Feb" in box.text][:3]
    later = [box for box in boxes(saw_tooth("saw", [("", TEETH)], "", WORDS)) if " Mar" in box.text][:1]
    places = [box.left for box in days] + [box.left for box in later if box.text == "Fri 1 Mar"]
    widths = [b - a for a, b in pairwise(places)]
    assert widths[:2] == pytest.approx([876 / 7] * 2, abs=0.01)
    assert widths[2] == pytest.approx(876 / 7 * 25 / 24, abs=0.01)


def test_a_long_window_gives_each_scenario_a_frame() -> None:
    long = window(profile([(0, 30, False), (10, 20, True)], 400), 20, 30)
    chart = saw_tooth("saw", [("limited", long), ("24-7", long)], "", WORDS)
    assert [box.text for box in boxes(chart)].count("30 h") == 2
    assert len(chart.table.rows) <= 63
    require_sound(chart)


def test_a_window_without_a_way_says_so() -> None:
    chart = saw_tooth("saw", [("limited", window(profile([(0, 0, False)]), None, None))], "", WORDS)
    assert chart.caption == "limited: no departure has a way"
    require_sound(chart)


def test_a_line_keeps_its_corners_and_drops_the_points_between() -> None:
    line = [(float(x), 0.0) for x in range(100)] + [(99.0, 50.0), (150.0, 50.0)]
    assert simplified(line) == [(0.0, 0.0), (99.0, 0.0), (99.0, 50.0), (150.0, 50.0)]
    assert path([line, []]) == "M0.0 0.0L99.0 0.0L99.0 50.0L150.0 50.0"


@pytest.mark.parametrize(
    ("durations_h", "expected_h"),
    [((26, 55), (24, 60)), ((2, 55), (0, 60)), ((20, 20), (20, 21)), ((), (0, 1))],
)
def test_the_scale_begins_at_nought_unless_that_wastes_room(
    durations_h: tuple[int, ...], expected_h: tuple[int, int]
) -> None:
    found = hour_range([hours * HOUR for hours in durations_h])
    assert found == tuple(hours * HOUR for hours in expected_h)


def test_a_zone_is_named_with_all_its_offsets() -> None:
    assert zone_name("Asia/Shanghai", START, START + DAY, WORDS) == "Asia/Shanghai, UTC+8"


def sure_departure(i: int, hours: tuple[float | None, ...], every_s: int) -> SureDeparture:
    at = START + i * every_s
    plan, early, half, sure = (None if h is None else at + round(h * HOUR) for h in hours)
    return SureDeparture(
        depart_at=at,
        plan_at=plan,
        early=Percentile(share=0.1, arrive_at=early, low_at=None, high_at=None),
        half=Percentile(share=0.5, arrive_at=half, low_at=None, high_at=None),
        sure=Percentile(share=0.9, arrive_at=sure, low_at=None, high_at=None),
        in_time=Chance(0.5, 0.4, 0.6),
    )


def sure_window(name: str, count: int, every_s: int = HOUR) -> SureWindow:
    """Return departures that are the surer the later they leave; the third one has no way."""
    rows = tuple(
        sure_departure(
            i, (None,) * 4 if i == 2 else (22 - i / count, 20, 21 - i / count, 25 - 2 * i / count), every_s
        )
        for i in range(count)
    )
    return SureWindow(
        scenario=name,
        departures=rows,
        answered=count - 1,
        mean_plan_s=0,
        mean_half_s=0,
        mean_sure_s=0,
        best=rows[-1],
        worst=rows[0],
        latest=rows[1],
        after_latest=None,
    )


def how_sure(*windows: SureWindow, every_s: int = HOUR) -> HowSure:
    asked = Asked(arrive_by=START + 2 * DAY)
    return HowSure(asked=asked, tz=TZ, every_s=every_s, windows=windows, differences=(), notices=())


def test_a_ribbon_says_how_much_to_allow() -> None:
    chart = ribbon(
        "ribbon", how_sure(sure_window("limited", 40), sure_window("24-7", 40)), "Here → There", WORDS
    )
    assert chart.title == "Hours to allow for a chance of 90% to arrive: Here → There"
    assert chart.caption.startswith(
        "limited: leaving Wed 28 Feb 2024 15:00 (UTC+6), 90% arrive within 23 h 03 min; 25 h at worst; 24-7"
    )
    assert chart.table.rows[0][:4] == ("limited", "Tue 27 Feb 2024 00:00 (UTC+6)", "25 h", "21 h")
    require_sound(chart)


def test_lines_and_band_are_broken_where_there_is_no_way() -> None:
    chart = ribbon("ribbon", how_sure(sure_window("limited", 40)), "", WORDS)
    paths = [part.split('"')[0] for part in chart.body.split(' d="')[1:]]
    assert [each.count("M") for each in paths] == [2] * 5
    assert paths[0].count("Z") == 2


def test_a_long_table_is_thinned_but_keeps_what_tells() -> None:
    chart = ribbon("ribbon", how_sure(sure_window("limited", 500)), "", WORDS)
    assert len(chart.table.rows) <= 60
    assert chart.table.head[1] == "Leaving (one in 9 departures, and the telling ones)"
    leaving = {row[1] for row in chart.table.rows}
    window = sure_window("limited", 500)
    for row in (window.best, window.worst, window.latest):
        assert row is not None
        assert WORDS.clock(row.depart_at, TZ) in leaving
    require_sound(chart)


def test_nothing_asked_makes_an_empty_ribbon() -> None:
    empty = replace(sure_window("limited", 3), departures=(), best=None, worst=None, latest=None)
    chart = ribbon("ribbon", how_sure(empty), "", WORDS)
    assert chart.caption == "limited: no departure is known to arrive"
    require_sound(chart)
    require_sound(replace(ribbon("ribbon", how_sure(), "", WORDS), caption="none"))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_stays_text(text: str) -> None:
    for chart in (
        ribbon("hostile", how_sure(sure_window(text, 5)), text, WORDS),
        saw_tooth("hostile", [(text, TEETH), (text * 5, TEETH)], text, WORDS),
    ):
        require_sound(chart)
        assert text in told(chart)


def test_equal_input_gives_equal_bytes() -> None:
    assert saw_tooth("saw", [("limited", TEETH)], "", WORDS) == saw_tooth(
        "saw", [("limited", TEETH)], "", WORDS
    )
    found = how_sure(sure_window("limited", 40))
    assert ribbon("ribbon", found, "", WORDS) == ribbon("ribbon", found, "", WORDS)


def test_names_of_lines_stand_out() -> None:
    for colour in ("#0c2f5e", "#1d5fa8", "#3f74ad", "#b3207c", "#5a636d"):
        assert contrast(colour, "#ffffff") >= 4.5
