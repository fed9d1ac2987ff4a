"""A small study on the two passes, of every kind of shipment."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from minimal_dataset import write_minimal

from corridor.dataset.loading import load
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.model.query import Query
from corridor.model.scenario import Change, Scenario
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.model.study_summary import StudySummary
from corridor.planner import ACTUAL
from corridor.studies import plan

HOUR, DAY = 3600, 86_400
MONDAY = 1_747_584_000  # 2025-05-19 00:00 +08
LIMITED = Scenario(name="limited", title="", description="", regime_at="2025-05-31")
OPEN = Scenario(
    name="open", title="", description="", changes=(Change(target="high-pass", field="hours", value="24/7"),)
)


class Finished(NamedTuple):
    """A study that was run."""

    study: Study
    summary: StudySummary
    out: Path
    rows: pd.DataFrame


def dataset(folder: Path) -> Dataset:
    return load(write_minimal(folder))


def shipment(name: str, start: int = MONDAY, days: float = 7, **more: Any) -> Shipment:
    """A shipment over a window; a name `w-...` goes east."""
    query = {"origin": "east-city", "destination": "west-city"}
    if name.startswith("w"):
        query = {"origin": "west-city", "destination": "east-city"}
    asked = {key: more.pop(key) for key in list(more) if key in Query.__dataclass_fields__}
    return Shipment(
        shipment_id=name,
        query=Query(**{**query, **asked}),
        window_start=start,
        window_end=start + int(days * DAY),
        **more,
    )


def of_every_kind() -> tuple[Shipment, ...]:
    return (
        shipment("e-week", trucks=3.0, trucks_per_year=500.0),
        shipment("w-week", commodity="=1+1"),
        shipment("e-again", trucks=0.5, note="same question"),
        shipment("e-low", via=("low-pass",), trucks_per_year=100.0),
        shipment("e-depart", depart_at=MONDAY + 5 * HOUR),
        shipment("w-arrive", arrive_by=MONDAY + 60 * HOUR),
        shipment("e-never", avoid_crossings=frozenset({"high-pass", "low-pass"})),
        shipment("e-strangers", days=1, crew=Crew(crew_id="nobody")),
    )


def study(shipments: tuple[Shipment, ...] | None = None, **more: Any) -> Study:
    given: dict[str, Any] = {
        "scenarios": (LIMITED, OPEN, ACTUAL),
        "baseline": "limited",
        "title": "two passes",
    }
    return Study(shipments=shipments or of_every_kind(), **{**given, **more})


def in_small_parts(patch: Callable[[object, str, int], None] = setattr) -> None:
    """Cut studies into many chunks."""
    patch(plan, "_LEAST", 1)
