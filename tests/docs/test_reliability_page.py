"""docs/reliability.md: its table is the shipped one, its examples answer, its printed answer is what is printed."""

from collections.abc import Callable
from typing import Any

import pytest
from markdown_pages import blocks, commands, read, rows

from corridor import Dataset

PAGE = read("reliability.md")
VARIES = {
    "drives of a trip, together": "drive-trip",
    "each link, by itself": "drive-link",
    "clearance, transloading": "dwell",
    "traffic of a day": "queue",
}


@pytest.mark.parametrize("row", rows(PAGE, "| what | P90"), ids=lambda row: row[0])
def test_the_spreads_are_those_of_the_data(row: list[str], shipped: Dataset) -> None:
    of = [each for each in shipped.spreads if each.varies == VARIES[row[0]]]
    ends = dict.fromkeys((min(each.p90_ratio for each in of), max(each.p90_ratio for each in of)))
    assert row[1] == " to ".join(f"{ratio:g}" for ratio in ends)
    assert {each.basis for each in of} == {row[2]}
    for each in of:
        assert not each.road_class or f"{each.p90_ratio:g}" in row[3]


@pytest.mark.parametrize(("number", "command"), [(0, "route"), (1, "departures")])
def test_the_printed_answer_is_what_is_printed(
    number: int, command: str, corridor: Callable[..., Any]
) -> None:
    first = next(args for args in commands(PAGE) if args[0] == command)
    printed = corridor(*first).out.splitlines()
    wanted = [line for line in blocks(PAGE, "text")[number].splitlines() if line != "..."]
    assert [line for line in printed if line in wanted] == wanted


@pytest.mark.parametrize("args", list(commands(PAGE)), ids=" ".join)
def test_an_example_answers(args: list[str], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert ran.code == 0, ran.err
