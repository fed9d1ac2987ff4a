"""Windows of departures and comparisons to JSON documents; field by field in `docs/json.md`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from corridor.model.comparison import (
    Comparison,
    CutOff,
    Departure,
    DepartureProfile,
    Difference,
    Extreme,
    Piece,
    ScenarioResult,
    Statistics,
    Stretch,
    WeekdayHours,
)
from corridor.model.made_with import MadeWith
from corridor.model.query import Query
from corridor.model.sure import HowSure
from corridor.reports.document_parts import Document, local, notice_part, query_part, utc, ways_part
from corridor.reports.sure_document import sure_part


def departures_document(
    query: Query,
    result: ScenarioResult,
    pieces: Iterable[Piece],
    listed: Sequence[Departure],
    every_s: int,
    made_with: MadeWith,
    sure: HowSure | None = None,
) -> Document:
    """Return the answer to `departures`; `listed` are departures read off the profile, one `every_s`."""
    profile, tz = result.profile, result.profile.tz
    return {
        "schema": "corridor/departures/2",
        **_method(profile),
        "query": query_part(query, result.scenario, result.changes) | _window(profile) | {"every_s": every_s},
        **_statistics(profile.statistics),
        "by_weekday_hour": _cells(profile.statistics.by_weekday_hour),
        "best": profile.best and _departure(profile.best, tz),
        "best_windows": [_stretch(stretch, tz) for stretch in profile.best_windows],
        "worst": profile.worst and _departure(profile.worst, tz),
        "equal_arrivals": [_stretch(stretch, tz) for stretch in profile.equal_arrivals],
        "cut_offs": [_cut_off(cut_off, tz) for cut_off in profile.cut_offs],
        "departures": [_departure(departure, tz) for departure in listed],
        "pieces": [_piece(piece) for piece in pieces],
        **_sure(sure),
        "notices": _notices([profile], sure),
        "made_with": asdict(made_with),
    }


def compare_document(
    query: Query, comparison: Comparison, made_with: MadeWith, sure: HowSure | None = None
) -> Document:
    """Return the answer to `compare`; the first scenario is the baseline."""
    results = comparison.results
    tz = results[0].profile.tz
    return {
        "schema": "corridor/compare/2",
        **_method(results[0].profile),
        "query": query_part(query, None, ()) | _window(results[0].profile),
        "baseline": results[0].scenario.name,
        "scenarios": [_scenario_result(result) for result in results],
        "differences": [_difference(difference, tz) for difference in comparison.differences],
        **_sure(sure),
        "notices": _notices([result.profile for result in results], sure),
        "made_with": asdict(made_with),
    }


def _sure(sure: HowSure | None) -> Document:
    return {} if sure is None else {"reliability": sure_part(sure)}


def _notices(profiles: Iterable[DepartureProfile], sure: HowSure | None) -> list[Mapping[str, str]]:
    found = [notice for profile in profiles for notice in profile.notices]
    return [notice_part(notice) for notice in dict.fromkeys([*found, *(sure.notices if sure else ())])]


def _method(profile: DepartureProfile) -> Document:
    grid_s = profile.profile.grid_s
    return {"method": "grid", "grid_s": grid_s} if grid_s else {"method": "exact"}


def _window(profile: DepartureProfile) -> Document:
    return {"from": utc(profile.start), "to": utc(profile.end), "tz": profile.tz}


def _departure(departure: Departure, tz: str) -> Document:
    return {
        "depart_at": utc(departure.depart_at),
        "depart_local": local(departure.depart_at, tz),
        "arrive_at": _utc_or_none(departure.arrive_at),
        "duration_s": departure.duration_s,
        "wait_s": departure.wait_s,
        "crossings": list(departure.crossings),
    }


def _stretch(stretch: Stretch, tz: str) -> Document:
    return {
        "departs_from": utc(stretch.departs_from),
        "departs_to": utc(stretch.departs_to),
        "departs_from_local": local(stretch.departs_from, tz),
        "departs_to_local": local(stretch.departs_to, tz),
        "arrives_at": utc(stretch.arrives_at),
    }


def _cut_off(cut_off: CutOff, tz: str) -> Document:
    return {
        "depart_at": utc(cut_off.depart_at),
        "depart_local": local(cut_off.depart_at, tz),
        "arrive_at": utc(cut_off.arrive_at),
        "next_arrive_at": _utc_or_none(cut_off.next_arrive_at),
        "cost_s": cut_off.cost_s,
    }


def _piece(piece: Piece) -> Document:
    return {
        "departs_from": utc(piece.departs_from),
        "departs_to": utc(piece.departs_to),
        "arrives_at": _utc_or_none(piece.arrives_at),
        "rises": piece.rises,
        "moving_s": piece.moving_s,
        "crossings": list(piece.crossings),
    }


def _statistics(statistics: Statistics) -> Document:
    return {
        "answered_s": statistics.answered_s,
        "unanswered_s": statistics.unanswered_s,
        "answered_share": statistics.answered_share,
        "mean_s": statistics.mean_s,
        "p50_s": statistics.p50_s,
        "p90_s": statistics.p90_s,
        "min_s": statistics.min_s,
        "max_s": statistics.max_s,
        "mean_wait_s": statistics.mean_wait_s,
        "waiting_share": statistics.waiting_share,
        "crossings": ways_part(statistics.crossings),
        "waits": [{"at": at, "mean_s": mean_s} for at, mean_s in statistics.waits.items()],
    }


def _scenario_result(result: ScenarioResult) -> Document:
    return {
        "name": result.scenario.name,
        "title": result.scenario.title,
        "assumed": result.scenario.assumed,
        "changes": [asdict(change) for change in result.changes],
        **_statistics(result.profile.statistics),
    }


def _difference(difference: Difference, tz: str) -> Document:
    return {
        "scenario": difference.scenario,
        "mean_s": difference.mean_s,
        "mean_wait_s": difference.mean_wait_s,
        "share_gain": difference.share_gain,
        "share_lose": difference.share_lose,
        "share_reroute": difference.share_reroute,
        "largest_gain": _extreme(difference.largest_gain, tz),
        "largest_loss": _extreme(difference.largest_loss, tz),
        "newly_answered_s": difference.newly_answered_s,
        "newly_answered_share": difference.newly_answered_share,
        "no_longer_answered_s": difference.no_longer_answered_s,
        "no_longer_answered_share": difference.no_longer_answered_share,
        "by_weekday_hour": _cells(difference.by_weekday_hour),
    }


def _extreme(extreme: Extreme | None, tz: str) -> Document | None:
    if extreme is None:
        return None
    return {
        "depart_at": utc(extreme.depart_at),
        "depart_local": local(extreme.depart_at, tz),
        "difference_s": extreme.difference_s,
    }


def _cells(cells: WeekdayHours) -> list[Document]:
    return [{"weekday": weekday, "hour": hour, "mean_s": mean_s} for (weekday, hour), mean_s in cells.items()]


def _utc_or_none(at: int | None) -> str | None:
    return None if at is None else utc(at)
