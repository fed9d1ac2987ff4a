"""Published figures and the model's, on the two passes that can be worked through by hand."""

from pathlib import Path

import pytest
from minimal_dataset import write_minimal

from corridor import Planner, load
from corridor.batch.benchmarks import compare_benchmarks
from corridor.dataset.schema import BENCHMARKS
from corridor.model.benchmark import Benchmark, Compared

TRIPS = (
    "trip_id,origin_id,destination_id,via,avoid_countries,note\n"
    "over,east-city,west-city,high-pass,,\n"
    "round,east-city,west-city,,KG,\n"
)
CASES = {
    # km of all links, and of those between the yard and the post
    "whole": ({"measure": "distance_km"}, 290),
    "part": ({"measure": "distance_km", "from_id": "high-yard", "to_id": "high-post"}, 50),
    # minutes: 60, 45, 45, 10 on the strip, 60, 75
    "driving": ({"measure": "drive_h"}, 295 / 60),
    # 60 at the yard, 10 at the gate, 40 at the post
    "both sides": ({"measure": "stay_h", "crossing_id": "high-pass"}, 110 / 60),
    "one side": ({"measure": "stay_h", "crossing_id": "high-pass", "side": "CN"}, 70 / 60),
    "door to door": ({"measure": "door_to_door_h"}, 405 / 60),
    "no rest": ({"measure": "rest_h"}, 0),
    # 135 km there and 135 back in as many minutes, and the strip from the post to the gate on the way back
    "moving": ({"measure": "speed_moving_kmh", "side": "KG", "ends": "2025-06-10"}, 275 / (280 / 60)),
    # 40 minutes in, 20 out
    "overall": ({"measure": "speed_overall_kmh", "side": "KG", "ends": "2025-06-10"}, 275 / (340 / 60)),
    # 12 trucks an hour come each way, and no more than so many are let in
    "vehicles": ({"measure": "vehicles", "trips": "", "crossing_id": "high-pass", "ends": "2025-06-10"}, 288),
    "no queue known": ({"measure": "queue_days", "trips": "", "crossing_id": "low-pass"}, None),
    "no way": ({"measure": "drive_h", "trips": "round"}, None),
}
QUEUES = (
    "queue_id,control_id,direction,valid_from,valid_to,demand,capacity,quota_per_day,waiting,basis,source_id,note\n"
    "out,high-yard,export,2025-06-02,,00-24 12,00-24 24,,,assumed,made-up,\n"
)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Compared]:
    lines = [",".join(column.name for column in BENCHMARKS.columns)]
    for i, (cells, _) in enumerate(CASES.values()):
        row = {"benchmark_id": f"b{i}", "title": "t", "trips": "over", "starts": "2025-06-10", "value": "1"}
        row |= {"is_input": "no", "source_id": "made-up", **cells}
        lines.append(",".join(row.get(column.name, "") for column in BENCHMARKS.columns))
    folder: Path = write_minimal(
        tmp_path_factory.mktemp("data") / "passes",
        {"benchmark_trips.csv": TRIPS, "benchmarks.csv": "\n".join(lines) + "\n", "queues.csv": QUEUES},
    )
    return dict(zip(CASES, compare_benchmarks(Planner(load(folder))), strict=True))


@pytest.mark.parametrize("case", CASES)
def test_a_figure_is_what_one_works_out_by_hand(case: str, compared: dict[str, Compared]) -> None:
    assert compared[case].model == (None if CASES[case][1] is None else pytest.approx(CASES[case][1]))


def benchmark(*, value: float = 100, within_pct: float | None = 5, is_input: bool = False) -> Benchmark:
    return Benchmark(
        benchmark_id="b", title="t", measure="drive_h", trips=("over",), crossing_id=None, side=None,
        from_id=None, to_id=None, starts="2025-06-10", ends="", crew_id=None, value=value,
        within_pct=within_pct, is_input=is_input, source_id="made-up", note="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "model", "verdict"),
    [
        (benchmark(), 105, "met"),
        (benchmark(), 95, "met"),
        (benchmark(), 105.1, "fails"),
        (benchmark(is_input=True), 101, "input"),
        (benchmark(is_input=True), 110, "fails"),
        (benchmark(within_pct=None), 101, "not judged"),
        (benchmark(), None, "no answer"),
    ],
)
def test_a_verdict_keeps_inputs_apart(row: Benchmark, model: float | None, verdict: str) -> None:
    assert Compared(row, model).verdict == verdict
