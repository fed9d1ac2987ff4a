"""The map of ports over a week as HTML."""

from corridor.plotting.document import compose
from corridor.plotting.maps.ground import ground
from corridor.plotting.maps.ports.hours import hours_table, unknown_sides
from corridor.plotting.maps.ports.page import PortsPage
from corridor.plotting.maps.ports.scene import scene
from corridor.plotting.style import PASS_SYMBOLS
from corridor.plotting.web_map import map_block
from corridor.plotting.words import Words


def render(page: PortsPage) -> str:
    """Return the page as one complete HTML document; equal pages give equal bytes."""
    words = Words(page.lang)
    drawn = scene(page, words)
    block = map_block("ports", drawn, words, on=ground(page, words))
    return compose(
        "ports.html",
        page,
        block,
        map_element=block.element,
        last_hour=drawn["hours"] - 1,
        symbols=tuple(PASS_SYMBOLS.values()),
        hours=hours_table(page, words),
        unknown_sides=unknown_sides(page, words),
    )
