"""How long a crew stops at the least for what it has ahead: a bound that knows the rules, but no hours."""

from collections.abc import Sequence
from typing import NamedTuple

from corridor.operations.duty_windows import Window, Windows
from corridor.operations.rest_rules import NO_LIMIT, BreakRule, RestRule, State


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


class LeastStops:
    """The stops that a rule of rest asks for; without one, none are known.

    Attributes:
        more_s: By how much a long day is longer.
    """

    def __init__(self, rest: RestRule | None, breaks: BreakRule | None, lengths: Sequence[int]) -> None:
        """Take a rule of breaks no stricter than any that holds where that of rest does, and the kinds of break."""
        self._rest = rest
        self.breaks = breaks
        self._kind = lengths.index(breaks.break_s) if breaks else -1
        self.more_s = rest.long_drive_s - rest.drive_s if rest and rest.long_days else 0
        self.week_pays = rest is not None and self._exceptions_save_s(rest) > rest.week_rest_s - rest.rest_s

    def _exceptions_save_s(self, rest: RestRule) -> int:
        """Return the most seconds that the long days and short rests of one week save."""
        shorter_s = rest.short_rests * (rest.rest_s - rest.short_rest_s)
        return shorter_s - -rest.long_days * self.more_s // rest.drive_s * rest.rest_s

    def seconds(self, state: State, ahead: Ahead, at: int) -> int:
        """Return the least seconds that stops add, from `at` on, to what is ahead."""
        rest = self._rest
        if rest is None or not (ahead.driving_s or ahead.elapsed_s):
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
        renewed = NO_LIMIT if self.week_pays else weeks + 1
        few, more_s = rest.short_rests * renewed - shorts, self.more_s
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
        if (rule := self.breaks) is None:
            return 0
        since = min(state[self._kind], rule.drive_s)
        stops = -(-(driving_s + since) // rule.drive_s) - 1
        return max(stops - rests, 0) * rule.break_s

    def windows(self) -> tuple[Windows, Windows] | None:
        """Return windows of duty for a way, if rests are short ones, and if not; None if there is no rule of rest."""
        rest, rule = self._rest, self.breaks
        if rest is None:
            return None
        stretch_s, break_s = (rule.drive_s, rule.break_s) if rule else (NO_LIMIT, 0)
        drive_s = rest.drive_s + self.more_s
        shortest = rest.short_rest_s if rest.short_rests else rest.rest_s
        short, full = (
            Windows(Window(rest.day_s - rest_s, drive_s, stretch_s, break_s))
            for rest_s in (shortest, rest.rest_s)
        )
        return short, full
