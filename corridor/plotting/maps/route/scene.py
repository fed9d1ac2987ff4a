"""What the page's script draws: routes, ports and names, as JSON values.

Positions are [latitude, longitude] in degrees, as Leaflet takes them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from corridor.model import text
from corridor.model.alignment import stretch
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.place import Position
from corridor.plotting.maps.route.page import MapPort, MapRoute, RouteMapPage
from corridor.plotting.style import LEG_NAMES, PORT_SYMBOLS, route_style
from corridor.plotting.words import Words

Json = Any
_DECIMALS: Final = 4  # 11 m


def scene(page: RouteMapPage, words: Words) -> dict[str, Json]:
    """Return everything that the script needs to draw `page`."""
    return {
        "routes": [_route(page, index, route, words) for index, route in enumerate(page.routes)],
        "places": _labels(page),
        "crossings": {crossing: text.clean(name) for crossing, name in page.crossings.items()},
        "symbols": {
            state: asdict(replace(symbol, meaning=words(symbol.meaning)))
            for state, symbol in PORT_SYMBOLS.items()
        },
    }


def has_schematic(page: RouteMapPage) -> bool:
    """Whether the course of any road of the trips is only sketched."""
    return any(
        not _line(page, leg)[1] for route in page.routes for leg in route.itinerary.legs if leg.is_moving
    )


def _route(page: RouteMapPage, index: int, route: MapRoute, words: Words) -> dict[str, Json]:
    style = route_style(index)
    return {
        "number": index + 1,
        "title": text.clean(route.title),
        "colour": style.colour,
        "dash": style.dash,
        "slot": index - (len(page.routes) - 1) / 2,
        "legs": _legs(page, route.itinerary.legs, words),
        "stops": [_stop(port, route.itinerary, words) for port in page.ports.get(route.scenario, ())],
    }


def _legs(page: RouteMapPage, legs: Sequence[Leg], words: Words) -> list[dict[str, Json]]:
    """Return the moving legs, each with the wait on the road that it ends in."""
    return [
        _leg(page, leg, then if then and then.kind == "wait" and not then.control_id else None, words)
        for leg, then in zip(legs, (*legs[1:], None), strict=False)
        if leg.is_moving
    ]


def _leg(page: RouteMapPage, leg: Leg, wait: Leg | None, words: Words) -> dict[str, Json]:
    line, is_modelled = _line(page, leg)
    start, end = (text.clean(page.places[node][0]) for node in (leg.from_id, leg.to_id))
    return {
        "line": line,
        "modelled": is_modelled,
        "title": f"{start} → {end}",
        "rows": [
            [words("Leaves"), words.clocks(leg.depart_at, leg.tz_from)],
            [words("Arrives"), words.clocks(leg.arrive_at, leg.tz_to)],
            [words(LEG_NAMES[leg.kind]), f"{words.duration(leg.duration_s)}, {words.km(leg.distance_km)}"],
            *(
                [[words("Then waits"), f"{words.duration(wait.duration_s)} ({text.clean(wait.reason)})"]]
                if wait
                else []
            ),
        ],
    }


def _line(page: RouteMapPage, leg: Leg) -> tuple[list[list[float]], bool]:
    """Return the line of a leg in the direction of travel, and whether it follows the ground."""
    alignment = page.alignments.get(leg.link_id) if leg.link_id is not None else None
    if alignment is None or leg.link_id is None:
        ends = (page.places[node][1] for node in (leg.from_id, leg.to_id))
        onwards = tuple((position.lon, position.lat) for position in ends)
    elif page.link_ends[leg.link_id][0] == leg.from_id:
        onwards = alignment.points
    else:
        onwards = alignment.points[::-1]
    if leg.start_km or leg.left_km:
        length_km = leg.start_km + leg.distance_km + leg.left_km
        onwards = tuple(stretch(onwards, leg.start_km / length_km, 1 - leg.left_km / length_km))
    points = [[round(lat, _DECIMALS), round(lon, _DECIMALS)] for lon, lat in onwards]
    return points, alignment is not None and alignment.quality == "modelled"


def _stop(port: MapPort, itinerary: Itinerary, words: Words) -> dict[str, Json]:
    standing = (leg for leg in itinerary.legs if not leg.is_moving and not leg.is_on_the_road)
    legs = [leg for leg in standing if leg.from_id == port.at_id]
    return {
        "at": _at(port.position),
        "crossing": port.crossing_id,
        "name": text.clean(port.name),
        "local": text.clean(port.name_local),
        "state": port.state,
        "wait_s": sum(leg.duration_s for leg in legs if leg.kind == "wait"),
        "rows": _stop_rows(port, legs, itinerary, words),
        "lines": [text.clean(line) for line in port.lines],
        **_week(port, legs[0].depart_at if legs else _came_at(port, itinerary)),
    }


def _stop_rows(port: MapPort, legs: Sequence[Leg], itinerary: Itinerary, words: Words) -> list[list[str]]:
    """Return when the vehicle comes, what holds it until when, and when it leaves, on the clocks of both sides."""

    def clocks(utc: int) -> str:
        return words.clocks(utc, port.tz, port.other_tz)

    if not legs:
        came_at = _came_at(port, itinerary)
        return [] if came_at is None else [[words("Passes"), clocks(came_at)]]
    rows = [[words("Arrives"), clocks(legs[0].depart_at)]]
    for leg in legs:
        until = words(
            "{duration}, until {clocks}",
            duration=words.duration(leg.duration_s),
            clocks=clocks(leg.arrive_at),
        )
        reason = f" ({text.clean(leg.reason)})" if leg.reason else ""
        rows.append([words(LEG_NAMES[leg.kind]), until + reason])
    return rows


def _came_at(port: MapPort, itinerary: Itinerary) -> int | None:
    return next((leg.arrive_at for leg in itinerary.legs if leg.is_moving and leg.to_id == port.at_id), None)


def _week(port: MapPort, came_at: int | None) -> dict[str, Json]:
    """Return the strip of the port's week; empty if nothing is known of it."""
    if not port.week or came_at is None:
        return {}
    start, end = port.week[0].starts, port.week[-1].ends
    spans = [[span.ends - start, span.state] for span in port.week]
    return {"week": {"length": end - start, "at": came_at - start, "spans": spans}}


def _labels(page: RouteMapPage) -> list[dict[str, Json]]:
    """Return the names to write, the ends of the trips first."""
    ends = {node: end for route in page.routes for node, end in _ends(route.itinerary)}
    towns = {node: "town" for route in page.routes for node in _nodes(route.itinerary) if node in page.towns}
    kinds = ends | {node: kind for node, kind in towns.items() if node not in ends}
    return [
        {"name": text.clean(name), "at": _at(position), "kind": kinds[node]}
        for node, (name, position) in ((node, page.places[node]) for node in kinds)
    ]


def _ends(itinerary: Itinerary) -> Iterable[tuple[str, str]]:
    if itinerary.legs:
        yield itinerary.legs[0].from_id, "origin"
        yield itinerary.legs[-1].to_id, "destination"


def _nodes(itinerary: Itinerary) -> Iterable[str]:
    return (node for leg in itinerary.legs for node in (leg.from_id, leg.to_id))


def _at(position: Position) -> list[float]:
    return [round(position.lat, _DECIMALS), round(position.lon, _DECIMALS)]
