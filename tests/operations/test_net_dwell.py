"""Net clearance times from gross means, against closed forms and a second-by-second count."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minimal_dataset import write_minimal

from corridor.calendars.opening_hours import open_intervals, parse_hours
from corridor.calendars.periods import NEVER, OpeningPeriods, merge
from corridor.dataset.loading import load
from corridor.model.dataset import Dataset
from corridor.model.net_dwell import NetDwell
from corridor.model.schedule import ADMISSIONS, Admission
from corridor.operations.arrival import Fixed, Part, Timed, Traversal
from corridor.operations.clearance import PortBook
from corridor.operations.net_dwell import Counter, mean_stay, net_dwells

HOUR, DAY = 3600, 86_400
YEAR = [(1_546_300_800, 1_577_836_800)]
"""2019 in UTC."""
HALF = parse_hours("08:00-20:00")
HALF_DAYS = OpeningPeriods(lambda start, end: open_intervals(HALF, "UTC", start, end))


@pytest.mark.parametrize("net_h", [0, 1, 2, 11, 12])
def test_work_that_resumes_loses_half_a_day_as_often_as_it_meets_closing(net_h: int) -> None:
    """Open 12 h of 24: half come closed and wait 6 h on average; of d hours of work, d/24 of all lose a night.

    To the second: they wait 1 to N s, and who is through at closing loses nothing.
    """
    net_s, night_s = net_h * HOUR, 12 * HOUR
    lost_s = Fraction(max(net_s - 1, 0), DAY) * night_s
    assert mean_stay(Timed(HALF_DAYS, net_s), YEAR) == net_s + Fraction(night_s + 1, 4) + lost_s


@pytest.mark.parametrize("net_h", [0, 1, 5])
def test_work_that_starts_by_closing_waits_for_opening_only(net_h: int) -> None:
    waits = mean_stay(Timed(HALF_DAYS, 0), YEAR)
    assert waits is not None
    assert mean_stay(Timed(HALF_DAYS, net_h * HOUR, "start_by_close"), YEAR) == waits + net_h * HOUR


instants = st.integers(0, 59)
openings = st.lists(st.tuples(instants, instants), max_size=4).map(merge)


@given(openings, st.integers(0, 9), st.sampled_from(ADMISSIONS), st.integers(0, 3), instants)
def test_the_exact_mean_is_that_of_every_second(
    opening: list[tuple[int, int]], net_s: int, rule: Admission, cut_off_s: int, until: int
) -> None:
    timed = Timed(OpeningPeriods.of([*opening, (100, 200)]), net_s, rule, cut_off_s)
    stays = [timed.arrive(at) - at for at in range(until + 1)]
    assert mean_stay(timed, [(0, until + 1)]) == Fraction(sum(stays), len(stays))


@given(openings, st.integers(0, 9), st.sampled_from(ADMISSIONS), st.integers(0, 3))
def test_longer_work_stays_longer(
    opening: list[tuple[int, int]], net_s: int, rule: Admission, cut_off_s: int
) -> None:
    shorter, longer = (
        mean_stay(Timed(OpeningPeriods.of([*opening, (100, 200)]), seconds, rule, cut_off_s), [(0, 60)])
        for seconds in (net_s, net_s + 1)
    )
    assert shorter is not None
    assert longer is not None
    assert longer >= shorter + 1


def test_who_never_gets_through_has_no_mean() -> None:
    assert mean_stay(Timed(OpeningPeriods.of([(0, 10)]), 5), [(0, 20)]) is None
    assert mean_stay(Fixed(NEVER), [(0, 20)]) is None


def test_other_counters_are_asked_over_a_grid() -> None:
    assert mean_stay(Fixed(HOUR), YEAR) == HOUR


@pytest.fixture
def of_2019(tmp_path: Path) -> Callable[..., NetDwell]:
    """What becomes of the 8 h of 2019 at the Chinese side of the high pass under other hours and rules."""

    def made(
        hours: str = "10:00-24:00",
        queued: Callable[[object, Counter], Counter] | None = None,
        **cells: str,
    ) -> NetDwell:
        changed = {
            "schedules.csv:2:hours": hours,
            "schedules.csv:2:holiday_calendar": "none",
            **{f"dwells.csv:8:{column}": text for column, text in cells.items()},
        }
        dataset: Dataset = load(write_minimal(tmp_path / "data", changed))
        (found,) = net_dwells(dataset, PortBook(dataset), queued)
        return found

    return made


def test_a_port_that_never_closes_leaves_the_gross_mean(of_2019: Callable[..., NetDwell]) -> None:
    found = of_2019("24/7")
    assert (found.outcome, found.closed_s, found.net_s, found.residual_s) == ("solved", 0, 8 * HOUR, 0)
    assert found.net_min == 480


def test_fourteen_hours_a_day_by_hand(of_2019: Callable[..., NetDwell]) -> None:
    """8 h = 10 h x 10 h / 48 h + d (1 + 10/24), so d = 4 h 10:35; a second more explains too much."""
    found = of_2019()
    assert found.closed_s == pytest.approx(100 / 48 * HOUR, abs=1)
    assert found.net_s == pytest.approx((8 - 100 / 48) / (34 / 24) * HOUR, abs=1)
    assert found.residual_s is not None
    assert 0 <= found.residual_s < 34 / 24
    assert found.is_replaced


@pytest.mark.parametrize("rule", ["start_by_close", "finish_by_close"])
def test_the_rule_of_admission_counts(tmp_path: Path, rule: Admission) -> None:
    """`start_by_close`: d + 25/12 h. `finish_by_close`: d + (10 + d)^2 / 48 h."""
    changed = {
        "schedules.csv:2:hours": "10:00-24:00",
        "schedules.csv:2:holiday_calendar": "none",
        "schedules.csv:2:admission": rule,
    }
    dataset = load(write_minimal(tmp_path / "rule", changed))
    (found,) = net_dwells(dataset, PortBook(dataset))
    assert found.net_s is not None
    net_h = found.net_s / HOUR
    waits_h = 25 / 12 if rule == "start_by_close" else (10 + net_h) ** 2 / 48
    assert net_h + waits_h == pytest.approx(8, abs=0.001)


@pytest.mark.parametrize(
    ("hours", "cells", "outcome"),
    [
        ("10:00-24:00", {"gross_mean_h": "2"}, "closed-too-long"),
        ("", {}, "hours-unknown"),
        ("10:00-24:00", {"year": ""}, "year-unknown"),
        ("2030 Jan 01-2030 Dec 31 10:00-24:00", {}, "closed-all-year"),
    ],
)
def test_what_cannot_be_solved_leaves_the_table_as_it_is(
    of_2019: Callable[..., NetDwell], hours: str, cells: dict[str, str], outcome: str
) -> None:
    found = of_2019(hours, **cells)
    assert (found.outcome, found.net_s, found.is_replaced) == (outcome, None, False)


def test_nobody_comes_while_a_port_is_shut_for_the_season(of_2019: Callable[..., NetDwell]) -> None:
    assert of_2019("Apr-Nov 00:00-24:00").net_s == 8 * HOUR


@dataclass(frozen=True)
class _AfterAnHour:
    counter: Traversal

    @property
    def free_s(self) -> int:
        return HOUR + self.counter.free_s

    def arrive(self, at: int) -> int:
        return self.counter.arrive(at + HOUR)

    def depart(self, by: int) -> int:
        return self.counter.depart(by) - HOUR

    def parts(self, at: int) -> list[Part]:
        return [("wait", at, at + HOUR), *self.counter.parts(at + HOUR)]


def test_a_queue_that_is_known_is_taken_out_as_well(of_2019: Callable[..., NetDwell]) -> None:
    found = of_2019("24/7", queued=lambda _point, counter: lambda net_s: _AfterAnHour(counter(net_s)))
    assert found.net_s == 7 * HOUR


def test_assumed_times_are_looked_at_but_never_replaced(of_2019: Callable[..., NetDwell]) -> None:
    found = of_2019()
    assert not replace(found, row=replace(found.row, basis="assumed")).is_replaced


def test_on_the_shipped_data_only_rows_out_of_use_would_change(shipped: Dataset) -> None:
    """The page docs/calibration.md tells the same."""
    found = net_dwells(shipped, PortBook(shipped))
    assert {one.row.dwell_id for one in found if one.is_replaced} == {
        *(f"alashankou-road-cn-export-{year}" for year in (2021, 2022)),
        *(f"horgos-road-cn-export-{year}" for year in (2020, 2021, 2022, 2023)),
    }
    assert not any(one.row.in_use for one in found if one.is_replaced)
