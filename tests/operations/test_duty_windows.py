"""Windows of duty worked by hand."""

from corridor.operations.duty_windows import Window, Windows

HOUR = 3600
TWO_HOURS = 2 * HOUR


def windows(span: int = 13, drive: int = 9) -> Windows:
    return Windows(Window(span * HOUR, drive * HOUR, 9 * HOUR // 2, 3 * HOUR // 4))


def rests(found: Windows, left: float, driving: float, duty: float = 13, today: float = 9) -> int:
    return found.rests(round(left * HOUR), round(driving * HOUR), round(duty * HOUR), round(today * HOUR))


def test_twenty_hours_of_driving_are_cut_each_nine_hours_from_the_end() -> None:
    found = windows()
    found.reach_back(0, 0, 20 * HOUR)
    assert found.ends_s == [0, 9 * HOUR, 18 * HOUR]
    assert rests(found, 20, 20) == 2
    assert rests(found, 18, 18) == 1
    assert rests(found, 20, 20, today=1) == 3


def test_work_at_posts_uses_up_the_day_too() -> None:
    """Drive 2 h, clear 12 h, drive 2 h: what lies between the drives leaves no room for both in 13 h."""
    found = windows()
    found.reach_back(0, 0, TWO_HOURS)
    found.reach_back(14 * HOUR, TWO_HOURS, TWO_HOURS)
    assert found.ends_s == [0, 14 * HOUR]
    assert rests(found, 16, 4) == 1


def test_a_break_takes_its_part_of_the_day() -> None:
    """Drive 4 h, clear 4 h 30 min, drive 4 h: 12 h 30 min, but with a break of 45 min 13 h 15 min."""
    found = windows()
    found.reach_back(0, 0, 4 * HOUR)
    found.reach_back(17 * HOUR // 2, 4 * HOUR, 4 * HOUR)
    assert found.ends_s == [0, 49 * HOUR // 4]
    assert rests(found, 12.5, 8, duty=0.125) == 2
    assert rests(found, 12.5, 8, duty=0.25) == 1


def test_a_ferry_is_a_rest_that_costs_nothing() -> None:
    """Beyond it 12 h of driving, which ask for one rest; before it 8 h, which ask for none."""
    beyond = windows()
    beyond.reach_back(0, 0, 12 * HOUR)
    before = beyond.relieved()
    before.reach_back(30 * HOUR, 12 * HOUR, 8 * HOUR)
    assert rests(beyond, 12, 12) == 1
    assert rests(before, 38, 20) == 1
    assert rests(before, 38, 20, today=4) == 2


def test_who_has_only_work_left_needs_no_rest() -> None:
    assert rests(windows(), 20, 0, duty=0, today=0) == 0
