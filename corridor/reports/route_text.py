"""An itinerary as text: the answer first, then where the hours go, then what it leans on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corridor.calendars import zones
from corridor.model.comparison import FirstChoice
from corridor.model.dataset import Dataset
from corridor.model.ids import PlaceId
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.made_with import MadeWith
from corridor.model.query import Query
from corridor.model.reliability import Reliability
from corridor.model.scenario import Changed, Scenario
from corridor.reports.columns import aligned, footer, notice_lines, printable
from corridor.reports.names import by, goal_of, share, stand_of, title_of
from corridor.reports.reliability_text import brief_line, reliability_lines
from corridor.units import format_duration, format_km

_SHOWN_TOWNS = 4
_SHOWN_WAYS = 5
_DAY_S = 86_400

_WORDS = {
    "drive": "drive",
    "rest": "rest",
    "wait": "wait",
    "queue": "queue",
    "clearance": "clear",
    "transload": "transload",
    "ferry": "sail",
}


@dataclass(frozen=True, slots=True)
class _Row:
    leg: Leg
    distance_km: float
    last: Leg
    via: tuple[str, ...] = ()


def route_text(
    dataset: Dataset,
    query: Query,
    scenario: Scenario,
    changes: Sequence[Changed],
    itineraries: Sequence[Itinerary],
    made_with: MadeWith,
    more: FirstChoice | Reliability | None = None,
) -> str:
    """Return the answer to `route`, and how sure it is if that is known; or to `alternatives`, which has a first choice."""
    origin, destination = dataset.places[query.origin], dataset.places[query.destination]
    brief, sure = list[str](), list[str]()
    if isinstance(more, Reliability) and more.asked.brief:
        brief = [f"  {brief_line(more, destination.tz)}"]
    elif isinstance(more, Reliability):
        sure = ["", *reliability_lines(dataset, more, origin.tz, destination.tz)]
    blocks: list[str] = []
    for number, itinerary in enumerate(itineraries, 1):
        title = [f"{number}. {by(itinerary.crossings)}"] if len(itineraries) > 1 else []
        head = [*title, *_summary(dataset, query, itinerary), *brief, *_slack(origin.tz, query, itinerary)]
        blocks.append("\n".join([*head, *sure, "", *_table(dataset, itinerary)]))
    # What every way leans on is told of the first one; warnings of all.
    notices = dict.fromkeys([*itineraries[0].notices])
    notices |= dict.fromkeys(
        n for itinerary in itineraries for n in itinerary.notices if n.severity != "info"
    )
    words = _choice_lines(more, origin.tz, rests=query.crew.rests) if isinstance(more, FirstChoice) else []
    words += [f"Scenario {scenario.name}: {scenario.title}"]
    words += [f"  {change}" for change in _of_way(changes, itineraries)]
    return "\n".join(["\n\n".join(blocks), "", *words, *notice_lines(notices), *footer(made_with)])


def _choice_lines(first_choice: FirstChoice, tz: str, *, rests: bool) -> list[str]:
    """Return for which share of the departures each way arrives first, which is told as if nobody rested."""
    who = "First to arrive if nobody rested" if rests else "First to arrive"
    days = round((first_choice.end - first_choice.start) / _DAY_S)
    lines = [f"{who}, of all departures of {days} days from {zones.format_local(first_choice.start, tz)}:"]
    lines += [
        f"  {share(part)} {by(used)}" for used, part in list(first_choice.crossings.items())[:_SHOWN_WAYS]
    ]
    if (more := len(first_choice.crossings) - _SHOWN_WAYS) > 0:
        lines.append(f"  {more} more ways (all with --format json)")
    if first_choice.answered_share < 1:
        lines.append(f"  {share(1 - first_choice.answered_share)} of the departures have no way")
    return [*lines, ""]


def _of_way(changes: Sequence[Changed], itineraries: Sequence[Itinerary]) -> Iterator[str]:
    """Yield the changes at crossings of the way in words, and how many there are elsewhere."""
    passed: set[str] = {crossing for itinerary in itineraries for crossing in itinerary.crossings}
    passed |= {n.subject for itinerary in itineraries for n in itinerary.notices if n.code == "goes-round"}
    here = [change for change in changes if _concerns(change, passed)]
    yield from map(str, here)
    if elsewhere := len(changes) - len(here):
        changes_are = "change" if elsewhere == 1 else "changes"
        yield f"and {elsewhere} {changes_are} off this way (all with --format json)"


def _concerns(change: Changed, passed: set[str]) -> bool:
    return change.subject.split(".")[0] in passed or change.subject.startswith("ban:")


def _summary(dataset: Dataset, query: Query, itinerary: Itinerary) -> list[str]:
    origin, destination = dataset.places[query.origin], dataset.places[query.destination]
    leaves = zones.format_local(itinerary.depart_at, origin.tz)
    arrives = zones.format_local(itinerary.arrive_at, destination.tz)
    if query.arrive_by is not None:
        verdict = f"{origin.name_en} -> {destination.name_en}: leave by {leaves} to arrive {arrives}"
    else:
        verdict = f"{origin.name_en} -> {destination.name_en}: arrives {arrives}"
    parts = [f"{_WORDS[kind]} {format_duration(s)}" for kind, s in itinerary.totals_s.items() if s]
    return [
        verdict,
        f"{format_duration(itinerary.duration_s)} door to door, {format_km(itinerary.distance_km)} "
        f"{by(itinerary.crossings)}, leaving {leaves}",
        f"  {' + '.join(parts)}",
    ]


def _slack(tz: str, query: Query, itinerary: Itinerary) -> list[str]:
    """Return how much later one may leave for the same arrival."""
    # Whole minutes, rounded down: who leaves by this clock is in time.
    slack = (itinerary.latest_depart_at - itinerary.depart_at) // 60 * 60
    if slack <= 0 or query.arrive_by is not None:
        return []
    latest = zones.format_local(itinerary.depart_at + slack, tz)
    return [f"Leaving up to {format_duration(slack)} later ({latest}) arrives at the same time."]


def _table(dataset: Dataset, itinerary: Itinerary) -> list[str]:
    rows = []
    for row in _merged(itinerary.legs):
        leg = row.leg
        word = "train" if leg.mode == "rail" else _WORDS[leg.kind]
        what = f"{word} {format_km(row.distance_km)}" if leg.is_moving else word
        where = f"to {_whither(dataset, row)}" if leg.is_moving else stand_of(dataset, leg)
        clock = zones.format_local(leg.depart_at, leg.tz_from)
        rows.append((clock, what, format_duration(row.last.arrive_at - leg.depart_at), where))
        end = row.last
        last = (zones.format_local(end.arrive_at, end.tz_to), "arrive", "", title_of(dataset, end.to_id))
    reasons = [f"  {_WORDS[leg.kind]}: {printable(leg.reason)}" for leg in itinerary.legs if leg.reason]
    return [*aligned([*rows, last] if rows else [("", "", "", "")]), *([""] if reasons else []), *reasons]


def _whither(dataset: Dataset, row: _Row) -> str:
    """Return where a stage goes, and by which cities and towns, so that the road can be recognised."""
    places = (dataset.places.get(PlaceId(item)) for item in row.via)
    towns = [
        title_of(dataset, place.place_id) for place in places if place and place.kind in {"city", "town"}
    ]
    shown = ", ".join(towns[:_SHOWN_TOWNS]) + (", ..." if len(towns) > _SHOWN_TOWNS else "")
    return goal_of(dataset, row.last) + (f" via {shown}" if towns else "")


def _merged(legs: Sequence[Leg]) -> Iterator[_Row]:
    """Yield legs with drives joined until the vehicle stops: a stage is what a driver knows."""
    open_row: _Row | None = None
    for leg in legs:
        if open_row and open_row.leg.kind == leg.kind and leg.is_moving and open_row.leg.mode == leg.mode:
            km = open_row.distance_km + leg.distance_km
            via = (
                open_row.via if leg.start_km else (*open_row.via, leg.from_id)
            )  # else it goes on within a link
            open_row = _Row(open_row.leg, km, leg, via)
            continue
        if open_row:
            yield open_row
        open_row = _Row(leg, leg.distance_km, leg)
    if open_row:
        yield open_row
