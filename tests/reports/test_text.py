"""Text outputs: columns that line up, terminals that data cannot steer, sentences that say the thing."""

from hypothesis import given
from hypothesis import strategies as st

from corridor.model.comparison import Difference
from corridor.model.provenance import Notice
from corridor.model.scenario import Scenario
from corridor.reports.columns import aligned, notice_lines, printable, width
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


def sentence(mean_s: float | None, gain: float, lose: float) -> str:
    difference = Difference(
        scenario="24-7",
        mean_s=mean_s,
        mean_wait_s=None,
        by_weekday_hour={(0, 0): -36_000.0, (0, 1): 0.0},
        share_gain=gain,
        share_lose=lose,
        share_reroute=0,
        newly_answered=0,
        no_longer_answered=0,
    )

    class Baseline:
        scenario = Scenario(name="limited", title="", description="")

    return verdict(difference, Baseline(), "Kashgar", "Osh")  # type: ignore[arg-type]


def test_the_verdict_is_one_sentence() -> None:
    assert sentence(-15_180, 0.62, 0) == (
        "24-7 is 4 h 13 min faster than limited on average from Kashgar to Osh: 62% of departures gain, up to 10 h."
    )
    assert sentence(0, 0, 0) == "24-7 changes no arrival from Kashgar to Osh against limited."
    assert "share no departure" in sentence(None, 0, 0)


def test_spreadsheets_do_not_run_text_as_formulas() -> None:
    assert _safe("=1+1") == "'=1+1"
    assert _safe("＝1+1") == "'＝1+1"
    assert _safe(-5) == -5
    assert _safe("Kashgar") == "Kashgar"
