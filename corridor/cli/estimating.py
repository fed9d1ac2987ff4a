"""How long a batch comparison may take, from a few of its parts worked out here and now."""

import time

from corridor.model.dataset import Dataset
from corridor.model.study import Study
from corridor.reports.study_text import Rate
from corridor.studies.bench import Bench, Setting
from corridor.studies.plan import Plan
from corridor.studies.work import work

_TRIED = 2


def measured(study: Study, dataset: Dataset, planned: Plan, workers: int) -> Rate:
    """Return how long a study may take.

    Parts are of about the same size; those tried are spread over the study. The first is worked out once before the
    clock runs, since kernels may have to be compiled.
    """
    bench = Bench(Setting.of(study, dataset))
    parts = range(len(planned.chunks))
    tried = parts[:: max(1, len(parts) // _TRIED)][:_TRIED]
    _seconds(bench, planned, tried[0])
    each_s = sum(_seconds(bench, planned, part) for part in tried) / len(tried)
    some = f"{len(tried)} of {len(parts)} parts" if len(parts) > 1 else "its one part"
    return Rate(
        seconds=each_s * len(parts) / min(workers, len(parts)),
        basis=f"with --workers {workers}; measured here and now: {some}, {each_s:.2f} s each on one core",
    )


def _seconds(bench: Bench, planned: Plan, part: int) -> float:
    shipments = [shipment for _, shipment in planned.shipments(part)]
    began = time.perf_counter()
    work(bench, shipments)
    return time.perf_counter() - began
