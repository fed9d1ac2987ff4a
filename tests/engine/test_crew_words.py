"""What a stop is said to be for."""

import pytest

from corridor.engine.crew_passages import Crewing
from corridor.engine.crew_words import counts_as, why_rest
from corridor.engine.steps import Step
from corridor.operations.crew_clock import CrewClock
from corridor.operations.rest_rules import BreakRule, Due, RestRule

HOUR = 3600
RESTS = RestRule(
    drive_s=9 * HOUR,
    rest_s=11 * HOUR,
    day_s=24 * HOUR,
    week_rest_s=45 * HOUR,
    week_s=144 * HOUR,
    words="AETR",
)
CREW = Crewing(
    clock=CrewClock(other_break=BreakRule(drive_s=4 * HOUR, break_s=HOUR), rest=RESTS), countries={}
)


@pytest.mark.parametrize(
    ("due", "hours", "words"),
    [
        ("break", 11, "daily rest instead of a break: 11 h, AETR"),
        ("break", 45, "weekly rest instead of a break: 45 h, AETR"),
        ("day", 45, "weekly rest, as much as may be driven in a day is driven: 45 h, AETR"),
        ("week", 45, "weekly rest: 45 h, AETR"),
    ],
)
def test_a_stop_of_45_hours_is_a_weekly_rest_whatever_made_it_due(due: Due, hours: int, words: str) -> None:
    assert why_rest(CREW, "KG", Step("rest", 0, hours * HOUR, due), hours * HOUR) == words


def test_a_wait_serves_as_the_longest_stop_that_it_is_long_enough_for() -> None:
    worth = [counts_as(CREW, "KG", hours * HOUR) for hours in (0, 1, 11, 45)]
    assert worth == ["", "serves as break", "serves as daily rest", "serves as weekly rest"]
