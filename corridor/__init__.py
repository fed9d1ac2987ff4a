"""Freight corridor route planner for Xinjiang - Central Asia: border ports have opening hours, and they count.

    from corridor import Planner, Query, load, shipped_dataset

    planner = Planner(load(shipped_dataset()))
    planner.plan(Query(origin="kashgar", destination="osh", depart_at=1749103200))

Names are imported when first used, so that the command starts quickly.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "ACTUAL": "corridor.planner",
    "Asked": "corridor.model.reliability",
    "Change": "corridor.model.scenario",
    "Comparison": "corridor.model.comparison",
    "CorridorError": "corridor.errors",
    "Dataset": "corridor.model.dataset",
    "Itinerary": "corridor.model.itinerary",
    "Leg": "corridor.model.itinerary",
    "Notice": "corridor.model.provenance",
    "Planner": "corridor.planner",
    "Query": "corridor.model.query",
    "Reach": "corridor.model.reach",
    "Reliability": "corridor.model.reliability",
    "Scenario": "corridor.model.scenario",
    "Vehicle": "corridor.model.vehicle",
    "compare": "corridor.batch",
    "load": "corridor.dataset.loading",
    "profile": "corridor.batch",
    "shipped_dataset": "corridor.dataset.location",
    "window": "corridor.batch",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - the table above is the one place that names them


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute may be anything
    if name not in _HOMES:
        raise AttributeError(f"module 'corridor' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
