"""Until when control points would have admitted a truck, by hand on the small dataset."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from minimal_dataset import write_minimal

from corridor.dataset.loading import load
from corridor.model.dataset import Dataset
from corridor.model.port import GateWindow
from corridor.model.query import Query
from corridor.model.schedule import Schedule
from corridor.operations.gate_windows import gate_windows
from corridor.planner import Planner

Clock = Callable[[str], int]


@pytest.fixture(scope="module")
def passes(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return load(write_minimal(tmp_path_factory.mktemp("data") / "two-passes"))


def windows(dataset: Dataset, at: int) -> list[GateWindow]:
    planner = Planner(dataset)
    itinerary = planner.plan(Query(origin="east-city", destination="west-city", depart_at=at))  # type: ignore[arg-type]
    return list(gate_windows(planner.dataset, planner.book, itinerary))


def with_rule(dataset: Dataset, **rule: object) -> Dataset:
    def ruled(row: Schedule) -> Schedule:
        return replace(row, **rule) if row.schedule_id.startswith("high") else row  # type: ignore[arg-type]

    return replace(dataset, schedules=tuple(map(ruled, dataset.schedules)))


def test_the_last_second_before_a_gate_shuts_is_the_last_to_be_admitted(passes: Dataset, beijing: Clock) -> None:  # fmt: skip
    """Tuesday 10:00: the yard is reached at 11:45, the gate at 13:30, the post at 13:50."""
    shuts = beijing("2025-05-21 00:00")
    assert windows(passes, beijing("2025-05-20 10:00")) == [
        GateWindow(
            control_id=control_id,  # type: ignore[arg-type]
            admitted_at=beijing(f"2025-05-20 {admitted}"),
            admits_until=shuts - 1,
            closes_at=shuts,
        )
        for control_id, admitted in (("high-yard", "11:45"), ("high-gate", "13:30"), ("high-post", "13:50"))
    ]


@pytest.mark.parametrize(
    ("rule", "short_min"),
    [
        ({"admission": "start_by_close", "last_admission_min": 90}, (90, 90, 90)),
        ({"admission": "finish_by_close"}, (60, 10, 40)),
    ],
)
def test_rules_of_admission_bring_it_forward(passes: Dataset, beijing: Clock, rule: dict[str, object], short_min: tuple[int, ...]) -> None:  # fmt: skip
    """Work takes 60, 10 and 40 minutes; what has to finish by closing may end in its last second."""
    found = windows(with_rule(passes, **rule), beijing("2025-05-20 10:00"))
    early = [window.closes_at - window.admits_until for window in found]
    spare = 0 if rule["admission"] == "finish_by_close" else 1
    assert early == [minutes * 60 + spare for minutes in short_min]


def test_a_gate_that_never_closes_has_no_last_admission(passes: Dataset, beijing: Clock) -> None:
    assert windows(passes, beijing("2025-07-02 09:00")) == []
