"""What every chart is: a picture, its table, and the words around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corridor.model.text import clean
from corridor.plotting.charts.lettering import FONT_SIZE, lines_of

__all__ = ["FONT_SIZE", "WIDTH", "Chart", "Table", "draw", "finished", "svg_file"]

WIDTH: Final = 960
"""Width of every chart in its own units, which are pixels on a wide screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The figures of a chart: `head` names the columns, those in `numbers` are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One finished chart. `title` says what it shows, `caption` what to conclude.

    `chart_id` is unique on its page and made by us, never from data. `body` are SVG elements in a box of
    `WIDTH` x `height`. Looks are attributes of the elements: pages allow no inline styles.
    """

    chart_id: str
    title: str
    caption: str
    height: int
    body: Markup
    table: Table


def draw(template: str, **fields: Any) -> Markup:  # noqa: ANN401 - templates take any value
    """Return the SVG elements that a template of `charts/templates` makes of the fields, text escaped."""
    drawn = _environment().get_template(template).render(**fields)
    return Markup("\n".join(filter(None, drawn.split("\n"))))  # noqa: S704 - autoescaped


def svg_file(chart: Chart) -> str:
    """Return a chart as a file of its own: title and caption inside, white ground, fonts of the reader."""
    caption = lines_of(chart.caption, WIDTH - 24)
    fields = {"chart": chart, "width": WIDTH, "caption": caption, "top": 40 + 19 * len(caption)}
    return _environment().get_template("file.svg").render(fields)


def finished(cells: Sequence[object]) -> tuple[str, ...]:
    """Return the cells of a row as texts."""
    return tuple("" if cell is None else str(cell) for cell in cells)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("corridor.plotting", "charts/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _cleaned(value: object) -> object:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
