"""One size of network in a process of its own, so that its memory and its first steps can be told.

python -m benchmarks.sizes NODES PORTS COUNTRIES PLACES CACHE
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds, bytes at the most so far, and how many arrivals differ from those of a search on all arcs."""

    nodes: int
    arcs: int
    overlay_arcs: int
    import_s: float
    first_call_s: float
    drawn_bytes: int
    prepare_s: float
    most_bytes: int
    call_s: float
    kernel_s: float
    compared: int
    different: int


def measure(nodes: int, ports: int, countries: int, places: int, *, cache: Path) -> Measured:
    """Draw a network, prepare the engine with the cache, and ask it."""
    start = time.perf_counter()

    from benchmarks import baselines, contests, networks, report  # noqa: PLC0415
    from corridor.compiled.engine import Engine  # noqa: PLC0415
    from corridor.compiled.span import EXTENSION_S  # noqa: PLC0415

    import_s = time.perf_counter() - start

    def prepare(network: networks.Network, folder: Path | None) -> Engine:
        span = (networks.START, networks.START + networks.YEAR_S)
        return Engine.prepare(network.flat, network.terminals, network.terminals, *span, cache=folder)

    def first() -> None:
        warm = networks.draw(300, 40, 8, 20)
        contests.in_kernel(engine := prepare(warm, None), warm.queries(10))
        engine.arrival(*warm.queries(1)[0])

    first_call_s = report.seconds(first)
    network = networks.draw(nodes, ports, countries, places)
    for traversal in network.flat.traversals:  # calendars are not what is measured
        traversal.periods.within(networks.START - networks.YEAR_S // 4, networks.START + 2 * networks.YEAR_S)
    drawn_bytes = _most_bytes()
    start = time.perf_counter()
    engine = prepare(network, cache)
    queries = network.queries(1_000)
    engine.arrival(*queries[0])
    prepare_s = time.perf_counter() - start
    taken = report.medians(
        {
            "call": (lambda: [engine.arrival(*query) for query in queries], len(queries)),
            "kernel": (lambda: contests.in_kernel(engine, queries), len(queries)),
        },
        3,
    )
    most_bytes = _most_bytes()
    flat, few = network.flat, queries[:20]
    end = networks.START + networks.YEAR_S + EXTENSION_S
    search = baselines.on_all_arcs(flat, networks.START, end)
    different = sum(
        search(network.places[source], network.places[target], at) != engine.arrival(source, target, at)[0]
        for source, target, at in few
    )
    return Measured(
        nodes=flat.nodes,
        arcs=len(flat.tails),
        overlay_arcs=len(contests.span_of(engine).overlay.next_at) - 1,
        import_s=import_s,
        first_call_s=first_call_s,
        drawn_bytes=drawn_bytes,
        prepare_s=prepare_s,
        most_bytes=most_bytes,
        call_s=taken["call"],
        kernel_s=taken["kernel"],
        compared=len(few),
        different=different,
    )


def apart(size: Sequence[int], cache: str, kernels: str | None = None) -> Measured:
    """Return the measurements of another process; `kernels` is a folder for what Numba compiles."""
    environment = os.environ | ({"NUMBA_CACHE_DIR": kernels} if kernels else {})
    command = [sys.executable, "-m", "benchmarks.sizes", *map(str, size), cache]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def twice(size: Sequence[int], *, fresh_kernels: bool = False) -> tuple[Measured, Measured]:
    """Return the measurements with an empty cache, and again with what the first run kept."""
    with tempfile.TemporaryDirectory() as cache, tempfile.TemporaryDirectory() as kernels:
        folder = kernels if fresh_kernels else None
        return apart(size, cache, folder), apart(size, cache, folder)


def _most_bytes() -> int:
    """Return the most memory this process has held since it began; `ru_maxrss` may be that of the parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    *size, folder = sys.argv[1:]
    print(json.dumps(asdict(measure(*map(int, size), cache=Path(folder)))))
