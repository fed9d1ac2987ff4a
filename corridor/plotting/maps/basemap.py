"""Land, borders and lakes under every map, as the scripts draw them: GeoJSON."""

from collections.abc import Mapping
from typing import Any, Final

from corridor.plotting import text
from corridor.plotting.words import Language

Json = Any
_DECIMALS: Final = 3


def layers(basemap: Mapping[str, Mapping[str, Json]], lang: Language) -> dict[str, Json]:
    """Return feature collections cut down to what is drawn, with the names of countries in a language."""
    return {name: _layer(collection, lang) for name, collection in basemap.items()}


def _layer(collection: Mapping[str, Json], lang: Language) -> dict[str, Json]:
    features = [
        {
            "type": "Feature",
            "properties": _properties(feature.get("properties") or {}, lang),
            "geometry": {
                "type": feature["geometry"]["type"],
                "coordinates": _rounded(feature["geometry"]["coordinates"]),
            },
        }
        for feature in collection["features"]
    ]
    return {"type": "FeatureCollection", "features": features}


def _properties(given: Mapping[str, Json], lang: Language) -> dict[str, str]:
    """Return the status of a border or the name of a country; land without a code is left unnamed."""
    name = given.get(f"name_{lang}") or given.get("name_en")
    kept = {"status": given.get("status"), "name": name if given.get("iso") else None}
    return {key: text.clean(str(value)) for key, value in kept.items() if value}


def _rounded(coordinates: Json) -> Json:
    if isinstance(coordinates, (int, float)):
        return round(coordinates, _DECIMALS)
    return [_rounded(part) for part in coordinates]
