"""Lines as SVG paths, with no more points than the eye can tell."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

Point = tuple[float, float]
"""x and y in pixels."""

_TOLERANCE: Final = 0.25
"""Pixels by which a drawn line may miss a point."""


def path(lines: Sequence[Sequence[Point]], end: str = "") -> str:
    """Return an SVG path of several lines, to a tenth of a pixel; `end` is `Z` to close each of them."""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in simplified([*_thinned(line)])) + end
        for line in lines
        if line
    )


def simplified(line: Sequence[Point]) -> list[Point]:
    """Return the points that a line needs to pass all of them within a quarter of a pixel (Douglas and Peucker)."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        middle = max(range(first + 1, last), key=lambda i: _off(line[i], line[first], line[last]), default=0)
        if middle and _off(line[middle], line[first], line[last]) > _TOLERANCE:
            kept.add(middle)
            spans += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(kept)]


def _off(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the straight line between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    to_x, to_y = point[0] - start[0], point[1] - start[1]
    length = math.hypot(across, down)
    return abs(across * to_y - down * to_x) / length if length else math.hypot(to_x, to_y)


def _thinned(line: Sequence[Point]) -> Iterator[Point]:
    """Yield of each column of a pixel the first, highest, lowest and last point, in order."""
    column: list[Point] = []
    for point in line:
        if column and int(point[0]) != int(column[0][0]):
            yield from _extremes(column)
            column = []
        column.append(point)
    yield from _extremes(column)


def _extremes(column: Sequence[Point]) -> list[Point]:
    ends = {0, len(column) - 1}
    extremes = {pick(range(len(column)), key=lambda i: column[i][1]) for pick in (min, max)}
    return [column[i] for i in sorted(ends | extremes)]
