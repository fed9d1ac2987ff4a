"""A study: which shipments are compared under which scenarios, over which departures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import PlaceId
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much a study asks: `lanes` are distinct, `departures` those listed under one scenario, of all shipments.

    `first` is the shipment whose window begins first, `last` the one whose window ends last. `rests` says whether any
    crew has to rest.
    """

    shipments: int
    lanes: int
    departures: int
    trucks: float
    origins: frozenset[PlaceId]
    first: Shipment
    last: Shipment
    rests: bool


def extent_of(study: Study) -> Extent:
    """Return how much a study asks, which has a shipment at least; goes through its shipments once, holding none."""
    first = last = study.shipments[0]
    lanes: set[tuple[PlaceId, PlaceId]] = set()
    count, departures, trucks, rests = 0, 0, 0.0, False
    for shipment in study.shipments:
        query = shipment.query
        lanes.add((query.origin, query.destination))
        count += 1
        departures += len(shipment.departures(study.every_s))
        trucks += shipment.trucks
        rests = rests or query.crew.rests
        first = shipment if shipment.window_start < first.window_start else first
        last = shipment if shipment.window_end > last.window_end else last
    return Extent(
        shipments=count,
        lanes=len(lanes),
        departures=departures,
        trucks=trucks,
        origins=frozenset(origin for origin, _ in lanes),
        first=first,
        last=last,
        rests=rests,
    )
