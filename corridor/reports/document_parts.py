"""What JSON documents share: instants, the query, notices and ways."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from corridor.calendars import zones
from corridor.model.ids import CrossingId
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.scenario import Changed, Scenario

Document = dict[str, Any]


def query_part(query: Query, scenario: Scenario | None, changes: Sequence[Changed]) -> Document:
    """Return what was asked; `scenario` None: several are told of elsewhere."""
    document: Document = {
        "origin": query.origin,
        "destination": query.destination,
        "depart_at": None if query.depart_at is None else utc(query.depart_at),
        "arrive_by": None if query.arrive_by is None else utc(query.arrive_by),
        "via": list(query.via),
        "avoid": sorted(query.avoid_crossings) + sorted(query.avoid_countries) + sorted(query.avoid_places),
        "mode": query.mode,
        "assume_unknown": query.assume_unknown,
        "bans": query.bans,
        "vehicle": asdict(query.vehicle),
        "queue": query.queue,
        "crew": {
            "name": query.crew.crew_id,
            "roadside": query.crew.roadside,
            "clearance_rests": query.crew.clearance_rests,
            "relays": sorted(query.crew.relays),
        },
    }
    if scenario is not None:
        document |= {"scenario": scenario.name, "changes": [asdict(change) for change in changes]}
    return document


def ways_part(shares: Mapping[tuple[CrossingId, ...], float]) -> list[Document]:
    """Return sequences of crossings with the share of departures that take each."""
    return [{"sequence": list(used), "share": share} for used, share in shares.items()]


def notice_part(notice: Notice) -> Mapping[str, str]:
    """Return a notice with all of its fields."""
    return asdict(notice)


def utc(at: int) -> str:
    """Return an instant in UTC, to the second: `2025-06-05T06:00:00Z`."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(at: int, tz: str) -> str:
    """Return the same instant on the clock of `tz`, with its offset."""
    return zones.to_local(at, tz).isoformat()
