"""What passed a port, as published: vehicles a day, one bar for each figure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from corridor.model.crossing import Throughput
from corridor.model.port import PortReport
from corridor.plotting.charts.axes import Scale, ticks
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw
from corridor.plotting.charts.labels import SOFT, Key, Label, legend, shortened
from corridor.plotting.charts.port_bands import port_name
from corridor.plotting.style import Hatch
from corridor.plotting.words import Words

_LEFT, _RIGHT, _TOP, _ROW, _BAR = 176, 560, 30, 40, 20
_TOLD: Final = _RIGHT + 56
"""Where the words beside the bars begin."""
_LEAST: Final = 2
_COUNTED: Final = frozenset({"vehicles", "freight vehicles", "trucks"})
_DAILY: Final = frozenset({"vehicles/day", "trucks/day", "freight vehicles/day", "trains/day"})
_LOOKS: Final[dict[bool, tuple[str, Hatch]]] = {False: ("#52749c", ""), True: ("#b3c3d6", "diagonal")}
"""Published a day, and counted over a period."""
_MONTH: Final = re.compile(r"\d{4}-\d\d")
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A figure as vehicles a day; `is_derived`: by division of a count by the days of its period."""

    row: Throughput
    per_day: float
    is_derived: bool


def throughput(chart_id: str, report: PortReport, words: Words) -> Chart:
    """Return the published figures of a port that are vehicles or trains a day, or can be; others stand in the table."""
    bars = _bars(report)
    high = max((bar.per_day for bar in bars), default=0)
    marks = ticks(high, 6)
    step = marks[1] if len(marks) > 1 else max(high, 1)
    top = marks[-1] if marks[-1] >= high > 0 else marks[-1] + step
    x = Scale(0, top, _LEFT, _RIGHT)
    bottom = _TOP + _ROW * len(bars)
    placed, last_y = legend(_keys(bars, words), 12, bottom + 44)
    body = draw(
        "throughput.svg",
        chart_id=chart_id,
        bars=[_bar(x, _TOP + _ROW * i, bar, report, words) for i, bar in enumerate(bars)],
        ticks=[_tick(x, at, bottom) for at in (*marks, *([top] if top > marks[-1] else ()))] if bars else [],
        top=_TOP - 4,
        bottom=bottom + 4,
        labels=[_heading(bars, words)],
        keys=placed,
    )
    name = port_name(report.crossing, words)
    return Chart(
        chart_id=chart_id,
        title=words("{port}: vehicles a day, as published", port=name),
        caption=_caption(bars, words),
        height=round((last_y if bars else _TOP) + 14),
        body=body,
        table=_table(report, bars, words),
    )


def _bars(report: PortReport) -> list[_Bar]:
    """Return what can be told a day, in order of time."""
    bars = []
    for row in sorted(report.throughputs, key=lambda row: (row.starts, row.ends)):
        if row.unit in _DAILY:
            bars.append(_Bar(row=row, per_day=row.value, is_derived=False))
        elif row.unit in _COUNTED and (days := _days(row)) > 0:
            bars.append(_Bar(row=row, per_day=row.value / days, is_derived=True))
    return bars


def _days(row: Throughput) -> float:
    """Return how many days a figure is about; dates are whole days, months and years are whole ones."""
    try:
        starts, ends = _moment(row.starts, is_end=False), _moment(row.ends, is_end=True)
    except ValueError:
        return 0
    return (ends - starts) / timedelta(days=1) if (starts.tzinfo is None) == (ends.tzinfo is None) else 0


def _moment(text: str, *, is_end: bool) -> datetime:
    """Return the beginning or the end of `2025`, `2025-05` or `2025-05-31`, or an instant."""
    if _YEAR.fullmatch(text):
        first = date(int(text) + is_end, 1, 1)
    elif _MONTH.fullmatch(text):
        month = date.fromisoformat(f"{text}-01")
        first = (month + timedelta(days=31)).replace(day=1) if is_end else month
    elif "T" in text:
        return datetime.fromisoformat(text)
    else:
        first = date.fromisoformat(text) + timedelta(days=int(is_end))
    return datetime(first.year, first.month, first.day)  # noqa: DTZ001 - the difference of two local days


