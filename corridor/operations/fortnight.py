"""Driving in any two consecutive weeks, and the clock of a crew that counts it.

Weeks begin on Monday, 00:00 UTC. Hardly any trip drives so much, and to count it makes more ways to go on that none is as
good as; so a search leaves it out first, and counts it once what it has found drives too much.
"""

from dataclasses import dataclass
from typing import Final

from corridor.calendars.periods import DAY_S
from corridor.operations.crew_clock import CrewClock
from corridor.operations.least_stops import Ahead
from corridor.operations.rest_rules import BreakRule, Due, RestRule, State

Weeks = State
"""The number of a week, driving in the one before it, and in it so far. Weeks later on had none."""

NONE_DRIVEN: Final[Weeks] = (-1, 0, 0)
_WEEK_S, _MONDAY_S = 7 * DAY_S, 4 * DAY_S


@dataclass(frozen=True, slots=True, kw_only=True)
class FortnightRule:
    """At most `drive_s` of driving in two consecutive weeks, of `week_s`, which is less than two weeks have; one begins at `begins_at`."""

    drive_s: int
    week_s: int = _WEEK_S
    begins_at: int = _MONDAY_S

    def room(self, weeks: Weeks, at: int) -> int:
        """Return for how many seconds one may drive on from `at`."""
        start, (week, before_s, now_s) = at, self._in(weeks, at)
        while (left_s := self.drive_s - before_s - now_s) >= (rest_s := self._ends_at(week) - at):
            week, before_s, now_s, at = week + 1, now_s + rest_s, 0, at + rest_s
        return at - start + left_s

    def driven(self, weeks: Weeks, start: int, end: int) -> Weeks:
        """Return the driving of two weeks after some more of it."""
        week, before_s, now_s = self._in(weeks, start)
        while start < end:
            until = min(end, self._ends_at(week))
            now_s, start = now_s + until - start, until
            if start < end:
                week, before_s, now_s = week + 1, now_s, 0
        return week, before_s, now_s

    def beyond(self, weeks: Weeks, driving_s: int, at: int) -> list[tuple[int, int]]:
        """Return what this week has no room for of so much driving, and the next one neither, and when they are over."""
        week, before_s, now_s = self._in(weeks, at)
        late = [(self._ends_at(week), before_s + now_s), (self._ends_at(week + 1), now_s)]
        room_s = [(end, max(self.drive_s - behind_s, 0)) for end, behind_s in late]
        return [(end, driving_s - room_s) for end, room_s in room_s if driving_s > room_s]

    def frees(self, weeks: Weeks, at: int) -> list[int]:
        """Return how long to stand until the end of each week after which more may be driven."""
        week, before_s, now_s = self._in(weeks, at)
        ends = [self._ends_at(week)] if before_s else []
        ends += [self._ends_at(week + 1)] if now_s else []
        return [end - at for end in ends]

    def is_no_worse(self, one: Weeks, other: Weeks) -> bool:
        """Whether no more is behind one crew than behind another that is not ahead of it."""
        week = max(one[0], other[0])
        (_, before_s, now_s), (_, others_before_s, others_now_s) = _since(one, week), _since(other, week)
        return now_s <= others_now_s and before_s + now_s <= others_before_s + others_now_s

    def _in(self, weeks: Weeks, at: int) -> Weeks:
        return _since(weeks, (at - self.begins_at) // self.week_s)

    def _ends_at(self, week: int) -> int:
        return self.begins_at + (week + 1) * self.week_s


def _since(weeks: Weeks, week: int) -> Weeks:
    """Return the same as seen in a week not before."""
    passed = week - weeks[0]
    if passed <= 0:
        return weeks
    return (week, weeks[2], 0) if passed == 1 else (week, 0, 0)


class FortnightClock:
    """The rules of a crew (`CrewClock`) and that of two weeks, whose numbers stand last in a state."""

    def __init__(self, clock: CrewClock, rule: FortnightRule, *, roadside: bool = True) -> None:
        """Count driving of two weeks beside the rules of a clock; who may stand anywhere need not stop before it is due."""
        self._stops_early = not roadside
        self.plain = clock
        self.rule = rule
        self.rest: RestRule | None = clock.rest
        self.least_stops = clock.least_stops

    def break_rule(self, country: str) -> BreakRule | None:
        """Return the rule of breaks that holds in a country."""
        return self.plain.break_rule(country)

    def rests_in(self, country: str) -> bool:
        """Whether the rules of rest hold in a country, that of two weeks among them."""
        return self.plain.rests_in(country)

    def least_s(self, state: State, ahead: Ahead, free_s: int, at: int) -> int:
        """Return the least seconds of what is ahead, with its stops or with standing for the next week."""
        least_s = self.plain.least_s(state[:-3], ahead, free_s, at)
        for monday, late_s in self.rule.beyond(state[-3:], ahead.driving_s, at):
            after_s = self.plain.least_s(self.plain.fresh(monday), Ahead(late_s, late_s), late_s, monday)
            least_s = max(least_s, monday - at + after_s)
        return least_s

    def fresh(self, at: int) -> State:
        """Return what a rested crew has behind it, which has not driven for two weeks."""
        return (*self.plain.fresh(at), *NONE_DRIVEN)

    def made_long(self, state: State) -> State | None:
        """Return the state when the day is made a long one."""
        longer = self.plain.made_long(state[:-3])
        return None if longer is None else (*longer, *state[-3:])

    def room(self, state: State, at: int, country: str) -> tuple[int, Due]:
        """Return for how long the crew may still drive, and what is due then."""
        room_s, due = self.plain.room(state[:-3], at, country)
        if self.rests_in(country) and (left_s := self.rule.room(state[-3:], at)) <= room_s:
            return left_s, "fortnight"
        return room_s, due

    def longest_drive_s(self, country: str) -> int:
        """Return for how long a rested crew may drive without a stop."""
        return self.plain.longest_drive_s(country)

    def driven(self, state: State, seconds: int, at: int) -> State:
        """Return the state after some driving from `at` on."""
        weeks = self.rule.driven(state[-3:], at, at + seconds)
        return (*self.plain.driven(state[:-3], seconds, at), *weeks)

    def stood(self, state: State, start: int, end: int) -> list[State]:
        """Return what a crew may have behind it that stood from `start` to `end`."""
        return [(*stood, *state[-3:]) for stood in self.plain.stood(state[:-3], start, end)]

    def rested_on(self, state: State, until: int) -> State:
        """Return the state of a crew that goes on resting until an instant."""
        return (*self.plain.rested_on(state[:-3], until), *state[-3:])

    def has_just_rested(self, state: State, now: int) -> bool:
        """Whether the daily rest has ended only now."""
        return self.plain.has_just_rested(state[:-3], now)

    def stops(self, state: State, country: str, at: int, due: Due = "") -> list[int]:
        """Return how long a crew may choose to stop; for the end of a week where that may be what frees it."""
        weeks = state[-3:]
        is_full = due == "fortnight" or (self.rests_in(country) and self.rule.room(weeks, at) <= 0)
        lengths = self.plain.stops(state[:-3], country, at, "" if is_full else due)
        return lengths + self.rule.frees(weeks, at) if is_full or (self._stops_early and not due) else lengths

    def is_no_worse(self, one: State, other: State, seconds: int, *, may_stand: bool) -> bool:
        """Whether a crew with `one` behind it can do all that one with `other` can that is there `seconds` later."""
        return self.rule.is_no_worse(one[-3:], other[-3:]) and self.plain.is_no_worse(
            one[:-3], other[:-3], seconds, may_stand=may_stand
        )


Clock = CrewClock | FortnightClock
