"""Labels that never meet: flags on poles."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.plotting.charts.lettering import FONT_SIZE, fitted, text_width

_GAP = 10
"""Free room between two flags of a row, in pixels."""
_POLE = 4
"""From a pole to its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A label to the right of a pole at `x`, in a row counted from 0; `text` is cut to fit, `full` is not."""

    x: float
    row: int
    text: str
    full: str

    @property
    def box(self) -> tuple[float, float]:
        """Where pole and text start and end."""
        return self.x, self.x + _POLE + text_width(self.text)


def flags(labels: Sequence[tuple[float, str]], right: float) -> list[Flag]:
    """Return labels (x, text) on poles, each in the first row that has room; none passes `right`.

    They are hung from right to left. A flag lies to the right of its pole, so later poles never cross it; it
    takes a row only if it ends before the poles that already stand in that row or pass it on to deeper ones.
    """
    hung: list[Flag] = []
    starts: list[float] = []  # the leftmost x taken, by row
    for x, full in sorted(labels, reverse=True):
        text = fitted(full, right - x - _POLE)
        needed = x + _POLE + text_width(text) + _GAP
        row = next((i for i in range(len(starts)) if needed <= min(starts[i:])), len(starts))
        starts[row : row + 1] = [x]
        hung.append(Flag(x=x, row=row, text=text, full=full))
    return hung[::-1]


def flags_within(
    labels: Sequence[tuple[float, str]],
    right: float,
    rows: int,
    always: int = 0,
    least_gap: float = FONT_SIZE,
) -> list[Flag]:
    """Return flags in `rows` rows at most, for labels in order of importance; those without room are left out.

    The first `always` labels are hung whatever rows they take. Poles stand `least_gap` apart.
    """
    chosen = list(labels[:always])
    hung = flags(chosen, right)
    for label in labels[always:]:
        if any(abs(label[0] - x) < least_gap for x, _ in chosen):
            continue
        tried = flags([*chosen, label], right)
        if max(flag.row for flag in tried) < max(rows, 1 + max((flag.row for flag in hung), default=0)):
            chosen, hung = [*chosen, label], tried
    return hung
