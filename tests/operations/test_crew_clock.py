"""The crew's clock: how far a crew may still drive, and what a stop is worth."""

from corridor.operations.crew_clock import CrewClock
from corridor.operations.least_stops import Ahead
from corridor.operations.rest_rules import NO_LIMIT, BreakRule, RestRule

HOUR = 3600
AETR_BREAK = BreakRule(drive_s=9 * HOUR // 2, break_s=HOUR * 3 // 4)
AETR = RestRule(
    drive_s=9 * HOUR,
    rest_s=11 * HOUR,
    day_s=24 * HOUR,
    week_drive_s=56 * HOUR,
    week_rest_s=45 * HOUR,
    week_s=144 * HOUR,
)
CHINA = BreakRule(drive_s=4 * HOUR, break_s=HOUR // 3)
WEST = CrewClock({"CN": CHINA}, other_break=AETR_BREAK, rest=AETR, rest_in={"CN": False})


def after(clock: CrewClock, *deeds: tuple[str, float], at: int = 0) -> tuple[tuple[int, ...], int]:
    """Return what is behind a crew that drives and stands for so many hours in turn, and the hour."""
    state = clock.fresh(at)
    for deed, hours in deeds:
        seconds = round(hours * HOUR)
        if deed == "drive":
            state = clock.driven(state, seconds, at)
        else:
            (state,) = clock.stood(state, at, at + seconds)
        at += seconds
    return state, at


def test_a_break_is_due_after_four_and_a_half_hours() -> None:
    state, at = after(WEST, ("drive", 4))
    assert WEST.room(state, at, "KG") == (HOUR // 2, "break")


def test_a_break_of_forty_four_minutes_is_none() -> None:
    state, at = after(WEST, ("drive", 4), ("stand", 44 / 60), ("drive", 0.25))
    assert WEST.room(state, at, "KG") == (HOUR // 4, "break")


def test_after_a_break_the_day_is_what_ends() -> None:
    """4:30 and 4:15 of nine hours are driven: a quarter is left, and of the next break as much."""
    state, at = after(WEST, ("drive", 4.5), ("stand", 0.75), ("drive", 4.25))
    assert WEST.room(state, at, "KG") == (HOUR // 4, "day")


def test_duty_ends_thirteen_hours_after_the_rest_whatever_is_done() -> None:
    """Ten hours of waiting count as a break, not as the rest: at 12:00 one hour is left."""
    state, at = after(WEST, ("drive", 2), ("stand", 10))
    assert WEST.room(state, at, "KG") == (HOUR, "duty")


def test_eleven_hours_of_waiting_are_a_rest() -> None:
    state, at = after(WEST, ("drive", 8), ("stand", 11))
    assert WEST.room(state, at, "KG") == (9 * HOUR // 2, "break")


def test_driving_in_china_counts_once_the_border_is_behind() -> None:
    """In China nothing but 20 minutes after 4 h is due, in Kyrgyzstan the rest at once."""
    state, at = after(WEST, ("drive", 4), ("stand", 1), ("drive", 4), ("stand", 1), ("drive", 2))
    assert WEST.room(state, at, "CN") == (2 * HOUR, "break")
    room, due = WEST.room(state, at, "KG")
    assert (room, due) == (-HOUR, "day")


def test_a_week_holds_fifty_six_hours() -> None:
    days = [("drive", 4.5), ("stand", 0.75), ("drive", 4.5), ("stand", 11)] * 6
    state, at = after(WEST, *days)
    assert WEST.room(state, at, "KG") == (2 * HOUR, "week")
    assert WEST.stops(state, "KG", 0, "week") == [45 * HOUR]


def test_a_short_rest_is_one_way_to_count_nine_hours() -> None:
    rest = RestRule(drive_s=9 * HOUR, rest_s=11 * HOUR, day_s=24 * HOUR, short_rest_s=9 * HOUR, short_rests=3)
    clock = CrewClock(other_break=AETR_BREAK, rest=rest)
    state = clock.fresh(0)
    stood = clock.stood(clock.driven(state, 8 * HOUR, 0), 8 * HOUR, 17 * HOUR)
    assert [clock.room(one, 17 * HOUR, "KG") for one in stood] == [
        (-2 * HOUR, "duty"),
        (9 * HOUR // 2, "break"),
    ]


def test_a_day_is_made_a_long_one_when_it_is_driven_and_once_only() -> None:
    rest = RestRule(drive_s=9 * HOUR, rest_s=11 * HOUR, day_s=24 * HOUR, long_drive_s=10 * HOUR, long_days=2)
    clock = CrewClock(rest=rest)
    assert clock.made_long(after(clock, ("drive", 8))[0]) is None
    longer = clock.made_long(after(clock, ("drive", 9))[0])
    assert longer is not None
    assert clock.room(longer, 9 * HOUR, "KG") == (HOUR, "day")
    assert clock.made_long(clock.driven(longer, HOUR, 0)) is None


def test_no_more_days_are_long_than_a_week_allows() -> None:
    rest = RestRule(drive_s=9 * HOUR, rest_s=11 * HOUR, day_s=24 * HOUR, long_drive_s=10 * HOUR, long_days=1)
    clock = CrewClock(rest=rest)
    longer = clock.made_long(after(clock, ("drive", 9))[0])
    assert longer is not None
    (rested,) = clock.stood(longer, 9 * HOUR, 20 * HOUR)
    assert clock.made_long(clock.driven(rested, 9 * HOUR, 0)) is None


def test_who_keeps_no_rule_may_always_drive() -> None:
    clock = CrewClock()
    assert clock.room(clock.driven(clock.fresh(0), 99 * HOUR, 0), 99 * HOUR, "KG") == (NO_LIMIT, "")


def test_who_is_there_a_rest_earlier_is_as_good_as_fresh() -> None:
    """Four hours driven at 00:00 against nothing driven at 11:00: the first can rest until then; by 10:59 it cannot."""
    clock = CrewClock(
        other_break=AETR_BREAK, rest=RestRule(drive_s=9 * HOUR, rest_s=11 * HOUR, day_s=24 * HOUR)
    )
    tired, at = after(clock, ("drive", 4), at=-4 * HOUR)
    for later, is_no_worse in ((11 * HOUR, True), (11 * HOUR - 1, False)):
        fresh = clock.fresh(later)
        assert clock.is_no_worse(tired, fresh, later - at, may_stand=True) is is_no_worse
        assert not clock.is_no_worse(tired, fresh, later - at, may_stand=False)


def test_least_stops_are_the_rests_and_breaks_that_driving_makes_due() -> None:
    """20 hours: two rests, and of the stops after each 4:30 two more, which are breaks."""
    assert (
        WEST.least_stops.seconds(WEST.fresh(0), Ahead(20 * HOUR, 20 * HOUR), 0) == 2 * 11 * HOUR + 2 * 45 * 60
    )


def test_least_stops_count_on_a_long_day_today_only_if_one_is_left() -> None:
    """20 hours are two days of ten with one rest between them, which may be short; without long days three days."""
    rest = RestRule(
        drive_s=9 * HOUR,
        rest_s=11 * HOUR,
        day_s=24 * HOUR,
        long_drive_s=10 * HOUR,
        long_days=2,
        short_rest_s=9 * HOUR,
        short_rests=3,
        week_drive_s=56 * HOUR,
        week_rest_s=45 * HOUR,
        week_s=144 * HOUR,
    )
    clock = CrewClock(rest=rest)
    *others, _, shorts = clock.fresh(0)
    assert clock.least_stops.seconds(clock.fresh(0), Ahead(20 * HOUR, 20 * HOUR), 0) == 9 * HOUR
    assert clock.least_stops.seconds((*others, 2, shorts), Ahead(20 * HOUR, 20 * HOUR), 0) == 2 * 9 * HOUR


def test_a_rested_crew_drives_no_longer_than_told_and_may_drive_so_long() -> None:
    """Without a rule of breaks the day ends it: nine hours, or ten with a long day."""
    long_days = RestRule(
        drive_s=9 * HOUR, rest_s=11 * HOUR, day_s=24 * HOUR, long_drive_s=10 * HOUR, long_days=2
    )
    without_breaks = CrewClock(rest=long_days)
    for clock, country, hours in (
        (WEST, "KG", 4.5),
        (WEST, "CN", 4),
        (CrewClock(rest=AETR), "KG", 9),
        (without_breaks, "KG", 10),
    ):
        state, at = clock.fresh(0), 0
        while True:
            room_s, _ = clock.room(state, at, country)
            longer = clock.made_long(state) if room_s <= 0 else None
            if room_s <= 0 and longer is None:
                break
            state = longer or clock.driven(state, room_s, at)
            at += max(room_s, 0)
        assert at == clock.longest_drive_s(country) == hours * HOUR
