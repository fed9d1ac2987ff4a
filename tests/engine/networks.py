"""Small random networks of arcs with opening periods, and a search by brute force that knows no labels."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import networkx as nx

from corridor.calendars.periods import OpeningPeriods, merge
from corridor.model.ids import LinkId, SourceId
from corridor.model.link import Link
from corridor.model.schedule import ADMISSIONS
from corridor.network.arcs import Arc
from corridor.operations.arrival import Fixed, Timed

HORIZON = 60


@dataclass(frozen=True)
class Section:
    """An arc as plain data, and what it does second by second."""

    tail: str
    head: str
    duration: int
    opening: tuple[tuple[int, int], ...] | None = None
    admission: str = "resumes"
    cutoff: int = 0
    is_drive: bool = False

    def arc(self) -> Arc:
        link = road(self) if self.is_drive else None
        if self.opening is None:
            return Arc(tail=self.tail, head=self.head, traversal=Fixed(self.duration), link=link)
        periods = OpeningPeriods.of(self.opening)
        timed = Timed(periods, self.duration, self.admission, self.cutoff)  # type: ignore[arg-type]
        return Arc(tail=self.tail, head=self.head, traversal=timed, link=link)

    def through(self, at: int) -> int | None:
        """Return when one who comes at `at` is through, by counting seconds."""
        if self.opening is None:
            return at + self.duration
        is_open = [any(a <= t < b for a, b in self.opening) for t in range(HORIZON)]
        runs = [0] * (HORIZON + 1)  # seconds that stay open from here on
        for t in reversed(range(HORIZON)):
            runs[t] = runs[t + 1] + 1 if is_open[t] else 0
        need = self.duration if self.admission == "finish_by_close" else 0
        admitted = next(
            (t for t in range(at, HORIZON) if runs[t] > self.cutoff and runs[t] >= need and is_open[t]), None
        )
        if admitted is None or self.admission != "resumes" or not self.duration:
            return None if admitted is None else admitted + self.duration
        worked = [t for t in range(admitted, HORIZON) if is_open[t]][: self.duration]
        return worked[-1] + 1 if len(worked) == self.duration else None


def road(section: Section) -> Link:
    """Return a road that takes what the section takes."""
    return Link(
        link_id=LinkId(f"{section.tail}--{section.head}"),
        from_id=section.tail,
        to_id=section.head,
        mode="road",
        distance_km=section.duration,
        distance_basis="assumed",
        distance_year="",
        distance_source_id=SourceId("by-hand"),
        road_ref="",
        road_class="main",
        surface="paved",
        speed_kmh=3600,
        speed_basis="assumed",
        speed_source_id=SourceId("by-hand"),
        valid_from="",
        valid_to="",
        status="open",
        truck_access="yes",
        max_elevation_m=None,
        pass_name="",
        tier=1,
        note="",
    )


def random_network(rng: random.Random) -> tuple[list[str], list[Section]]:
    """Return nodes and sections: some free, some under random hours; parallel ones and dead ends too."""
    nodes = [chr(ord("a") + i) for i in range(rng.randint(3, 6))]
    sections = []
    for _ in range(rng.randint(len(nodes), 3 * len(nodes))):
        tail, head = rng.sample(nodes, 2)
        duration = rng.randint(0, 9)
        if rng.random() < 0.4:
            sections.append(Section(tail, head, duration))
            continue
        cuts = sorted(rng.sample(range(HORIZON), 2 * rng.randint(0, 3)))
        opening = tuple(merge(zip(cuts[::2], cuts[1::2], strict=True)))
        sections.append(
            Section(tail, head, duration, opening, rng.choice(ADMISSIONS), rng.choice((0, 0, 1, 3)))
        )
    return nodes, sections


def graph_of(nodes: Sequence[str], sections: Sequence[Section]) -> "nx.MultiDiGraph[str]":
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    for section in sections:
        arc = section.arc()
        graph.add_edge(arc.tail, arc.head, arc=arc, time_s=arc.traversal.free_s)
    return graph


def brute_earliest(sections: Sequence[Section], start: str, goal: str, at: int) -> int | None:
    """Return the earliest arrival by trying every arc from every node until nothing gets sooner."""
    best = {start: at}
    changed = True
    while changed:
        changed = False
        for section in sections:
            if section.tail not in best:
                continue
            through = (
                section.through(best[section.tail]) if best[section.tail] < HORIZON else _late(section, best)
            )
            if through is not None and through < best.get(section.head, 1 << 60):
                best[section.head] = through
                changed = True
    return best.get(goal)


def _late(section: Section, best: dict[str, int]) -> int | None:
    return best[section.tail] + section.duration if section.opening is None else None


def brute_latest(arrival: Callable[[int], int | None], by: int) -> int | None:
    """Return the latest departure from second 0 on that arrives by `by`, by trying them all."""
    return max(
        (t for t in range(min(by, HORIZON - 1) + 1) if (a := arrival(t)) is not None and a <= by),
        default=None,
    )
