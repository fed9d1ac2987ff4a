"""Maps for pages. The only module that imports Folium.

Folium makes the map and its groups of layers. It compiles whatever it is given as a template, so it is
given no data: the page's own scripts draw those, from a block of JSON.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Literal, TypeVar, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from markupsafe import Markup

from corridor.plotting import assets
from corridor.plotting.document import Block, Code, own_file
from corridor.plotting.maps.ground import Ground
from corridor.plotting.script_texts import script_texts
from corridor.plotting.words import Words

ElementT = TypeVar("ElementT", bound=Element)
MapKind = Literal["route", "network", "ports", "reach"]

_ADDRESS: Final = re.compile(r"""\b(?:src|href)\s*=\s*["']([^"']*)["']""")
_SHARED_SCRIPTS: Final = (
    "elements.js",
    "geometry.js",
    "basemap.js",
    "labels.js",
    "week_strip.js",
    "controls.js",
)
_SCRIPTS: Final[Mapping[MapKind, tuple[str, ...]]] = {
    "route": ("lines.js", "stops.js", "route_map.js"),
    "network": ("marks.js", "search.js", "network_map.js"),
    "ports": ("marks.js", "ports_list.js", "ports_map.js"),
    "reach": ("stretches.js", "reach_map.js"),
}
"""What draws each kind of map, after the shared scripts; `drawRouteMap` and so on begins it."""
_START: Final = (41.0, 72.0)
"""Where a map would look if there were nothing on it: the Fergana valley."""


class _Drawing(MacroElement):
    """Hands Folium's map and groups over to the page's own script."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "draw{{ this.kind }}Map({{ this.map_name }}, [{{ this.group_names | join(', ') }}], sceneOf('{{ this.map_name }}'));"
        "{% endmacro %}"
    )

    def __init__(self, kind: MapKind, map_name: str, group_names: list[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kind = kind.capitalize()
        self.map_name = map_name
        self.group_names = group_names


def map_block(
    kind: MapKind,
    scene: Mapping[str, Any],
    words: Words,
    *,
    on: Ground,
    groups: int = 0,
    number: int = 1,
) -> Block:
    """Return a map to be put into a page, with the code and the values that it needs there.

    `scene` is what the kind's script draws, `groups` how many groups of layers it is given. Maps on one page
    need different numbers; they share the ground. Equal arguments give an equal block.
    """
    figure = _drawn_by_folium(kind, groups, number)
    # Whatever Folium asks for has to be one of the pinned files, or this raises.
    addresses = _ADDRESS.findall(figure.header.render())
    code = Code(
        scripts=(
            *(assets.script(name) for name in addresses if name.endswith(".js")),
            _joined(_SHARED_SCRIPTS),
            _joined(_SCRIPTS[kind]),
            figure.script.render(),
        ),
        styles=(
            *(assets.stylesheet(name) for name in addresses if not name.endswith(".js")),
            own_file("map.css"),
        ),
    )
    return Block(
        element=Markup(figure.html.render()),  # noqa: S704 - made by Folium from our own names only
        code=code,
        scene={"texts": script_texts(words), **on.scene, f"map_{number}": dict(scene)},
        credits=(*on.credits, words("Map drawn with Leaflet (BSD-2-Clause).")),
        hosts=on.hosts,
    )


def _joined(names: tuple[str, ...]) -> str:
    return "\n".join(own_file(name) for name in names)


def _drawn_by_folium(kind: MapKind, group_count: int, number: int) -> Figure:
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
        f"{number}",
    )
    map_.default_js = [("leaflet", "leaflet.js")]
    map_.default_css = [("leaflet_css", "leaflet.css")]
    groups = [_named(folium.FeatureGroup(), f"{number}_{i}") for i in range(1, group_count + 1)]
    for group in groups:
        group.add_to(map_)
    drawing = _Drawing(kind, map_.get_name(), [group.get_name() for group in groups])
    _named(drawing, f"{number}").add_to(map_)
    figure = cast(Figure, map_.get_root())
    figure.render()
    return figure


def _named(element: ElementT, number: str) -> ElementT:
    """Give an element an id that is the same in every run; branca draws them at random."""
    element._id = number  # noqa: SLF001 - branca has no public way, and equal pages must be equal bytes
    return element
