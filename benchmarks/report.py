"""Timing side by side, tables, and goals with what was reached."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Run = Callable[[], object]


def seconds(run: Run) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def medians(runs: Mapping[str, tuple[Run, int]], repetitions: int) -> dict[str, float]:
    """Return median seconds an answer of runs that give so many answers each, taken in turn."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(repetitions):
        for name, (run, answers) in runs.items():
            taken[name].append(seconds(run) / answers)
    return {name: median(times) for name, times in taken.items()}


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def amount(value: float) -> str:
    """Return three figures that say something, with commas."""
    if value >= 100 or value == 0:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def time_of(taken_s: float) -> str:
    """Return seconds in the unit that suits them."""
    unit, size = next(
        ((unit, size) for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)) if taken_s >= size),
        ("ns", 1e-9),
    )
    return f"{amount(taken_s / size)} {unit}"


@dataclass
class Report:
    """The text of one run, and the goals met or not."""

    blocks: list[str] = field(default_factory=list)
    goals: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, *blocks: str) -> None:
        """Add paragraphs and tables, shown at once."""
        self.blocks.extend(blocks)
        for block in blocks:
            print(block, end="\n\n", flush=True)

    def goal(self, what: str, reached: str, wanted: str, *, met: bool) -> None:
        """Add a goal."""
        self.goals.append((what, reached, wanted, "yes" if met else "NO"))

    def at_least(self, what: str, ratio: float, goal: float) -> None:
        """Add a goal that wants a ratio."""
        self.goal(what, f"{amount(ratio)}x", f">= {goal:,}x", met=ratio >= goal)

    def at_most(self, what: str, taken_s: float, goal_s: float) -> None:
        """Add a goal that wants a time."""
        self.goal(what, time_of(taken_s), f"<= {time_of(goal_s)}", met=taken_s <= goal_s)

    def agrees(self, what: str, differences: int, compared: int) -> None:
        """Add how many answers were compared to the second, which all have to be equal."""
        equal = f"{compared - differences:,} of {compared:,} equal"
        self.goal(f"agreement, {what}", equal, "all", met=compared > 0 and not differences)

    def summary(self) -> None:
        """Add the table of goals."""
        self.add("### Goals", table(("goal", "reached", "wanted", "met"), self.goals))
