"""What kernels are given: tables of whole numbers with named columns, for few and plain types compile quickly."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corridor.compiled.jit import Int64s, leaf

Table = NDArray[np.int64]

NONE: Final = np.int64(-1)
ZERO: Final = np.int64(0)
"""Numbers that kernels begin with: plain ones would each be a type of its own, and compiled for again."""

RESTS, DRIVE_S, REST_S, DAY_S, LONG_DAYS, MORE_S, SHORT_REST_S, SHORT_RESTS = range(8)
WEEK_DRIVE_S, WEEK_REST_S, WEEK_S, LEAST_REST_S = range(8, 12)
BOUND_KIND, BOUND_DRIVE_S, BOUND_BREAK_S, WEEK_PAYS = range(12, 16)
FORTNIGHT_S, FORTNIGHT_WEEK_S, FORTNIGHT_BEGINS_AT, ROADSIDE, CLEARANCE_RESTS = range(16, 21)
"""Terms of a crew's rules."""

KIND, DRIVE_BEFORE, RESTS_IN = range(3)
"""By country: the kind of break or -1, the driving before it, and whether the rule of rest holds."""


class Rules(NamedTuple):
    """The rules of a crew in seconds: kinds of break, a table by country, and the terms."""

    breaks: Int64s
    countries: Table
    terms: Int64s


FIRST_ARC, IS_GOAL, HAS_PARKING = range(3)
"""By state, and one more row: its first arc, whether a trip ends there, and whether trucks may stand there."""

HEAD, FREE_S, COUNTRY, IS_ROAD, IS_LIMITED, RELIEVES, MAY_STAND, IS_REST, RELAY_S = range(9)
PERIODS, QUEUE, RESUMES, DURATION_S, SHORT_S, SLOT_STARTS, SLOT_ENDS, SAME_AS = range(9, 17)
"""By arc: as `engine.crew_passages` and `operations.arrival` call it; indices into `Hours` are -1 where there is none.

`SAME_AS` is the first row of the same arc to the same state: with vias several states go over it."""


class Arcs(NamedTuple):
    """Directed arcs, sorted by tail, and the states that they lie between."""

    states: Table
    table: Table


FIRST_ROW, LAST_ROW, KNOWN_FROM, KNOWN_TO, IS_OVER = range(5)
"""By periods or queue: its rows, from when to when they are known, and whether there are none after that."""

OPENS, CLOSES = range(2)
COMES, THROUGH, RISES = range(3)


class Hours(NamedTuple):
    """Opening periods with their `spans`, and queues with their `pieces` (`compiled.pieces`)."""

    periods: Table
    spans: Table
    queues: Table
    pieces: Table


PLAIN_S, DRIVING_S, RELIEVED_S, BEFORE_S = range(4)
"""By state (`engine.crew_bounds.Stage`)."""
ELAPSED_S, AFTER_S, RELIEFS, LONGEST_S, SHORT_WINDOWS, FULL_WINDOWS, SHORT_LATER, FULL_LATER = range(2, 10)
"""By arcs behind on a way (`engine.crew_bounds.WayLeft`), after its length and its driving."""

ENDS_S, ENDS_DRIVING_S = range(2)


class Left(NamedTuple):
    """What is left by state: on a way that is known (1), or by any of many (0).

    Windows of duty `w` end at the rows `windows[w] : windows[w + 1]` of `ends`.
    """

    is_way: int
    table: Table
    windows: Int64s
    ends: Table


@leaf
def rows_below(table, column, first, last, value):
    """Return the first row of `first .. last` whose column, ascending, is not below a value; `last` if there is none."""
    while first < last:
        middle = (first + last) >> 1
        if table[middle, column] < value:
            first = middle + 1
        else:
            last = middle
    return first
