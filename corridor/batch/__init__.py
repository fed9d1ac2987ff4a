"""Many departures and several scenarios: exact profiles, what is read off them, and what differs."""

from corridor.batch.readings import departures_at, pieces
from corridor.batch.windows import (
    compare,
    explain_no_answer,
    first_choice,
    listed,
    profile,
    require_listable,
    window,
)

__all__ = [
    "compare",
    "departures_at",
    "explain_no_answer",
    "first_choice",
    "listed",
    "pieces",
    "profile",
    "require_listable",
    "window",
]
