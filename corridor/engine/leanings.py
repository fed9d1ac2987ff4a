"""What an answer leans on: the weakest data on its way, and what is not in it."""

from collections.abc import Iterable, Sequence

from corridor.model.crossing import Dwell
from corridor.model.dataset import Dataset
from corridor.model.provenance import Notice
from corridor.model.scenario import Scenario
from corridor.network.arcs import Arc
from corridor.operations.ports import beyond_data

_WEAK = ("modelled", "estimated", "assumed")


def general_notices(dataset: Dataset, scenario: Scenario, last_at: int) -> list[Notice]:
    """Say what holds for every answer of this kind that ends at `last_at`."""
    notices = beyond_data(dataset, last_at)
    if scenario.assumed:
        notices.append(
            Notice(
                "scenario-assumed", f"scenario {scenario.name} is an assumed template, nobody's plan", "info"
            )
        )
    return notices


def leanings(dataset: Dataset, way: Sequence[Arc]) -> list[Notice]:
    """Say which figures along the way are weak."""
    return [*_distances(way), *_dwells(way), *_doubts(dataset, way)]


def _distances(way: Sequence[Arc]) -> list[Notice]:
    links = [arc.link for arc in way if arc.link is not None]
    total = sum(link.distance_km for link in links)
    notices = []
    for what, weak in (
        ("distances", [link for link in links if link.distance_basis in _WEAK]),
        ("speeds", [link for link in links if link.speed_basis in _WEAK]),
    ):
        km = sum(link.distance_km for link in weak)
        if km:
            message = f"{what} of {km:.0f} of {total:.0f} km are modelled, estimated or assumed"
            notices.append(Notice(f"{what[:-1]}-not-published", message, "info"))
    return notices


def _dwells(way: Iterable[Arc]) -> list[Notice]:
    rows = [
        (arc.point.control_id, row) for arc in way if arc.service and arc.point for row in arc.service.rows
    ]
    if not rows:
        return []
    basis = ", ".join(f"{point} {row.net_min:g} min ({_of_dwell(row)})" for point, row in rows)
    notices = [Notice("dwell-basis", f"clearance times: {basis}", "info")]
    if held := [(point, row.net_min) for point, row in rows if holds_queue(row)]:
        names = ", ".join(point for point, _ in held)
        hours = sum(minutes for _, minutes in held) / 60
        message = f"clearance at {names} ({hours:.1f} h in all) comes of published means that still hold the queue: it may be too long"
        notices.append(Notice("dwell-holds-queue", message))
    return notices


def _of_dwell(row: Dwell) -> str:
    return f"{row.basis}, holds queue" if holds_queue(row) else row.basis


def holds_queue(row: Dwell) -> bool:
    """Whether the time is a gross mean from which at most closed hours were taken: nobody publishes the queue apart."""
    is_gross = row.gross_mean_h is not None and abs(row.net_min - row.gross_mean_h * 60) < 1
    return is_gross or (row.gross_mean_h is not None and row.basis == "derived")


def _doubts(dataset: Dataset, way: Sequence[Arc]) -> list[Notice]:
    notices = []
    if any(arc.link is not None and arc.link.mode == "rail" for arc in way):
        message = (
            "waiting for wagons, papers and a path is not included: published rail borders take 14 to 78 h"
        )
        notices.append(Notice("rail-waits-not-included", message))
    for arc in way:
        if arc.link is not None and arc.link.truck_access == "unknown":
            message = f"whether heavy trucks may use {arc.link.link_id} is not known"
            notices.append(Notice("truck-access-unknown", message, subject=arc.link.link_id))
        if arc.link is not None and arc.link.mode == "ferry":
            message = f"{arc.link.link_id} has no timetable: waiting for a sailing is not included"
            notices.append(Notice("ferry-no-timetable", message, subject=arc.link.link_id))
        if arc.crossing_id and dataset.crossings[arc.crossing_id].freight == "unknown":
            message = f"whether {arc.crossing_id} takes freight is not known"
            notices.append(Notice("freight-unknown", message, subject=arc.crossing_id))
    return notices
