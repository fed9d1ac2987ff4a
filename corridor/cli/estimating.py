"""How long a batch comparison may take, from a few of its shipments tried here and now."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from corridor.batch import planners_of, profile
from corridor.errors import NoRouteError
from corridor.model.dataset import Dataset
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.planner import Planner
from corridor.reports.study_text import Rate

_TRIED = 3
_CREWED_S = 86_400
"""Length of window that is tried where crews rest: each departure of the grid is then searched for itself."""


def measured(dataset: Dataset, study: Study) -> Rate | None:
    """Return how long all answers may take; None if there is no shipment.

    Shipments are spread over the table, under the first scenario; the first is tried once before the clock
    runs, since kernels may have to be compiled.
    """
    tried = _spread(study.shipments)
    if not tried:
        return None
    planner = planners_of(dataset, study.scenarios[:1])[0]
    _seconds(planner, tried[0], study)
    per_shipment = [_seconds(planner, shipment, study) for shipment in tried]
    mean = sum(per_shipment) / len(per_shipment)
    name = study.scenarios[0].name
    return Rate(
        seconds=mean * len(study.shipments) * len(study.scenarios),
        basis=f"measured just now: {len(tried)} shipments under {name}, {mean:.2f} s each",
    )


def _spread(shipments: Sequence[Shipment]) -> Sequence[Shipment]:
    return shipments[:: max(1, len(shipments) // _TRIED)][:_TRIED]


def _seconds(planner: Planner, shipment: Shipment, study: Study) -> float:
    """Return how long one shipment takes under one scenario."""
    start, end = shipment.window_start, shipment.window_end
    part = min(end, start + _CREWED_S) if shipment.query.crew.rests else end
    query = replace(shipment.query, depart_at=None, arrive_by=None)
    began = time.perf_counter()
    with suppress(NoRouteError):  # to find that out takes time, too
        profile(planner, query, range(start, part, study.every_s), study.grid_s)
    return (time.perf_counter() - began) * (end - start) / (part - start)
