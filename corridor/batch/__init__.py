"""Many departures and several scenarios: exact profiles, what is read off them, and what differs."""

from corridor.batch.readings import departures_at, pieces
from corridor.batch.sure import how_sure, require_samplable
from corridor.batch.windows import (
    compare,
    compared,
    explain_no_answer,
    first_choice,
    listed,
    on_grid,
    planners_of,
    profile,
    require_listable,
    window,
)

__all__ = [
    "compare",
    "compared",
    "departures_at",
    "explain_no_answer",
    "first_choice",
    "how_sure",
    "listed",
    "on_grid",
    "pieces",
    "planners_of",
    "profile",
    "require_listable",
    "require_samplable",
    "window",
]
