"""How far a long run is, on standard error: one line that is rewritten on a terminal, else a line a minute."""

import sys
import time
from collections.abc import Callable
from typing import Self

from corridor.studies import Progress
from corridor.units import format_duration

_EACH_S = 60.0
_ON_TERMINAL_S = 0.2
_CLEAR = "\r\x1b[K"
_WHAT = {"planning": "shipments", "writing": "parts written"}


class ProgressLine:
    """Prints progress, and wipes its line off the terminal at the end of the `with` block."""

    def __init__(
        self, say: Callable[[str], None], *, terminal: bool, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take what writes text as it is, to standard error, and whether that is a terminal."""
        self._say, self._terminal, self._clock = say, terminal, clock
        self._next_at = clock() + (0.0 if terminal else _EACH_S)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Wipe the line."""
        if self._terminal:
            self._say(_CLEAR)

    def __call__(self, progress: Progress) -> None:
        """Print the progress if it is time to."""
        now = self._clock()
        if now < self._next_at:
            return
        self._next_at = now + (_ON_TERMINAL_S if self._terminal else _EACH_S)
        line = told(progress)
        self._say(f"{_CLEAR}{line}" if self._terminal else f"{line}\n")


def told(progress: Progress) -> str:
    """Return `120 of 500 shipments, 1,200 rows a second, 4 min left`."""
    what = _WHAT[progress.stage]
    parts = [f"{progress.done:,} of {progress.total:,} {what}"]
    if progress.rows_per_s is not None:
        parts.append(f"{progress.rows_per_s:,.0f} rows a second")
    if progress.left_s is not None:
        parts.append(f"{format_duration(progress.left_s)} left")
    return ", ".join(parts)


def on_standard_error() -> ProgressLine:
    """Return the progress line of a command."""

    def say(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()

    return ProgressLine(say, terminal=sys.stderr.isatty())
