"""Every file and column of a dataset: one declaration for loading, checking and documentation."""

from corridor.dataset.ban_tables import BANS
from corridor.dataset.benchmark_tables import BENCHMARK_TRIPS, BENCHMARKS
from corridor.dataset.calendar_tables import CLOSURES, HOLIDAY_DAYS, HOLIDAYS, REVIEWED, SCHEDULES
from corridor.dataset.columns import Column, Kind, Table
from corridor.dataset.crew_tables import CREW_RULES
from corridor.dataset.crossing_tables import CAPACITIES, CONTROL_POINTS, CROSSINGS, DWELLS, THROUGHPUTS
from corridor.dataset.network_tables import LINKS, PLACES, SOURCES, TRANSLOADS, WAYPOINTS
from corridor.dataset.queue_tables import QUEUES
from corridor.dataset.spread_tables import SPREADS

__all__ = [
    "BANS",
    "BENCHMARKS",
    "BENCHMARK_TRIPS",
    "CAPACITIES",
    "CLOSURES",
    "CONTROL_POINTS",
    "CREW_RULES",
    "CROSSINGS",
    "DWELLS",
    "HOLIDAYS",
    "HOLIDAY_DAYS",
    "LINKS",
    "PLACES",
    "QUEUES",
    "REVIEWED",
    "SCHEDULES",
    "SOURCES",
    "SPREADS",
    "TABLES",
    "THROUGHPUTS",
    "TRANSLOADS",
    "WAYPOINTS",
    "Column",
    "Kind",
    "Table",
]

TABLES: tuple[Table, ...] = (
    SOURCES,
    PLACES,
    CROSSINGS,
    CONTROL_POINTS,
    LINKS,
    SCHEDULES,
    CLOSURES,
    DWELLS,
    TRANSLOADS,
    CAPACITIES,
    THROUGHPUTS,
    CREW_RULES,
    QUEUES,
    SPREADS,
    HOLIDAYS,
    HOLIDAY_DAYS,
    BANS,
    BENCHMARK_TRIPS,
    BENCHMARKS,
    WAYPOINTS,
    REVIEWED,
)
