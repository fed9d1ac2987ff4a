"""Lines of a time-distance chart: slopes where trucks move, steps where they stand, and figures beside long steps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from corridor.model.itinerary import Itinerary
from corridor.plotting.charts.axes import Scale, dodged
from corridor.plotting.charts.itineraries import Names, Span, spans, whereabouts
from corridor.plotting.charts.lettering import FONT_SIZE, fitted, lines_of, text_width
from corridor.plotting.maps.route.page import MapRoute
from corridor.plotting.style import LEG_COLOURS, LEG_HATCHES, LEG_NAMES, Hatch, RouteStyle, route_style
from corridor.plotting.words import Words

_SLOT: Final = 12.0
"""Lines run side by side, so far apart that equal stretches do not hide one another; in pixels."""
STEP: Final = 9.0
"""Width of a step."""
_LEAST: Final = 2.5
"""Height of the lowest step."""
_LABEL: Final = 56.0
"""Height of a label at the end of a line."""
_LOWERED: Final = 19.0
"""By how much the words of a label stand lower below several numbers."""
_FIGURE_FROM: Final = 26.0
"""Height of steps that get a figure if it has room."""
_LONG_REST_S: Final = 24 * 3600
"""Shorter rests are told by their colour alone."""
_TITLE_LINES: Final = 2

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Time spent at one spot; `box` is its rectangle and `says` its remark."""

    box: Box
    colour: str
    hatch: Hatch
    says: str
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A duration beside a step, from `x` on; `box` is what it takes."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One trip, or several that are alike; the label of its end stands at `label_y`.

    `lines` is as much of the title as that label holds, and `ferries` are the stretches at sea.
    """

    style: RouteStyle
    chips: tuple[tuple[int, str], ...]
    title: str
    lines: tuple[str, ...]
    total: str
    points: tuple[Point, ...]
    steps: tuple[Step, ...]
    ferries: tuple[tuple[Point, Point], ...]
    label_y: float

    def label_box(self, left: float, right: float) -> Box:
        """Return the room of the label of its end."""
        lowered = _LOWERED if len(self.chips) > 1 else 0.0
        return (left, self.label_y - 10, right, self.label_y + 12 + lowered + 15 * len(self.lines))

    @property
    def end(self) -> Point:
        """Where it ends."""
        return self.points[-1]


def trip_lines(
    words: Words, names: Names, trips: Sequence[MapRoute], across: Scale, up: Scale, label_room: float
) -> list[Line]:
    """Return the lines of trips on scales of kilometres and seconds, with labels that do not meet."""
    alike = _alike([trip.itinerary for trip in trips])
    lines = []
    for i, members in enumerate(alike):
        shift = (i - (len(alike) - 1) / 2) * _SLOT
        shifted = replace(across, start=across.start + shift, end=across.end + shift)
        lines.append(_line(words, names, [(m, trips[m]) for m in members], shifted, up))
    by_end = sorted(range(len(lines)), key=lambda i: lines[i].end[1])
    places = dodged([lines[i].end[1] for i in by_end], _LABEL, up.end, up.start - _LABEL / 2)
    placed = dict(zip(by_end, places, strict=True))
    return [
        replace(line, label_y=placed[i], lines=_title_lines(line, label_room)) for i, line in enumerate(lines)
    ]


def _title_lines(line: Line, room: float) -> tuple[str, ...]:
    """Return what the label holds of a title; several numbers push the total into the place of one line."""
    most = _TITLE_LINES if len(line.chips) == 1 else 1
    texts = lines_of(line.title, room, 12)
    if len(texts) <= most:
        return tuple(texts)
    return (*texts[: most - 1], fitted(" ".join(texts[most - 1 :]), room, 12))


def _alike(itineraries: Sequence[Itinerary]) -> list[list[int]]:
    """Return the trips grouped by what their lines look like; those without legs have none."""
    found: dict[tuple[tuple[str, int, float], ...], list[int]] = {}
    for i, itinerary in enumerate(itineraries):
        if itinerary.legs:
            look = tuple((part.kind, part.duration_s, part.end_km) for part in spans(itinerary))
            found.setdefault(look, []).append(i)
    return list(found.values())


def _line(
    words: Words, names: Names, members: Sequence[tuple[int, MapRoute]], across: Scale, up: Scale
) -> Line:
    index, trip = members[0]
    itinerary, parts = trip.itinerary, spans(trip.itinerary)
    points = [(across(0), up(0))]
    points += [(across(part.end_km), up(part.arrive_at - itinerary.depart_at)) for part in parts]
    drawn = list(zip(parts, points, points[1:], strict=False))
    return Line(
        style=route_style(index),
        chips=tuple((member + 1, route_style(member).colour) for member, _ in members),
        title=" = ".join(trip.title for _, trip in members),
        lines=(),
        total=_total(words, words.duration(itinerary.duration_s), len(members)),
        points=tuple(points),
        steps=tuple(_step(words, names, *some) for some in drawn if not some[0].is_moving),
        ferries=tuple((start, end) for part, start, end in drawn if part.kind == "ferry"),
        label_y=0.0,
    )


def _total(words: Words, total: str, alike: int) -> str:
    if alike == 1:
        return total
    return words("both {total}", total=total) if alike == 2 else words("all {total}", total=total)


def _step(words: Words, names: Names, part: Span, start: Point, end: Point) -> Step:
    (x, bottom), (_, top) = start, end
    duration = words.duration(part.duration_s)
    has_figure = bottom - top >= _FIGURE_FROM and (part.kind != "rest" or part.duration_s >= _LONG_REST_S)
    return Step(
        box=(x - STEP / 2, min(top, bottom - _LEAST), x + STEP / 2, bottom),
        colour=LEG_COLOURS[part.kind],
        hatch=LEG_HATCHES[part.kind],
        says=f"{words(LEG_NAMES[part.kind])} {duration}, {whereabouts(words, names, part)}",
        figure=duration if has_figure else "",
    )


def figures(lines: Sequence[Line], taken: Sequence[Box], left: float, top: float) -> list[Figure]:
    """Return figures beside high steps, the highest first, right of `left`, below `top`, clear of all else."""
    steps = sorted(
        (step for line in lines for step in line.steps), key=lambda step: step.box[1] - step.box[3]
    )
    placed: list[Figure] = []
    for step in steps:
        if not step.figure:
            continue
        kept = [*taken, *(figure.box for figure in placed)]
        for box in _beside(step):
            if (
                box[0] > left
                and box[1] > top
                and is_clear(box, lines)
                and not any(_meet(box, other) for other in kept)
            ):
                placed.append(Figure(text=step.figure, box=box))
                break
    return placed


def is_clear(box: Box, lines: Sequence[Line]) -> bool:
    """Whether no line and no step goes through a box."""
    return not any(
        _crossed(box, line.points) or any(_meet(box, step.box) for step in line.steps) for line in lines
    )


def _beside(step: Step) -> tuple[Box, Box]:
    """Return the room for a figure to the right and to the left of a step."""
    left, top, right, bottom = step.box
    width, middle, half = text_width(step.figure), (top + bottom) / 2, FONT_SIZE / 2 + 2
    return (
        (right + 5, middle - half, right + 5 + width, middle + half),
        (left - 5 - width, middle - half, left - 5, middle + half),
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crossed(box: Box, points: Sequence[Point]) -> bool:
    """Whether a line goes through a box."""
    return any(_through(box, a, b) for a, b in pairwise(points))


def _through(box: Box, a: Point, b: Point) -> bool:
    around = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]) + 0.1, max(a[1], b[1]) + 0.1)
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    turns = [(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for x, y in corners]
    return _meet(box, around) and min(turns) <= 0 <= max(turns)