def _period(row: Throughput) -> str:
    """Return the period as the data has it, without clocks."""
    starts, ends = row.starts.partition("T")[0], row.ends.partition("T")[0]
    return starts if starts == ends else f"{starts} – {ends}"


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\N{NO-BREAK SPACE}") if value >= 10 else f"{value:.3g}"


def _bar(x: Scale, y: float, bar: _Bar, report: PortReport, words: Words) -> dict[str, object]:
    colour, hatch = _LOOKS[bar.is_derived]
    right = max(x(bar.per_day), _LEFT + _LEAST)
    figure = Label(x=right + 6, y=y + 15, text=_number(bar.per_day), weight=600, figure=True)
    lines = (f"{_what(bar.row, words)}; {_source(bar.row, report)}", bar.row.note)
    return {
        "x": _LEFT,
        "y": y + 2,
        "width": right - _LEFT,
        "height": _BAR,
        "colour": colour,
        "hatch": hatch,
        "says": f"{_period(bar.row)}: {_number(bar.row.value)} {bar.row.unit}. {bar.row.note}".strip(),
        "labels": [
            Label(x=_LEFT - 8, y=y + 15, text=shortened(_period(bar.row), _LEFT - 20), anchor="end"),
            figure,
            *(
                Label(x=_TOLD, y=y + 9 + 15 * i, text=shortened(line, WIDTH - 12 - _TOLD), fill=SOFT)
                for i, line in enumerate(lines)
                if line
            ),
        ],
    }


def _what(row: Throughput, words: Words) -> str:
    """Return what passed, and which way."""
    return f"{row.unit.removesuffix('/day')}, {_way(row, words)}"


def _way(row: Throughput, words: Words) -> str:
    return words("both directions") if row.direction == "both" else row.direction


def _source(row: Throughput, report: PortReport) -> str:
    known = next((source for source in report.sources if source.source_id == row.source_id), None)
    return f"{known.publisher} {known.published_on}".strip() if known else row.source_id


def _tick(x: Scale, value: float, bottom: float) -> dict[str, object]:
    label = Label(x=x(value), y=bottom + 20, text=_number(value), anchor="middle", fill=SOFT)
    return {"x": x(value), "label": label}


def _heading(bars: list[_Bar], words: Words) -> Label:
    if not bars:
        return Label(x=12, y=14, text=words("No figure of vehicles a day is published for this port."))
    return Label(x=_LEFT, y=14, text=words("Vehicles or trains a day"), fill=SOFT)


def _keys(bars: list[_Bar], words: Words) -> list[Key]:
    names = {
        False: words("published as so many a day"),
        True: words("a count, divided by the days of its period"),
    }
    present = {bar.is_derived for bar in bars}
    return [
        Key(text=names[kind], colour=colour, hatch=hatch)
        for kind, (colour, hatch) in _LOOKS.items()
        if kind in present
    ]


def _caption(bars: list[_Bar], words: Words) -> str:
    if not bars:
        return words("No figure of vehicles a day is published for this port.")
    most = max(bars, key=lambda bar: bar.per_day)
    return words.many(
        "{count} figure: {value} a day ({period}; {what})",
        "{count} figures; the highest is {value} a day ({period}; {what})",
        len(bars),
        value=_number(most.per_day),
        period=_period(most.row),
        what=_what(most.row, words),
    )


def _table(report: PortReport, bars: list[_Bar], words: Words) -> Table:
    """Return all published figures, those in other units too."""
    per_day = {id(bar.row): _number(bar.per_day) for bar in bars}
    head = (
        words("From"),
        words("To"),
        words("Published"),
        words("Unit"),
        words("A day"),
        words("Direction"),
        words("Source"),
        words("Note"),
    )
    rows = tuple(
        (
            row.starts,
            row.ends,
            _number(row.value),
            row.unit,
            per_day.get(id(row), ""),
            _way(row, words),
            ", ".join(dict.fromkeys((_source(row, report), row.source_id))),
            row.note,
        )
        for row in sorted(report.throughputs, key=lambda row: (row.starts, row.ends))
    )
    return Table(head=head, rows=rows, numbers=frozenset({2, 4}))
