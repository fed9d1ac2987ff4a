"""What a reader would see of a chart, without a browser."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree as ET

from corridor.plotting.charts.chart import FONT_SIZE, WIDTH, Chart
from corridor.plotting.charts.lettering import text_width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Text:
    """A piece of text and the room it takes."""

    said: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Text") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def parsed(chart: Chart) -> ET.Element:
    """Return the picture as elements, which fails if it is not well formed."""
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{chart.body}</svg>')


def texts(chart: Chart) -> list[Text]:
    """Return everything that is written in the picture, remarks left out."""
    found = []
    root = parsed(chart)
    above = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter(SVG + "text"):
        looks = {**above[element].attrib, **element.attrib}
        placed = [part for part in element.iter(SVG + "tspan") if part.get("x")]
        for part in placed or [element]:
            said = "".join(_said(part))
            size = float(part.get("font-size") or looks.get("font-size") or FONT_SIZE)
            x, y, width = float(part.get("x", "")), float(part.get("y", "")), text_width(said, size)
            left = x - {"middle": width / 2, "end": width}.get(looks.get("text-anchor", ""), 0)
            found.append(Text(said, left, y - 0.75 * size, left + width, y + 0.2 * size))
    return found


def _said(element: ET.Element) -> list[str]:
    said = [element.text or ""]
    for child in element:
        said += [] if child.tag == SVG + "title" else _said(child)
        said.append(child.tail or "")
    return said


def collisions(chart: Chart) -> list[tuple[str, str]]:
    """Return the pairs of texts that lie over one another."""
    return [(one.said, other.said) for one, other in combinations(texts(chart), 2) if one.meets(other)]


def outside(chart: Chart) -> list[str]:
    """Return the texts that leave the picture."""
    return [
        text.said
        for text in texts(chart)
        if text.left < 0 or text.right > WIDTH or text.top < 0 or text.bottom > chart.height
    ]


def figures(chart: Chart) -> set[str]:
    """Return the durations that the picture shows."""
    duration = r"\d+ h \d\d min|\d+ h\b|\d+ min"
    return {figure for text in texts(chart) for figure in re.findall(duration, text.said)}


def tabled(chart: Chart) -> str:
    """Return all that the table says."""
    return "\n".join(" | ".join(row) for row in chart.table.rows)


def forbidden(chart: Chart) -> list[str]:
    """Return what pages do not allow in a picture: styles, scripts, handlers, addresses, foreign ids, ids used twice."""
    elements = list(parsed(chart).iter())
    ids = [element.get("id", "") for element in elements if "id" in element.attrib]
    found = [f"id {name}" for name in ids if ids.count(name) > 1 or not name.startswith(f"{chart.chart_id}-")]
    for element in elements:
        found += [
            element.tag for tag in ("script", "style", "foreignObject", "a") if element.tag == SVG + tag
        ]
        found += [name for name in element.attrib if name in {"style", "href"} or name.startswith("on")]
        found += [
            value
            for value in element.attrib.values()
            if "url(" in value and not value.startswith(f"url(#{chart.chart_id}-")
        ]
    return found
