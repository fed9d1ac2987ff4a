"""The rules of a crew as numbers, and what it has behind it."""

from dataclasses import dataclass
from typing import Literal

State = tuple[int, ...]
"""Driving since each kind of break; then driving less the day's limit, whether the day is a long one (1), minus the end
of the daily rest, driving since the weekly rest, minus its end, long days and short rests used up. Seconds; less is
better. A day becomes a long one when no more may be driven otherwise, which is as good as to know it in the morning."""

Due = Literal["", "break", "day", "duty", "week", "fortnight"]
"""What a crew that may not drive on is due: a break, or a rest for driving all day, being on duty so long, all week or two."""

NO_LIMIT = 1 << 40


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
