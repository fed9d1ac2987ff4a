"""Where the hours go, before and after: totals by kind as bars, for one lane or several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corridor.model.itinerary import LegKind
from corridor.plotting.charts.axes import Scale
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw, finished
from corridor.plotting.charts.itineraries import kinds_used
from corridor.plotting.charts.key import key, key_height, kind_meanings
from corridor.plotting.charts.lettering import fitted, text_width
from corridor.plotting.charts.timeline import hour_marks
from corridor.plotting.charts.verdicts import SPENT, difference
from corridor.plotting.style import LEG_COLOURS, LEG_HATCHES, LEG_NAMES, Hatch, RouteStyle, route_style
from corridor.plotting.words import Words

_LEFT: Final = 14.0
_RIGHT: Final = WIDTH - 200.0
"""Where the longest bar ends; its figures stand behind it."""
_LANE, _TITLE, _BAR, _GAP, _AXIS = 30, 22, 22, 10, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitBar:
    """A trip, or the mean of many: seconds by kind of leg. `title` is the scenario."""

    title: str
    totals_s: Mapping[LegKind, float]

    @property
    def total_s(self) -> float:
        """The whole, in seconds."""
        return sum(self.totals_s.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """An origin and destination with its bars; the first is the baseline."""

    title: str
    bars: tuple[SplitBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    x: float
    width: float
    colour: str
    hatch: Hatch
    says: str
    figure: str
    figure_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    y: float
    number: int
    title: str
    style: RouteStyle
    blocks: tuple[_Block, ...]
    end: float
    total: str
    gap: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    y: float
    title: str
    bars: tuple[_Bar, ...]


def split_bars(chart_id: str, lanes: Sequence[Lane], words: Words, axis: str = "") -> Chart:
    """Return each lane's scenarios as bars on one scale of hours, with differences to the lane's baseline.

    `axis` says what the hours are, if not those from door to door.
    """
    bars = [bar for lane in lanes for bar in lane.bars]
    scale = Scale(0, max((bar.total_s for bar in bars), default=0), _LEFT, _RIGHT)
    shown = key(kind_meanings(words, kinds_used(bar.totals_s for bar in bars)))
    y = key_height(shown) + 12
    groups = []
    for lane in lanes:
        groups.append(_group(words, scale, lane, y, titled=len(lanes) > 1))
        y += _LANE * (len(lanes) > 1) + (_TITLE + _BAR + _GAP) * len(lane.bars) + 4
    return Chart(
        chart_id=chart_id,
        title=words("Where the hours go"),
        caption=_conclusion(words, lanes),
        height=round(y + _AXIS),
        body=draw(
            "split_bars.svg",
            chart_id=chart_id,
            key=shown,
            groups=groups,
            ticks=hour_marks(words, scale),
            axis=axis or words("Hours from door to door"),
            top=key_height(shown) + 8,
            bottom=y,
            left=_LEFT,
            right=_RIGHT,
            bar_height=_BAR,
            title_height=_TITLE,
            lane_height=_LANE,
        ),
        table=_table(words, lanes),
    )


def _group(words: Words, scale: Scale, lane: Lane, y: float, *, titled: bool) -> _Group:
    first = y + _LANE * titled
    bars = tuple(
        _bar(words, scale, lane, i, first + i * (_TITLE + _BAR + _GAP)) for i in range(len(lane.bars))
    )
    return _Group(y=y, title=fitted(lane.title, WIDTH - 2 * _LEFT, 15) if titled else "", bars=bars)


def _bar(words: Words, scale: Scale, lane: Lane, index: int, y: float) -> _Bar:
    bar = lane.bars[index]
    blocks, gone_s = [], 0.0
    for kind in LEG_NAMES:
        if seconds := bar.totals_s.get(kind, 0):
            blocks.append(_block(words, scale, kind, gone_s, seconds))
            gone_s += seconds
    return _Bar(
        y=y,
        number=index + 1,
        title=fitted(bar.title, WIDTH - 60),
        style=route_style(index),
        blocks=tuple(blocks),
        end=scale(gone_s),
        total=words.duration(bar.total_s),
        gap=_gap(words, lane, bar) if index else "",
    )


def _block(words: Words, scale: Scale, kind: LegKind, gone_s: float, seconds: float) -> _Block:
    x, figure = scale(gone_s), words.duration(seconds)
    width, figure_width = scale(gone_s + seconds) - x, text_width(figure, 12) + 8
    return _Block(
        x=x,
        width=width,
        colour=LEG_COLOURS[kind],
        hatch=LEG_HATCHES[kind],
        says=f"{words(LEG_NAMES[kind])} {figure}",
        figure=figure if figure_width + 6 <= width else "",
        figure_width=figure_width,
    )


def _gap(words: Words, lane: Lane, bar: SplitBar) -> str:
    return difference(words, bar.total_s - lane.bars[0].total_s)


def _conclusion(words: Words, lanes: Sequence[Lane]) -> str:
    """Return by how much each scenario is sooner or later than the baseline, and where or by what most."""
    told = [lane for lane in lanes if lane.bars]
    if not told:
        return words("There is no trip to show.")
    if len(told) == 1:
        baseline, *others = told[0].bars
        return " ".join([_compared(words, baseline, other) for other in others] or [_alone(words, baseline)])
    titles = dict.fromkeys(bar.title for lane in told for bar in lane.bars[1:])
    return " ".join(_over_lanes(words, told, title) for title in titles)


def _alone(words: Words, bar: SplitBar) -> str:
    kind = max(LEG_NAMES, key=lambda kind: bar.totals_s.get(kind, 0))
    part = words.duration(bar.totals_s.get(kind, 0))
    total = words.duration(bar.total_s)
    return words(
        "The trip takes {total}; most of it is {kind} ({part}).",
        total=total,
        kind=words(SPENT[kind]),
        part=part,
    )


def _compared(words: Words, baseline: SplitBar, other: SplitBar) -> str:
    gaps = {kind: other.totals_s.get(kind, 0) - baseline.totals_s.get(kind, 0) for kind in LEG_NAMES}
    kind = max(gaps, key=lambda kind: abs(gaps[kind]))
    fields = {
        "scenario": other.title,
        "baseline": baseline.title,
        "gap": difference(words, other.total_s - baseline.total_s),
        "kind": words(SPENT[kind]),
        "part": difference(words, gaps[kind]),
    }
    if not any(gaps.values()):
        return words('"{scenario}" changes nothing against "{baseline}".', **fields)
    return words('"{scenario}" against "{baseline}": {gap}; what changes most is {kind} ({part}).', **fields)


def _over_lanes(words: Words, lanes: Sequence[Lane], title: str) -> str:
    """Return the range of differences of a scenario over lanes."""
    gaps = [
        (bar.total_s - lane.bars[0].total_s, lane.title)
        for lane in lanes
        for bar in lane.bars[1:]
        if bar.title == title
    ]
    (least_s, _), (most_s, _) = min(gaps), max(gaps)
    _, lane = max(gaps, key=lambda gap: abs(gap[0]))
    fields = {
        "scenario": title,
        "baseline": lanes[0].bars[0].title,
        "least": difference(words, least_s),
        "most": difference(words, most_s),
    }
    if fields["least"] == fields["most"]:
        return words('"{scenario}" against "{baseline}" on every lane: {most}.', **fields)
    return words(
        '"{scenario}" against "{baseline}": from {least} to {most}, the greatest change on {lane}.',
        lane=lane,
        **fields,
    )


def _table(words: Words, lanes: Sequence[Lane]) -> Table:
    kinds = kinds_used(bar.totals_s for lane in lanes for bar in lane.bars)
    head = (words("Lane"), words("Scenario"), *(words(LEG_NAMES[kind]) for kind in kinds))
    rows = [
        finished(
            (
                lane.title,
                bar.title,
                *(words.duration(bar.totals_s.get(kind, 0)) for kind in kinds),
                words.duration(bar.total_s),
                _gap(words, lane, bar) if i else None,
            )
        )
        for lane in lanes
        for i, bar in enumerate(lane.bars)
    ]
    head += (words("Total"), words("Difference"))
    return Table(head=head, rows=tuple(rows), numbers=frozenset(range(2, len(head))))
