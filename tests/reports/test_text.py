"""Text outputs: columns that line up, terminals that data cannot steer, sentences that say the thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.model.comparison import Difference, Extreme, Stretch
from corridor.model.provenance import Notice
from corridor.model.scenario import Scenario
from corridor.reports.clock_ranges import between, ranges
from corridor.reports.columns import aligned, notice_lines, printable, width
from corridor.reports.names import share
from corridor.reports.tables import _safe
from corridor.reports.window_text import heat_map, verdict


def test_columns_line_up_for_wide_characters() -> None:
    lines = aligned([("喀什", "x"), ("Kashgar", "y"), ("Кашгар", "z")], indent="")
    assert [width(line.rpartition(" ")[0]) for line in lines] == [8, 8, 8]


@given(st.text())
def test_no_control_character_reaches_a_terminal(text: str) -> None:
    assert all(ord(c) >= 32 and ord(c) not in range(0x7F, 0xA0) for c in printable(text))


def test_warnings_come_before_remarks() -> None:
    lines = notice_lines([Notice("b", "remark", "info"), Notice("a", "warning")])
    assert lines == ["! warning [a]", "- remark [b]"]


def test_a_heat_map_has_a_row_per_weekday_and_half_hours() -> None:
    assert heat_map({(0, 0): -5400.0, (0, 1): 0.0, (4, 23): 36_000.0})[1:] == [
        "  Mon -1.5  0  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .",
        "  Fri    .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  . 10",
    ]


def sentence(
    mean_s: float | None, gain: float, lose: float, *, newly_s: int = 0, no_longer_s: int = 0
) -> str:
    difference = Difference(
        scenario="24-7",
        mean_s=mean_s,
        mean_wait_s=None,
        by_weekday_hour={(0, 0): -18_000.0, (0, 1): 0.0},
        share_gain=gain,
        share_lose=lose,
        share_reroute=0,
        largest_gain=Extreme(depart_at=0, difference_s=-36_000) if gain else None,
        largest_loss=Extreme(depart_at=0, difference_s=7200) if lose else None,
        newly_answered_s=newly_s,
        no_longer_answered_s=no_longer_s,
        departures_s=86_400,
    )

    class Baseline:
        scenario = Scenario(name="limited", title="", description="")

    return verdict(difference, Baseline(), "Kashgar", "Osh")  # type: ignore[arg-type]


def test_the_verdict_is_one_sentence_with_the_largest_gain_of_a_single_departure() -> None:
    assert sentence(-15_180, 0.62, 0) == (
        "24-7 is 4 h 13 min faster than limited on average from Kashgar to Osh: 62% of departures gain, at most 10 h."
    )
    assert sentence(0, 0, 0) == "24-7 changes no arrival from Kashgar to Osh against limited."
    assert "share no departure" in sentence(None, 0, 0)


def test_the_verdict_names_who_loses_although_the_mean_gains() -> None:
    assert sentence(-600, 0.5, 0.25).endswith(
        "50% of departures gain, at most 10 h; 25% of departures lose, at most 2 h."
    )
    assert sentence(600, 0.25, 0.5).endswith(
        "50% of departures lose, at most 2 h; 25% of departures gain, at most 10 h."
    )
    assert sentence(0, 0.25, 0.5).startswith(
        "24-7 takes as long as limited on average from Kashgar to Osh: 50%"
    )


def test_the_verdict_says_first_who_has_a_way_under_one_scenario_only() -> None:
    assert sentence(0, 0, 0, no_longer_s=64_800) == (
        "75% of departures have a way under limited, but none under 24-7. "
        "Where both have one, 24-7 changes no arrival from Kashgar to Osh against limited."
    )
    assert sentence(None, 0, 0, newly_s=86_400).startswith(
        "100% of departures have a way under 24-7, but none under limited. 24-7 and limited share no"
    )


@pytest.mark.parametrize(
    ("part", "told"), [(0, "0%"), (0.004, "<1%"), (0.62, "62%"), (0.9951, ">99%"), (1, "100%")]
)
def test_a_share_that_is_not_quite_all_or_none_says_so(part: float, told: str) -> None:
    assert share(part) == told


MONDAY = 1_751_212_800  # 2025-06-30 00:00 +08
TZ = "Asia/Shanghai"


def stretch(first: str, last: str) -> Stretch:
    """From one clock up to and with another, hours beyond 24 being of the days after."""

    def at(clock: str) -> int:
        hours, minutes, seconds = map(int, clock.split(":"))
        return MONDAY + hours * 3600 + minutes * 60 + seconds

    return Stretch(departs_from=at(first), departs_to=at(last) + 1, arrives_at=MONDAY)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("08:51:45", "17:09:45", "between Mon 30 Jun 2025 08:52 and 17:09 (UTC+8)"),
        ("22:00:00", "29:59:59", "between Mon 30 Jun 2025 22:00 and Tue 1 Jul 2025 05:59 (UTC+8)"),
        ("08:00:00", "08:00:00", "at Mon 30 Jun 2025 08:00 (UTC+8)"),
        ("08:00:07", "08:00:07", "at Mon 30 Jun 2025 08:00:07 (UTC+8)"),
        ("08:00:07", "08:00:09", "between Mon 30 Jun 2025 08:00:07 and 08:00:09 (UTC+8)"),
    ],
)
def test_a_range_of_clocks_holds_only_minutes_that_lie_inside(first: str, last: str, told: str) -> None:
    assert between(stretch(first, last), TZ) == told


def test_the_same_clocks_on_several_days_are_told_once() -> None:
    days = [stretch(f"{day * 24 + 9}:00:00", f"{day * 24 + 17}:00:00") for day in range(5)]
    odd = stretch("130:00:00", "131:00:00")
    assert ranges([*days, odd], TZ) == [
        ("between Mon 30 Jun 2025 09:00 and 17:00 (UTC+8), and at the same clock on 4 more days", 5),
        ("between Sat 5 Jul 2025 10:00 and 11:00 (UTC+8)", 1),
    ]


def test_spreadsheets_do_not_run_text_as_formulas() -> None:
    assert _safe("=1+1") == "'=1+1"
    assert _safe("＝1+1") == "'＝1+1"
    assert _safe(-5) == -5
    assert _safe("Kashgar") == "Kashgar"
