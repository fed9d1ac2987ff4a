"""The route map as a web page. The only module that imports Folium.

Folium makes the map and one group of layers per scenario. It compiles whatever it is given as a template,
so it is given no data: the page's own script draws that, from a block of JSON.
"""

import re
from typing import Final, TypeVar, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from markupsafe import Markup

from corridor.plotting import assets, summary
from corridor.plotting.document import Code, compose, own_file
from corridor.plotting.route_map import RouteMapPage
from corridor.plotting.scene import scene
from corridor.plotting.style import PORT_SYMBOLS, PortSymbol

ElementT = TypeVar("ElementT", bound=Element)

_ADDRESS: Final = re.compile(r"""\b(?:src|href)\s*=\s*["']([^"']*)["']""")
_OWN_SCRIPTS: Final = (
    "elements.js",
    "geometry.js",
    "basemap.js",
    "lines.js",
    "ports.js",
    "labels.js",
    "route_map.js",
)
_START: Final = (41.0, 72.0)
"""Where the map would look if there were no route on it: the Fergana valley."""


class _Drawing(MacroElement):
    """Hands Folium's map and groups over to the page's own script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "drawRouteMap({{ this.map_name }}, [{{ this.group_names | join(', ') }}]);"
        "{% endmacro %}"
    )

    def __init__(self, map_name: str, group_names: list[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.map_name = map_name
        self.group_names = group_names


def render(page: RouteMapPage) -> str:
    """Return the page as one complete HTML document; equal pages give equal bytes."""
    figure = _drawn_by_folium(len(page.routes))
    drawn = scene(page)
    # Whatever Folium asks for has to be one of the pinned files, or this raises.
    addresses = _ADDRESS.findall(figure.header.render())
    code = Code(
        scripts=(
            *(assets.script(name) for name in addresses if name.endswith(".js")),
            "\n".join(own_file(name) for name in _OWN_SCRIPTS),
            figure.script.render(),
        ),
        styles=(
            *(assets.stylesheet(name) for name in addresses if not name.endswith(".js")),
            own_file("page.css"),
        ),
    )
    return compose(
        "route_map.html",
        code,
        drawn,
        page=page,
        cards=summary.cards(page),
        symbols=_symbols(page),
        has_schematic=any(not leg["modelled"] for route in drawn["routes"] for leg in route["legs"]),
        map_element=Markup(figure.html.render()),  # noqa: S704 - made by Folium from our own names only
    )


def _symbols(page: RouteMapPage) -> tuple[PortSymbol, ...]:
    """Return the symbols that need explaining."""
    states = {port.state for ports in page.ports.values() for port in ports}
    return tuple(symbol for state, symbol in PORT_SYMBOLS.items() if state in states)


def _drawn_by_folium(group_count: int) -> Figure:
    """Return Folium's rendered figure of an empty map with `group_count` empty groups."""
    map_ = _named(
        folium.Map(
            _START,
            tiles=None,
            zoom_start=6,
            zoom_snap=0.25,
            attribution_control=False,
            scroll_wheel_zoom=False,  # the page scrolls; the script turns it on once the map is used
        ),
        "1",
    )
    map_.default_js = [("leaflet", "leaflet.js")]
    map_.default_css = [("leaflet_css", "leaflet.css")]
    groups = [_named(folium.FeatureGroup(), str(number)) for number in range(1, group_count + 1)]
    for group in groups:
        group.add_to(map_)
    _named(_Drawing(map_.get_name(), [group.get_name() for group in groups]), "1").add_to(map_)
    figure = cast(Figure, map_.get_root())
    figure.render()
    return figure


def _named(element: ElementT, number: str) -> ElementT:
    """Give an element an id that is the same in every run; branca draws them at random."""
    element._id = number  # noqa: SLF001 - branca has no public way, and equal pages must be equal bytes
    return element
