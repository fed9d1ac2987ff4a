"""What a truck does on the way, step by step: the form in which ways with and without a crew are told."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from corridor.network.arcs import Arc
from corridor.operations.rest_rules import Due

StepKind = Literal["work", "wait", "queue", "rest"]


class Step(NamedTuple):
    """What a truck does from one instant to another; `due` says what a rest was due for."""

    kind: StepKind
    start: int
    end: int
    due: Due = ""


Passed = tuple[Arc, Sequence[Step]]
"""An arc of a way, and what is done on it, in order and without gaps."""


def passed_by(way: Iterable[Arc], depart_at: int) -> list[Passed]:
    """Return the way of one who leaves at `depart_at` and never rests."""
    passed: list[Passed] = []
    clock = depart_at
    for arc in way:
        passed.append((arc, [Step(*part) for part in arc.traversal.parts(clock)]))
        clock = arc.traversal.arrive(clock)
    return passed


def end_of(passed: Iterable[Passed], depart_at: int) -> int:
    """Return when one is there who leaves at `depart_at`."""
    return max((step.end for _, steps in passed for step in steps), default=depart_at)


def arcs_of(passed: Iterable[Passed]) -> list[Arc]:
    """Return the arcs of a way."""
    return [arc for arc, _ in passed]


def stands_for_weeks(passed: Iterable[Passed]) -> bool:
    """Whether one stands somewhere until a week is over, since so much is driven in two."""
    return any(step.due == "fortnight" for _, steps in passed for step in steps)


def comings(passed: Iterable[Passed], depart_at: int) -> Iterator[tuple[Arc, int]]:
    """Yield each arc of a way with the instant at which one comes to it, after a rest before it if there is one."""
    clock = depart_at
    for arc, steps in passed:
        rested = [step.end for step in steps if step.kind == "rest" and arc.point is not None]
        yield arc, max(rested, default=clock)
        clock = steps[-1].end if steps else clock


def waits_of(passed: Iterable[Passed]) -> dict[str, int]:
    """Return the seconds waited, by what one waits at."""
    waits: dict[str, int] = {}
    for arc, steps in passed:
        waited = sum(step.end - step.start for step in steps if step.kind in {"wait", "queue"})
        if waited:
            waits[arc.waits_for] = waits.get(arc.waits_for, 0) + waited
    return waits
