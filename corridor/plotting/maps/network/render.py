"""The map of the network as HTML."""

from corridor.plotting.document import compose
from corridor.plotting.maps.ground import ground
from corridor.plotting.maps.network.looks import LAYERS, link_look, port_look
from corridor.plotting.maps.network.page import NetworkPage
from corridor.plotting.maps.network.scene import scene
from corridor.plotting.maps.network.tables import Tables
from corridor.plotting.style import LINK_STYLES, REGIME_SYMBOLS
from corridor.plotting.web_map import map_block
from corridor.plotting.words import Words


def render(page: NetworkPage) -> str:
    """Return the page as one complete HTML document; equal pages give equal bytes."""
    words = Words(page.lang)
    block = map_block(
        "network", scene(page, words), words, on=ground(page, words, with_relief=False), groups=len(LAYERS)
    )
    looks = {link_look(link.link) for link in page.links}
    ports = {port_look(port.report) for port in page.ports}
    return compose(
        "network.html",
        page,
        block,
        map_element=block.element,
        tables=Tables(page, words),
        link_styles=[style for look, style in LINK_STYLES.items() if look in looks],
        symbols=[symbol for look, symbol in REGIME_SYMBOLS.items() if look in ports],
    )
