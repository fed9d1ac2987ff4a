"""Driving of two consecutive weeks: how much is left of it, and when more is."""

from corridor.calendars import zones
from corridor.operations.fortnight import NONE_DRIVEN, FortnightRule

HOUR = 3600
AETR = FortnightRule(drive_s=90 * HOUR)
MONDAY = zones.parse_moment("2025-06-02T00:00", "UTC", end=False)
WEEK = 7 * 24 * HOUR


def test_ninety_hours_may_be_driven_by_who_has_not_driven() -> None:
    assert AETR.room(NONE_DRIVEN, MONDAY) == 90 * HOUR


def test_driving_counts_until_the_end_of_the_week_after() -> None:
    """50 h in the first week and 30 h in the next leave 10 h; from the third Monday on 60 h."""
    weeks = AETR.driven(NONE_DRIVEN, MONDAY, MONDAY + 50 * HOUR)
    weeks = AETR.driven(weeks, MONDAY + WEEK, MONDAY + WEEK + 30 * HOUR)
    assert AETR.room(weeks, MONDAY + WEEK + 30 * HOUR) == 10 * HOUR
    assert AETR.room(weeks, MONDAY + 2 * WEEK) == 60 * HOUR
    assert AETR.room(weeks, MONDAY + 3 * WEEK) == 90 * HOUR


def test_driving_over_midnight_on_sunday_is_of_both_weeks() -> None:
    weeks = AETR.driven(NONE_DRIVEN, MONDAY + WEEK - 5 * HOUR, MONDAY + WEEK + 3 * HOUR)
    assert weeks[1:] == (5 * HOUR, 3 * HOUR)


def test_who_drives_into_a_new_week_has_what_the_old_one_held_back() -> None:
    """85 h are driven, 40 h of them in the week before; 4 h before its end all of the 90 h last beyond it."""
    before = MONDAY - WEEK
    weeks = AETR.driven(NONE_DRIVEN, before, before + 40 * HOUR)
    weeks = AETR.driven(weeks, MONDAY, MONDAY + 45 * HOUR)
    assert AETR.room(weeks, MONDAY + WEEK - 6 * HOUR) == 5 * HOUR
    assert AETR.room(weeks, MONDAY + WEEK - 4 * HOUR) == 45 * HOUR


def test_standing_frees_at_the_end_of_each_week_that_holds_driving() -> None:
    weeks = AETR.driven(NONE_DRIVEN, MONDAY, MONDAY + 50 * HOUR)
    assert AETR.frees(weeks, MONDAY + 2 * 24 * HOUR + 2 * HOUR) == [2 * WEEK - 50 * HOUR]
    assert AETR.frees(weeks, MONDAY + WEEK) == [WEEK]


def test_less_driving_since_the_last_monday_is_no_worse() -> None:
    late = AETR.driven(NONE_DRIVEN, MONDAY, MONDAY + 7 * HOUR)
    early = AETR.driven(
        AETR.driven(NONE_DRIVEN, MONDAY - WEEK, MONDAY - WEEK + 5 * HOUR), MONDAY, MONDAY + 2 * HOUR
    )
    assert AETR.is_no_worse(early, late)
    assert not AETR.is_no_worse(late, early)
