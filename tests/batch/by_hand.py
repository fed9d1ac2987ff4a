"""Profiles written by hand or drawn at random, and what becomes of every single second of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from corridor.model.ids import CrossingId
from corridor.model.profile import NO_ARRIVAL, Profile

HOUR = 3600
MONDAY = 1_751_212_800  # 2025-06-30 00:00 +08
EIGHT = MONDAY + 8 * HOUR

Wait = tuple[str, int, bool]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A piece as one writes it; `arrives` None: no way."""

    departs: int
    arrives: int | None
    rises: bool = False
    moving_s: int = 0
    by: tuple[str, ...] = ("irkeshtam",)
    waits: tuple[Wait, ...] = ()


class Second(NamedTuple):
    """One departure."""

    depart_at: int
    arrive_at: int | None
    wait_s: int
    crossings: tuple[str, ...]
    waits: dict[str, int]


def profile_of(rules: Sequence[Rule], end: int) -> Profile:
    ways = [rule.by for rule in rules if rule.arrives is not None]
    waits = [wait for rule in rules for wait in rule.waits]
    points = sorted({at for at, _, _ in waits})
    numbers = np.cumsum([rule.arrives is not None for rule in rules]) - 1
    return Profile(
        start=rules[0].departs,
        end=end,
        departs=np.array([rule.departs for rule in rules]),
        arrives=np.array([NO_ARRIVAL if rule.arrives is None else rule.arrives for rule in rules]),
        rises=np.array([rule.rises for rule in rules]),
        moving_s=np.array([rule.moving_s for rule in rules]),
        ways=np.where([rule.arrives is None for rule in rules], -1, numbers),
        crossings=[tuple(map(CrossingId, way)) for way in ways],
        wait_ends=np.cumsum([0, *(len(rule.waits) for rule in rules)]),
        wait_at=np.array([points.index(at) for at, _, _ in waits], np.int64),
        wait_s=np.array([wait_s for _, wait_s, _ in waits], np.int64),
        wait_shrinks=np.array([shrinks for _, _, shrinks in waits], np.bool_),
        waiting_points=points,
    )


def seconds_of(rules: Sequence[Rule], end: int) -> list[Second]:
    """Return every departure, one by one."""
    found = []
    for rule, until in zip(rules, [*(rule.departs for rule in rules[1:]), end], strict=True):
        for later, at in enumerate(range(rule.departs, until)):
            if rule.arrives is None:
                found.append(Second(at, None, 0, (), {}))
                continue
            arrive_at = rule.arrives + later * rule.rises
            waits: dict[str, int] = {}
            for point, wait_s, shrinks in rule.waits:
                waits[point] = waits.get(point, 0) + wait_s - later * shrinks
            found.append(Second(at, arrive_at, arrive_at - at - rule.moving_s, rule.by, waits))
    return found


GATE = [
    # An hour to a gate that admits from 10:00 to 12:00, and an hour of clearance: leave 08:00 to 12:00.
    Rule(
        departs=EIGHT, arrives=EIGHT + 3 * HOUR, moving_s=2 * HOUR, waits=(("gate", HOUR, True),)
    ),
    Rule(departs=EIGHT + HOUR, arrives=EIGHT + 3 * HOUR, rises=True, moving_s=2 * HOUR),
    Rule(
        departs=EIGHT + 3 * HOUR, arrives=EIGHT + 27 * HOUR, moving_s=2 * HOUR, waits=(("gate", 22 * HOUR, True),)
    ),
]  # fmt: skip
GATE_END = EIGHT + 4 * HOUR


@st.composite
def rules(draw: st.DrawFn, start: int, end: int) -> list[Rule]:
    """Draw pieces of `[start, end)` that are first in, first out, perhaps with no way at the end."""
    cuts = draw(st.sets(st.integers(start + 1, end - 1), max_size=6)) if end - start > 1 else set()
    departs = [start, *sorted(cuts)]
    answered = len(departs) - draw(st.sampled_from([0, 0, 1]))
    found: list[Rule] = []
    arrived = start
    for number, (at, until) in enumerate(zip(departs, [*departs[1:], end], strict=True)):
        if number >= answered:
            found.append(Rule(departs=at, arrives=None))
            continue
        rises, moving_s = draw(st.booleans()), draw(st.sampled_from([0, 1000, 1000, 2500]))
        length = until - at
        soonest = max(arrived, at + moving_s + (0 if rises else length - 1))
        arrives = soonest + draw(st.sampled_from([0, 0, 1, 1800, 3599, 3600, 7300]))
        arrived = arrives + (length - 1 if rises else 0)
        waits = draw(split_waits(arrives - at - moving_s, 0 if rises else length - 1))
        by = draw(st.sampled_from([("irkeshtam",), ("torugart",), ("irkeshtam", "dostuk")]))
        found.append(Rule(departs=at, arrives=arrives, rises=rises, moving_s=moving_s, by=by, waits=waits))
    return found


@st.composite
def split_waits(draw: st.DrawFn, whole_s: int, shrinking_s: int) -> tuple[Wait, ...]:
    """Draw where one waits, the last wait shrinking if need be."""
    first = draw(st.integers(0, whole_s - shrinking_s))
    waits = (("yard", first, False),) if first else ()
    rest = whole_s - first
    return (*waits, (draw(st.sampled_from(["gate", "yard"])), rest, shrinking_s > 0)) if rest else waits


WINDOWS = st.builds(
    lambda start, length: (start, start + length),
    st.sampled_from(
        [MONDAY - 700, 1_762_063_200 - 700, 1_741_503_600 - 700]  # clocks of New York: back, and forward
    ),
    st.one_of(st.integers(1, 12), st.integers(1, 2500)),
)
ZONES = st.sampled_from(["Asia/Shanghai", "Asia/Kolkata", "America/New_York"])
