"""Control points that never close, and calendars that share what is remembered."""

from dataclasses import replace

import pytest

from corridor.calendars import zones
from corridor.calendars.compiler import ControlCalendar
from corridor.calendars.periods import DAY_S
from corridor.model.ids import Country, CrossingId, SourceId
from corridor.model.schedule import Closure, Schedule

ALWAYS = Schedule(
    schedule_id="s",
    crossing_id=CrossingId("irkeshtam"),
    side=Country("CN"),
    control_id=None,
    mode="road",
    channel="freight",
    valid_from="",
    valid_to="",
    hours="24/7",
    tz="Asia/Shanghai",
    holiday_calendar="CN-statutory",
    admission="resumes",
    last_admission_min=0,
    confidence="high",
    basis="published",
    source_id=SourceId("x"),
    note="",
)
STORM = Closure(
    closure_id="c",
    crossing_id=CrossingId("irkeshtam"),
    side=Country("CN"),
    mode="road",
    starts="2025-06-03",
    ends="2025-06-03",
    tz="Asia/Shanghai",
    reason="storm",
    settles_from="",
    settles_to="",
    announced_on="",
    supersedes="",
    source_id=SourceId("x"),
    note="",
)
JUNE = zones.parse_moment("2025-06-01", "Asia/Shanghai", end=False)


@pytest.mark.parametrize(
    ("changes", "is_always"),
    [
        ({}, True),
        ({"hours": "24/7; PH off"}, False),
        ({"hours": "24/7; PH off", "holiday_calendar": "none"}, True),
        ({"hours": "", "holiday_calendar": "none"}, True),
        ({"hours": ""}, False),  # hours are unknown, holidays are kept
        ({"hours": "Mo-Fr 10:00-18:00"}, False),
        ({"valid_to": "2025-06-02"}, True),  # the last known hours go on
    ],
)
def test_a_control_point_that_cannot_close_is_known_to_be_open_always(
    *, changes: dict[str, str], is_always: bool
) -> None:
    calendar = ControlCalendar([replace(ALWAYS, **changes)], [])  # type: ignore[arg-type]
    assert calendar.periods.is_always == is_always


def test_a_closure_or_unknown_hours_taken_as_closed_end_always() -> None:
    assert not ControlCalendar([ALWAYS], [STORM]).periods.is_always
    assert not ControlCalendar([], [], assume_unknown="closed").periods.is_always
    assert ControlCalendar([], []).periods.is_always


def test_ports_with_the_same_hours_keep_their_own_closures() -> None:
    hours = replace(ALWAYS, hours="10:00-18:00")
    shut, other = ControlCalendar([hours], [STORM]), ControlCalendar([hours], [])
    days = [JUNE + n * DAY_S for n in range(5)]
    opening = [(day + 10 * 3600, day + 18 * 3600) for day in days]
    assert shut.periods.within(JUNE, JUNE + 5 * DAY_S) == [*opening[:2], *opening[3:]]
    assert other.periods.within(JUNE, JUNE + 5 * DAY_S) == opening
