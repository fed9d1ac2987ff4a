"""Finished values to JSON documents with a versioned `schema`; field by field in `docs/json.md`."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from corridor.calendars import zones
from corridor.model.comparison import (
    Comparison,
    Departure,
    DepartureProfile,
    Difference,
    ScenarioResult,
    Statistics,
)
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.made_with import MadeWith
from corridor.model.port import ControlReport, PortReport, PortState
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.scenario import Changed, Scenario

Document = dict[str, Any]


def route_document(
    query: Query,
    scenario: Scenario,
    changes: Sequence[Changed],
    itineraries: Sequence[Itinerary],
    made_with: MadeWith,
    *,
    schema: str = "corridor/route/1",
) -> Document:
    """Return the answer to `route` (or `alternatives`), best itinerary first."""
    notices = dict.fromkeys(notice for itinerary in itineraries for notice in itinerary.notices)
    return {
        "schema": schema,
        "query": _query(query, scenario, changes),
        "itineraries": [_itinerary(itinerary) for itinerary in itineraries],
        "notices": [_notice(notice) for notice in notices],
        "made_with": asdict(made_with),
    }


def departures_document(
    query: Query,
    scenario: Scenario,
    changes: Sequence[Changed],
    profile: DepartureProfile,
    made_with: MadeWith,
) -> Document:
    """Return the answer to `departures`."""
    return {
        "schema": "corridor/departures/1",
        "query": _query(query, scenario, changes) | _window(profile),
        "departures": [_departure(departure, profile.tz) for departure in profile.departures],
        "best": profile.best and _departure(profile.best, profile.tz),
        "worst": profile.worst and _departure(profile.worst, profile.tz),
        **_statistics(profile.statistics),
        "notices": [_notice(notice) for notice in profile.notices],
        "made_with": asdict(made_with),
    }


def compare_document(query: Query, comparison: Comparison, made_with: MadeWith) -> Document:
    """Return the answer to `compare`; the first scenario is the baseline."""
    results = comparison.results
    notices = dict.fromkeys(notice for result in results for notice in result.profile.notices)
    return {
        "schema": "corridor/compare/1",
        "query": _query(query, None, ()) | _window(results[0].profile),
        "baseline": results[0].scenario.name,
        "scenarios": [_scenario_result(result) for result in results],
        "differences": [_difference(difference) for difference in comparison.differences],
        "notices": [_notice(notice) for notice in notices],
        "made_with": asdict(made_with),
    }


def port_document(report: PortReport, made_with: MadeWith) -> Document:
    """Return the answer to `ports PORT`."""
    return {
        "schema": "corridor/port/1",
        "port": report.crossing.crossing_id,
        "name": report.crossing.name_en,
        "at": _utc(report.at),
        "control_points": [_control(control) for control in report.controls],
        "closures": [
            {"closure_id": row.closure_id, "side": row.side, "starts": _utc(starts), "ends": _utc(ends)}
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
        "at": _utc(at),
        "control_points": [
            {
                "control_id": state.control_id,
                "port": (point := dataset.control_points[state.control_id]).crossing_id,
                "side": point.side,
                "mode": point.mode,
                "state": state.state,
                "next_change": None if state.until is None else _utc(state.until),
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


def _query(query: Query, scenario: Scenario | None, changes: Sequence[Changed]) -> Document:
    document: Document = {
        "origin": query.origin,
        "destination": query.destination,
        "depart_at": None if query.depart_at is None else _utc(query.depart_at),
        "arrive_by": None if query.arrive_by is None else _utc(query.arrive_by),
        "via": list(query.via),
        "avoid": sorted(query.avoid_crossings) + sorted(query.avoid_countries) + sorted(query.avoid_places),
        "mode": query.mode,
        "assume_unknown": query.assume_unknown,
    }
    if scenario is not None:
        document |= {"scenario": scenario.name, "changes": [asdict(change) for change in changes]}
    return document


def _itinerary(itinerary: Itinerary) -> Document:
    return {
        "depart_at": _utc(itinerary.depart_at),
        "arrive_at": _utc(itinerary.arrive_at),
        "latest_depart_at": _utc(itinerary.latest_depart_at),
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
        "depart_at": _utc(leg.depart_at),
        "arrive_at": _utc(leg.arrive_at),
        "depart_local": _local(leg.depart_at, leg.tz_from),
        "arrive_local": _local(leg.arrive_at, leg.tz_to),
        "duration_s": leg.duration_s,
    }
    if leg.kind == "wait":
        document["reason"] = leg.reason
    return document


def _departure(departure: Departure, tz: str) -> Document:
    return {
        "depart_at": _utc(departure.depart_at),
        "depart_local": _local(departure.depart_at, tz),
        "arrive_at": None if departure.arrive_at is None else _utc(departure.arrive_at),
        "duration_s": departure.duration_s,
        "wait_s": departure.wait_s,
        "crossings": list(departure.crossings),
    }


def _window(profile: DepartureProfile) -> Document:
    return {
        "from": _utc(profile.departures[0].depart_at),
        "every_s": profile.step_s,
        "departures": len(profile.departures),
        "tz": profile.tz,
    }


def _statistics(statistics: Statistics) -> Document:
    return {
        "answered": statistics.answered,
        "unanswered": statistics.unanswered,
        "mean_s": statistics.mean_s,
        "p50_s": statistics.p50_s,
        "p90_s": statistics.p90_s,
        "min_s": statistics.min_s,
        "max_s": statistics.max_s,
        "mean_wait_s": statistics.mean_wait_s,
        "crossings": [
            {"sequence": list(used), "share": share} for used, share in statistics.crossings.items()
        ],
    }


def _scenario_result(result: ScenarioResult) -> Document:
    return {
        "name": result.scenario.name,
        "title": result.scenario.title,
        "assumed": result.scenario.assumed,
        "changes": [asdict(change) for change in result.changes],
        **_statistics(result.profile.statistics),
    }


def _difference(difference: Difference) -> Document:
    return {
        "scenario": difference.scenario,
        "mean_s": difference.mean_s,
        "mean_wait_s": difference.mean_wait_s,
        "share_gain": difference.share_gain,
        "share_lose": difference.share_lose,
        "share_reroute": difference.share_reroute,
        "newly_answered": difference.newly_answered,
        "no_longer_answered": difference.no_longer_answered,
        "by_weekday_hour": [
            {"weekday": weekday, "hour": hour, "mean_s": mean_s}
            for (weekday, hour), mean_s in difference.by_weekday_hour.items()
        ],
    }


def _control(control: ControlReport) -> Document:
    state, point, schedule = control.state, control.point, control.schedule
    return {
        "control_id": point.control_id,
        "side": point.side,
        "channel": "freight",
        "directions": list(point.directions),
        "tz": point.tz,
        "state": state.state,
        "next_change": None if state.until is None else _utc(state.until),
        "next_change_local": None if state.until is None else _local(state.until, point.tz),
        "reason": state.reason,
        "hours": schedule.hours if schedule else "",
        "holiday_calendar": schedule.holiday_calendar if schedule else "",
        "confidence": schedule.confidence if schedule else None,
        "source_id": schedule.source_id if schedule else None,
        "week": [
            {"opens_at": _utc(opens_at), "closes_at": _utc(closes_at)} for opens_at, closes_at in control.week
        ],
        "notices": [_notice(notice) for notice in control.notices],
    }


def _notice(notice: Notice) -> Mapping[str, str]:
    return asdict(notice)


def _utc(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _local(at: int, tz: str) -> str:
    return zones.to_local(at, tz).isoformat()
