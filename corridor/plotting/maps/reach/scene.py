"""What the page's script draws: the network, what comes into reach of it when, and who stands where, as JSON values.

Instants are seconds after the departure. Positions are [latitude, longitude] in degrees, as Leaflet takes them.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from corridor.model import text
from corridor.model.ids import LinkId, PlaceId
from corridor.model.place import Position
from corridor.model.reach import ReachedLink, ReachedPlace, ReachResult, Stand
from corridor.plotting.maps.reach.page import MapSpot, ReachMapPage
from corridor.plotting.packing import packed
from corridor.plotting.style import GAIN_STYLE, STAND_SYMBOLS, reach_style
from corridor.plotting.words import Words

Json = Any
STEP_S: Final = 1800
"""What one step of the slider is worth."""
DECIMALS: Final = 3  # 110 m
_SHARE_DECIMALS: Final = 4


def steps(page: ReachMapPage) -> int:
    """Return how many steps the slider has."""
    return max(1, page.reaches.baseline.reach.limits_s[-1] // STEP_S)


def scene(page: ReachMapPage, words: Words) -> dict[str, Json]:
    """Return everything that the script needs to draw `page`."""
    numbers = {link_id: number for number, link_id in enumerate(page.links)}
    departs_at = page.reaches.baseline.reach.depart_at
    return {
        "step_s": STEP_S,
        "origin": {"name": text.clean(page.origin.name), "at": _at(page.origin.position)},
        "clocks": [words.clock(departs_at + i * STEP_S, page.origin.tz) for i in range(steps(page) + 1)],
        "links": [[packed(link.points, DECIMALS), link.distance_km] for link in page.links.values()],
        "scenarios": [
            _scenario(page, index, result, numbers, words)
            for index, result in enumerate(page.reaches.results)
        ],
        "places": [_place(page, place_id, spot, words) for place_id, spot in page.places.items()],
        "symbols": {
            kind: asdict(replace(symbol, meaning=words(symbol.meaning)))
            for kind, symbol in STAND_SYMBOLS.items()
        },
        "gain": asdict(GAIN_STYLE),
    }


def _scenario(
    page: ReachMapPage, index: int, result: ReachResult, numbers: Mapping[LinkId, int], words: Words
) -> dict[str, Json]:
    reach = result.reach
    return {
        "number": index + 1,
        "title": text.clean(result.scenario.title),
        **asdict(reach_style(index)),
        "reached": [
            [
                numbers[link.link_id],
                int(link.from_id == page.links[link.link_id].from_id),
                _runs(link, reach.depart_at),
            ]
            for link in reach.links
            if link.link_id in numbers
        ],
        "stands": [
            _stand(page.controls[stand.control_id], stand, reach.depart_at, words)
            for stand in reach.stands
            if stand.control_id in page.controls
        ],
    }


def _runs(link: ReachedLink, depart_at: int) -> list[float]:
    """Return runs one after another as start, end, first and last share."""
    return [
        part
        for run in link.runs
        for part in (
            run.start - depart_at,
            run.end - depart_at,
            round(run.first, _SHARE_DECIMALS),
            round(run.last, _SHARE_DECIMALS),
        )
    ]


def _stand(spot: MapSpot, stand: Stand, depart_at: int, words: Words) -> dict[str, Json]:
    through = words("never") if stand.until is None else words.clocks(stand.until, spot.tz)
    return {
        "at": _at(spot.position),
        "name": text.clean(spot.name),
        "came": stand.came_at - depart_at,
        "until": None if stand.until is None else stand.until - depart_at,
        "doing": [[kind, begins - depart_at] for kind, begins in stand.doing],
        "rows": [[words("Comes"), words.clocks(stand.came_at, spot.tz)], [words("Is through"), through]],
    }


def _place(page: ReachMapPage, place_id: PlaceId, spot: MapSpot, words: Words) -> dict[str, Json]:
    reached = [_reached(result, place_id) for result in page.reaches.results]
    departs_at = page.reaches.baseline.reach.depart_at
    return {
        "name": text.clean(spot.name),
        "at": _at(spot.position),
        "major": spot.is_major,
        "after": [None if place is None else place.arrive_at - departs_at for place in reached],
        "clocks": ["" if place is None else words.hour(place.arrive_at, spot.tz) for place in reached],
        "says": [says(page, place, spot, words) for place in reached],
    }


def _reached(result: ReachResult, place_id: PlaceId) -> ReachedPlace | None:
    return next((place for place in result.reach.places if place.place_id == place_id), None)


def says(page: ReachMapPage, place: ReachedPlace | None, spot: MapSpot, words: Words) -> str:
    """Return when a place is reached, after how long and by which ports."""
    reach = page.reaches.baseline.reach
    if place is None:
        return words("not within {duration}", duration=words.duration(reach.limits_s[-1]))
    told = words(
        "{clock}, after {duration}",
        clock=words.clock(place.arrive_at, spot.tz),
        duration=words.duration(place.arrive_at - reach.depart_at),
    )
    ports = words.names(text.clean(page.crossings.get(name, name)) for name in place.crossings)
    return words("{told}, by {ports}", told=told, ports=ports) if ports else told


def _at(position: Position) -> list[float]:
    return [round(position.lat, DECIMALS), round(position.lon, DECIMALS)]
