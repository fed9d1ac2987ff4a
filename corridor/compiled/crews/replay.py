"""Between kernels and the reference engine: hours for those who ask for them, and ways gone once more by the rules."""

from collections.abc import Callable

import numpy as np

from corridor.compiled.crews.roads import Timetable
from corridor.compiled.crews.rules import is_row_of, rules_of
from corridor.compiled.crews.tables import Hours, Rules
from corridor.compiled.crews.work import PERIODS_ASKED, QUEUE_ASKED, ROOM_ASKED
from corridor.compiled.jit import Int64s
from corridor.engine.crew_passages import Crewing, Passage
from corridor.engine.search import Adjacency
from corridor.network.arcs import Arc
from corridor.operations.fortnight import FortnightClock


class TooManyPassagesError(Exception):
    """There are more ways over one arc than kernels have room for."""


def ask_on(run: Callable[[Hours, Int64s], None], timetable: Timetable) -> None:
    """Run kernels until they have nothing left to ask; where they pause, whoever has interrupted them is heard.

    Raises:
        TooManyPassagesError: They ask for more room than they have.
    """
    ask = np.zeros(3, np.int64)
    while True:
        try:
            run(timetable.hours, ask)
        except SystemError as error:
            # A kernel raises nothing: an exception that is set when it comes back is a person's interruption.
            if "exception set" in str(error):
                raise KeyboardInterrupt from None
            raise
        kind, number, at = ask.tolist()
        if not kind:
            return
        if kind == PERIODS_ASKED:
            timetable.learn_periods(number, at)
        elif kind == QUEUE_ASKED:
            timetable.learn_queue(number, at)
        elif kind == ROOM_ASKED:
            raise TooManyPassagesError
        ask[:] = 0


def countries_of(crewing: Crewing, adjacency: Adjacency) -> dict[str, int]:
    """Return the numbers of the countries of an adjacency's nodes, by name."""
    return {name: i for i, name in enumerate(sorted({crewing.countries[node] for node in adjacency.out}))}


def rules_for(crewing: Crewing, names: list[str]) -> Rules:
    """Return the rules of a crew, whose clock may count two weeks; `names` are those of the countries."""
    clock = crewing.clock
    if isinstance(clock, FortnightClock):
        return rules_of(crewing, clock.plain, clock.rule, names)
    return rules_of(crewing, clock, None, names)


def gone_on(crewing: Crewing, arc: Arc, passage: Passage, row: Int64s) -> Passage:
    """Return the passage over an arc, or on over it, that a kernel's row is.

    Raises:
        RuntimeError: By the rules there is none: one of the engines is wrong.
    """
    if passage.left_s:
        ways = crewing.driven_on(arc, passage)
    else:
        ways = crewing.passages(arc, passage.end, passage.state)
    then = next((way for way in ways if is_row_of(row, way)), None)
    if then is None:
        raise RuntimeError(f"engines disagree on {arc.name}, left at {passage.end}")
    return then
