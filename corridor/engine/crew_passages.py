"""How a crew gets over one arc: driving, stops that fall due, and waits that serve as break or rest.

Beside the road a crew stops when it must, for a rest taken later serves as well and leaves less driven since. Of its own
will it stops where it has to wait anyway, before a port or at the beginning of a ban, since only there a stop costs
less than it lasts. Where trucks may not stand beside the road, it also stops at parking from which it would not get to the
next one without a stop or a wait. It goes on as soon as a stop is long enough: it does not sleep longer to be on duty later.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from corridor.calendars.periods import NEVER, OpeningPeriods
from corridor.engine.steps import Passed, Step, end_of
from corridor.model.ids import CrossingId
from corridor.network.arcs import Arc
from corridor.operations.arrival import Timed, Traversal
from corridor.operations.crew_clock import CrewClock
from corridor.operations.fortnight import NONE_DRIVEN, Clock, FortnightClock, FortnightRule
from corridor.operations.least_stops import Ahead
from corridor.operations.rest_rules import Due, State


class Passage(NamedTuple):
    """One way of getting over an arc, or on to the end of a stop on it, at `end`, with `state` behind the crew.

    `left_s` of its driving are left; who is through has none.
    """

    end: int
    state: State
    steps: tuple[Step, ...]
    left_s: int = 0


@dataclass(frozen=True, kw_only=True)
class Crewing:
    """A crew, and where it may rest.

    Attributes:
        clock: The crew's rules.
        countries: Country by node.
        roadside: Whether trucks may stand beside the road; else only where there is parking.
        no_parking: Nodes at which standing is no break and no rest.
        clearance_rests: Whether the time of clearance counts as break or rest.
        relays: Seconds that a change of crew takes, by the crossing at whose line it happens.
        fortnight: The rule of two weeks, if there is one that the clock does not count.
    """

    clock: Clock
    countries: Mapping[str, str]
    roadside: bool = True
    no_parking: frozenset[str] = frozenset()
    clearance_rests: bool = False
    relays: Mapping[CrossingId, int] = field(default_factory=dict)
    fortnight: FortnightRule | None = None

    def counting_weeks(self) -> "Crewing":
        """Return the same crew, whose clock counts two weeks if they have a rule."""
        if self.fortnight is None or not isinstance(self.clock, CrewClock):
            return self
        return replace(
            self, clock=FortnightClock(self.clock, self.fortnight, roadside=self.roadside), fortnight=None
        )

    def may_get_over(self, arc: Arc) -> bool:
        """Whether a rested crew gets over an arc: not if it is a longer drive than it may go without a stop, and it may not stop."""
        if self.roadside or arc.link is None or arc.link.mode != "road":
            return True
        return arc.traversal.free_s <= self.clock.longest_drive_s(self.countries[arc.tail])

    def keeps_fortnight(self, passed: Sequence[Passed], depart_at: int) -> bool:
        """Whether a way, gone from `depart_at` on, drives no more in two weeks than the rule allows that is not counted."""
        rule = self.fortnight
        if rule is None or end_of(passed, depart_at) - depart_at <= rule.drive_s:
            return True
        weeks = NONE_DRIVEN
        for arc, steps in passed:
            is_limited = self.clock.rests_in(self.countries[arc.tail])
            for step in steps if arc.link is not None and arc.link.mode == "road" else ():
                if step.kind == "work":
                    if is_limited and rule.room(weeks, step.start) < step.end - step.start:
                        return False
                    weeks = rule.driven(weeks, step.start, step.end)
            if arc.crosses in self.relays:
                weeks = NONE_DRIVEN
        return True

    def passages(self, arc: Arc, at: int, state: State) -> Iterator[Passage]:
        """Yield the ways over an arc for a crew that comes at `at`, as far as their first stops on a road.

        Some may be worse than others in everything.
        """
        if arc.link is not None and arc.link.mode == "road":
            return self._drives(arc, self._begun(arc, Passage(at, state, (), arc.traversal.free_s)))
        passed = self._passes(arc, at, state)
        relay_s = self.relays.get(arc.crosses) if arc.crosses else None
        return passed if relay_s is None else self._relayed(passed, relay_s)

    def driven_on(self, arc: Arc, passage: Passage) -> Iterator[Passage]:
        """Yield the ways over the rest of a road, as far as the next stops."""
        return self._drives(arc, [passage])

    def survives(self, kept: list[Passage], passage: Passage, *, may_stand: bool) -> bool:
        """Keep a passage unless another one at the same point is as good in everything; drop those it is as good as."""
        as_good, end, state = self.clock.is_no_worse, passage.end, passage.state
        for i, other in enumerate(kept):
            if other.end <= end and as_good(other.state, state, end - other.end, may_stand=may_stand):
                kept.insert(0, kept.pop(i))  # the next one is like this one
                return False
        kept[:] = [
            other
            for other in kept
            if other.end < end or not as_good(state, other.state, other.end - end, may_stand=may_stand)
        ]
        kept.append(passage)
        return True

    def least_s(self, passage: Passage, ahead: Ahead, free_s: int) -> int:
        """Return the least seconds of what is ahead, which takes `free_s` without stops.

        Nothing that is done on the way serves as a stop, unless clearance does: then nothing is known of stops.
        """
        if self.clearance_rests:
            return free_s
        return self.clock.least_s(passage.state, ahead, free_s, passage.end)

    def _relayed(self, passed: Iterator[Passage], relay_s: int) -> Iterator[Passage]:
        for end, _, steps, _ in passed:
            step = Step("work", end, end + relay_s)
            yield Passage(end + relay_s, self.clock.fresh(end + relay_s), (*steps, step))

    def _drives(self, arc: Arc, todo: list[Passage]) -> Iterator[Passage]:
        """Drive on, and yield what is through, or has stopped because it had to."""
        country, whole_s, allowed = self.countries[arc.tail], arc.traversal.free_s, _allowed(arc.traversal)
        while todo:
            passage = todo.pop()
            if not passage.left_s:
                yield passage
                continue
            stands = self.roadside or (passage.left_s == whole_s and self._stands_at(arc))
            period = allowed.at_or_after(passage.end) if allowed else (passage.end, NEVER)
            if period is None:
                continue
            if period[0] > passage.end:
                todo += self._waits(country, passage, period[0], counts=stands)
                continue
            room_s, due = self.clock.room(passage.state, passage.end, country)
            if room_s > 0:
                todo.append(self._driven(passage, min(room_s, passage.left_s, period[1] - passage.end)))
                continue
            if (longer := self.clock.made_long(passage.state)) is not None:
                todo.append(passage._replace(state=longer))
            if stands:
                yield from self._stops(country, passage, due)

    def _stands_at(self, arc: Arc) -> bool:
        """Whether a truck may stand where an arc begins."""
        return self.roadside or arc.tail not in self.no_parking

    def _begun(self, arc: Arc, passage: Passage) -> list[Passage]:
        """Return what there may be before driving: waiting until the link is valid, and stops of one's own will."""
        country, begun, traversal = self.countries[arc.tail], [passage], arc.traversal
        stands = self._stands_at(arc)
        if isinstance(traversal, Timed) and traversal.admission != "resumes":
            through_at = traversal.arrive(passage.end)
            if through_at >= NEVER:
                return []
            if (admitted_at := through_at - traversal.free_s) > passage.end:
                begun = list(self._waits(country, passage, admitted_at, counts=stands))
        if not self.roadside and stands:
            for each in list(begun):
                room_s, due = self.clock.room(each.state, each.end, country)
                if not self._reaches_parking(arc, each, room_s):
                    begun += self._stops(country, each, "", due)
        return begun

    def _reaches_parking(self, arc: Arc, passage: Passage, room_s: int) -> bool:
        """Whether the crew, which may drive for `room_s`, gets over an arc to parking without a stop: one there serves as well."""
        if arc.head in self.no_parking or room_s < passage.left_s:
            return False
        if (allowed := _allowed(arc.traversal)) is None:
            return True
        opens_at, closes_at = allowed.at_or_after(passage.end) or (NEVER, NEVER)
        return opens_at <= passage.end and passage.end + passage.left_s <= closes_at

    def _driven(self, passage: Passage, seconds: int) -> Passage:
        now = passage.end
        state, steps = self.clock.driven(passage.state, seconds, now), passage.steps
        step = Step("work", now, now + seconds)
        return Passage(now + seconds, state, (*steps, step), passage.left_s - seconds)

    def _stops(self, country: str, passage: Passage, due: Due, why: Due = "") -> Iterator[Passage]:
        """Yield the stops that set the crew free to drive on, told as due for what is due, or will be."""
        now = passage.end
        for stop_s in self.clock.stops(passage.state, country, now, due):
            end = now + stop_s
            for then in self.clock.stood(passage.state, now, end):
                if self.clock.room(then, end, country)[0] > 0:
                    rest = Step("rest", now, end, due or why)
                    yield Passage(end, then, (*passage.steps, rest), passage.left_s)

    def _waits(self, country: str, passage: Passage, until: int, *, counts: bool) -> Iterator[Passage]:
        """Yield waiting until an instant, and stopping for longer where that makes a break or a rest of it."""
        now = passage.end
        wait = Step("wait", now, until)
        if not counts:
            yield passage._replace(end=until, steps=(*passage.steps, wait))
            return
        if passage.steps and self.clock.has_just_rested(passage.state, now):
            state = self.clock.rested_on(passage.state, until)
            yield Passage(until, state, (*passage.steps, wait), passage.left_s)
            return
        stops = self.clock.stops(passage.state, country, now)
        longer = [now + stop_s for stop_s in stops if now + stop_s > until]
        for end in (until, *longer):
            rest = (Step("rest", until, end),) if end > until else ()
            for then in self.clock.stood(passage.state, now, end):
                yield Passage(end, then, (*passage.steps, wait, *rest), passage.left_s)

    def _passes(self, arc: Arc, at: int, state: State) -> Iterator[Passage]:
        """Yield passing a port, a ferry, a train or a transload: without a stop before, and with one if one waits."""
        through_at = arc.traversal.arrive(at)
        if through_at >= NEVER:
            return
        counts = arc.tail not in self.no_parking
        leads = [0]
        is_last_parking = not self.roadside and arc.head in self.no_parking
        if counts and (is_last_parking or through_at - at > arc.traversal.free_s):
            leads += self.clock.stops(state, self.countries[arc.tail], at)
        for lead_s in leads:
            if arc.traversal.arrive(at + lead_s) < NEVER:
                yield from self._passed(arc, at, lead_s, state, counts=counts)

    def _passed(self, arc: Arc, at: int, lead_s: int, state: State, *, counts: bool) -> Iterator[Passage]:
        """Yield passing after a stop of `lead_s`; it goes on in what is waited after that."""
        rests_at_work = self.clearance_rests or arc.kind == "ferry" or (arc.link and arc.link.mode == "rail")
        steps = self._lead(arc, at, lead_s, state)
        steps += [Step(kind, start, end) for kind, start, end in arc.traversal.parts(at + lead_s)]
        states, since = [state], at
        for step in steps:
            if step.kind == "work" and not rests_at_work:
                states, since = self._credited(states, since, step.start, counts=counts), step.end
        end = at + lead_s if not steps else steps[-1].end
        for then in self._credited(states, since, end, counts=counts):
            yield Passage(end, then, tuple(steps))

    def _lead(self, arc: Arc, at: int, lead_s: int, state: State) -> list[Step]:
        """Return what the stop before consists of: what would be waited in any case, then rest; without a wait, for what is due next."""
        clock, end, steps = at, at + lead_s, list[Step]()
        for kind, start, until in arc.traversal.parts(at) if lead_s else ():
            if kind == "work" or start >= end:
                break
            clock = min(until, end)
            steps.append(Step(kind, start, clock))
        if clock == end:
            return steps
        due: Due = "" if steps else self.clock.room(state, at, self.countries[arc.tail])[1]
        return [*steps, Step("rest", clock, end, due)]

    def _credited(self, states: list[State], since: int, until: int, *, counts: bool) -> list[State]:
        if until <= since or not counts:
            return states
        return [then for state in states for then in self.clock.stood(state, since, until)]


def _allowed(traversal: Traversal) -> OpeningPeriods | None:
    """Return when one may drive on; None: at any time, once begun."""
    return traversal.periods if isinstance(traversal, Timed) and traversal.admission == "resumes" else None
