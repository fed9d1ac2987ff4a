"""What the page says in words: a card and a table of legs for each route."""

from dataclasses import dataclass

from corridor.model.itinerary import LEG_KINDS, Leg
from corridor.plotting.maps.route.page import MapRoute, RouteMapPage
from corridor.plotting.style import LEG_COLOURS, LEG_NAMES, RouteStyle, route_style
from corridor.plotting.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of time in a trip; `start` and `width` are thousandths of the page's longest trip."""

    name: str
    duration: str
    colour: str
    start: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One leg of the table."""

    kind: str
    where: str
    from_clock: str
    to_clock: str
    duration: str
    distance: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A route in a few figures, with its legs."""

    number: int
    title: str
    style: RouteStyle
    departs: str
    arrives: str
    total: str
    waiting: str
    has_wait: bool
    distance: str
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]


def cards(page: RouteMapPage, words: Words) -> tuple[Card, ...]:
    """Return the routes of `page` in words, in order."""
    longest_s = max((route.itinerary.duration_s for route in page.routes), default=0)
    return tuple(_card(page, index, route, longest_s, words) for index, route in enumerate(page.routes))


def _card(page: RouteMapPage, index: int, route: MapRoute, longest_s: int, words: Words) -> Card:
    itinerary = route.itinerary
    first_tz, last_tz = (
        (itinerary.legs[0].tz_from, itinerary.legs[-1].tz_to) if itinerary.legs else ("UTC", "UTC")
    )
    wait_s = itinerary.totals_s["wait"]
    return Card(
        number=index + 1,
        title=route.title,
        style=route_style(index),
        departs=words.clock(itinerary.depart_at, first_tz),
        arrives=words.clock(itinerary.arrive_at, last_tz),
        total=words.duration(itinerary.duration_s),
        waiting=words.duration(wait_s) if wait_s else words("none"),
        has_wait=wait_s > 0,
        distance=words.km(itinerary.distance_km),
        parts=_parts(route, longest_s, words),
        rows=tuple(_row(page, leg, words) for leg in itinerary.legs),
    )


def _parts(route: MapRoute, longest_s: int, words: Words) -> tuple[Part, ...]:
    parts, gone_s = [], 0
    for kind in LEG_KINDS:
        if seconds := route.itinerary.totals_s[kind]:
            start, end = (round(1000 * at / longest_s) for at in (gone_s, gone_s + seconds))
            colour = LEG_COLOURS[kind]
            parts.append(
                Part(
                    name=words(LEG_NAMES[kind]),
                    duration=words.duration(seconds),
                    colour=colour,
                    start=start,
                    width=end - start,
                )
            )
            gone_s += seconds
    return tuple(parts)


def _where(leg: Leg, start: str, end: str, words: Words) -> str:
    past = (
        words("{distance} past {place}", distance=words.km(leg.start_km), place=start)
        if leg.start_km
        else start
    )
    if not leg.is_moving:
        return past
    short = (
        words("{distance} short of {place}", distance=words.km(leg.left_km), place=end)
        if leg.left_km
        else end
    )
    return f"{past} → {short}"


def _row(page: RouteMapPage, leg: Leg, words: Words) -> Row:
    start, end = (page.places[node][0] for node in (leg.from_id, leg.to_id))
    return Row(
        kind=words(LEG_NAMES[leg.kind]),
        where=_where(leg, start, end, words),
        from_clock=words.clock(leg.depart_at, leg.tz_from),
        to_clock=words.clock(leg.arrive_at, leg.tz_to),
        duration=words.duration(leg.duration_s),
        distance=words.km(leg.distance_km) if leg.is_moving else "",
        reason=leg.reason,
    )
