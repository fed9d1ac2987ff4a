"""Control points of a crossing, in order from one country to the other."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from corridor.dataset.content import Content, Located, grouped
from corridor.dataset.notices import Finding, quoted
from corridor.model.crossing import ControlPoint, CrossingMode
from corridor.model.ids import CrossingId

Chain = list[Located[ControlPoint]]
MAIN_ROLES: Final = frozenset({"inspection-yard", "post", "rail-station", "sea-port"})
"""Roles of which a side needs one: somebody must clear."""


def chains(content: Content) -> dict[tuple[CrossingId, CrossingMode], Chain]:
    """Return the control points of each crossing and mode in their order."""
    groups = grouped(content.control_points, lambda control: (control.crossing_id, control.mode))
    for rows in groups.values():
        rows.sort(key=lambda row: (row.item.seq, row.line))
    return groups


def missing_chains(content: Content) -> Iterator[Finding]:
    """Yield open freight crossings without any control point."""
    present = {row.item.crossing_id for row in content.control_points}
    for row in content.crossings:
        crossing = row.item
        if crossing.status == "open" and crossing.freight != "no" and crossing.crossing_id not in present:
            message = f"{quoted(crossing.crossing_id)} has no control point"
            yield row.finding("crossing-without-control-points", "crossing_id", message)


def wrong_sequences(content: Content) -> Iterator[Finding]:
    """Yield chains that do not count 1, 2, 3 ... or in which the sides are out of order."""
    countries = {row.item.crossing_id: row.item.countries for row in content.crossings}
    for (crossing_id, mode), chain in chains(content).items():
        for due, row in enumerate(chain, 1):
            if row.item.seq != due:
                message = f"seq is {row.item.seq}, but this is number {due} of {quoted(crossing_id)} ({mode})"
                yield row.finding("sequence-gap", "seq", message)
                break
        first = countries.get(crossing_id, ("",))[0]
        for before, after in pairwise(chain):
            if before.item.side != first and after.item.side == first:
                message = f"{first} comes after {before.item.side} at {quoted(crossing_id)}, whose country_a is {first}"
                yield after.finding("sides-out-of-order", "seq", message)


def wrong_directions(content: Content) -> Iterator[Finding]:
    """Yield lines at which something would be done, and other control points at which nothing would."""
    for row in content.control_points:
        is_line = row.item.role == "border-line"
        if is_line and row.item.directions:
            yield row.finding(
                "bad-directions", "directions", "nothing is done at a border-line: leave it blank"
            )
        elif not is_line and not row.item.directions:
            message = f"a {row.item.role} has export, import or both"
            yield row.finding("bad-directions", "directions", message)


def main_control_points(content: Content) -> Iterator[Finding]:
    """Yield sides without a main control point, and those with two for one direction."""
    crossings = {row.item.crossing_id: row for row in content.crossings}
    for (crossing_id, mode), chain in chains(content).items():
        main = [row for row in chain if row.item.role in MAIN_ROLES]
        yield from _doubled(main)
        crossing = crossings.get(crossing_id)
        for country in crossing.item.countries if crossing else ():
            if crossing and country not in {row.item.side for row in main}:
                message = f"{country} has no yard, post or station at {quoted(crossing_id)} ({mode})"
                yield crossing.finding("side-without-control-point", "crossing_id", message)


def _doubled(main: Chain) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for row in main:
        control = row.item
        for direction in control.directions:
            other = first.setdefault((control.side, direction), control.control_id)
            if other != control.control_id:
                message = f"{direction} of {control.side} is cleared at {other!r} already"
                yield row.finding("two-main-control-points", "directions", message)


def unjoined_chains(content: Content) -> Iterator[Finding]:
    """Yield neighbours of a chain that no link of their mode joins."""
    joined = {frozenset((row.item.from_id, row.item.to_id)): row.item.mode for row in content.links}
    pairs = {(frozenset((row.item.from_id, row.item.to_id)), row.item.mode) for row in content.links}
    for (crossing_id, mode), chain in chains(content).items():
        for before, after in pairwise(chain):
            ends = frozenset((before.item.control_id, after.item.control_id))
            if ends in joined and (mode == "sea" or (ends, mode) in pairs):
                continue
            message = f"no {mode} link joins it to {before.item.control_id!r}, the one before at {quoted(crossing_id)}"
            yield after.finding("chain-not-joined", "seq", message)
