"""`--reliability` on `departures` and `compare`: what is printed, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

WINDOW = ("kashgar", "osh", "--from", "2025-05-20T08:00", "--days", "1", "--every", "8h")
SURE = ("--reliability", "80", "--samples", "100")
DEPARTURES = ("departures", *WINDOW, *SURE)
COMPARE = ("compare", *WINDOW, "--scenarios", "limited,24-7", *SURE)


def block(text: str) -> list[str]:
    """Return the lines on how sure it is."""
    lines = text.splitlines()
    (head,) = (i for i, line in enumerate(lines) if line.startswith("How sure: "))
    return lines[head : lines.index("", head)]


def test_the_surest_and_the_least_sure_departure_come_after_the_table(corridor: Callable[..., Any]) -> None:
    ran = corridor(*DEPARTURES)
    assert ran.code == 0, ran.err
    head, columns, means, surest, least_sure = block(ran.out)
    assert head.startswith(
        "How sure: 100 trips for each of 3 departures, every 8 h from Tue 20 May 2025 08:00 (UTC+8)"
    )
    assert "seed 1" in head
    assert "spread assumed" in head
    assert columns.split()[-6:] == ["80", "%", "within", "over", "the", "plan"]
    assert means.split()[0] == "actual"
    assert surest.startswith("  surest leaving ")
    assert least_sure.startswith("  least sure leaving ")
    assert "(UTC+8): 80 % within " in surest
    assert "[spread-assumed]" in ran.out
    assert ran.out.index("mean wait") < ran.out.index("How sure") < ran.out.index("Mean hours over")


def test_a_deadline_has_a_last_departure_of_the_list(corridor: Callable[..., Any]) -> None:
    ran = corridor(*DEPARTURES, "--deadline", "2025-05-21T12:00")
    assert ran.code == 0, ran.err
    line = block(ran.out)[-1]
    assert line.startswith("  deadline Wed 21 May 2025 12:00 (UTC+6): leave by Tue 20 May 2025 ")
    assert "; 8 h later " in line
    none, all_of_them = (
        block(corridor(*DEPARTURES, "--deadline", by).out)[-1] for by in ("2025-05-20", "2025-05-30")
    )
    assert none.endswith("none of these departures is in time with 80 %")
    assert all_of_them.endswith("are; the last one of the list")


def test_a_comparison_has_a_line_of_means_for_each_and_what_differs(corridor: Callable[..., Any]) -> None:
    ran = corridor(*COMPARE)
    assert ran.code == 0, ran.err
    lines = block(ran.out)
    assert [line.split()[0] for line in lines[2:4]] == ["limited", "24-7"]
    assert "  limited: surest leaving " in "\n".join(lines)
    assert lines[-2].startswith("  24-7 against limited, on the same random numbers: 80 % are there ")
    assert " sooner on average (standard error " in lines[-2]
    assert lines[-1].startswith("  largest gain of a departure ")


def test_a_scenario_that_changes_nothing_is_as_soon(corridor: Callable[..., Any]) -> None:
    ran = corridor(*COMPARE[:-6], "--scenarios", "limited,actual", *SURE)
    assert block(ran.out)[-1].endswith("80 % are there as soon on average")


def test_departures_without_a_way_are_told(corridor: Callable[..., Any]) -> None:
    shut = ("--via", "irkeshtam", "--set", "irkeshtam.closure=2025-05-21/2060-12-31")
    lines = block(corridor(*DEPARTURES, *shut).out)
    assert lines[3].startswith("  67% of these departures have no way")
    assert len(lines) == 5  # one departure is the surest and the least sure


def test_documents_have_a_row_for_each_departure_and_scenario(corridor: Callable[..., Any]) -> None:
    alone = json.loads(corridor(*DEPARTURES, "--format", "json", "--scenario", "limited").out)
    both = json.loads(corridor(*COMPARE, "--format", "json").out)
    (window,) = alone["reliability"]["scenarios"]
    assert alone["reliability"]["differences"] == []
    assert alone["reliability"]["every_s"] == 8 * 3600
    limited, around_the_clock = both["reliability"]["scenarios"]
    assert window == limited
    (difference,) = both["reliability"]["differences"]
    for row, before, after in zip(
        difference["departures"], limited["departures"], around_the_clock["departures"], strict=True
    ):
        assert row["difference_s"] == after["sure_s"] - before["sure_s"] <= 0
    assert difference["mean_s"] == pytest.approx(around_the_clock["mean_sure_s"] - limited["mean_sure_s"])


def test_without_the_option_nothing_is_sampled(corridor: Callable[..., Any]) -> None:
    ran = corridor("departures", *WINDOW, "--format", "json")
    assert "reliability" not in json.loads(ran.out)


def test_csv_has_the_plans_only(corridor: Callable[..., Any]) -> None:
    plain, sure = (corridor("departures", *WINDOW, *more, "--format", "csv").out for more in ((), SURE))
    assert plain == sure


def test_a_crew_is_sampled_on_the_list_too(corridor: Callable[..., Any]) -> None:
    ran = corridor(*DEPARTURES, "--crew", "regular", "--grid", "8h")
    assert ran.code == 0, ran.err
    assert block(ran.out)[3].startswith("  surest leaving ")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("departures", *WINDOW, "--deadline", "2025-05-21T12:00"), "--deadline goes with --reliability"),
        ((*DEPARTURES, "--samples", "99"), "99"),
        ((*DEPARTURES, "--days", "3000", "--every", "1h"), "are too many"),
        (
            (*COMPARE, "--samples", "100000"),
            "3 departures x 100,000 samples x 2 scenarios are too many with a crew",
        ),
    ],
    ids=["deadline", "samples", "window", "crew"],
)
def test_what_makes_no_sense_or_takes_too_long_is_refused(
    args: tuple[str, ...], says: str, corridor: Callable[..., Any]
) -> None:
    ran = corridor(*args, *(("--crew", "regular") if says.endswith("crew") else ()))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
