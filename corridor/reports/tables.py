"""Finished values to CSV: one row per leg, departure or cell; safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO, TextIO

from corridor.calendars import zones
from corridor.model.comparison import Departure
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.port import PortReport, PortState
from corridor.model.reach import Reaches
from corridor.model.spreadsheet import safe_text
from corridor.model.text import clean
from corridor.reports.names import goal_of, stand_of, start_of, way_of

_BOM = "\ufeff"
"""So that Excel reads Chinese and Russian."""

Cell = str | int | float | None


def route_csv(dataset: Dataset, itineraries: Sequence[Itinerary]) -> str:
    """Return one row per leg."""
    rows = (
        (number, leg.kind, *_ends(dataset, leg))
        + (
            _local(leg.depart_at, leg.tz_from),
            _local(leg.arrive_at, leg.tz_to),
            leg.duration_s,
            leg.distance_km,
        )
        + (leg.crossing_id or "", leg.link_id or "", leg.reason)
        for number, itinerary in enumerate(itineraries, 1)
        for leg in itinerary.legs
    )
    header = "itinerary,kind,from,to,depart_local,arrive_local,duration_s,distance_km,crossing,link,reason"
    return _csv(header, rows)


def _ends(dataset: Dataset, leg: Leg) -> tuple[str, str]:
    if not leg.is_moving:
        return stand_of(dataset, leg), stand_of(dataset, leg)
    return start_of(dataset, leg), goal_of(dataset, leg)


def departures_csv(scenarios: Iterable[tuple[str, Sequence[Departure]]], tz: str) -> str:
    """Return one row per scenario and departure listed; `tz` is the zone of the origin."""
    rows = (
        (scenario, _local(departure.depart_at, tz))
        + (None if departure.arrive_at is None else _local(departure.arrive_at, "UTC"),)
        + (departure.duration_s, departure.wait_s)
        + ("no way" if departure.arrive_at is None else way_of(departure.crossings),)
        for scenario, departures in scenarios
        for departure in departures
    )
    return _csv("scenario,depart_local,arrive_utc,duration_s,wait_s,crossings", rows)


def reach_csv(dataset: Dataset, reaches: Reaches) -> str:
    """Return one row per scenario and place reached."""
    baseline = reaches.baseline.reach.arrivals
    rows = (
        (result.scenario.name, place.place_id, item.name_en, item.country, item.kind)
        + (_local(place.arrive_at, item.tz), place.arrive_at - result.reach.depart_at)
        + (place.arrive_at - baseline[place.place_id] if place.place_id in baseline else None,)
        + (" > ".join(place.crossings), place.from_id, place.link_id)
        for result in reaches.results
        for place in result.reach.places
        for item in [dataset.places[place.place_id]]
    )
    header = "scenario,place_id,name_en,country,kind,arrive_local,duration_s,difference_s,crossings,last_from,last_link"
    return _csv(header, rows)


def port_csv(report: PortReport) -> str:
    """Return one row per control point and opening period of the week."""
    rows = (
        (control.point.control_id, control.point.side, control.state.state)
        + (_local(opens_at, control.point.tz), _local(closes_at, control.point.tz))
        for control in report.controls
        for opens_at, closes_at in control.week
    )
    return _csv("control_point,side,state_now,opens_local,closes_local", rows)


def ports_csv(dataset: Dataset, states: Sequence[PortState]) -> str:
    """Return one row per working control point."""
    rows = (
        (point.crossing_id, state.control_id, point.side, point.mode, state.state, state.reason)
        + (None if state.until is None else _local(state.until, point.tz),)
        for state in states
        for point in [dataset.control_points[state.control_id]]
    )
    return _csv("port,control_point,side,mode,state,reason,next_change_local", rows)


def places_csv(dataset: Dataset) -> str:
    """Return one row per place."""
    rows = (
        (p.place_id, p.name_en, p.name_zh, p.name_ru, p.country, p.kind, p.position.lat, p.position.lon, p.tz)
        for p in dataset.places.values()
    )
    return _csv("place_id,name_en,name_zh,name_ru,country,kind,lat,lon,tz", rows)


def write_findings_csv(file: IO[bytes], rows: Iterable[Sequence[Cell]]) -> None:
    """Write one row per finding on what went into a batch, in the order of the columns of its heading; one is held."""
    out = io.TextIOWrapper(file, "utf-8", newline="")
    out.write(_BOM)
    _write(out, "file,line,column,severity,code,message,hint,shipment", rows)
    out.detach()  # what was opened elsewhere is closed there


def _csv(header: str, rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    _write(out, header, rows)
    return _BOM + out.getvalue()


def _write(out: TextIO, header: str, rows: Iterable[Sequence[Cell]]) -> None:
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header.split(","))
    writer.writerows([_safe(cell) for cell in row] for row in rows)


def _safe(cell: Cell) -> Cell:
    """Keep a spreadsheet from running text as a formula (CWE-1236); numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    return clean(safe_text(cell))


def _local(at: int, tz: str) -> str:
    return zones.to_local(at, tz).isoformat()
