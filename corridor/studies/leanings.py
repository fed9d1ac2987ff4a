"""What the answers of a study lean on: remarks on trips of its lanes, at the beginning and the end of their windows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from corridor.calendars.periods import DAY_S
from corridor.engine.queue_notices import queue_of
from corridor.errors import CorridorError
from corridor.model.ids import CrossingId
from corridor.model.provenance import Notice, Severity
from corridor.model.query import Query
from corridor.model.shipment import Shipment
from corridor.model.study_summary import Leaning
from corridor.network.graph import arcs
from corridor.studies.bench import Bench
from corridor.studies.shelf import Shelf

_MOST: Final = 400
"""Trips that are looked at: each takes some hundredths of a second."""
_OF_ONE_TRIP: Final = frozenset({"goes-round"})
"""Codes of remarks that tell of a trip, and not of what it leans on."""
_LEAST_GROWTH: Final = 1.0
"""Vehicles a day by which a queue grows that is told of."""
_WORST_FIRST: Final[tuple[Severity, ...]] = ("error", "warning", "info")


def looked_at(bench: Bench, shelf: Shelf) -> tuple[tuple[Leaning, ...], int]:
    """Return remarks on trips under the baseline, the worst first, and how many trips were looked at.

    Ports whose queues only grow under another scenario are told of trips that pass there under the baseline:
    under that scenario they go round.
    """
    planner, count, saturated = bench.planners[bench.baseline], 0, dict(_saturated(bench))
    found, codes = Counter[Notice](), Counter[str]()
    for query in _queries(shelf):
        if count == _MOST:
            break
        try:
            itinerary = planner.plan(query)
        except (CorridorError, ArithmeticError, LookupError, ValueError):
            continue  # it is told as failed, or as without a way
        told = {each for each in itinerary.notices if each.code not in _OF_ONE_TRIP}
        told |= {notice for notice, passed in saturated.items() if passed in itinerary.crossings}
        found.update(told)
        codes.update({each.code for each in told})
        count += 1
    leanings = [_leaning(code, trips, found) for code, trips in codes.items()]
    leanings.sort(key=lambda each: (_WORST_FIRST.index(each.severity), -each.trips, each.code))
    return tuple(leanings), count


def _saturated(bench: Bench) -> Iterator[tuple[Notice, CrossingId]]:
    """Yield the ports at which under a scenario but the baseline more come than are let in, within the days of the study."""
    first, last = (day * DAY_S for day in bench.setting.days)
    for number, (scenario, planner) in enumerate(zip(bench.study.scenarios, bench.planners, strict=True)):
        for arc in arcs(planner.graph) if number != bench.baseline else ():
            line = queue_of(arc)
            if line is None or arc.point is None:
                continue
            stages = [stage for stage in line.stages if stage.starts < last and stage.ends > first]
            growths = [line.growth_per_day(max(stage.starts, first)) or 0.0 for stage in stages]
            if (growth := max(growths, default=0.0)) >= _LEAST_GROWTH:
                point = arc.point
                message = (
                    f"under {scenario.name} more vehicles come to {point.control_id} than it lets in: the queue "
                    f"grows by up to {growth:,.0f} a day as long as its figures last, and is there for a time after them"
                )
                yield Notice("port-saturated", message, subject=point.control_id), point.crossing_id


def _leaning(code: str, trips: int, found: Mapping[Notice, int]) -> Leaning:
    notices = sorted(
        (each for each in found.items() if each[0].code == code), key=lambda each: (-each[1], each[0])
    )
    severity = min((notice.severity for notice, _ in notices), key=_WORST_FIRST.index)
    return Leaning(code=code, severity=severity, trips=trips, notices=tuple(notices))


def _queries(shelf: Shelf) -> Iterator[Query]:
    """Yield one or two trips of each lane: of many lanes first one of each."""
    yield from map(_first, shelf.first_of_lanes())
    yield from (_last(shipment) for shipment in shelf.first_of_lanes() if not _is_single(shipment))


def _is_single(shipment: Shipment) -> bool:
    return shipment.query.depart_at is not None or shipment.query.arrive_by is not None


def _first(shipment: Shipment) -> Query:
    if _is_single(shipment):
        return shipment.query
    return replace(shipment.query, depart_at=shipment.window_start)


def _last(shipment: Shipment) -> Query:
    return replace(shipment.query, depart_at=shipment.window_end - 1)
