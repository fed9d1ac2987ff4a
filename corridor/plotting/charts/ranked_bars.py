"""Things one under another with a bar of hours for each scenario: ports by waiting, months by door to door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corridor.plotting.charts.axes import Scale
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw
from corridor.plotting.charts.key import key, key_height
from corridor.plotting.charts.lettering import fitted
from corridor.plotting.charts.scenario_looks import hatch, meanings
from corridor.plotting.charts.timeline import hour_marks
from corridor.plotting.style import route_style
from corridor.plotting.words import Words

_LEFT: Final = 250.0
_RIGHT: Final = WIDTH - 110.0
"""Where the longest bar ends; its figure stands behind it."""
_BAR, _GAP, _AXIS = 15, 9, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """One thing, with seconds by scenario; None: nothing is known."""

    title: str
    values_s: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a chart of bars says around them: its title, what to conclude, and its axis; `what` heads its table."""

    title: str
    caption: str
    what: str
    axis: str


def ranked_bars(
    chart_id: str, heading: Heading, titles: Sequence[str], rows: Sequence[Bars], words: Words
) -> Chart:
    """Return a bar for each row and scenario, in the order given; `titles` are those of the scenarios."""
    shown = key(meanings(titles))
    top = key_height(shown) + 12
    scale = Scale(0, max((s or 0 for row in rows for s in row.values_s), default=0), _LEFT, _RIGHT)
    high = _BAR * len(titles) + _GAP
    bottom = top + high * len(rows)
    return Chart(
        chart_id=chart_id,
        title=heading.title,
        caption=heading.caption,
        height=round(bottom + _AXIS),
        body=draw(
            "ranked_bars.svg",
            chart_id=chart_id,
            key=shown,
            rows=[_row(row, titles, scale, top + high * i, words) for i, row in enumerate(rows)],
            ticks=hour_marks(words, scale),
            axis=heading.axis,
            top=top - 4,
            bottom=bottom,
            left=_LEFT,
            right=_RIGHT,
            bar=_BAR,
        ),
        table=Table(
            head=(heading.what, *titles),
            rows=tuple((row.title, *(_figure(s, words) for s in row.values_s)) for row in rows),
            numbers=frozenset(range(1, len(titles) + 1)),
        ),
    )


def _figure(seconds: float | None, words: Words) -> str:
    return "–" if seconds is None else words.duration(seconds)


def _row(row: Bars, titles: Sequence[str], scale: Scale, y: float, words: Words) -> dict[str, object]:
    return {
        "title": fitted(row.title, _LEFT - 24),
        "y": y + _BAR * len(row.values_s) / 2 + 4.5,
        "bars": [
            {
                "y": y + _BAR * i,
                "width": scale(seconds or 0) - _LEFT,
                "colour": route_style(i).colour,
                "hatch": hatch(i),
                "figure": _figure(seconds, words),
                "says": f"{row.title}, {titles[i]}: {_figure(seconds, words)}",
            }
            for i, seconds in enumerate(row.values_s)
        ],
    }
