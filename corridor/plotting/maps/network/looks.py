"""How links and ports look on the map of the network."""

from collections.abc import Mapping
from typing import Final

from corridor.model.link import Link
from corridor.model.port import PortReport
from corridor.plotting.style import LinkLook, PortLook
from corridor.plotting.words import later

LAYERS: Final[Mapping[str, tuple[str, LinkLook]]] = {
    "road": (later("Roads"), "main"),
    "rail": (later("Railways"), "rail"),
    "ferry": (later("Ferries"), "ferry"),
    "planned": (later("Planned"), "planned"),
}
"""The groups of links that can be switched off, with their names in English and a line that stands for them."""


def link_look(link: Link) -> LinkLook:
    """Return how a link is drawn: as planned, by its mode, and a road by its class unless trucks are held up."""
    if link.status == "planned":
        return "planned"
    if link.mode != "road":
        return link.mode
    if link.truck_access != "yes":
        return "restricted"
    classes: dict[str, LinkLook] = {
        "expressway": "expressway",
        "mountain": "mountain",
        "secondary": "secondary",
    }
    return classes.get(link.road_class, "main")


def layer_of(look: LinkLook) -> str:
    """Return the layer with which links of a look are switched on and off."""
    return look if look in LAYERS else "road"


def port_look(report: PortReport) -> PortLook:
    """Return how a port is drawn."""
    return "planned" if report.crossing.status == "planned" else report.regime
