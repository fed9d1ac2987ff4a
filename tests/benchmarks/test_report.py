"""Amounts in tables can be read, and goals say whether they are met."""

import pytest

from benchmarks.report import Report, medians, table, time_of


@pytest.mark.parametrize(
    ("taken_s", "text"),
    [(1.5, "1.5 s"), (0.025, "25 ms"), (4.2e-6, "4.2 us"), (1.85e-9, "1.85 ns"), (2349.0, "2,349 s")],
)
def test_a_time_is_said_in_the_unit_that_suits_it(taken_s: float, text: str) -> None:
    assert time_of(taken_s) == text


def test_a_missed_goal_is_shown() -> None:
    report = Report()
    report.at_least("single", 299, 300)
    report.at_most("batch", 2e-9, 3e-9)
    report.agrees("single", differences=0, compared=0)
    assert [met for *_, met in report.goals] == ["NO", "yes", "NO"]


def test_runs_take_turns() -> None:
    order: list[str] = []
    medians({"a": (lambda: order.append("a"), 1), "b": (lambda: order.append("b"), 1)}, repetitions=2)
    assert order == ["a", "b", "a", "b"]


def test_a_table_has_a_rule_under_its_header() -> None:
    assert table(("a", "b"), [(1, 2)]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
