"""The crew's clock: how far a crew may still drive, when a stop is due, and what a stop of some length is worth.

All rules are limits on what has been driven, or on the hour, since the last stop that was long enough:

- break: so much driving since the last stop of at least a break, in the country at hand;
- daily rest: so much driving since the last daily rest, and no driving later than `day_s` less a rest after its
  end (so that the next rest can be had within the day); some days of a week may be longer, some rests shorter;
- weekly rest: so much driving since the last weekly rest, and none later than `week_s` after its end.

Driving counts everywhere; a limit holds where its rule does. What a crew has behind it is a tuple of numbers of
which less is always better, so of two crews in one place at one time the one with no greater number can do all that
the other can: dominance is componentwise. Regulation (AETR, European Agreement concerning the Work of Crews) knows
more: split breaks and rests, and weekly rests of 24 h against compensation, are left out. `fortnight` counts two weeks.
"""

from bisect import bisect_right
from collections.abc import Mapping

from corridor.operations.least_stops import Ahead, LeastStops
from corridor.operations.rest_rules import NO_LIMIT, BreakRule, Due, RestRule, State


class CrewClock:
    """The rules of one crew.

    Attributes:
        lengths: The kinds of break, shortest first.
        rest: The rule of daily and weekly rest, if any.
        least_stops: The stops that these rules ask for at the least.
    """

    def __init__(
        self,
        breaks: Mapping[str, BreakRule | None] | None = None,
        *,
        other_break: BreakRule | None = None,
        rest: RestRule | None = None,
        rest_in: Mapping[str, bool] | None = None,
        rest_elsewhere: bool = True,
    ) -> None:
        """Take the rules: `breaks` by country, `other_break` elsewhere; `rest` holds where `rest_in` says so, or elsewhere."""
        self._breaks = breaks or {}
        self._other_break = other_break
        self._rest_in = rest_in or {}
        self._rest_elsewhere = rest_elsewhere
        self.rest = rest
        kinds = {rule.break_s for rule in (*self._breaks.values(), other_break) if rule}
        self.lengths = tuple(sorted(kinds))
        self.least_rest_s = rest.rest_s if rest else max(self.lengths, default=0)
        self.least_stops = LeastStops(rest, self._least_break(), self.lengths)
        self._limits_in: dict[str, tuple[int, int, RestRule | None]] = {}

    def break_rule(self, country: str) -> BreakRule | None:
        """Return the rule of breaks that holds in a country."""
        return self._breaks.get(country, self._other_break)

    def rests_in(self, country: str) -> bool:
        """Whether the rule of rest holds in a country."""
        return self.rest is not None and self._rest_in.get(country, self._rest_elsewhere)

    def _least_break(self) -> BreakRule | None:
        """Return a rule of breaks that is no stricter than any that holds where the rule of rest does."""
        countries = [country for country in self._breaks if self.rests_in(country)]
        rules = [self._breaks[country] for country in countries]
        rules += [self._other_break] if self._rest_elsewhere else []
        known = [rule for rule in rules if rule is not None]
        if len(known) < len(rules) or len({rule.break_s for rule in known}) != 1:
            return None
        return max(known, key=lambda rule: rule.drive_s)

    def least_s(self, state: State, ahead: Ahead, free_s: int, at: int) -> int:
        """Return the least seconds, from `at` on, of what is ahead, which takes `free_s` without stops."""
        return free_s + self.least_stops.seconds(state, ahead, at)

    def fresh(self, at: int) -> State:
        """Return what a rested crew that begins at `at` has behind it."""
        none = (0,) * len(self.lengths)
        return none if self.rest is None else (*none, *self._day(at, 0, -at, 0, 0))

    def _day(self, end: int, week_s: int, week: int, longs: int, shorts: int) -> State:
        """Return the numbers of the rest rule after a rest that ended at `end`."""
        rule = self.rest
        assert rule is not None  # noqa: S101 - asked by who has one
        return (-rule.drive_s, 0, -end, week_s, week if rule.week_s else 0, longs, shorts)

    def made_long(self, state: State) -> State | None:
        """Return the state when the day, all driven, is made a long one; None if there is more of it, or it may not be."""
        if self.rest is None:
            return None
        at = len(self.lengths)
        driven, is_long, ended, week_s, week_ended, longs, shorts = state[at:]
        if driven < 0 or is_long or longs >= self.rest.long_days:
            return None
        return (
            *state[:at],
            driven - self.least_stops.more_s,
            1,
            ended,
            week_s,
            week_ended,
            longs + 1,
            shorts,
        )

    def _limits(self, country: str) -> "tuple[int, int, RestRule | None]":
        """Return the kind of break (-1: none) and the driving before it, and the rule of rest, that hold in a country."""
        if (known := self._limits_in.get(country)) is not None:
            return known
        rule = self.break_rule(country)
        kind, drive_s = (-1, NO_LIMIT) if rule is None else (self.lengths.index(rule.break_s), rule.drive_s)
        found = kind, drive_s, self.rest if self.rests_in(country) else None
        return self._limits_in.setdefault(country, found)

    def room(self, state: State, at: int, country: str) -> tuple[int, Due]:
        """Return for how many seconds the crew may still drive, not above nought if a stop is due, and which."""
        kind, drive_s, rest = self._limits(country)
        room: int = NO_LIMIT
        due: Due = ""
        if kind >= 0:
            room, due = drive_s - state[kind], "break"
        if rest is None:
            return room, due
        driven, _, ended, week_s, week_ended, _, shorts = state[-7:]
        shortest = rest.short_rest_s if shorts < rest.short_rests else rest.rest_s
        # A rest is told before a break that falls due at the same instant: it serves for both.
        if -driven <= room:
            room, due = -driven, "day"
        if (left := rest.day_s - shortest - ended - at) <= room:
            room, due = left, "duty"
        if rest.week_s:
            left = min(rest.week_drive_s - week_s, rest.week_s - week_ended - at)
            if left <= room:
                room, due = left, "week"
        return room, due

    def longest_drive_s(self, country: str) -> int:
        """Return for how long a rested crew may drive without a stop."""
        _, drive_s, rest = self._limits(country)
        if rest is None:
            return drive_s
        shortest = rest.short_rest_s if rest.short_rests else rest.rest_s
        return min(drive_s, rest.drive_s + self.least_stops.more_s, rest.day_s - shortest)

    def driven(self, state: State, seconds: int, _at: int) -> State:
        """Return the state after some driving."""
        at = len(self.lengths)
        breaks = tuple(since + seconds for since in state[:at])
        if self.rest is None:
            return breaks
        driven, is_long, ended, week_s, *others = state[at:]
        counted = week_s + seconds if self.rest.week_s else 0
        return (*breaks, driven + seconds, is_long, ended, counted, *others)

    def stood(self, state: State, start: int, end: int) -> list[State]:
        """Return what a crew may have behind it that stood from `start` to `end`: the stop is what it is long enough for."""
        at, seconds, rest = len(self.lengths), end - start, self.rest
        taken = bisect_right(self.lengths, seconds)
        none = (0,) * at
        stood = [none[:taken] + state[taken:]]
        if rest is None:
            return stood
        if rest.week_s and seconds >= rest.week_rest_s:
            return [self.fresh(end)]
        _, _, _, week_s, week_ended, longs, shorts = state[at:]
        if seconds >= rest.rest_s:
            return [(*none, *self._day(end, week_s, week_ended, longs, shorts))]
        if seconds >= rest.short_rest_s > 0 and shorts < rest.short_rests:
            stood.append((*none, *self._day(end, week_s, week_ended, longs, shorts + 1)))
        return stood

    def rested_on(self, state: State, until: int) -> State:
        """Return the state of a crew that has just rested and goes on resting until an instant."""
        if self.rest is None:
            return state
        at = len(self.lengths)
        driven, is_long, ended, week_s, week_ended, *used = state[at:]
        week_ended = -until if week_ended == ended else week_ended
        return (*state[:at], driven, is_long, -until, week_s, week_ended, *used)

    def has_just_rested(self, state: State, now: int) -> bool:
        """Whether the daily rest has ended only now."""
        return self.rest is not None and state[len(self.lengths) + 2] == -now

    def stops(self, state: State, country: str, _at: int, due: Due = "") -> list[int]:
        """Return how long a crew may choose to stop, for a break or a rest; what would not free it from `due` is left out."""
        lengths = []
        if due in {"", "break"} and (rule := self.break_rule(country)) is not None:
            lengths.append(rule.break_s)
        rest = self.rest
        if rest is None:
            return lengths
        if due != "week":
            lengths.append(rest.rest_s)
            if state[-1] < rest.short_rests:
                lengths.append(rest.short_rest_s)
        if rest.week_s:
            lengths.append(rest.week_rest_s)
        return lengths

    def is_no_worse(self, one: State, other: State, seconds: int, *, may_stand: bool) -> bool:
        """Whether a crew with `one` behind it can do all that one with `other` can that is there `seconds` later.

        It can where nothing of `one` is more, or where it has the time to rest: that leaves it fresh, but for the week if
        it is no weekly rest.
        """
        if seconds < 0:
            return False
        return all(map(int.__le__, one, other)) or (
            may_stand and seconds >= self.least_rest_s and self._rests_to(one, other, seconds)
        )

    def _rests_to(self, one: State, other: State, seconds: int) -> bool:
        """Whether a rest of so many seconds, which are enough for one, leaves a crew no worse than another one.

        A day that has become a long one has less left than a fresh one.
        """
        rest = self.rest
        if rest is None or (rest.week_s and seconds >= rest.week_rest_s):
            return True
        # Driving since the weekly rest, minus its end, long days and short rests.
        return all(map(int.__le__, one[-4:], other[-4:]))
