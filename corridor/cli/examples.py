"""The example pages: what `corridor gallery` makes and `maps/README.md` lists."""

import shlex
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """A page, the command that makes it but for where it is put, and what it shows."""

    page: str
    command: str
    shows: str

    def args(self, folder: Path) -> list[str]:
        """Return the arguments that make the page in a folder, whether or not it is there."""
        return [*shlex.split(self.command), "-o", str(folder / self.page), "--force"]

    def line(self, folder: Path) -> str:
        """Return the whole command as one types it."""
        return shlex.join(["corridor", *self.args(folder)])


EXAMPLES = (
    Example(
        "kashgar-tashkent.html",
        "map route kashgar tashkent --depart 2025-05-22T20:00 --scenarios limited,24-7",
        "a truck that comes to the gate of Irkeshtam at night: shut under the hours of May 2025, where its crew "
        "rests, open under 24/7",
    ),
    Example(
        "urumqi-almaty.html",
        "map route urumqi almaty --depart 2025-06-12T20:00 --scenarios limited,24-7",
        "the way by Horgos, round the clock since November 2023: nothing is gained",
    ),
    Example(
        "kashgar-bishkek.html",
        "map route kashgar bishkek --depart 2025-06-05T20:00 --scenarios limited,24-7",
        "the way by Torugart, which works 14 hours a day: what round the clock would change there",
    ),
    Example(
        "kashgar-reach.html",
        "map reach kashgar --depart 2025-05-22T14:00 --hours 12,24,36,48,72",
        "where a truck is that leaves Kashgar on a Thursday at 14:00, hour by hour, and what 24/7 at all ports "
        "would add",
    ),
    Example(
        "ports.html",
        "map ports --from 2025-05-29",
        "which ports are open when, hour by hour: the week in which Irkeshtam closed for a holiday and then went "
        "to 24/7",
    ),
    Example(
        "network.html",
        "map network",
        "all that is in the data: places, roads, railways, ferries and ports, with the source of each figure",
    ),
    Example(
        "kashgar-tashkent-report.html",
        "report compare kashgar tashkent --from 2025-06-02 --days 7",
        "every departure of a week under the hours of May 2025 and under 24/7: what is gained, when and why",
    ),
    Example(
        "irkeshtam.html",
        "report port irkeshtam --at 2025-06-01",
        "all that is known of Irkeshtam on the day it went to 24/7: hours, closures, waits before and after, "
        "clearance, queues, sources",
    ),
)
