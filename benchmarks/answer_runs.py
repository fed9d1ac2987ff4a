"""The same answers by who searches them one by one, in a process of its own, so that its memory can be told.

python -m benchmarks.answer_runs networkx|reference ANSWERS.json
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import networkx as nx

from benchmarks.baselines import networkx_arrival, reference_arrival
from benchmarks.memory import most_bytes
from benchmarks.networks import digraph
from benchmarks.study_runs import scenarios
from corridor import Query, load, shipped_dataset
from corridor.batch import planners_of

Answer = tuple[str, str, str, int, int]
"""Scenario, origin, destination, departure, arrival."""


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes at the most, before the first answer and after the last."""

    before: int
    after: int


class Asked:
    """Answers that are to be found again, with all that a search of each needs."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        """Build the graphs."""
        planners = {p.scenario.name: p for p in planners_of(load(shipped_dataset()), scenarios())}
        self._graphs: dict[int, nx.DiGraph[Any]] = {}
        self._asked: list[tuple[Any, str, str, int]] = []
        self.arrivals = [arrive for *_, arrive in answers]
        for scenario, origin, destination, at, _ in answers:
            ready = planners[scenario]._prepared(Query(origin=origin, destination=destination))  # type: ignore[arg-type] # noqa: SLF001
            self._asked.append((ready, origin, destination, at))

    def __len__(self) -> int:
        return len(self._asked)

    def by_networkx(self) -> list[int | None]:
        """Return the arrivals as NetworkX finds them, with a callable weight."""
        return [
            networkx_arrival(self._graph(ready.adjacency), origin, destination, at, ways=True)
            for ready, origin, destination, at in self._asked
        ]

    def by_reference(self) -> list[int | None]:
        """Return the arrivals as the reference engine finds them, with bounds."""
        return [
            reference_arrival(ready.adjacency, origin, destination, at, ready.bounds)
            for ready, origin, destination, at in self._asked
        ]

    def _graph(self, adjacency: Any) -> "nx.DiGraph[Any]":  # noqa: ANN401 - the engine's own
        if id(adjacency) not in self._graphs:
            self._graphs[id(adjacency)] = digraph(adjacency)
        return self._graphs[id(adjacency)]


WAYS: Final[Mapping[str, Callable[[Asked], list[int | None]]]] = MappingProxyType(
    {"networkx": Asked.by_networkx, "reference": Asked.by_reference}
)


def apart(who: str, answers: Path) -> Held:
    """Return what another process holds that finds these answers."""
    command = [sys.executable, "-m", "benchmarks.answer_runs", who, str(answers)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Held(**json.loads(done.stdout))


def main() -> None:
    """Answer what was asked for, and tell what that took as JSON."""
    who, path = sys.argv[1:]
    asked = Asked([tuple(each) for each in json.loads(Path(path).read_bytes())])
    before = most_bytes()
    WAYS[who](asked)
    print(json.dumps(asdict(Held(before, most_bytes()))))


if __name__ == "__main__":
    main()
