"""docs/queues.md: the example by hand, the calibration and the surge are what the model says."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from markdown_pages import commands, read, rows

from corridor import Dataset, Planner
from corridor.calendars import zones
from corridor.calendars.periods import OpeningPeriods
from corridor.operations.flow import Stage
from corridor.operations.queues import Queue

PAGE = read("queues.md")
HOUR, DAY = 3_600, 86_400
MIDNIGHT = int(datetime(2025, 6, 2, tzinfo=UTC).timestamp())


def clock(text: str) -> int:
    hours, minutes = text.split(":")
    return MIDNIGHT + int(hours) * HOUR + int(minutes) * 60


@pytest.mark.parametrize("row", rows(PAGE, "| ours comes |"), ids=lambda row: row[0])
def test_the_example_by_hand_is_what_the_model_says(row: list[str]) -> None:
    comes, before, let_in = row
    opening = OpeningPeriods.of([(clock("08:00"), clock("20:00"))])
    queue = Queue([Stage(MIDNIGHT, MIDNIGHT + DAY, (6_000,) * 24, (12_000,) * 24)], opening, "UTC")
    assert queue.admit(clock(comes)) == clock(let_in)
    assert (clock(comes) - MIDNIGHT) // 600 == int(before)


def queues_of(dataset: Dataset, crossing_id: str) -> list[Queue]:
    book = Planner(dataset).book
    points = [point for point in dataset.control_points.values() if point.crossing_id == crossing_id]
    found = (book.queue(point, direction) for point in points for direction in point.directions)
    return [queue for queue in found if queue is not None]


@pytest.mark.parametrize("row", rows(PAGE, "| what |"), ids=lambda row: row[0])
def test_the_calibration_is_what_the_model_says(row: list[str], shipped: Dataset) -> None:
    _, published, model, ratio, _, asked = row
    what, crossing_id, *dates = asked.split()
    queues = queues_of(shipped, crossing_id)
    at = [zones.parse_moment(date, queues[0].tz, end=False) for date in dates]
    found = (
        sum(queue.served(*at) for queue in queues)
        if what == "served"
        else (queues[0].admit(at[0]) - at[0]) / DAY
    )
    assert found == pytest.approx(float(model), abs=0.05)
    assert float(ratio) == pytest.approx(float(model) / float(published), abs=0.006)


@pytest.mark.parametrize("row", rows(PAGE, "| | 02 |"), ids=lambda row: row[0])
def test_the_surge_and_its_vanishing_are_what_the_model_says(row: list[str], shipped: Dataset) -> None:
    named = " ".join(row[0].split(",")[0].split()[1:])
    day = datetime.strptime(named, "%d %B %Y").replace(tzinfo=UTC).date()
    queue = Planner(shipped).book.queue(shipped.control_points["irkeshtam-wuqia-park"], "export")  # type: ignore[index]
    assert queue is not None
    midnight = zones.local_midnight(day, "Asia/Shanghai")
    hours = [2, 6, 10, 12, 14, 16, 18, 20]
    waits = [(queue.admit(midnight + hour * HOUR) - midnight) / HOUR - hour for hour in hours]
    assert waits == pytest.approx([float(cell) for cell in row[1:]], abs=0.06)


@pytest.mark.parametrize("args", list(commands(PAGE)), ids=" ".join)
def test_an_example_answers(args: list[str], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert ran.code == 0, ran.err
