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
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corridor.operations.duty_windows import Window, Windows

State = tuple[int, ...]
"""Driving since each kind of break; then driving less the day's limit, whether the day is a long one (1), minus the end
of the daily rest, driving since the weekly rest, minus its end, long days and short rests used up. Seconds; less is
better. A day becomes a long one when no more may be driven otherwise, which is as good as to know it in the morning."""

Due = Literal["", "break", "day", "duty", "week", "fortnight"]
"""What a crew that may not drive on is due: a break, or a rest for driving all day, being on duty so long, all week or two."""

NO_LIMIT = 1 << 40


class Ahead(NamedTuple):
    """What a crew has ahead: driving where the rule of rest holds, until `elapsed_s` at the least if it never stopped.

    Of a way that is known all else is known, too: what it takes without stops, its ferries or trains, each of which
    gives a rest for at most `longest_s`, and its windows of duty if rests are short ones, and if not.
    """

    driving_s: int
    elapsed_s: int
    left_s: int = 0
    reliefs: int = 0
    longest_s: int = 0
    windows: tuple[Windows, Windows] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakRule:
    """After `drive_s` of driving a stop of at least `break_s`; `words` says so, with its source."""

    drive_s: int
    break_s: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRule:
    """Daily and weekly rest; `week_s` 0: no weekly rule. `words` names the rule, with its source."""

    drive_s: int
    rest_s: int
    day_s: int
    long_drive_s: int = 0
    long_days: int = 0
    short_rest_s: int = 0
    short_rests: int = 0
    week_drive_s: int = NO_LIMIT
    week_rest_s: int = 0
    week_s: int = 0
    words: str = ""


class CrewClock:
    """The rules of one crew.

    Attributes:
        lengths: The kinds of break, shortest first.
        rest: The rule of daily and weekly rest, if any.
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
        self._more_s = rest.long_drive_s - rest.drive_s if rest and rest.long_days else 0
        self._week_pays = rest is not None and self._exceptions_save_s(rest) > rest.week_rest_s - rest.rest_s
        self._least_break = self._least_break_rule()
        self._least_kind = self.lengths.index(self._least_break.break_s) if self._least_break else -1
        self._limits_in: dict[str, tuple[int, int, RestRule | None]] = {}

    def break_rule(self, country: str) -> BreakRule | None:
        """Return the rule of breaks that holds in a country."""
        return self._breaks.get(country, self._other_break)

    def rests_in(self, country: str) -> bool:
        """Whether the rule of rest holds in a country."""
        return self.rest is not None and self._rest_in.get(country, self._rest_elsewhere)

    def _least_break_rule(self) -> BreakRule | None:
        """Return a rule of breaks that is no stricter than any that holds where the rule of rest does."""
        countries = [country for country in self._breaks if self.rests_in(country)]
        rules = [self._breaks[country] for country in countries]
        rules += [self._other_break] if self._rest_elsewhere else []
        known = [rule for rule in rules if rule is not None]
        if len(known) < len(rules) or len({rule.break_s for rule in known}) != 1:
            return None
        return max(known, key=lambda rule: rule.drive_s)

    def _exceptions_save_s(self, rest: RestRule) -> int:
        """Return the most seconds that the long days and short rests of one week save."""
        shorter_s = rest.short_rests * (rest.rest_s - rest.short_rest_s)
        return shorter_s - -rest.long_days * self._more_s // rest.drive_s * rest.rest_s

    def least_stops_s(self, state: State, ahead: Ahead, at: int) -> int:
        """Return the least seconds that stops add, from `at` on, to what is ahead."""
        rest = self.rest
        if rest is None:
            return 0
        week_s, week_ended = state[-4], state[-3]
        # Who has driven beyond a limit where it does not hold is due one stop for it, not more.
        weeks = max(-(-(ahead.driving_s + min(week_s - rest.week_drive_s, 0)) // rest.week_drive_s), 0)
        added = self._stops_with(rest, state, ahead, at, weeks)
        if not rest.week_s:
            return added
        # What lies between weekly rests, driving and other stops, has to fit into weeks.
        week_left_s = max(rest.week_s - week_ended - at, 0)
        while ahead.elapsed_s + added - weeks * rest.week_rest_s > week_left_s + weeks * rest.week_s:
            weeks += 1
            added = self._stops_with(rest, state, ahead, at, weeks)
        return added

    def _stops_with(self, rest: RestRule, state: State, ahead: Ahead, at: int, weeks: int) -> int:
        """Return the least seconds of stops, so many weekly rests among them."""
        driven, is_long, ended, _, _, longs, shorts = state[-7:]
        driving_s, reliefs = ahead.driving_s, ahead.reliefs
        renewed = NO_LIMIT if self._week_pays else weeks + 1
        few, more_s = rest.short_rests * renewed - shorts, self._more_s
        shortest = rest.short_rest_s if shorts < rest.short_rests else rest.rest_s
        duty_s = max(rest.day_s - shortest - ended - at, 0)
        today_s, long_today_s = max(-driven, 0), max((1 - is_long) * more_s - driven, 0)
        # Each rest gives another day: a long one, today too, as long as there are any left.
        rests = max(
            weeks,
            -(-(driving_s - min(long_today_s, duty_s)) // (rest.drive_s + more_s)),
            -(
                -(driving_s - min(today_s, duty_s) - (rest.long_days * renewed - longs) * more_s)
                // rest.drive_s
            ),
        )
        if ahead.windows is None:
            breaks_s = self._breaks_with(state, driving_s, rests)
            return breaks_s + weeks * rest.week_rest_s + self._rests_s(rest, rests - weeks, few)
        nights = ahead.windows[few <= 0].rests(ahead.left_s, driving_s, duty_s, long_today_s)
        longest_s = min(ahead.longest_s, rest.week_rest_s)
        return self._breaks_with(state, driving_s, max(rests, nights + reliefs)) + min(
            # A relief is a daily rest, or part of a weekly one.
            weeks * rest.week_rest_s
            - parts * longest_s
            + self._rests_s(rest, max(rests - weeks - reliefs + parts, nights - weeks + parts, 0), few)
            for parts in range(min(weeks, reliefs) + 1)
        )

    def _rests_s(self, rest: RestRule, daily: int, few: int) -> int:
        """Return the seconds of daily rests, as short as may be."""
        short = min(daily, few)
        return short * rest.short_rest_s + (daily - short) * rest.rest_s

    def _breaks_with(self, state: State, driving_s: int, rests: int) -> int:
        """Return the least seconds of breaks beside so many rests."""
        if (rule := self._least_break) is None:
            return 0
        since = min(state[self._least_kind], rule.drive_s)
        stops = -(-(driving_s + since) // rule.drive_s) - 1
        return max(stops - rests, 0) * rule.break_s

    def windows(self) -> tuple[Windows, Windows] | None:
        """Return windows of duty for a way, if rests are short ones, and if not; None if there is no rule of rest."""
        rest, rule = self.rest, self._least_break
        if rest is None:
            return None
        stretch_s, break_s = (rule.drive_s, rule.break_s) if rule else (NO_LIMIT, 0)
        drive_s = rest.drive_s + self._more_s
        shortest = rest.short_rest_s if rest.short_rests else rest.rest_s
        short, full = (
            Windows(Window(rest.day_s - rest_s, drive_s, stretch_s, break_s))
            for rest_s in (shortest, rest.rest_s)
        )
        return short, full

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
        return (*state[:at], driven - self._more_s, 1, ended, week_s, week_ended, longs + 1, shorts)

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
        room, due = (NO_LIMIT, "") if kind < 0 else (drive_s - state[kind], "break")
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
