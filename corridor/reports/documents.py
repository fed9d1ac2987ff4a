"""Finished values to JSON documents with a versioned `schema`; field by field in `docs/json.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from corridor.model.comparison import FirstChoice
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.made_with import MadeWith
from corridor.model.port import ControlReport, PortReport, PortState
from corridor.model.query import Query
from corridor.model.reliability import Reliability
from corridor.model.scenario import Changed, Scenario
from corridor.reports.document_parts import Document, local, notice_part, query_part, utc, ways_part
from corridor.reports.reliability_document import reliability_part


def route_document(
    query: Query,
    scenario: Scenario,
    changes: Sequence[Changed],
    itineraries: Sequence[Itinerary],
    made_with: MadeWith,
    sure: Reliability | None = None,
) -> Document:
    """Return the answer to `route`, and how sure it is if that is known."""
    reliability = {} if sure is None else {"reliability": reliability_part(sure)}
    return {
        "schema": "corridor/route/1",
        "query": query_part(query, scenario, changes),
        "itineraries": [_itinerary(itinerary) for itinerary in itineraries],
        **reliability,
        "notices": _notices(itineraries),
        "made_with": asdict(made_with),
    }


def alternatives_document(
    query: Query,
    scenario: Scenario,
    changes: Sequence[Changed],
    itineraries: Sequence[Itinerary],
    first_choice: FirstChoice,
    made_with: MadeWith,
) -> Document:
    """Return the answer to `alternatives`, best itinerary first."""
    return {
        "schema": "corridor/alternatives/2",
        "query": query_part(query, scenario, changes),
        "itineraries": [_itinerary(itinerary) for itinerary in itineraries],
        "first_choice": {
            "method": "exact",
            "from": utc(first_choice.start),
            "to": utc(first_choice.end),
            "answered_share": first_choice.answered_share,
            "crossings": ways_part(first_choice.crossings),
        },
        "notices": _notices(itineraries),
        "made_with": asdict(made_with),
    }


def port_document(report: PortReport, made_with: MadeWith) -> Document:
    """Return the answer to `ports PORT`."""
    return {
        "schema": "corridor/port/1",
        "port": report.crossing.crossing_id,
        "name": report.crossing.name_en,
        "at": utc(report.at),
        "control_points": [_control(control) for control in report.controls],
        "closures": [
            {"closure_id": row.closure_id, "side": row.side, "starts": utc(starts), "ends": utc(ends)}
            | {"reason": row.reason, "source_id": row.source_id}
            for row, starts, ends in report.closures
        ],
        "regimes": [asdict(row) for row in report.regimes],
        "sources": [asdict(source) for source in report.sources],
        "made_with": asdict(made_with),
    }


def ports_document(dataset: Dataset, states: Sequence[PortState], at: int, made_with: MadeWith) -> Document:
    """Return the answer to `ports` without a name."""
    return {
        "schema": "corridor/ports/1",
        "at": utc(at),
        "control_points": [
            {
                "control_id": state.control_id,
                "port": (point := dataset.control_points[state.control_id]).crossing_id,
                "side": point.side,
                "mode": point.mode,
                "state": state.state,
                "next_change": None if state.until is None else utc(state.until),
                "reason": state.reason,
            }
            for state in states
        ],
        "made_with": asdict(made_with),
    }


def places_document(dataset: Dataset, made_with: MadeWith) -> Document:
    """Return the answer to `places`."""
    return {
        "schema": "corridor/places/1",
        "places": [asdict(place) for place in dataset.places.values()],
        "made_with": asdict(made_with),
    }


def _notices(itineraries: Sequence[Itinerary]) -> list[Mapping[str, str]]:
    notices = dict.fromkeys(notice for itinerary in itineraries for notice in itinerary.notices)
    return [notice_part(notice) for notice in notices]


def _itinerary(itinerary: Itinerary) -> Document:
    return {
        "depart_at": utc(itinerary.depart_at),
        "arrive_at": utc(itinerary.arrive_at),
        "latest_depart_at": utc(itinerary.latest_depart_at),
        "duration_s": itinerary.duration_s,
        "distance_km": itinerary.distance_km,
        "crossings": list(itinerary.crossings),
        "totals": {f"{kind}_s": seconds for kind, seconds in itinerary.totals_s.items()},
        "legs": [_leg(leg) for leg in itinerary.legs],
        "notices": [notice.code for notice in itinerary.notices],
    }


def _leg(leg: Leg) -> Document:
    document: Document = {"kind": leg.kind}
    if leg.is_moving:
        document |= {"from": leg.from_id, "to": leg.to_id, "mode": leg.mode}
        document |= {"distance_km": leg.distance_km, "link": leg.link_id}
    else:
        document |= {"at": leg.from_id, "crossing": leg.crossing_id}
    document |= {
        "depart_at": utc(leg.depart_at),
        "arrive_at": utc(leg.arrive_at),
        "depart_local": local(leg.depart_at, leg.tz_from),
        "arrive_local": local(leg.arrive_at, leg.tz_to),
        "duration_s": leg.duration_s,
    }
    if leg.reason:
        document["reason"] = leg.reason
    if leg.start_km or leg.left_km:
        document |= {"link": leg.link_id, "start_km": leg.start_km, "left_km": leg.left_km}
    return document


def _control(control: ControlReport) -> Document:
    state, point, schedule = control.state, control.point, control.schedule
    return {
        "control_id": point.control_id,
        "side": point.side,
        "channel": "freight",
        "directions": list(point.directions),
        "tz": point.tz,
        "state": state.state,
        "next_change": None if state.until is None else utc(state.until),
        "next_change_local": None if state.until is None else local(state.until, point.tz),
        "reason": state.reason,
        "hours": schedule.hours if schedule else "",
        "holiday_calendar": schedule.holiday_calendar if schedule else "",
        "confidence": schedule.confidence if schedule else None,
        "source_id": schedule.source_id if schedule else None,
        "week": [
            {"opens_at": utc(opens_at), "closes_at": utc(closes_at)} for opens_at, closes_at in control.week
        ],
        "queues": [
            {"ahead": queue.ahead, "wait_s": queue.wait_s}
            | {
                key: getattr(queue.figures, key)
                for key in ("direction", "demand", "capacity", "quota_per_day", "basis", "source_id")
            }
            for queue in control.queues
        ],
        "notices": [notice_part(notice) for notice in control.notices],
    }
