"""What a browser would make of a page, without one."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from corridor.model.ids import CrossingId, LinkId
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.provenance import Notice
from corridor.plotting.maps.route.page import MapPort, RouteMapPage

HOSTILE = (
    "<script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "Depot `+(window.pwned=1)+`",
    "${window.pwned=1}",
    "{{ cycler.__init__.__globals__.os.abort() }}",
    "Depot {% raw",
    "Kept {# not gone #}",
    "\"'><svg onload=window.pwned=1>",
    "<!--<script> javascript:window.pwned=1 &lt;b&gt; \\u003c",
)


class Parsed(HTMLParser):
    """A page as tags with their attributes, text, and the content of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.blocks: dict[str, list[str]] = {"script": [], "style": []}
        self.texts: list[str] = []
        self.scene: Any = None
        self._block: list[str] | None = None
        self._is_scene = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in self.blocks:
            self._block, self._is_scene = [], ("id", "scene") in attrs

    def handle_data(self, data: str) -> None:
        (self.texts if self._block is None else self._block).append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._block is None:
            return
        content, self._block = "".join(self._block), None
        if self._is_scene:
            self.scene = json.loads(content)
        else:
            self.blocks[tag].append(content)

    @property
    def said(self) -> str:
        """Everything a reader may come to see: text, and strings of the scene."""
        return "\n".join([*self.texts, *_strings(self.scene)])

    @property
    def policy(self) -> dict[str, list[str]]:
        content = next(
            value
            for (tag, name, value), (_, _, before) in zip(self.attributes[1:], self.attributes, strict=False)
            if (tag, name, before) == ("meta", "content", "Content-Security-Policy")
        )
        return {rule.split()[0]: rule.split()[1:] for rule in content.split("; ")}


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [found for child in children for found in _strings(child)]


def content_hash(block: str) -> str:
    """Return the hash of a script or style sheet as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"


def addresses(html: str) -> list[str]:
    """Return every address that a browser would load for this page."""
    parsed = Parsed(html)
    loaded = [
        value
        for _, name, value in parsed.attributes
        if name in {"src", "href", "srcset", "data", "action", "poster"}
    ]
    styles = "\n".join(parsed.blocks["style"])
    return loaded + re.findall(r"url\(([^)]*)\)", styles) + re.findall(r"@import[^;]*", styles)


def _with_legs(page: RouteMapPage, change: Callable[[Leg], Leg]) -> RouteMapPage:
    def changed(itinerary: Itinerary) -> Itinerary:
        return replace(itinerary, legs=tuple(change(leg) for leg in itinerary.legs))

    return replace(
        page, routes=tuple(replace(route, itinerary=changed(route.itinerary)) for route in page.routes)
    )


def _with_ports(page: RouteMapPage, change: Callable[[MapPort], MapPort]) -> RouteMapPage:
    return replace(
        page, ports={key: tuple(change(port) for port in ports) for key, ports in page.ports.items()}
    )


def _with_basemap(page: RouteMapPage, layer: str, properties: dict[str, str]) -> RouteMapPage:
    features = [{**feature, "properties": properties} for feature in page.basemap[layer]["features"]]
    return replace(page, basemap={**page.basemap, layer: {"type": "FeatureCollection", "features": features}})


def _with_scenario(page: RouteMapPage, text: str) -> RouteMapPage:
    first, *others = page.routes
    routes = (replace(first, scenario=text), *others)
    return replace(page, routes=routes, ports={**page.ports, text: page.ports[first.scenario]})


def _with_scenario_title(page: RouteMapPage, text: str) -> RouteMapPage:
    return replace(page, routes=(replace(page.routes[0], title=text), *page.routes[1:]))


def _with_reason(page: RouteMapPage, text: str) -> RouteMapPage:
    return _with_legs(page, lambda leg: replace(leg, reason=text) if leg.kind == "wait" else leg)


def _with_place(page: RouteMapPage, text: str) -> RouteMapPage:
    return replace(page, places={**page.places, "kashgar": (text, page.places["kashgar"][1])})


def _with_place_id(page: RouteMapPage, text: str) -> RouteMapPage:
    def renamed(node: str) -> str:
        return text if node == "kashgar" else node

    return replace(
        _with_legs(page, lambda leg: replace(leg, from_id=renamed(leg.from_id))),
        places={renamed(node): place for node, place in page.places.items()},
        link_ends={link: (renamed(start), renamed(end)) for link, (start, end) in page.link_ends.items()},
    )


def _with_crossing_id(page: RouteMapPage, text: str) -> RouteMapPage:
    ported = _with_ports(page, lambda port: replace(port, crossing_id=CrossingId(text)))
    return replace(ported, crossings={CrossingId(text): "A crossing"})


def _with_notice(page: RouteMapPage, **texts: str) -> RouteMapPage:
    given: dict[str, Any] = {"code": "a-code", "message": "A notice", "severity": "info", **texts}
    return replace(page, notices=(Notice(**given),))


FILLED: Mapping[str, Callable[[RouteMapPage, str], RouteMapPage]] = {
    "title": lambda page, text: replace(page, title=text),
    "subtitle": lambda page, text: replace(page, subtitle=text),
    "verdict": lambda page, text: replace(page, verdict=text),
    "scenario": _with_scenario,
    "scenario title": _with_scenario_title,
    "reason": _with_reason,
    "place": _with_place,
    "place id": _with_place_id,
    "port": lambda page, text: _with_ports(page, lambda port: replace(port, name=text)),
    "port in its language": lambda page, text: _with_ports(page, lambda port: replace(port, name_local=text)),
    "port remark": lambda page, text: _with_ports(page, lambda port: replace(port, lines=(text,))),
    "crossing": lambda page, text: replace(page, crossings=dict.fromkeys(page.crossings, text)),
    "crossing id": _with_crossing_id,
    "country": lambda page, text: _with_basemap(page, "countries", {"iso": text, "name_en": text}),
    "border status": lambda page, text: _with_basemap(page, "borders", {"status": text, text: text}),
    "notice": lambda page, text: _with_notice(page, message=text, subject=text, source_id=text),
    "notice code": lambda page, text: _with_notice(page, code=text),
    "notice severity": lambda page, text: _with_notice(page, severity=text),
    "source": lambda page, text: replace(page, sources=(text,)),
    "made with": lambda page, text: replace(page, made_with={"Command": text}),
    "made with name": lambda page, text: replace(page, made_with={text: "value"}),
}
"""Every field of a page that data may fill, and how."""

NOT_SHOWN = {"scenario", "place id", "crossing id"}


def everywhere(page: RouteMapPage, text: str) -> RouteMapPage:
    """Return the page with `text` in every field that is shown."""
    for where, fill in FILLED.items():
        if where not in NOT_SHOWN:
            page = fill(page, text)
    return page


def without(page: RouteMapPage, link: str) -> RouteMapPage:
    """Return the page without the line of a link."""
    return replace(
        page, alignments={key: line for key, line in page.alignments.items() if key != LinkId(link)}
    )
