"""Lanes one under another, each with a dot of hours for each scenario and a line between the extremes."""

from collections.abc import Sequence
from typing import Final

from corridor.plotting.charts.axes import Scale
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw
from corridor.plotting.charts.labels import shortened
from corridor.plotting.charts.lettering import fitted, text_width
from corridor.plotting.charts.ranked_bars import Bars, Heading
from corridor.plotting.charts.scenario_looks import shape
from corridor.plotting.charts.timeline import hour_marks
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.style import route_style
from corridor.plotting.words import Words

_LEFT: Final = 270.0
_RIGHT: Final = WIDTH - 230.0
"""Where the greatest figure lies; what changes stands behind it."""
_ROW, _KEY, _AXIS = 27, 24, 44


def dumbbell(
    chart_id: str, heading: Heading, titles: Sequence[str], rows: Sequence[Bars], words: Words
) -> Chart:
    """Return a row for each lane, in the order given; the first scenario is the baseline, the second that it is ranked by."""
    keys = _keys(titles)
    top = (keys[-1]["y"] if keys else 0) + 40  # type: ignore[operator]
    values = [s for row in rows for s in row.values_s if s is not None]
    scale = Scale(0, max(values, default=0), _LEFT, _RIGHT)
    bottom = top + _ROW * len(rows)
    return Chart(
        chart_id=chart_id,
        title=heading.title,
        caption=heading.caption,
        height=round(bottom + _AXIS),
        body=draw(
            "dumbbell.svg",
            keys=keys,
            rows=[_row(row, titles, scale, top + _ROW * (i + 0.5), words) for i, row in enumerate(rows)],
            ticks=hour_marks(words, scale),
            gap_title=_gap_title(titles, words),
            axis=heading.axis,
            top=top,
            bottom=bottom,
            left=_LEFT,
            right=_RIGHT,
            width=WIDTH,
        ),
        table=_table(heading, titles, rows, words),
    )


def _keys(titles: Sequence[str]) -> list[dict[str, object]]:
    """Return the dots with their scenarios, in as many rows as they need."""
    keys, x, y = [], 14.0, 14
    for i, title in enumerate(titles):
        wide = 20 + text_width(title)
        if x > 14 and x + wide > WIDTH - 12:
            x, y = 14.0, y + _KEY
        keys.append({**_dot(i), "x": x + 6, "y": y, "text": fitted(title, WIDTH - 60)})
        x += wide + 22
    return keys


def _dot(index: int) -> dict[str, object]:
    return {"shape": shape(index), "colour": route_style(index).colour, "is_hollow": not index}


def _gap_title(titles: Sequence[str], words: Words) -> str:
    if len(titles) < 2:
        return ""
    return shortened(words("Change: {scenario}", scenario=titles[1]), WIDTH - _RIGHT - 24)


def _row(row: Bars, titles: Sequence[str], scale: Scale, y: float, words: Words) -> dict[str, object]:
    known = [(i, s) for i, s in enumerate(row.values_s) if s is not None]
    at = [scale(s) for _, s in known]
    return {
        "title": fitted(row.title, _LEFT - 24),
        "y": y,
        "low": min(at, default=_LEFT),
        "high": max(at, default=_LEFT),
        "dots": [
            # The baseline is drawn last, so that it is seen where nothing changes: its ring lies around the others.
            {**_dot(i), "x": scale(s), "says": f"{row.title}, {titles[i]}: {words.duration(s)}"}
            for i, s in reversed(known)
        ],
        "gap": _gap(row, 1, words) if len(titles) > 1 else "",
    }


def _gap(row: Bars, index: int, words: Words) -> str:
    before, after = row.values_s[0], row.values_s[index]
    return "–" if before is None or after is None else difference(words, after - before)


def _table(heading: Heading, titles: Sequence[str], rows: Sequence[Bars], words: Words) -> Table:
    others = range(1, len(titles))
    head = (
        heading.what,
        *titles,
        *(words("{scenario} less baseline", scenario=titles[i]) for i in others),
    )
    return Table(
        head=head,
        rows=tuple(
            (
                row.title,
                *("–" if s is None else words.duration(s) for s in row.values_s),
                *(_gap(row, i, words) for i in others),
            )
            for row in rows
        ),
        numbers=frozenset(range(1, len(head))),
    )
