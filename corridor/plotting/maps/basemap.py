"""Land, borders and lakes under every map, as the scripts draw them: packed lines."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from corridor.plotting import text
from corridor.plotting.packing import packed
from corridor.plotting.words import Language

Json = Any
DECIMALS: Final = 3  # 110 m


def layers(basemap: Mapping[str, Mapping[str, Json]], lang: Language) -> dict[str, Json]:
    """Return feature collections of lines and areas cut down to what is drawn, countries named in a language.

    Areas come as their rings, filled by the even-odd rule, so that it does not matter which are holes.
    """
    return {name: _layer(collection, lang) for name, collection in basemap.items()}


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
