"""A way that a search found, told to those who asked: with all that the answer leans on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corridor.engine.crew_words import crew_notices
from corridor.engine.detours import detour_notices
from corridor.engine.leanings import general_notices, leanings
from corridor.engine.prepared import Prepared
from corridor.engine.queue_notices import queue_notices
from corridor.engine.slots import slot_notices
from corridor.engine.steps import Passed, arcs_of, end_of, waits_of
from corridor.engine.unpacking import crossings_of, unpack
from corridor.model.comparison import Departure
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.operations.clearance import PortBook
from corridor.operations.crews import rules_of


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
            *queue_notices(self.book, passed, depart_at, query.queue),
            *slot_notices(passed, depart_at, query.slots),
        ]
        return replace(itinerary, notices=tuple(dict.fromkeys([*itinerary.notices, *more])))

    def first(self, query: Query, prepared: Prepared, passed: Sequence[Passed], depart_at: int) -> Itinerary:
        """Return a way that arrives first as an itinerary, with what it goes round."""
        itinerary = self.itinerary(query, prepared, passed, depart_at)
        if prepared.bounds is None:
            return itinerary
        way = arcs_of(passed)
        round_about = detour_notices(prepared.adjacency, prepared.task, prepared.bounds, way, depart_at)
        return replace(itinerary, notices=(*itinerary.notices, *round_about))


def departure(prepared: Prepared, at: int) -> Departure:
    """Return what becomes of one departure."""
    passed = prepared.first(at)
    if passed is None:
        return Departure(depart_at=at, arrive_at=None, wait_s=0, crossings=())
    waits = waits_of(passed)
    return Departure(
        depart_at=at,
        arrive_at=end_of(passed, at),
        wait_s=sum(waits.values()),
        crossings=crossings_of(arcs_of(passed)),
        waits=tuple(waits.items()),
    )
