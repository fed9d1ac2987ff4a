"""What hours, and changes of them, mean for trucks that come at any moment."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.calendars.periods import OpeningPeriods
from corridor.model.dataset import Dataset
from corridor.model.port import HoursChange, Waiting
from corridor.operations.hours_changes import hours_change, waiting

Clock = Callable[[str], int]
HOUR, DAY = 3600, 86_400


def test_ten_hours_shut_a_day_are_two_hours_and_five_minutes_on_average() -> None:
    """10 h shut of 24: a share of 10/24 waits 5 h on average, so 50/24 h over all."""
    works = OpeningPeriods.of([(day * DAY + 10 * HOUR, (day + 1) * DAY) for day in range(8)])
    assert waiting(works, 0, 7 * DAY) == Waiting(mean_s=7500, longest_s=10 * HOUR, open_s=98 * HOUR)


def test_a_gate_that_never_closes_makes_nobody_wait() -> None:
    assert waiting(OpeningPeriods.always(), 0, DAY) == Waiting(mean_s=0, longest_s=0, open_s=DAY)


def test_those_who_come_after_the_last_opening_of_the_window_wait_for_the_first_one_beyond_it() -> None:
    """Shut from 20:00 to 06:00 of the day after: 4 h of arrivals wait 8 h on average."""
    works = OpeningPeriods.of([(0, 20 * HOUR), (30 * HOUR, 40 * HOUR)])
    assert waiting(works, 0, DAY) == Waiting(mean_s=4 * 8 / 24 * HOUR, longest_s=10 * HOUR, open_s=20 * HOUR)


def test_at_a_gate_that_opens_no_more_the_wait_is_not_known() -> None:
    assert waiting(OpeningPeriods.of([(0, HOUR)]), 0, DAY) is None


@given(st.lists(st.tuples(st.integers(0, 47), st.integers(1, 12)), max_size=6), st.integers(1, 40))
def test_it_is_the_mean_over_all_moments(spans: list[tuple[int, int]], end: int) -> None:
    """Between whole hours the wait is linear, so that the middle of each stands for it."""
    works = OpeningPeriods.of(
        [*((a * HOUR, (a + length) * HOUR) for a, length in spans), (48 * HOUR, 60 * HOUR)]
    )
    middles = range(HOUR // 2, end * HOUR, HOUR)
    waits = [max(period[0] - at, 0) for at in middles if (period := works.at_or_after(at))]
    found = waiting(works, 0, end * HOUR)
    assert found is not None
    assert found.mean_s == pytest.approx(sum(waits) / end)
    assert found.open_s == sum(HOUR for wait in waits if not wait)


@pytest.fixture(scope="module")
def change(shipped: Dataset, beijing: Clock) -> Callable[[str, str], HoursChange | None]:
    return lambda port, at: hours_change(shipped, port, beijing(at))  # type: ignore[arg-type]


def test_irkeshtam_turned_to_round_the_clock_on_both_sides_at_once(
    change: Callable[[str, str], HoursChange], beijing: Clock
) -> None:
    found = change("irkeshtam", "2025-06-20 12:00")
    assert found.at == beijing("2025-06-01 10:00")
    assert [(side.side, len(side.control_ids)) for side in found.sides] == [("CN", 3), ("KG", 1)]
    for side in found.sides:
        before, after = side.waits
        assert before == Waiting(mean_s=7500, longest_s=10 * HOUR, open_s=98 * HOUR)
        assert after == Waiting(mean_s=0, longest_s=0, open_s=168 * HOUR)


def test_a_side_that_changed_alone_stands_beside_one_that_did_not(
    change: Callable[[str, str], HoursChange],
) -> None:
    """Horgos, November 2023: the Kazakh side worked round the clock before."""
    china, kazakhstan = change("horgos-road", "2025-06-01 12:00").sides
    assert china.waits[0] != china.waits[1]
    assert kazakhstan.before == kazakhstan.after


def test_hours_that_gave_way_to_unknown_ones_are_no_change_to_be_told(
    change: Callable[[str, str], HoursChange], beijing: Clock
) -> None:
    """Irkeshtam worked weekdays to 30 November 2022; what came then is not known."""
    assert change("irkeshtam", "2022-12-01 12:00").at > beijing("2023-12-01 00:00")


def test_a_port_whose_hours_never_changed_has_none(change: Callable[[str, str], HoursChange | None]) -> None:
    assert change("kulma", "2025-06-01 12:00") is None
