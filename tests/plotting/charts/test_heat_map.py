import re
from dataclasses import replace

import pytest
from pages import HOSTILE
from reading_charts import contrast, grey, require_sound, told

from corridor.model.comparison import Difference, Statistics, WeekdayHours
from corridor.plotting.charts.heat_map import differences, extra_hours, mean_durations
from corridor.plotting.charts.heat_steps import difference_steps, duration_steps, extra_steps
from corridor.plotting.charts.heat_words import rounded, written
from corridor.plotting.words import Words

WORDS = Words()
HOUR = 3600
WEEK = [(day, hour) for day in range(7) for hour in range(24)]
TZ = "Asia/Shanghai"


def statistics(cells: WeekdayHours) -> Statistics:
    return Statistics(
        answered_s=1,
        unanswered_s=0,
        mean_s=None,
        p50_s=None,
        p90_s=None,
        min_s=None,
        max_s=None,
        mean_wait_s=None,
        waiting_share=None,
        crossings={},
        waits={},
        by_weekday_hour=cells,
    )


def difference(cells: WeekdayHours) -> Difference:
    return Difference(
        scenario="24-7",
        mean_s=0,
        mean_wait_s=0,
        by_weekday_hour=cells,
        share_gain=0,
        share_lose=0,
        share_reroute=0,
        largest_gain=None,
        largest_loss=None,
        newly_answered_s=0,
        no_longer_answered_s=0,
        departures_s=1,
    )


def shut_from_friday_afternoon() -> WeekdayHours:
    """20 h, but 30 h from Friday 15:00 until Monday, and an hour less on Thursday from 8 to 10."""
    late = {at: 30.0 * HOUR for at in WEEK if at >= (4, 15)}
    best = {(3, hour): 19.0 * HOUR for hour in (8, 9)}
    return dict.fromkeys(WEEK, 20.0 * HOUR) | late | best


def test_it_says_when_to_leave_and_what_an_hour_later_costs() -> None:
    chart = extra_hours("heat", statistics(shut_from_friday_afternoon()), TZ, "Here → There", WORDS)
    assert chart.caption == (
        "Leave Thu 08:00–10:00; leaving Fri after 15:00 costs 10 h more than an hour before"
    )
    require_sound(chart)


def test_equal_hours_of_days_on_end_are_named_together() -> None:
    cells = {at: (20.0 if at[1] == 16 else 22.0) * HOUR for at in WEEK if at[0] in {1, 2, 3}}
    chart = mean_durations("heat", statistics(cells), TZ, "", WORDS)
    assert chart.caption.startswith("Leave Tue–Thu 16:00–17:00; leaving Tue–Thu after 17:00 costs 2 h more")


def test_a_week_without_a_worse_hour_says_so() -> None:
    chart = extra_hours("heat", statistics(dict.fromkeys(WEEK, 20.0 * HOUR)), TZ, "", WORDS)
    assert chart.caption == "The hour of leaving makes no difference of half an hour."
    require_sound(chart)


def test_hours_without_departures_are_blank_and_hatched() -> None:
    cells = {at: 20.0 * HOUR + at[1] * HOUR for at in WEEK if at[0] < 5}
    chart = extra_hours("heat", statistics(cells), TZ, "", WORDS)
    blank = next(line for line in chart.body.splitlines() if 'fill="url(#heat-diagonal)"' in line)
    assert re.findall(r"M(\d+) (\d+)h(\d+)", blank) == [
        ("72", str(24 + 32 * day), str(24 * 36)) for day in (5, 6)
    ]
    assert chart.body.count('fill="url(#heat-diagonal)"') == 1 + 1
    assert [row[0] for row in chart.table.rows] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    require_sound(chart)


def test_no_departures_at_all_make_an_empty_week() -> None:
    for chart in (
        extra_hours("heat", statistics({}), TZ, "", WORDS),
        mean_durations("heat", statistics({}), TZ, "", WORDS),
        differences("heat", difference({}), "limited", TZ, "", WORDS),
    ):
        assert chart.table.rows == ()
        require_sound(chart)


def test_a_difference_says_where_most_is_gained_and_lost() -> None:
    cells = dict.fromkeys(WEEK, -2.0 * HOUR) | {(0, 3): -40.5 * HOUR, (6, 1): 0.0, (6, 2): 3.3 * HOUR}
    chart = differences("heat", difference(cells), "limited", TZ, "", WORDS)
    assert chart.caption == (
        "Most is gained leaving Mon 03:00–04:00: 40.5 h; most is lost leaving Sun 02:00–03:00: 3.5 h; "
        "1 of 168 hours of the week do not change by half an hour"
    )
    assert chart.table.rows[0][4] == "−40.5"
    assert chart.table.rows[6][3] == "+3.5"
    require_sound(chart)


@pytest.mark.parametrize(
    ("hours", "text"),
    [(0.24, "0"), (0.25, "0.5"), (0.75, "1"), (-0.2, "0"), (-2.3, "−2.5"), (99.9, "100"), (123.4, "123")],
)
def test_figures_are_rounded_to_the_half_hour_by_one_rule(hours: float, text: str) -> None:
    assert written(rounded(hours)) == text


@pytest.mark.parametrize("hours", [0, 0.5, 1.5, 2, 5.5, 6, 12, 23.5, 24, 500])
def test_every_figure_has_just_one_step(hours: float) -> None:
    assert sum(step.holds(hours) for step in extra_steps(WORDS)) == 1
    steps = difference_steps([-1, 1], WORDS)
    assert [sum(step.holds(each) for step in steps) for each in (hours, -hours)] == [1, 1]
    assert sum(step.holds(hours) for step in duration_steps([0, hours, 30], WORDS)) == 1


def test_steps_of_durations_are_few_and_even() -> None:
    assert [step.text for step in duration_steps([26.5, 54.5], WORDS)] == [
        "24 to under 30 h",
        "30 to under 36 h",
        "36 to under 42 h",
        "42 to under 48 h",
        "48 to under 54 h",
        "54 to under 60 h",
    ]


def test_figures_stand_out_and_worse_is_darker_in_grey() -> None:
    for step in (*extra_steps(WORDS), *difference_steps([-1, 1], WORDS)):
        assert contrast(step.colour, step.ink) >= 4.5, step
    lightness = [grey(step.colour) for step in extra_steps(WORDS)]
    assert lightness == sorted(lightness, reverse=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_stays_text(text: str) -> None:
    named = replace(difference(shut_from_friday_afternoon()), scenario=text)
    for chart in (
        differences("heat", named, text, TZ, text, WORDS),
        extra_hours("heat", statistics(shut_from_friday_afternoon()), TZ, text, WORDS),
    ):
        require_sound(chart)
        assert text in told(chart)


def test_equal_input_gives_equal_bytes() -> None:
    one, other = (
        extra_hours("heat", statistics(shut_from_friday_afternoon()), TZ, "", WORDS) for _ in range(2)
    )
    assert one == other
