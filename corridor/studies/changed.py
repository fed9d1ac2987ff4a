"""The departures that a scenario changes most, with what explains them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import numpy as np

from corridor.calendars import zones
from corridor.model.shipment import Shipment
from corridor.model.study_summary import ChangedDeparture, Told
from corridor.studies.bench import Bench
from corridor.studies.cases import Case, Listing
from corridor.studies.readings import waits

MOST: Final = 10

_Candidate = tuple[int, int, int]
"""Seconds saved, scenario, number of the departure."""


def most_changed(bench: Bench, case: Case, shipment: Shipment) -> list[ChangedDeparture]:
    """Return the departures of a trip that each scenario changes most, one a date at most; the shipment asked for it first."""
    return [
        _told(bench, case, shipment, each)
        for scenario in range(len(case.listings))
        for each in _by_day(case, scenario)
    ]


def greatest(found: Iterable[ChangedDeparture]) -> list[ChangedDeparture]:
    """Return those of each scenario that changed most, in that order, one an origin and date; of equals the first.

    One an origin and date, since all trucks that leave there then meet the same closed port.
    """
    kept: dict[str, dict[tuple[str, date], ChangedDeparture]] = {}
    for each in sorted(found, key=lambda each: -abs(each.saving_s)):
        chosen = kept.setdefault(each.scenario, {})
        day = zones.to_local(each.depart_at, each.tz).date()
        if len(chosen) < MOST:
            chosen.setdefault((each.origin, day), each)
    return [each for chosen in kept.values() for each in chosen.values()]


def _by_day(case: Case, scenario: int) -> list[_Candidate]:
    """Return the departure of each date that changed most, if it changed, of these the most changed ones."""
    against, day = case.compared[scenario], case.listings[scenario].clock.day
    if against is None:
        return []
    size = np.abs(against.saving_s)
    begins = np.flatnonzero(np.append(True, np.diff(day) != 0))
    most = np.maximum.reduceat(size, begins)
    ends = np.append(begins[1:], len(day))
    chosen = np.argsort(-most, kind="stable")[:MOST]
    places = (int(begins[i] + size[begins[i] : ends[i]].argmax()) for i in chosen.tolist() if most[i])
    return [(int(against.saving_s[place]), scenario, place) for place in places]


def _told(bench: Bench, case: Case, shipment: Shipment, candidate: _Candidate) -> ChangedDeparture:
    saving_s, scenario, place = candidate
    before, after = case.listings[case.baseline], case.listings[scenario]
    return ChangedDeparture(
        scenario=bench.study.scenarios[scenario].name,
        shipment_id=shipment.shipment_id,
        origin=shipment.query.origin,
        destination=shipment.query.destination,
        tz=case.tz,
        depart_at=int(after.found.departs[place]),
        saving_s=saving_s,
        before=_departure(before, place),
        after=_departure(after, place),
    )


def _departure(listing: Listing, place: int) -> Told:
    found = listing.found
    one = type(found)(*(getattr(found, name)[place : place + 1] for name in found.__slots__))
    _, point, seconds = waits(listing.profile, one)
    waited: dict[str, int] = {}
    for name, s in _named(listing.profile.waiting_points, point.tolist(), seconds.tolist()):
        waited[name] = waited.get(name, 0) + s
    return Told(
        arrive_at=int(one.arrives[0]) if one.has_way[0] else None,
        wait_s=int(one.wait_s[0]),
        crossings=tuple(listing.ways[int(one.way[0])]) if one.has_way[0] else (),
        waits=tuple((name, s) for name, s in waited.items() if s),
    )


def _named(points: Sequence[str], point: list[int], seconds: list[int]) -> Iterable[tuple[str, int]]:
    return ((str(points[i]), s) for i, s in zip(point, seconds, strict=True))
