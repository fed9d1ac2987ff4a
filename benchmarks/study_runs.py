"""One run of a study in a process of its own, so that its time and memory can be told.

python -m benchmarks.study_runs LANES DAYS WORKERS FOLDER
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.memory import most_bytes
from benchmarks.networks import DAY_S, START
from benchmarks.report import seconds
from corridor import Dataset, Query, load, shipped_dataset
from corridor.dataset.scenario_files import read_scenario, shipped_scenarios
from corridor.model.scenario import Scenario
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.planner import Planner
from corridor.studies import Progress, run
from corridor.studies.bench import Bench, Setting
from corridor.studies.plan import plan
from corridor.studies.work import work

_SEED = 5
_WARM_DAYS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the whole, of planning and of writing, and processor seconds of all processes.

    Bytes are those at the most, of the process that asks and of a worker.
    """

    rows: int
    whole_s: float
    planning_s: float
    writing_s: float
    processor_s: float
    own_bytes: int
    worker_bytes: int


def scenarios() -> tuple[Scenario, ...]:
    """Return the two that are compared: limited hours, and all ports around the clock."""
    shipped = shipped_scenarios(shipped_dataset())
    return tuple(read_scenario(shipped[name]) for name in ("limited", "24-7"))


def study(dataset: Dataset, lanes: int, days: int) -> Study:
    """Return a study of lanes between places drawn by chance, of those that roads connect; departures are hourly."""
    rng, places = random.Random(_SEED), list(dataset.places)  # noqa: S311 - nothing is secret
    planner = Planner(dataset, scenarios()[0])
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < lanes:
        origin, destination = rng.sample(places, 2)
        query = Query(origin=origin, destination=destination)
        if planner.departures(query, [START])[0].arrive_at is not None:
            pairs[origin, destination] = None
    shipments = tuple(
        Shipment(
            shipment_id=f"lane-{i}",
            query=Query(origin=origin, destination=destination),  # type: ignore[arg-type]
            window_start=START,
            window_end=START + days * DAY_S,
            trucks_per_year=1_000.0,
        )
        for i, (origin, destination) in enumerate(pairs)
    )
    return Study(title="benchmark", shipments=shipments, scenarios=scenarios(), baseline="limited")


def measure(lanes: int, days: int, workers: int, out: Path) -> Measured:
    """Run a study; kernels are compiled beforehand, preparing is not."""
    dataset = load(shipped_dataset())
    asked = study(dataset, lanes, days)
    run(study(dataset, 1, _WARM_DAYS), dataset, out / "warm", redo=True)
    told: list[Progress] = []
    before_s = processor_s()
    whole_s = seconds(
        lambda: run(asked, dataset, out / "study", workers=workers, redo=True, progress=told.append)
    )
    last = {progress.stage: progress for progress in told}
    return Measured(
        rows=last["planning"].rows,
        whole_s=whole_s,
        planning_s=last["planning"].elapsed_s,
        writing_s=last["writing"].elapsed_s,
        processor_s=processor_s() - before_s,
        own_bytes=most_bytes(),
        worker_bytes=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 if workers > 1 else 0,
    )


def apart(lanes: int, days: int, workers: int, out: Path) -> Measured:
    """Return the measurements of another process."""
    command = [sys.executable, "-m", "benchmarks.study_runs", *map(str, (lanes, days, workers)), str(out)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def threads_against_one(lanes: int, days: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return seconds, and processor seconds, of planning by one thread, and by two with planners of their own."""
    dataset = load(shipped_dataset())
    asked = study(dataset, lanes, days)
    planned = plan(asked, dataset, "")
    parts = [[each for _, each in planned.shipments(chunk)] for chunk in range(len(planned.chunks))]
    setting = Setting.of(asked, dataset)
    work(Bench(setting), parts[0][:1])

    def some(which: Sequence[list[Shipment]]) -> None:
        bench = Bench(setting)
        for shipments in which:
            work(bench, shipments)

    def taken(run: Callable[[], object]) -> tuple[float, float]:
        before_s = processor_s()
        return seconds(run), processor_s() - before_s

    alone = taken(lambda: some(parts))
    with ThreadPoolExecutor(2) as pool:
        return alone, taken(lambda: list(pool.map(some, (parts[::2], parts[1::2]))))


def processor_s() -> float:
    """Return the processor seconds of this process and of those that it began and that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main() -> None:
    """Run what was asked for, and tell it as JSON."""
    lanes, days, workers, out = sys.argv[1:]
    before = time.perf_counter()
    found = measure(int(lanes), int(days), int(workers), Path(out))
    print(json.dumps(asdict(found)))
    print(f"{lanes} lanes: {time.perf_counter() - before:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
