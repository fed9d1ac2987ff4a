"""How a link comes into reach: the first time at each point of it, whoever gets there."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from corridor.calendars.periods import NEVER
from corridor.engine.steps import Step


class Stretch(NamedTuple):
    """Seconds `first` to `last` of driving a link, reached at the instants from `start` on, one a second."""

    first: int
    last: int
    start: int


def first_there(found: Collection[Stretch]) -> list[Stretch]:
    """Return when each part of a link is reached first, over all that is driven on it.

    Every truck drives it at one speed, so that of two that are under way the one that is ahead at a point stays so.
    """
    cuts = sorted({cut for stretch in found for cut in (stretch.first, stretch.last)})
    merged: list[Stretch] = []
    for first, last in pairwise(cuts):
        start = min(
            (s.start + first - s.first for s in found if s.first <= first and last <= s.last), default=None
        )
        if start is None:
            continue
        if merged and merged[-1].last == first and merged[-1].start + first - merged[-1].first == start:
            merged[-1] = merged[-1]._replace(last=last)
        else:
            merged.append(Stretch(first, last, start))
    return merged


def driven(steps: Sequence[Step], by: int) -> Iterable[Stretch]:
    """Yield what is driven of a link by `by`."""
    done = 0
    for step in steps:
        if step.kind == "work":
            end = min(step.end, by)
            if end > step.start:
                yield Stretch(done, done + end - step.start, step.start)
            done += step.end - step.start


def met(
    forth: Sequence[Stretch], back: Sequence[Stretch], whole_s: int
) -> tuple[list[Stretch], list[Stretch]]:
    """Return what is reached first from either end of a link that takes `whole_s`; `back` counts from the other end."""
    low, high = 0, whole_s
    while low < high:
        middle = (low + high) // 2
        if _reached(forth, middle) >= _reached(back, whole_s - middle):
            high = middle
        else:
            low = middle + 1
    return _up_to(forth, low), _up_to(back, whole_s - low)


def _reached(stretches: Sequence[Stretch], point: int) -> int:
    """Return when a point is reached; NEVER if it is not."""
    for first, last, start in stretches:
        if first <= point <= last:
            return start + point - first
    return NEVER


def _up_to(stretches: Iterable[Stretch], point: int) -> list[Stretch]:
    return [s._replace(last=min(s.last, point)) for s in stretches if s.first < point]
