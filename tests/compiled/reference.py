"""Every answer of the reference engine from one start or to one goal, out of one search that stops nowhere."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corridor.compiled.jit import FAR
from corridor.engine.search import Adjacency, State, Trace, _Backward, _Forward, _run

Answers = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Times and seconds in motion, by terminal; `FAR` or `-FAR`, and nought, where there is no way."""


def first_arrivals(
    adjacency: Adjacency, source: Iterable[str], targets: Sequence[Sequence[str]], at: int
) -> Answers:
    """Return the earliest arrival at each target of one who leaves the source at `at`."""
    return _answers(_Forward(adjacency), source, targets, at, FAR)


def last_departures(
    adjacency: Adjacency, target: Iterable[str], sources: Sequence[Sequence[str]], by: int
) -> Answers:
    """Return the latest departure from each source of one who is at the target by `by`."""
    return _answers(_Backward(adjacency), target, sources, by, -FAR)


def _answers(
    way: _Forward | _Backward, starts: Iterable[str], ends: Sequence[Sequence[str]], at: int, none: int
) -> Answers:
    trace = Trace()
    _run(way, starts, (), frozenset(), at, None, trace)
    moved: dict[State, int] = {}

    def moved_to(state: State) -> int:
        if state not in moved:
            before = trace.came_by.get(state)
            moved[state] = 0 if before is None else moved_to(before[0]) + before[1].traversal.free_s
        return moved[state]

    labels = [
        min(
            (
                (trace.times[name, 0] * way.sign, moved_to((name, 0)))
                for name in end
                if (name, 0) in trace.times
            ),
            default=(none * way.sign, 0),
        )
        for end in ends
    ]
    return (
        np.array([time * way.sign for time, _ in labels], np.int64),
        np.array([seconds for _, seconds in labels], np.int64),
    )
