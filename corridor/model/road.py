"""What all departures by one way have alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """The length of a way, and its seconds of driving (or sailing) and of work at control points."""

    distance_km: float
    driven_s: int
    border_s: int
