"""What the answers of a study lean on: remarks on trips of its lanes, at the beginning and the end of their windows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from corridor.errors import CorridorError
from corridor.model.provenance import Notice, Severity
from corridor.model.query import Query
from corridor.model.shipment import Shipment
from corridor.model.study_summary import Leaning
from corridor.studies.bench import Bench
from corridor.studies.shelf import Shelf

_MOST: Final = 400
"""Trips that are looked at: each takes some hundredths of a second."""
_OF_ONE_TRIP: Final = frozenset({"goes-round"})
"""Codes of remarks that tell of a trip, and not of what it leans on."""
_WORST_FIRST: Final[tuple[Severity, ...]] = ("error", "warning", "info")


def looked_at(bench: Bench, shelf: Shelf) -> tuple[tuple[Leaning, ...], int]:
    """Return remarks on trips under the baseline, the worst first, and how many trips were looked at."""
    planner, count = bench.planners[bench.baseline], 0
    found, codes = Counter[Notice](), Counter[str]()
    for query in _queries(shelf):
        if count == _MOST:
            break
        try:
            told = {each for each in planner.plan(query).notices if each.code not in _OF_ONE_TRIP}
        except (CorridorError, ArithmeticError, LookupError, ValueError):
            continue  # it is told as failed, or as without a way
        found.update(told)
        codes.update({each.code for each in told})
        count += 1
    leanings = [_leaning(code, trips, found) for code, trips in codes.items()]
    leanings.sort(key=lambda each: (_WORST_FIRST.index(each.severity), -each.trips, each.code))
    return tuple(leanings), count


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
