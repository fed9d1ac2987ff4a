"""A study: which shipments are compared under which scenarios, over which departures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corridor.model.scenario import Scenario
from corridor.model.shipment import Shipment

ResultRows = Literal["departures", "pieces"]
"""One row of results for each departure of the grid, or for each piece of the exact profile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Everything that a batch comparison computes, with nothing left to look up.

    `shipments` are a tuple, or of very many a sequence that keeps them on disk (`corridor.studies.Shelf`).
    `scenarios` are in the order of reports; `baseline` names the one that others are compared with. Departures are
    listed each `every_s` seconds from the start of a shipment's window. Where a crew rests, figures are of departures
    each `grid_s` seconds; else they are exact, of every second. With `samples` (0: none) each listed departure is also
    sampled so often, from `seed`.
    """

    title: str
    shipments: Sequence[Shipment]
    scenarios: tuple[Scenario, ...]
    baseline: str
    every_s: int = 3600
    grid_s: int = 900
    rows: ResultRows = "departures"
    samples: int = 0
    seed: int = 1
