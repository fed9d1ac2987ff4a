"""How ports stand over a week, beside asking for every half hour."""

import pytest
from minimal_dataset import write_minimal

from corridor.calendars.zones import parse_moment
from corridor.dataset.loading import load
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.planner import Planner

LOW, HIGH = CrossingId("low-pass"), CrossingId("high-pass")
DAY, HALF_HOUR = 86_400, 1800


def at(text: str) -> int:
    return parse_moment(text, "UTC", end=False)


@pytest.fixture(scope="module")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Planner:
    return Planner(load(write_minimal(tmp_path_factory.mktemp("data"))))


def test_control_points_with_the_same_hours_stand_together(planner: Planner) -> None:
    week = planner.port_week(HIGH, at("2025-06-10"), at("2025-06-17"))
    assert [(side.side, side.control_ids) for side in week.sides] == [
        ("CN", ("high-yard", "high-gate")),
        ("KG", ("high-post",)),
    ]
    assert [span.state for span in week.spans] == ["open"]


def test_a_port_is_partly_closed_while_one_side_is(planner: Planner) -> None:
    """Monday, 9 June 2025 in Beijing: 10:00-14:00 and 16:00-20:00; nobody knows when the other side works."""
    week = planner.port_week(LOW, at("2025-06-09"), at("2025-06-10"))
    hours = [((span.starts - at("2025-06-09")) / 3600, span.state) for span in week.spans]
    assert hours == [(0, "partly"), (2, "unknown"), (6, "partly"), (8, "unknown"), (12, "partly")]


def test_a_notice_closes_a_port_whose_hours_are_unknown(planner: Planner) -> None:
    week = planner.port_week(LOW, at("2025-10-05"), at("2025-10-09"))
    kg = next(side for side in week.sides if side.side == "KG")
    assert [span.state for span in kg.spans] == ["unknown", "closed", "unknown"]
    assert kg.spans[1].starts == at("2025-10-05T18:00")


@pytest.mark.parametrize("start", ["2025-06-01", "2025-10-01", "2026-02-14"])
def test_spans_say_what_the_calendar_says_at_every_half_hour(shipped: Dataset, start: str) -> None:
    planner = Planner(shipped)
    first = at(start)
    for crossing_id in (
        CrossingId(name) for name in ("irkeshtam", "torugart", "alashankou-road", "horgos-road")
    ):
        week = planner.port_week(crossing_id, first, first + 7 * DAY)
        for side in week.sides:
            assert side.spans[0].starts == first
            assert side.spans[-1].ends == first + 7 * DAY
            calendar = planner.book.calendar(shipped.control_points[side.control_ids[0]])
            for span in side.spans:
                asked = range(span.starts, span.ends, HALF_HOUR)
                assert {calendar.state(moment) for moment in asked} == {span.state}
