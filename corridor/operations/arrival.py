"""The algebra: everything on the way as an arrival function with its backward twin.

Leave at `t`, be through at `arrive(t) >= t`; `depart(u)` is the latest `t` with `arrive(t) <= u`.
Every function here is non-decreasing (first in, first out): leaving later never arrives earlier.
That makes label-setting search exact, forward and backward. Times are UTC seconds.

Work at a control point is an *admission* followed by a *service*:

- admission: the earliest instant not before `t` that lies in a period, at least `short` before it
  closes. `short` is the last-admission cut-off, and for `finish_by_close` also the time of the work;
- service: `resumes` works on while open, `W^-1(W(a) + d)` with `W` the open time up to an instant;
  `start_by_close` and `finish_by_close` go on for `d` whatever the clock says.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from corridor.calendars.periods import GIVE_UP_S, NEVER, OpeningPeriods
from corridor.model.schedule import Admission

PartKind = Literal["wait", "queue", "work"]
Part = tuple[PartKind, int, int]
"""What a vehicle does from one instant to another."""


class Traversal(Protocol):
    """Something on the way. `free_s` is the least time it ever takes, in seconds."""

    @property
    def free_s(self) -> int:
        """Least time it ever takes."""

    def arrive(self, at: int) -> int:
        """Return when one is through who comes at `at`; NEVER if that does not happen."""

    def depart(self, by: int) -> int:
        """Return the latest coming that is through by `by`; `-NEVER` if there is none."""

    def parts(self, at: int) -> list[Part]:
        """Return what happens to one who comes at `at`, in order and without gaps."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Takes `duration_s` at any hour: free driving, a sea passage, a line that nobody guards."""

    duration_s: int

    def __post_init__(self) -> None:
        """Refuse to travel in time."""
        if self.duration_s < 0:
            raise ValueError(f"duration {self.duration_s} s is negative")

    @property
    def free_s(self) -> int:
        """The duration."""
        return self.duration_s

    def arrive(self, at: int) -> int:
        """Return `at + duration_s`."""
        return at + self.duration_s

    def depart(self, by: int) -> int:
        """Return `by - duration_s`."""
        return by - self.duration_s

    def parts(self, at: int) -> list[Part]:
        """Return the one part of work, or none when it takes no time."""
        return [("work", at, at + self.duration_s)] if self.duration_s else []


@dataclass(frozen=True, slots=True)
class Timed:
    """Work of `duration_s` that is done in opening periods only, under an admission rule.

    A drive under a time ban, or on a link with validity, is the same function with the times when
    driving is allowed as periods.
    """

    periods: OpeningPeriods
    duration_s: int
    admission: Admission = "resumes"
    last_admission_s: int = 0

    def __post_init__(self) -> None:
        """Refuse to travel in time."""
        if self.duration_s < 0 or self.last_admission_s < 0:
            raise ValueError(f"duration {self.duration_s} s or cut-off {self.last_admission_s} s is negative")

    @property
    def free_s(self) -> int:
        """The duration: waiting may be nought."""
        return self.duration_s

    def arrive(self, at: int) -> int:
        """Return the end of service after the earliest admission."""
        admitted_at = self._admitted(at)
        return NEVER if admitted_at == NEVER else self._served(admitted_at)

    def depart(self, by: int) -> int:
        """Return the latest coming whose service ends by `by`."""
        latest = self._latest_start(by)
        return latest if latest == -NEVER else self._latest_coming(latest)

    def parts(self, at: int) -> list[Part]:
        """Return waiting and working in order; `resumes` may stop for the night in between."""
        admitted_at = self._admitted(at)
        parts: list[Part] = [("wait", at, admitted_at)] if admitted_at > at else []
        if not self.duration_s:
            return parts
        if self.admission != "resumes":
            return [*parts, ("work", admitted_at, admitted_at + self.duration_s)]
        clock, left = admitted_at, self.duration_s
        for opens_at, closes_at in self.periods.following(admitted_at):
            if opens_at > clock:
                parts.append(("wait", clock, opens_at))
            clock = min(closes_at, opens_at + left)
            left -= clock - opens_at
            if parts and parts[-1][0] == "work" and parts[-1][2] == opens_at:
                opens_at = parts.pop()[1]  # noqa: PLW2901 - a long period comes in pieces that abut
            parts.append(("work", opens_at, clock))
            if not left:
                break
        return parts

    @property
    def short_s(self) -> int:
        """How long before closing the last vehicle is admitted."""
        if self.admission == "finish_by_close":
            return max(self.last_admission_s, self.duration_s - 1)
        return self.last_admission_s

    def _admitted(self, at: int) -> int:
        short, give_up_at = self.short_s, at + GIVE_UP_S
        while (period := self.periods.at_or_after(at)) is not None:
            opens_at, closes_at = period
            start = max(at, opens_at)
            if start + short >= closes_at:
                closes_at = self.periods.ends_at(start, start + short + 1)
            if start + short < closes_at:
                return start
            at = closes_at
            if at > give_up_at:  # no opening is long enough
                break
        return NEVER

    def _served(self, admitted_at: int) -> int:
        if self.admission != "resumes" or not self.duration_s:
            return admitted_at + self.duration_s
        left = self.duration_s
        for opens_at, closes_at in self.periods.following(admitted_at):
            if left <= closes_at - opens_at:
                return opens_at + left
            left -= closes_at - opens_at
        return NEVER

    def _latest_start(self, by: int) -> int:
        if self.admission != "resumes" or not self.duration_s:
            return by - self.duration_s
        left = self.duration_s
        for opens_at, closes_at in self.periods.preceding(by):
            if left <= closes_at - opens_at:
                return closes_at - left
            left -= closes_at - opens_at
        return -NEVER

    def _latest_coming(self, start: int) -> int:
        """Return the latest coming that is admitted by `start`."""
        short = self.short_s
        for opens_at, closes_at in self.periods.preceding(start + 1):
            real_close = self.periods.ends_at(opens_at, closes_at + short)
            latest = min(start, closes_at - 1, real_close - short - 1)
            if latest >= opens_at:
                return latest
            if opens_at < start - GIVE_UP_S:  # no opening is long enough
                break
        return -NEVER
