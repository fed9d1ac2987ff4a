"""Trips as charts see them: stops with what is done there, and stretches of one kind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corridor.model.ids import ControlId
from corridor.model.itinerary import Itinerary, Leg, LegKind
from corridor.plotting.style import LEG_NAMES
from corridor.plotting.words import Words

Names = Mapping[str, str]
"""What the nodes of itineraries are called."""
PortNames = Mapping[ControlId, str]
"""The name of the port that a control point belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Legs of one kind in one go: driving without a stop, or one thing done at one spot. Times are UTC seconds."""

    kind: LegKind
    legs: tuple[Leg, ...]
    start_km: float
    end_km: float

    @property
    def depart_at(self) -> int:
        """When it begins."""
        return self.legs[0].depart_at

    @property
    def arrive_at(self) -> int:
        """When it is over."""
        return self.legs[-1].arrive_at

    @property
    def is_moving(self) -> bool:
        """Whether the truck changes place."""
        return self.kind in {"drive", "ferry"}

    @property
    def duration_s(self) -> int:
        """How long it takes, in seconds."""
        return self.arrive_at - self.depart_at


@dataclass(slots=True, kw_only=True)
class Stop:
    """A spot that a trip comes to, `km` from its origin; `stays` are the legs spent there.

    `past_km` is how far the spot lies beyond `node`: nought but where a truck stops on the road.
    """

    node: str
    past_km: float
    km: float
    arrive_at: int
    tz: str
    stays: list[Leg] = field(default_factory=list)

    @property
    def stay_s(self) -> int:
        """How long the truck is there, in seconds."""
        return sum(leg.duration_s for leg in self.stays)


def spans(itinerary: Itinerary) -> list[Span]:
    """Return the trip cut where kind or spot change; spans without length are left out."""
    found, km = [], 0.0
    for _, run in groupby(itinerary.legs, _doing):
        legs = tuple(run)
        end_km = km + sum(leg.distance_km for leg in legs)
        found.append(Span(kind=legs[0].kind, legs=legs, start_km=km, end_km=end_km))
        km = end_km
    return [span for span in found if span.duration_s]


def _doing(leg: Leg) -> tuple[str, ...]:
    return (leg.kind,) if leg.is_moving else (leg.kind, leg.from_id, leg.link_id or "")


def stops(itinerary: Itinerary) -> list[Stop]:
    """Return the spots of a trip in order, origin and destination included."""
    if not itinerary.legs:
        return []
    first = itinerary.legs[0]
    found = [Stop(node=first.from_id, past_km=0.0, km=0.0, arrive_at=first.depart_at, tz=first.tz_from)]
    for leg in itinerary.legs:
        if not leg.is_moving:
            found[-1].stays.append(leg)
            continue
        node, past_km = (leg.from_id, leg.start_km + leg.distance_km) if leg.left_km else (leg.to_id, 0.0)
        km = found[-1].km + leg.distance_km
        found.append(Stop(node=node, past_km=past_km, km=km, arrive_at=leg.arrive_at, tz=leg.tz_to))
    return found


def stations(itinerary: Itinerary) -> list[Stop]:
    """Return the stops that have a name of their own, which is the way of the trip."""
    return [stop for stop in stops(itinerary) if not stop.past_km]


def kinds_used(parts: Iterable[Mapping[LegKind, float]]) -> list[LegKind]:
    """Return the kinds that any of the totals holds, in the order of all kinds."""
    used = {kind for totals in parts for kind, seconds in totals.items() if seconds}
    return [kind for kind in LEG_NAMES if kind in used]


def spot(words: Words, names: Names, node: str, past_km: float = 0.0) -> str:
    """Return a node, or so many kilometres past it, in words."""
    if not past_km:
        return names[node]
    return words("{km} past {place}", km=words.km(past_km), place=names[node])


def whereabouts(words: Words, names: Names, part: Span) -> str:
    """Return where a truck stands, or from where to where it goes."""
    first, last = part.legs[0], part.legs[-1]
    start = spot(words, names, first.from_id, first.start_km)
    if not part.is_moving:
        return start
    if last.left_km:
        return f"{start} → {spot(words, names, last.from_id, last.start_km + last.distance_km)}"
    return f"{start} → {names[last.to_id]}"


def stays(words: Words, stop: Stop) -> str:
    """Return what is done at a stop, and for how long: legs of one sort that follow one another are told as one."""
    runs = [list(run) for _, run in groupby(stop.stays, _doing)]
    told = [(run[0].kind, sum(leg.duration_s for leg in run)) for run in runs]
    return ", ".join(
        f"{words(LEG_NAMES[kind])} {words.duration(seconds)}" for kind, seconds in told if seconds
    )


def ways(itineraries: Sequence[Itinerary]) -> list[list[int]]:
    """Return which of the itineraries go the same way, as their indices; itineraries without legs are left out."""
    found: dict[tuple[str, ...], list[int]] = {}
    for i, itinerary in enumerate(itineraries):
        if itinerary.legs:
            found.setdefault(tuple(stop.node for stop in stations(itinerary)), []).append(i)
    return list(found.values())


def ends(names: Names, itineraries: Iterable[Itinerary]) -> dict[str, str]:
    """Return the names of origin and destination, as fields of a text."""
    legs = next((it.legs for it in itineraries if it.legs), None)
    if legs is None:
        return {"origin": "–", "destination": "–"}
    return {"origin": names[legs[0].from_id], "destination": names[legs[-1].to_id]}
