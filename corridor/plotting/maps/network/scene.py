"""What the page's script draws: links, ports and places, as JSON values; what it says of them is in the tables."""

from dataclasses import asdict, replace
from itertools import accumulate
from typing import Any, Final

from corridor.model import text
from corridor.model.place import Position
from corridor.plotting.maps.network.looks import LAYERS, layer_of, link_look, port_look
from corridor.plotting.maps.network.page import NetworkLink, NetworkPage, NetworkPlace, NetworkPort
from corridor.plotting.packing import packed
from corridor.plotting.style import LINK_STYLES, REGIME_SYMBOLS
from corridor.plotting.words import Words

Json = Any
_LOOKS: Final = tuple(LINK_STYLES)
_DECIMALS: Final = 3  # 110 m


def scene(page: NetworkPage, words: Words) -> dict[str, Json]:
    """Return everything that the script needs to draw `page`."""
    # Control points are rows of one table: each port begins where those of the ports before it end.
    firsts = accumulate((len(port.controls) for port in page.ports), initial=0)
    return {
        "layers": [
            {"key": layer, "title": words(name), "sample": asdict(LINK_STYLES[look])}
            for layer, (name, look) in LAYERS.items()
        ],
        "styles": [
            {
                "layer": layer_of(look),
                "colour": style.colour,
                "dash": style.dash,
                "width": style.width,
            }
            for look, style in LINK_STYLES.items()
        ],
        "symbols": {
            look: asdict(replace(symbol, meaning=words(symbol.meaning)))
            for look, symbol in REGIME_SYMBOLS.items()
        },
        "links": [_link(link) for link in (*page.links, *page.strips)],
        "ports": [_port(port, first) for port, first in zip(page.ports, firsts, strict=False)],
        "places": [_place(place) for place in page.places],
    }


def _link(item: NetworkLink) -> list[Json]:
    """Return the number of its style, whether it is of the core, and its line."""
    return [_LOOKS.index(link_look(item.link)), int(item.link.tier == 1), packed(item.points, _DECIMALS)]


def _port(item: NetworkPort, first: int) -> dict[str, Json]:
    return {
        "at": _at(item.position),
        "look": port_look(item.report),
        "name": text.clean(item.name),
        "also": [text.clean(name) for name in item.also],
        "rows": [first, first + len(item.controls)],
    }


def _at(position: Position) -> list[float]:
    return [round(position.lat, _DECIMALS), round(position.lon, _DECIMALS)]


def _place(item: NetworkPlace) -> dict[str, Json]:
    return {"at": _at(item.place.position), "kind": item.place.kind}
