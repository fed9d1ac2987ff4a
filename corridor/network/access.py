"""Who may use what: the arcs that a query leaves out, and in words why."""

from corridor.model.crossing import Crossing
from corridor.model.dataset import Dataset
from corridor.model.ids import Country, CrossingId, PlaceId
from corridor.model.link import Link
from corridor.model.query import Query
from corridor.network.arcs import Arc

_FREIGHT = {
    "limited": "takes no scheduled freight",
    "light": "takes no heavy trucks",
    "no": "takes no freight",
}


def bilateral_crossings(dataset: Dataset, query: Query) -> frozenset[CrossingId]:
    """Return the bilateral crossings whose two countries hold both ends of the query's trip."""
    ends = (dataset.places.get(PlaceId(name)) for name in (query.origin, query.destination))
    trip = {place.country for place in ends if place}
    return frozenset(
        crossing.crossing_id
        for crossing in dataset.crossings.values()
        if crossing.freight == "bilateral" and trip <= set(crossing.countries)
    )


class Access:
    """The heavy truck of a query: which arcs it may use.

    A bilateral crossing is for vehicles of its two countries, so it serves trips between these only.
    """

    def __init__(
        self,
        dataset: Dataset,
        query: Query,
        *,
        unknown_roads: bool = False,
        bilateral: frozenset[CrossingId] | None = None,
    ) -> None:
        """Take the filters of the query; `unknown_roads` lets roads in of which access is not known.

        `bilateral` are the bilateral crossings to use, if not those of the query's own ends.
        """
        self._unknown_roads = unknown_roads
        self._dataset = dataset
        self._query = query
        self._bilateral = bilateral_crossings(dataset, query) if bilateral is None else bilateral

    @property
    def rules(self) -> tuple[object, ...]:
        """All that decides who may use what: queries with the same rules may use the same arcs."""
        query = self._query
        avoided = (query.avoid_crossings, query.avoid_countries, query.avoid_places)
        return (*avoided, query.mode, self._unknown_roads, self._bilateral)

    def admits(self, arc: Arc) -> bool:
        """Whether the query may use the arc."""
        return not self.refusal(arc)

    def refusal(self, arc: Arc) -> str:
        """Say why the query may not use the arc; empty if it may."""
        if arc.point is not None:
            return self._crossing_refusal(arc)
        if arc.link is not None:
            return self._link_refusal(arc.link)
        return "" if self._query.mode == "any" else "no change between road and rail is asked for"

    def _crossing_refusal(self, arc: Arc) -> str:
        crossing = self._dataset.crossings[arc.crossing_id]  # type: ignore[index]
        if crossing.crossing_id in self._query.avoid_crossings:
            return f"port {crossing.crossing_id} is to be avoided"
        if shut := self._query.avoid_countries.intersection(crossing.countries):
            return f"country {min(shut)} is to be avoided"
        return self._freight_refusal(crossing)

    def _freight_refusal(self, crossing: Crossing) -> str:
        if crossing.freight in _FREIGHT:
            return f"port {crossing.crossing_id} {_FREIGHT[crossing.freight]}"
        if crossing.freight == "unknown" and not self._unknown_roads:
            return f"whether port {crossing.crossing_id} takes freight is not known"
        if crossing.freight == "bilateral" and crossing.crossing_id not in self._bilateral:
            return f"port {crossing.crossing_id} is for vehicles of {' and '.join(crossing.countries)} only"
        return ""

    def _link_refusal(self, link: Link) -> str:
        ends = {link.from_id, link.to_id}
        if shut := ends & self._query.avoid_places:
            return f"place {min(shut)} is to be avoided"
        if shut_countries := self._query.avoid_countries & {self._country(end) for end in ends}:
            return f"country {min(shut_countries)} is to be avoided"
        if self._query.mode == "road" and link.mode == "rail":
            return "rail is not asked for"
        if self._query.mode == "rail" and link.mode != "rail":
            return "road is not asked for"
        return self._truck_refusal(link)

    def _truck_refusal(self, link: Link) -> str:
        if link.truck_access == "unknown" and not self._unknown_roads:
            return f"whether heavy trucks may use {link.link_id} is not known"
        if link.truck_access in {"no", "restricted"}:
            return f"link {link.link_id} is {'closed' if link.truck_access == 'no' else 'restricted'} to heavy trucks"
        return ""

    def _country(self, end: str) -> Country:
        place = self._dataset.places.get(PlaceId(end))
        return place.country if place else self._dataset.control_points[end].side  # type: ignore[index]
