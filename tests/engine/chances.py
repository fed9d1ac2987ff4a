"""Short ways with known laws of chance, in hours, and a sampler for them."""

from collections.abc import Sequence
from math import log
from statistics import NormalDist
from types import SimpleNamespace

import networkx as nx
from networks import Section, road

from corridor.calendars.periods import OpeningPeriods
from corridor.engine.draws import Draws
from corridor.engine.prepared import Prepared
from corridor.engine.sampling import Sampler
from corridor.engine.search import Adjacency, Task
from corridor.model.ids import SourceId
from corridor.model.spread import SpreadFigures, Varying
from corridor.network.arcs import Arc
from corridor.operations.arrival import Fixed, Timed
from corridor.operations.spread import SpreadBook

HOUR = 3600
Z90 = 1.2815515655446004


def book(**ratios: float) -> SpreadBook:
    """Return spreads by what varies, `drive_link=1.2`; what is not named does not vary."""
    return SpreadBook(figures(name.replace("_", "-"), ratio) for name, ratio in ratios.items())  # type: ignore[arg-type]


def figures(varies: Varying, ratio: float, road_class: str = "") -> SpreadFigures:
    return SpreadFigures(
        varies=varies,
        road_class=road_class,
        p90_ratio=ratio,
        law="lognormal",
        basis="assumed",
        source_id=SourceId("by-hand"),
        note="",
    )


def drive(tail: str, head: str, hours: float, **more: object) -> Arc:
    seconds = round(hours * HOUR)
    arc = {"traversal": Fixed(seconds), "link": road(Section(tail, head, seconds)), **more}
    return Arc(tail=tail, head=head, **arc)  # type: ignore[arg-type]


def gate(
    tail: str, head: str, *opening: tuple[float, float], work_h: float = 0.25, point: object = None
) -> Arc:
    """Return a control point open in some hours, counted from 0."""
    periods = OpeningPeriods.of([(round(start * HOUR), round(end * HOUR)) for start, end in opening])
    return Arc(
        tail=tail,
        head=head,
        traversal=Timed(periods, round(work_h * HOUR)),
        point=point or SimpleNamespace(control_id="gate", tz="UTC", crossing_id="gate"),  # type: ignore[arg-type]
        calendar=SimpleNamespace(periods=periods),  # type: ignore[arg-type]
    )


def prepared(*way: Arc) -> Prepared:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for arc in way:
        graph.add_edge(arc.tail, arc.head, arc=arc)
    return Prepared(Adjacency.of(graph), Task(frozenset({way[0].tail}), frozenset({way[-1].head})), None)


def arrivals(
    ready: Prepared, spreads: SpreadBook, *, samples: int = 4000, seed: int = 1, at: int = 0
) -> list[int]:
    """Return the arrival of each sample."""
    passed = ready.first(at)
    assert passed is not None
    return [run.arrive_at for run in Sampler(spreads, Draws(samples, seed)).runs(ready, passed, at)]


def share_below(hours: float, mean_h: float, ratio: float) -> float:
    """Return the chance that a lognormal time of some mean and P90 / median is shorter."""
    sigma = log(ratio) / Z90
    return NormalDist(log(mean_h) - sigma**2 / 2, sigma).cdf(log(hours))


def is_near(found: float, share: float, samples: int) -> bool:
    """Whether a share of samples is within four standard errors of the true one: missed once in 16,000 times."""
    return abs(found - share) <= 4 * (share * (1 - share) / samples) ** 0.5 + 1e-9


def share_of(values: Sequence[int], hours: float) -> float:
    return sum(value < hours * HOUR for value in values) / len(values)
