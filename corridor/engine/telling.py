"""A way that a search found, told to those who asked: with all that the answer leans on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corridor.calendars.compiler import ControlCalendar
from corridor.calendars.periods import DAY_S
from corridor.engine.alternatives import alternatives
from corridor.engine.crew_words import crew_notices, not_tried_notices
from corridor.engine.detours import detour_notices
from corridor.engine.leanings import general_notices, leanings
from corridor.engine.prepared import Prepared
from corridor.engine.queue_notices import queue_notices
from corridor.engine.reach import Found
from corridor.engine.slots import slot_notices
from corridor.engine.steps import Passed, Step, arcs_of, comings, end_of, waits_of
from corridor.engine.unpacking import ban_notices, base_of, crossings_of, road_of, unpack
from corridor.model.comparison import Departure
from corridor.model.dataset import Dataset
from corridor.model.ids import PlaceId
from corridor.model.itinerary import Itinerary
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.reach import Reach, ReachedPlace
from corridor.model.scenario import Scenario
from corridor.operations.clearance import PortBook
from corridor.operations.crews import rules_of

_HOPELESS_S = 7 * DAY_S
"""An alternative that arrives so much later than the best is none."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What answers are told from: the dataset after its scenario."""

    dataset: Dataset
    book: PortBook
    scenario: Scenario

    def itinerary(
        self, query: Query, prepared: Prepared, passed: Sequence[Passed], depart_at: int
    ) -> Itinerary:
        """Return a way as an itinerary with its notices."""
        latest = prepared.latest_along(passed, depart_at)
        itinerary = unpack(self.dataset, passed, depart_at, latest, prepared.crewing)
        rules = rules_of(self.dataset, query.crew.crew_id) if query.crew.rests else ()
        more = [
            *crew_notices(query.crew, rules, passed),
            *general_notices(self.dataset, self.scenario, itinerary.arrive_at),
            *leanings(self.dataset, arcs_of(passed)),
            *queue_notices(self.book, comings(passed, depart_at), query.queue),
            *slot_notices(passed, depart_at, query.slots),
        ]
        return replace(itinerary, notices=tuple(dict.fromkeys([*itinerary.notices, *more])))

    def plan(self, query: Query, prepared: Prepared) -> tuple[Itinerary, list[Passed]] | None:
        """Return the way that arrives first, or for an arrival the one that leaves last, told and as it was found."""
        if query.depart_at is not None:
            passed = prepared.first(query.depart_at)
            return None if passed is None else (self._first(query, prepared, passed, query.depart_at), passed)
        found = None if query.arrive_by is None else prepared.last(query.arrive_by)
        if found is None:
            return None
        itinerary = self.itinerary(query, prepared, found.passed, found.depart_at)
        notices = (*itinerary.notices, *not_tried_notices(found.later_s))
        return replace(itinerary, notices=notices), found.passed

    def others(self, query: Query, prepared: Prepared, best: Itinerary, k: int) -> list[Itinerary]:
        """Return ways over other crossings than the best, first arrival first, but for hopeless ones.

        With a crew, ways are found as if nobody rested, and then gone with the rests that fall due.
        """
        ways = alternatives(prepared.adjacency, prepared.task, best.depart_at, k)
        gone = (prepared.along(way, best.depart_at) for way in ways if crossings_of(way) != best.crossings)
        told = (self.itinerary(query, prepared, way, best.depart_at) for way in gone if way is not None)
        near = (other for other in told if other.arrive_at - best.arrive_at <= _HOPELESS_S)
        return sorted(near, key=lambda other: other.arrive_at)

    def _first(self, query: Query, prepared: Prepared, passed: Sequence[Passed], depart_at: int) -> Itinerary:
        """Return a way that arrives first as an itinerary, with what it goes round."""
        itinerary = self.itinerary(query, prepared, passed, depart_at)
        if prepared.bounds is None:
            return itinerary
        way = arcs_of(passed)
        round_about = detour_notices(prepared.adjacency, prepared.task, prepared.bounds, way, depart_at)
        return replace(itinerary, notices=(*itinerary.notices, *round_about))

    def reach(self, query: Query, found: Found) -> Reach:
        """Return what is found to be in reach, with what that leans on."""
        depart_at = found.depart_at
        places = [_reached(place, way, depart_at) for place, way in found.ways.items()]
        return Reach(
            origin=query.origin,
            depart_at=depart_at,
            limits_s=found.limits_s,
            places=tuple(sorted(places, key=lambda place: (place.arrive_at, place.place_id))),
            links=found.links,
            stands=found.stands,
            later=tuple(sorted(found.connected - found.ways.keys())),
            wayless=tuple(sorted(self.dataset.places.keys() - found.connected - {query.origin})),
            notices=self._reach_notices(query, found),
        )

    def _reach_notices(self, query: Query, found: Found) -> tuple[Notice, ...]:
        """Return the notices of all ways to places, each of what is passed once."""
        passed = {part[0]: part for way in found.ways.values() for part in way}.values()
        coming = {arc: at for way in found.ways.values() for arc, at in comings(way, found.depart_at)}
        rules = rules_of(self.dataset, query.crew.crew_id) if query.crew.rests else ()
        notices = [
            *(n for arc, steps in passed if arc.calendar and steps for n in _of_hours(arc.calendar, steps)),
            *ban_notices(passed),
            *crew_notices(query.crew, rules, ()),
            *general_notices(self.dataset, self.scenario, found.depart_at + found.limits_s[-1]),
            *leanings(self.dataset, [arc for arc, _ in passed]),
            *queue_notices(self.book, coming.items(), query.queue),
        ]
        return tuple(dict.fromkeys(notices))


def _of_hours(calendar: ControlCalendar, steps: Sequence[Step]) -> Iterable[Notice]:
    return calendar.notices(steps[0].start, steps[-1].end)


def _reached(place_id: PlaceId, way: Sequence[Passed], depart_at: int) -> ReachedPlace:
    arc, _ = way[-1]
    return ReachedPlace(
        place_id=place_id,
        arrive_at=end_of(way, depart_at),
        from_id=base_of(arc.tail),
        link_id=arc.link.link_id if arc.link else None,
        crossings=crossings_of(arcs_of(way)),
    )


def departure(passed: Sequence[Passed] | None, at: int) -> Departure:
    """Return what becomes of one departure on the way that arrives first."""
    if passed is None:
        return Departure(depart_at=at, arrive_at=None, wait_s=0, crossings=())
    waits, way = waits_of(passed), arcs_of(passed)
    return Departure(
        depart_at=at,
        arrive_at=end_of(passed, at),
        wait_s=sum(waits.values()),
        crossings=crossings_of(way),
        waits=tuple(waits.items()),
        road=road_of(way),
    )
