"""Published figures: each says what to ask the model, and no more."""

from collections.abc import Iterator

from corridor.calendars.zones import parse_moment
from corridor.dataset.content import Content, Located
from corridor.dataset.notices import Finding, quoted
from corridor.errors import CorridorError
from corridor.model.benchmark import SPEEDS, TRIP_MEASURES, Benchmark, Measure

_AT_CROSSINGS: frozenset[Measure] = frozenset({"stay_h", "vehicles", "queue_days"})
_USES: dict[str, frozenset[Measure]] = {
    "trips": TRIP_MEASURES,
    "crossing_id": _AT_CROSSINGS,
    "side": SPEEDS | {"stay_h"},
    "from_id": frozenset({"distance_km"}),
    "to_id": frozenset({"distance_km"}),
    "crew_id": TRIP_MEASURES,
}
_NEEDS: dict[str, frozenset[Measure]] = {
    "trips": TRIP_MEASURES,
    "crossing_id": _AT_CROSSINGS,
    "side": SPEEDS,
    "ends": SPEEDS | {"vehicles"},
}


def unclear_benchmarks(content: Content) -> Iterator[Finding]:
    """Yield figures that lack what their measure needs, or have what it does not use."""
    for row in content.benchmarks:
        measure = row.item.measure
        for column, measures in _NEEDS.items():
            if measure in measures and not getattr(row.item, column):
                yield row.finding("unclear-benchmark", column, f"{column} is blank, but {measure} needs it")
        for column, measures in _USES.items():
            if measure not in measures and getattr(row.item, column):
                yield row.finding("unclear-benchmark", column, f"{measure} does not use {column}")


def timeless_benchmarks(content: Content) -> Iterator[Finding]:
    """Yield figures whose time ends before, or when, it starts. The zone does not matter: it is one."""
    for row in content.benchmarks:
        if row.item.ends and _is_reversed(row):
            message = f"{row.item.ends} is not after {row.item.starts}"
            yield row.finding("reversed-period", "ends", message)


def _is_reversed(row: Located[Benchmark]) -> bool:
    try:
        starts = parse_moment(row.item.starts, "UTC", end=False)
        return parse_moment(row.item.ends, "UTC", end=True) <= starts
    except CorridorError:  # no clock shows it: planning says so
        return False


def unused_benchmark_trips(content: Content) -> Iterator[Finding]:
    """Yield trips that no figure is about."""
    used = {trip for row in content.benchmarks for trip in row.item.trips}
    for row in content.benchmark_trips:
        if row.item.trip_id not in used:
            message = f"no published figure is about {quoted(row.item.trip_id)}"
            yield row.finding("unused-benchmark-trip", "trip_id", message)
