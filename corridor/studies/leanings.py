"""What the answers of a study lean on: remarks on trips of its lanes, at the beginning and the end of their windows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from corridor.errors import CorridorError
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.model.study_summary import Leaning
from corridor.studies.bench import Bench

_MOST: Final = 400
"""Trips that are looked at: each takes some hundredths of a second."""
_WORST_FIRST: Final = ("error", "warning", "info")


def looked_at(bench: Bench, study: Study) -> tuple[tuple[Leaning, ...], int]:
    """Return remarks on trips under the baseline, those that most lean on first, and how many trips were looked at."""
    planner, found, count = bench.planners[bench.baseline], Counter[Notice](), 0
    for query in _queries(study):
        if count == _MOST:
            break
        try:
            found.update(set(planner.plan(query).notices))
        except (CorridorError, ArithmeticError, LookupError, ValueError):
            continue  # it is told as failed, or as without a way
        count += 1
    order = sorted(found, key=lambda each: (_WORST_FIRST.index(each.severity), -found[each], each))
    return tuple(Leaning(notice=notice, trips=found[notice]) for notice in order), count


def _queries(study: Study) -> Iterator[Query]:
    """Yield one or two trips of each lane: of many lanes first one of each."""
    lanes = {shipment.lane: shipment for shipment in reversed(study.shipments)}
    shipments = [lanes[lane] for lane in reversed(lanes)]
    yield from map(_first, shipments)
    yield from (_last(shipment) for shipment in shipments if not _is_single(shipment))


def _is_single(shipment: Shipment) -> bool:
    return shipment.query.depart_at is not None or shipment.query.arrive_by is not None


def _first(shipment: Shipment) -> Query:
    if _is_single(shipment):
        return shipment.query
    return replace(shipment.query, depart_at=shipment.window_start)


def _last(shipment: Shipment) -> Query:
    return replace(shipment.query, depart_at=shipment.window_end - 1)
