"""The page of one trip as HTML."""

from typing import Any

from corridor.plotting.document import Block, compose
from corridor.plotting.maps.ground import ground
from corridor.plotting.maps.route.page import RouteMapPage
from corridor.plotting.maps.route.scene import has_schematic, scene
from corridor.plotting.maps.route.summary import cards
from corridor.plotting.style import PORT_SYMBOLS, PortSymbol
from corridor.plotting.web_map import map_block
from corridor.plotting.words import Words


def render(page: RouteMapPage) -> str:
    """Return the page as one complete HTML document; equal pages give equal bytes."""
    words = Words(page.lang)
    block = map_of(page, words)
    return compose("route.html", page, block, map_element=block.element, **map_fields(page, words))


def map_of(page: RouteMapPage, words: Words) -> Block:
    """Return the map of the trip, to be put into any page."""
    return map_block("route", scene(page, words), words, on=ground(page, words), groups=len(page.routes))


def map_fields(page: RouteMapPage, words: Words) -> dict[str, Any]:
    """Return what the macros of `trip.html` ask for: the cards of the trip, and what the map's legend explains."""
    return {"cards": cards(page, words), "symbols": _symbols(page), "has_schematic": has_schematic(page)}


def _symbols(page: RouteMapPage) -> tuple[PortSymbol, ...]:
    """Return the symbols that need explaining."""
    states = {port.state for ports in page.ports.values() for port in ports}
    return tuple(symbol for state, symbol in PORT_SYMBOLS.items() if state in states)
