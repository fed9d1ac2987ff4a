"""How sure a trip is, as the part `reliability` of a JSON document."""

from dataclasses import asdict

from corridor.model.reliability import LatestDeparture, Percentile, Reliability
from corridor.reports.document_parts import Document, utc


def reliability_part(found: Reliability) -> Document:
    """Return percentiles, gates and deadline, with what was asked."""
    asked = found.asked
    return {
        "share": asked.share,
        "samples": asked.samples,
        "seed": asked.seed,
        "depart_at": utc(found.depart_at),
        "mean_s": found.mean_s,
        "answered_share": found.answered_share,
        "percentiles": [_percentile(each, found.depart_at) for each in found.percentiles],
        "gates": [
            {"at": gate.control_id, "closes_at": utc(gate.closes_at), "admitted": asdict(gate.chance)}
            for gate in found.gates
        ],
        "deadline": None if asked.arrive_by is None else utc(asked.arrive_by),
        "in_time": None if found.in_time is None else asdict(found.in_time),
        "latest": None if found.latest is None else _latest(found.latest),
    }


def _percentile(percentile: Percentile, depart_at: int) -> Document:
    at = percentile.arrive_at
    return {
        "share": percentile.share,
        "arrive_at": _known(at),
        "duration_s": None if at is None else at - depart_at,
        "low_at": _known(percentile.low_at),
        "high_at": _known(percentile.high_at),
    }


def _latest(latest: LatestDeparture) -> Document:
    return {
        "depart_at": _known(latest.depart_at),
        "in_time": None if latest.chance is None else asdict(latest.chance),
        "tried_from": utc(latest.tried_from),
        "tried_to": utc(latest.tried_to),
        "grid_s": latest.grid_s,
        "fine_s": latest.fine_s,
    }


def _known(at: int | None) -> str | None:
    return None if at is None else utc(at)
