"""What lies under every map, as the scripts draw it: land, borders and lakes as packed lines, relief, perhaps tiles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from corridor.model import text
from corridor.plotting.document import Page
from corridor.plotting.packing import packed
from corridor.plotting.words import Language, Words

Json = Any
_LAYERS: Final = ("countries", "borders", "lakes")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]+={0,2}")
DECIMALS: Final = 3  # 110 m


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Map tiles from the internet, if a user asks for them; `host` is all that the page may load pictures from."""

    url: str
    host: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage(Page):
    """A page with a map. `basemap` holds GeoJSON feature collections `countries`, `borders`, `lakes` and `relief`, any of which may be missing."""

    basemap: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tiles: Tiles | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a map is drawn on, as values of the scene, and whom to thank for it."""

    scene: Mapping[str, Json]
    credits: tuple[str, ...]
    hosts: tuple[str, ...] = ()


def ground(page: MapPage, words: Words, *, with_relief: bool = True) -> Ground:
    """Return what lies under the map of a page; pages that are large without relief leave it out."""
    scene: dict[str, Json] = {"basemap": layers(page.basemap, page.lang)}
    thanks = [words("Land, borders and lakes: Natural Earth (public domain).")]
    if with_relief and (picture := relief(page.basemap)):
        scene["relief"] = picture
        thanks.append(words("Relief: NOAA GLOBE (public domain)."))
    thanks.append(words("Borders are drawn for orientation; how they are drawn endorses no claim."))
    if (tiles := page.tiles) is None:
        return Ground(scene=scene, credits=tuple(thanks))
    scene["tiles"] = {"url": text.clean(tiles.url), "attribution": text.clean(tiles.attribution)}
    thanks.append(
        words(
            "Map tiles from {host} ({attribution}) need the internet; without it the map stays as it is drawn here.",
            host=tiles.host,
            attribution=tiles.attribution,
        )
    )
    return Ground(scene=scene, credits=tuple(thanks), hosts=(tiles.host,))


def layers(basemap: Mapping[str, Mapping[str, Json]], lang: Language) -> dict[str, Json]:
    """Return feature collections of lines and areas cut down to what is drawn, countries named in a language.

    Areas come as their rings, filled by the even-odd rule, so that it does not matter which are holes.
    """
    return {name: _layer(collection, lang) for name, collection in basemap.items() if name in _LAYERS}


def relief(basemap: Mapping[str, Mapping[str, Json]]) -> dict[str, Json] | None:
    """Return the picture of the ground with its corners as [latitude, longitude]; None if there is none."""
    for feature in basemap.get("relief", {}).get("features", ()):
        image = feature["properties"].get("image")
        points = [point for ring in _lines(feature["geometry"]["coordinates"]) for point in ring]
        if isinstance(image, str) and _BASE64.fullmatch(image):
            lons, lats = zip(*points, strict=True)
            corners = [[min(lats), min(lons)], [max(lats), max(lons)]]
            return {"image": f"data:image/png;base64,{image}", "corners": corners}
    return None


def _layer(collection: Mapping[str, Json], lang: Language) -> list[dict[str, Json]]:
    return [
        _properties(feature.get("properties") or {}, lang)
        | {"lines": [packed(line, DECIMALS) for line in _lines(feature["geometry"]["coordinates"])]}
        for feature in collection["features"]
    ]


def _properties(given: Mapping[str, Json], lang: Language) -> dict[str, str]:
    """Return the status of a border or the name of a country; land without a code is left unnamed."""
    name = given.get(f"name_{lang}") or given.get("name_en")
    kept = {"status": given.get("status"), "name": name if given.get("iso") else None}
    return {key: text.clean(str(value)) for key, value in kept.items() if value}


def _lines(coordinates: Json) -> Iterator[Json]:
    """Yield the lines and rings of GeoJSON coordinates, however nested."""
    if coordinates and coordinates[0] and isinstance(coordinates[0][0], (int, float)):
        yield coordinates
    else:
        for part in coordinates:
            yield from _lines(part)
