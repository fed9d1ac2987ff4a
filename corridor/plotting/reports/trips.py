"""Trips side by side: their charts, and the table of what differs."""

from collections.abc import Sequence
from typing import Final

from corridor.model.itinerary import Itinerary, LegKind
from corridor.model.reliability import Percentile, Reliability
from corridor.plotting.charts.chart import Chart, Table
from corridor.plotting.charts.gantt import gantt
from corridor.plotting.charts.itineraries import kinds_used
from corridor.plotting.charts.labels import percent
from corridor.plotting.charts.split_bars import Lane, SplitBar, split_bars
from corridor.plotting.charts.staircase import staircase
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.maps.route.page import MapRoute
from corridor.plotting.reports.page import Nodes
from corridor.plotting.style import LEG_NAMES
from corridor.plotting.words import Words

CHARTS: Final = ("staircase", "gantt", "hours")
"""The ids of the charts of trips."""

Row = tuple[str, ...]


def charts_of(routes: Sequence[MapRoute], nodes: Nodes, lane: str, words: Words) -> tuple[Chart, ...]:
    """Return `CHARTS` of trips that leave at one time; `lane` names their ends."""
    bars = tuple(SplitBar(title=route.title, totals_s=route.itinerary.totals_s) for route in routes)
    return (
        staircase("staircase", routes, words, names=nodes.names, ports=nodes.ports, towns=nodes.towns),
        gantt("gantt", routes, words, names=nodes.names, ports=nodes.ports),
        split_bars("hours", [Lane(title=lane, bars=bars)], words),
    )


def titles_with_differences(first: str, titles: Sequence[str], words: Words) -> tuple[str, ...]:
    """Return the head of a table of scenarios: each but the baseline has a column of differences behind it."""
    others = [name for title in titles[1:] for name in (title, words("Difference"))]
    return (first, *titles[:1], *others)


def compared(
    routes: Sequence[MapRoute], reliability: Sequence[Reliability], nodes: Nodes, words: Words
) -> Table:
    """Return each figure of the trips, with its difference to that of the first."""
    trips = [route.itinerary for route in routes]
    kinds = kinds_used(trip.totals_s for trip in trips)
    rows = [
        _clocks(words("Arrives"), trips, words),
        durations_row(words("Total"), [trip.duration_s for trip in trips], words),
        *(_kind(kind, trips, words) for kind in kinds),
        *_chances(reliability, words),
        _slack(trips, words),
        _plain(words("Distance"), [words.km(trip.distance_km) for trip in trips]),
        _plain(words("Ports"), [_ports(trip, nodes) or "–" for trip in trips]),
    ]
    head = titles_with_differences(words("Figure"), [route.title for route in routes], words)
    return Table(head=head, rows=tuple(rows), numbers=frozenset(range(1, len(head))))


def durations_row(name: str, values: Sequence[float | None], words: Words) -> Row:
    """Return durations of scenarios as a row: each but the first is followed by its difference to the first."""
    cells = ["–" if value is None else words.duration(value) for value in values]
    first = values[0]
    gaps = [
        "–" if value is None or first is None else difference(words, value - first) for value in values[1:]
    ]
    return (name, cells[0], *(text for pair in zip(cells[1:], gaps, strict=True) for text in pair))


def _plain(name: str, cells: Sequence[str]) -> Row:
    return (name, cells[0], *(text for cell in cells[1:] for text in (cell, "")))


def _clocks(name: str, trips: Sequence[Itinerary], words: Words) -> Row:
    cells = [words.clock(trip.arrive_at, trip.legs[-1].tz_to) for trip in trips]
    gaps = [difference(words, trip.arrive_at - trips[0].arrive_at) for trip in trips[1:]]
    return (name, cells[0], *(text for pair in zip(cells[1:], gaps, strict=True) for text in pair))


def _kind(kind: LegKind, trips: Sequence[Itinerary], words: Words) -> Row:
    return durations_row(words(LEG_NAMES[kind]), [trip.totals_s[kind] for trip in trips], words)


def _slack(trips: Sequence[Itinerary], words: Words) -> Row:
    slacks = [trip.latest_depart_at - trip.depart_at for trip in trips]
    return durations_row(words("May leave later by, for the same arrival"), slacks, words)


def _chances(reliability: Sequence[Reliability], words: Words) -> list[Row]:
    """Return within how long each share of the sampled trips arrives, if that was asked."""
    if not reliability:
        return []
    return [
        durations_row(
            words("{share} of sampled trips arrive within", share=words.number(percent(each.share))),
            [_within(found.percentile(each.share), found) for found in reliability],
            words,
        )
        for each in reliability[0].percentiles
    ]


def _within(percentile: Percentile, found: Reliability) -> int | None:
    return None if percentile.arrive_at is None else percentile.arrive_at - found.depart_at


def _ports(trip: Itinerary, nodes: Nodes) -> str:
    met = (nodes.ports.get(leg.control_id) for leg in trip.legs if leg.control_id)
    return ", ".join(dict.fromkeys(name for name in met if name))
