"""The page of one trip as HTML."""

from corridor.plotting.document import compose
from corridor.plotting.maps.ground import ground
from corridor.plotting.maps.route.page import RouteMapPage
from corridor.plotting.maps.route.scene import scene
from corridor.plotting.maps.route.summary import cards
from corridor.plotting.style import PORT_SYMBOLS, PortSymbol
from corridor.plotting.web_map import map_block
from corridor.plotting.words import Words


def render(page: RouteMapPage) -> str:
    """Return the page as one complete HTML document; equal pages give equal bytes."""
    words = Words(page.lang)
    drawn = scene(page, words)
    block = map_block("route", drawn, words, on=ground(page, words), groups=len(page.routes))
    return compose(
        "route.html",
        page,
        block,
        map_element=block.element,
        cards=cards(page, words),
        symbols=_symbols(page),
        has_schematic=any(not leg["modelled"] for route in drawn["routes"] for leg in route["legs"]),
    )


def _symbols(page: RouteMapPage) -> tuple[PortSymbol, ...]:
    """Return the symbols that need explaining."""
    states = {port.state for ports in page.ports.values() for port in ports}
    return tuple(symbol for state, symbol in PORT_SYMBOLS.items() if state in states)
