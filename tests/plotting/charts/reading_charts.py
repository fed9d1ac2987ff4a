"""What a reader would see of a chart, without a browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from xml.etree import ElementTree as ET

from corridor.plotting.charts.axes import text_width
from corridor.plotting.charts.chart import WIDTH, Chart, svg_file

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {"g", "title", "rect", "path", "line", "text", "circle", "defs", "pattern"}

INHERITED = ("font-size", "text-anchor", "class")


@dataclass(frozen=True)
class Box:
    """A text and the room it takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    is_figure: bool

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right - 1
            and other.left < self.right - 1
            and self.top < other.bottom - 0.5
            and other.top < self.bottom - 0.5
        )


@lru_cache(maxsize=1)
def drawing(chart: Chart) -> ET.Element:
    """Return the body as a browser parses it: it has to be well-formed."""
    return ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{chart.body}</svg>')


@lru_cache(maxsize=1)
def boxes(chart: Chart) -> list[Box]:
    return list(_boxes(drawing(chart), {}))


def _boxes(element: ET.Element, inherited: dict[str, str]) -> Iterator[Box]:
    looks = inherited | {name: element.attrib[name] for name in INHERITED if name in element.attrib}
    if element.tag == f"{SVG}text":
        yield _box(element, looks)
    for child in element:
        yield from _boxes(child, looks)


def _box(text: ET.Element, looks: dict[str, str]) -> Box:
    said = "".join(text.itertext())
    size, x, y = float(looks["font-size"]), float(text.attrib["x"]), float(text.attrib["y"])
    wide = text_width(said, size)
    left = x - {"start": 0, "middle": wide / 2, "end": wide}[looks.get("text-anchor", "start")]
    return Box(said, left, y - 0.75 * size, left + wide, y + 0.2 * size, looks.get("class") == "figure")


def require_clear(chart: Chart) -> None:
    """Check that no two texts overlap and that none leaves the chart."""
    found = boxes(chart)
    met = [(one.text, other.text) for one, other in combinations(found, 2) if one.meets(other)]
    assert not met, f"{chart.title}: {met[:3]}"
    for box in found:
        assert box.left >= 0, box
        assert box.right <= WIDTH, box
        assert box.top >= 0, box
        assert box.bottom <= chart.height, box


def require_safe(chart: Chart) -> None:
    """Check that the chart is nothing but shapes of its own, with ids of its own and without code or styles."""
    root = drawing(chart)
    for element in root.iter():
        name = element.tag.removeprefix(SVG)
        assert name in SHAPES or element is root, name
        assert not [key for key in element.attrib if key.startswith("on") or key in {"style", "href"}]
        assert element.get("id", f"{chart.chart_id}-").startswith(f"{chart.chart_id}-")
        assert element.get("fill", "").startswith(
            ("#", "none", f"url(#{chart.chart_id}-")
        ) or not element.get("fill")
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    ET.fromstring(svg_file(chart))


def require_told(chart: Chart) -> None:
    """Check that the table holds every figure of the picture, and as many cells in each row as its head."""
    cells = {cell for row in chart.table.rows for cell in row}
    figures = {box.text for box in boxes(chart) if box.is_figure}
    assert figures <= cells, figures - cells
    assert {len(row) for row in chart.table.rows} <= {len(chart.table.head)}
    assert all(0 <= column < len(chart.table.head) for column in chart.table.numbers)


def require_sound(chart: Chart) -> None:
    """Check all of the above, and that the chart says what it shows and what to conclude."""
    require_clear(chart)
    require_safe(chart)
    require_told(chart)
    assert chart.title
    assert chart.caption


def told(chart: Chart) -> str:
    """Return everything that a reader may come to see, letter for letter."""
    cells = [cell for row in (chart.table.head, *chart.table.rows) for cell in row]
    return "\n".join([chart.title, chart.caption, *drawing(chart).itertext(), *cells])


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def grey(colour: str) -> float:
    """Return how light a colour is without its hue, from 0 to 1."""
    return _luminance(colour)
