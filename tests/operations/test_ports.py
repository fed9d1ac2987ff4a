"""How ports stand over two weeks."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.port import PortReport, Standing
from corridor.operations.clearance import PortBook
from corridor.operations.ports import port_report

Clock = Callable[[str], int]
DAY = 86_400


@pytest.fixture(scope="module")
def book(shipped: Dataset) -> PortBook:
    return PortBook(shipped)


@pytest.fixture(scope="module")
def report(shipped: Dataset, book: PortBook, beijing: Clock) -> Callable[[str, str], PortReport]:
    return lambda crossing_id, at: port_report(shipped, book, crossing_id, beijing(at))  # type: ignore[arg-type]


def told(standings: Sequence[Standing], tz: str) -> list[str]:
    return [
        f"{zones.to_local(each.starts, tz):%d %H:%M} {each.state} {each.reason}".strip() for each in standings
    ]


def test_standings_cover_the_horizon_of_every_port(shipped: Dataset, book: PortBook, beijing: Clock) -> None:
    for crossing_id in shipped.crossings:
        found = port_report(shipped, book, crossing_id, beijing("2024-02-28 12:00"))
        for control in found.controls:
            ends = [(each.starts, each.ends) for each in control.coming]
            assert (ends[0][0], ends[-1][1]) == found.horizon
            assert all(one[1] == other[0] for one, other in pairwise(ends))
            calendar = book.calendar(control.point)
            for each in control.coming:
                assert {calendar.state(at) for at in range(each.starts, each.ends, 1800)} == {each.state}
                assert calendar.state(each.ends - 1) == each.state


def test_irkeshtam_is_shut_for_dragon_boat_and_then_works_round_the_clock(
    report: Callable[[str, str], PortReport],
) -> None:
    """14 h a day to 1 June 2025, but for the holiday; 24/7 from 10:00 on 1 June, holiday days apart."""
    found = report("irkeshtam", "2025-05-29 12:00")
    yard = next(each for each in found.controls if each.point.side == "CN")
    assert told(yard.coming, "Asia/Shanghai")[:4] == [
        "29 00:00 closed outside hours Mo-Su 10:00-24:00; PH off",
        "29 10:00 open",
        "30 00:00 closed outside hours Mo-Su 10:00-24:00; PH off",
        "30 10:00 open",
    ]
    assert yard.coming[-1].ends - found.at > 13 * DAY


def test_hours_that_nobody_knows_are_unknown_all_through(report: Callable[[str, str], PortReport]) -> None:
    found = report("chaldovar", "2025-06-02 12:00")
    assert {each.state for control in found.controls for each in control.coming} == {"unknown"}


def test_a_report_begins_with_the_first_midnight_of_its_clocks(
    report: Callable[[str, str], PortReport],
) -> None:
    """At 01:00 in Beijing it is still yesterday in Bishkek, which is two hours behind."""
    starts, ends = report("irkeshtam", "2025-06-05 01:00").horizon
    assert zones.format_local(starts, "Asia/Bishkek") == "Wed 4 Jun 2025 00:00 (UTC+6)"
    assert zones.format_local(ends, "Asia/Shanghai") == "Thu 19 Jun 2025 00:00 (UTC+8)"


def test_a_report_knows_what_passed_the_port_and_who_said_so(
    report: Callable[[str, str], PortReport],
) -> None:
    found = report("irkeshtam", "2025-06-05 12:00")
    assert len(found.throughputs) == 10
    assert {row.source_id for row in found.throughputs} <= {source.source_id for source in found.sources}
