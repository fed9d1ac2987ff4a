"""What to conclude from trips side by side, in one sentence each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from corridor.model.ids import ControlId
from corridor.model.itinerary import Itinerary, LegKind
from corridor.plotting.charts.itineraries import Names, PortNames
from corridor.plotting.maps.route.page import MapRoute
from corridor.plotting.words import Words, later

_MINUTE_S: Final = 60
_ENOUGH: Final = 0.1
"""Reasons are given until what they leave unsaid is below this share of the difference."""
_MOST: Final = 3
"""Reasons at most."""

SPENT: Final[Mapping[LegKind, str]] = {
    "drive": later("driving"),
    "rest": later("rest"),
    "wait": later("waiting"),
    "queue": later("queue"),
    "clearance": later("clearance"),
    "transload": later("transloading"),
    "ferry": later("ferry"),
}
"""What is done, as it stands in a sentence."""

_AT_A_PORT: Final[Mapping[LegKind, tuple[str, str, str]]] = {
    "wait": (
        later("the wait of {before} at {place} is gone"),
        later("it waits {after} at {place}"),
        later("the wait at {place} is {after} instead of {before}"),
    ),
    "queue": (
        later("the queue of {before} at {place} is gone"),
        later("it queues {after} at {place}"),
        later("the queue at {place} is {after} instead of {before}"),
    ),
}
"""What is said of time that is gone, is new, or has changed."""

Cause = tuple[LegKind, str]
"""What takes time: kind of leg, and the node where, blank if anywhere on the way."""


def conclusions(words: Words, trips: Sequence[MapRoute], names: Names, ports: PortNames) -> str:
    """Return how each trip compares with the first one, the baseline; of a single trip, what it spends."""
    able = [trip for trip in trips if trip.itinerary.legs]
    if not able:
        return words("There is no trip to show.")
    baseline, *others = able
    if not others:
        return alone(words, baseline.itinerary, names)
    return " ".join(_compared(words, baseline, other, names, ports) for other in others)


def alone(words: Words, itinerary: Itinerary, names: Names) -> str:
    """Return when the truck arrives and how much of the trip is waiting."""
    last = itinerary.legs[-1]
    fields = {
        "place": names[last.to_id],
        "clock": words.clock(itinerary.arrive_at, last.tz_to),
        "total": words.duration(itinerary.duration_s),
    }
    waits = {cause: s for cause, s in _causes(itinerary).items() if s and cause[0] == "wait"}
    if not waits:
        return words(
            "The truck is in {place} on {clock}, after {total}; it never waits for an opening.", **fields
        )
    (_, node), longest_s = max(waits.items(), key=lambda item: item[1])
    spot = words("at {place}", place=names[node]) if node else words("on the road, while driving is banned")
    fields |= {
        "wait": words.duration(sum(waits.values())),
        "longest": words.duration(longest_s),
        "spot": spot,
    }
    return words(
        "The truck is in {place} on {clock}, after {total}; of that it waits {wait}, longest {spot} ({longest}).",
        **fields,
    )


def difference(words: Words, seconds: float) -> str:
    """Return a difference with its sign: `+2 h 05 min`, `-40 min`; `no change` when it rounds to nought."""
    if abs(seconds) < _MINUTE_S / 2:
        return words("no change")
    return f"{'+' if seconds > 0 else '−'}{words.duration(abs(seconds))}"


def _compared(words: Words, baseline: MapRoute, other: MapRoute, names: Names, ports: PortNames) -> str:
    before, after = baseline.itinerary, other.itinerary
    gap_s = after.duration_s - before.duration_s
    fields = {
        "scenario": other.title,
        "place": names[after.legs[-1].to_id],
        "gap": words.duration(abs(gap_s)),
        "reasons": words.clauses(_reasons(words, before, after, names, ports)),
    }
    if abs(gap_s) < _MINUTE_S / 2:
        return words('Under "{scenario}" the truck takes the same time to {place}.', **fields)
    if before.depart_at != after.depart_at:
        if gap_s < 0:
            return words('Under "{scenario}" the trip takes {gap} less: {reasons}.', **fields)
        return words('Under "{scenario}" the trip takes {gap} more: {reasons}.', **fields)
    if gap_s < 0:
        return words('Under "{scenario}" the truck is in {place} {gap} sooner: {reasons}.', **fields)
    return words('Under "{scenario}" the truck is in {place} {gap} later: {reasons}.', **fields)


def _reasons(words: Words, before: Itinerary, after: Itinerary, names: Names, ports: PortNames) -> list[str]:
    """Return what makes the difference, the greatest part first, until little is left to tell."""
    same_way = before.crossings == after.crossings
    spent, spends = (_causes(itinerary, by_spot=same_way) for itinerary in (before, after))
    left_s = after.duration_s - before.duration_s
    enough_s = max(_ENOUGH * abs(left_s), _MINUTE_S)
    reasons = [] if same_way else [_detour(words, before, after, ports)]
    gaps = {cause: spends[cause] - spent[cause] for cause in spent | spends}
    for cause, gap_s in sorted(gaps.items(), key=lambda item: (-abs(item[1]), item[0]))[:_MOST]:
        if abs(left_s) < enough_s or abs(gap_s) < _MINUTE_S:
            break
        reasons.append(_reason(words, names, cause, spent[cause], spends[cause]))
        left_s -= gap_s
    return reasons


def _detour(words: Words, before: Itinerary, after: Itinerary, ports: PortNames) -> str:
    by, instead = (_ports(itinerary, ports) for itinerary in (after, before))
    new, gone = (
        words.names(name for name in some if name not in others)
        for some, others in ((by, instead), (instead, by))
    )
    if not new or not gone:
        return words("it goes another way")
    return words("it goes by {ports} instead of {others}", ports=new, others=gone)


def _ports(itinerary: Itinerary, ports: PortNames) -> list[str]:
    met = (ports.get(ControlId(leg.to_id)) for leg in itinerary.legs if leg.is_moving)
    return list(dict.fromkeys(name for name in met if name))


def _reason(words: Words, names: Names, cause: Cause, before_s: int, after_s: int) -> str:
    kind, node = cause
    if node and kind in _AT_A_PORT:
        gone, new, changed = _AT_A_PORT[kind]
        text = gone if not after_s else changed if before_s else new
        spans = {"before": words.duration(before_s), "after": words.duration(after_s)}
        return words(text, place=names[node], **spans)
    fields = {"kind": words(SPENT[kind]), "gap": difference(words, after_s - before_s)}
    if node:
        return words("{kind} at {place} {gap}", place=names[node], **fields)
    return words("{kind} {gap}", **fields)


def _causes(itinerary: Itinerary, *, by_spot: bool = True) -> Counter[Cause]:
    """Return the seconds of a trip by cause; driving and rests count as one wherever they are."""
    causes: Counter[Cause] = Counter()
    for leg in itinerary.legs:
        stands = not leg.is_moving and not leg.is_on_the_road and leg.kind != "rest"
        causes[leg.kind, leg.from_id if by_spot and stands else ""] += leg.duration_s
    return causes
