"""Where the driving of a way has to be cut by daily rests, since no more of it fits between two of them.

From the end of a rest on a crew may drive for so many hours only, and only until so long after it, whatever else it
does in between. So the least number of rests is that of such windows, laid one after the other from the end of the way
back, each as long as it may be.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Window:
    """What fits between two rests: `drive_s` of driving within `span_s`, with a break of `break_s` after each `stretch_s`."""

    span_s: int
    drive_s: int
    stretch_s: int
    break_s: int


@dataclass(slots=True)
class Windows:
    """The windows from somewhere on a way up to its end, or to where something else relieves the crew.

    `ends` are theirs, in seconds of the way and in those of driving that are left after them, the last one first.
    """

    window: Window
    later: int = 0
    ends_s: list[int] = field(default_factory=list)
    ends_driving_s: list[int] = field(default_factory=list)

    def rests(self, left_s: int, driving_s: int, duty_s: int, today_s: int) -> int:
        """Return how many rests it takes at least to do what is left for who may drive `today_s` more within `duty_s`."""
        return self.later + max(
            bisect_left(self.ends_s, left_s - duty_s), bisect_left(self.ends_driving_s, driving_s - today_s)
        )

    def relieved(self) -> "Windows":
        """Return the windows before a relief, which is a rest that costs nothing."""
        return Windows(self.window, self.later + max(len(self.ends_s) - 1, 0))

    def reach_back(self, left_s: int, driving_s: int, drive_s: int) -> None:
        """Take in `drive_s` of driving, after which `left_s` are left of the way, and `driving_s` of driving."""
        done_s = 0
        while done_s < drive_s:
            if not self.ends_s or (room_s := self._room_s(left_s + done_s, driving_s + done_s)) <= 0:
                self.ends_s.append(left_s + done_s)
                self.ends_driving_s.append(driving_s + done_s)
            else:
                done_s += min(room_s, drive_s - done_s)

    def _room_s(self, left_s: int, driving_s: int) -> int:
        """Return how much more driving before it fits into the first window."""
        span_s, driven_s = left_s - self.ends_s[-1], driving_s - self.ends_driving_s[-1]
        return max(room_s - driven_s for room_s in self._rooms(span_s - driven_s))

    def _rooms(self, other_s: int) -> Iterator[int]:
        """Yield the driving that fits in beside other things, with no break, with one, and so on."""
        window, breaks, stretch_s = self.window, 0, 0
        while stretch_s < window.drive_s:
            stretch_s += window.stretch_s
            yield min(window.span_s - other_s - breaks * window.break_s, stretch_s, window.drive_s)
            breaks += 1
