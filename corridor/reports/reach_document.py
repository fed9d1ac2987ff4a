"""Reach to a JSON document; field by field in `docs/json.md`."""

from dataclasses import asdict

from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.model.query import Query
from corridor.model.reach import Reach, ReachedLink, ReachedPlace, Reaches, ReachResult, Stand
from corridor.reports.document_parts import Document, local, notice_part, query_part, utc

_SHARE_DECIMALS = 6
_ONE_TRIP = ("destination", "arrive_by", "via")
"""What a query has of one trip only."""


def reach_document(dataset: Dataset, query: Query, reaches: Reaches, made_with: MadeWith) -> Document:
    """Return the answer to `reach`; the first scenario is the baseline."""
    asked = {name: value for name, value in query_part(query, None, ()).items() if name not in _ONE_TRIP}
    return {
        "schema": "corridor/reach/1",
        "query": asked | {"hours": [_hours(limit_s) for limit_s in reaches.baseline.reach.limits_s]},
        "baseline": reaches.baseline.scenario.name,
        "scenarios": [_result(dataset, reaches, result) for result in reaches.results],
        "notices": [notice_part(notice) for notice in reaches.notices],
        "made_with": asdict(made_with),
    }


def _hours(limit_s: int) -> float:
    hours = limit_s / 3600
    return int(hours) if hours.is_integer() else round(hours, 4)


def _result(dataset: Dataset, reaches: Reaches, result: ReachResult) -> Document:
    reach = result.reach
    return {
        "name": result.scenario.name,
        "title": result.scenario.title,
        "assumed": result.scenario.assumed,
        "changes": [asdict(change) for change in result.changes],
        "limits": [_limit(reaches, result, limit_s) for limit_s in reach.limits_s],
        "places": [_place(dataset, reaches, reach, place) for place in reach.places],
        "links": [_link(link) for link in reach.links],
        "stands": [_stand(dataset, stand) for stand in reach.stands],
        "later": list(reach.later),
        "wayless": list(reach.wayless),
    }


def _limit(reaches: Reaches, result: ReachResult, limit_s: int) -> Document:
    reach = result.reach
    return {
        "hours": _hours(limit_s),
        "at": utc(reach.depart_at + limit_s),
        "places": len(reach.places_by(limit_s)),
        "distance_km": round(reach.km_by(limit_s), 1),
        "gained": reaches.only_under(result, limit_s),
        "lost": reaches.only_under_baseline(result, limit_s),
        "held": [{"control_id": stand.control_id, "kind": kind} for stand, kind in reach.stands_by(limit_s)],
    }


def _place(dataset: Dataset, reaches: Reaches, reach: Reach, place: ReachedPlace) -> Document:
    base = reaches.baseline.reach.arrivals.get(place.place_id)
    item = dataset.places[place.place_id]
    return {
        "place": place.place_id,
        "kind": item.kind,
        "arrive_at": utc(place.arrive_at),
        "arrive_local": local(place.arrive_at, item.tz),
        "duration_s": place.arrive_at - reach.depart_at,
        "difference_s": None if base is None else place.arrive_at - base,
        "crossings": list(place.crossings),
        "last": {"from": place.from_id, "link": place.link_id},
    }


def _link(link: ReachedLink) -> Document:
    return {
        "link": link.link_id,
        "from": link.from_id,
        "to": link.to_id,
        "distance_km": link.distance_km,
        "runs": [
            {
                "starts": utc(run.start),
                "ends": utc(run.end),
                "first_share": round(run.first, _SHARE_DECIMALS),
                "last_share": round(run.last, _SHARE_DECIMALS),
            }
            for run in link.runs
        ],
    }


def _stand(dataset: Dataset, stand: Stand) -> Document:
    tz = dataset.control_points[stand.control_id].tz
    return {
        "control_id": stand.control_id,
        "crossing": stand.crossing_id,
        "came_at": utc(stand.came_at),
        "came_local": local(stand.came_at, tz),
        "until": None if stand.until is None else utc(stand.until),
        "until_local": None if stand.until is None else local(stand.until, tz),
        "doing": [{"kind": kind, "starts": utc(starts)} for kind, starts in stand.doing],
    }
