"""Dates on which a scenario's gain is undone: trucks wait under it as well, at a holiday or another closure."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import numpy as np

from corridor.model.ids import CrossingId
from corridor.model.study_summary import UndoneDay
from corridor.planner import Planner
from corridor.studies.bench import Bench
from corridor.studies.days import SUMS, Days, Floats

_DAY_S: Final = 86_400
_GAIN_S: Final = 60
"""A typical saving of less is no gain that could be undone."""
_LONGER_S: Final = 3_600
_LOOKED_AT: Final = range(0, 3 * _DAY_S, 3 * 3_600)
"""When after the beginning of a date trucks of that date stand at a port."""
_MOST_REASONS: Final = 3


def undone_days(bench: Bench, days: Days) -> Iterator[UndoneDay]:
    """Yield them by scenario and date; see `model.study_summary.UndoneDay`."""
    for scenario, planner in enumerate(bench.planners):
        if scenario != bench.baseline:
            yield from _of(planner, days, scenario)


def _of(planner: Planner, days: Days, scenario: int) -> Iterator[UndoneDay]:
    sums = {name: days.sums[scenario, :, i] for i, name in enumerate(SUMS)}
    known = (sums["compared"] > 0) & (sums["answered"] > 0)
    if not known.any():
        return
    saving_s, wait_s = (_mean(sums, *names) for names in (("saving", "compared"), ("wait", "answered")))
    typical_s, typical_wait_s = (float(np.median(each[known])) for each in (saving_s, wait_s))
    if typical_s < _GAIN_S:
        return
    is_undone = known & (saving_s < typical_s / 2) & (wait_s >= typical_wait_s + _LONGER_S)
    for place in np.flatnonzero(is_undone).tolist():
        port = max(days.waited, key=lambda point: days.waited[point][scenario, place])
        midnight = (days.first + place) * _DAY_S
        yield UndoneDay(
            scenario=planner.scenario.name,
            day=datetime.fromtimestamp(midnight, UTC).date().isoformat(),
            mean_saving_s=float(saving_s[place]),
            typical_saving_s=typical_s,
            mean_wait_s=float(wait_s[place]),
            typical_wait_s=typical_wait_s,
            port=port,
            reasons=tuple(_reasons(planner, port, midnight)),
        )


def _mean(sums: dict[str, Floats], total: str, count: str) -> Floats:
    return sums[total] / np.maximum(sums[count], 1e-300)


def _reasons(planner: Planner, port: str, midnight: int) -> Iterator[str]:
    """Yield why the control points of a port are closed in the days from a date on, the reason met most first."""
    if port not in planner.dataset.crossings:
        return
    states = (
        state for after in _LOOKED_AT for state in planner.port_states(midnight + after, [CrossingId(port)])
    )
    found = Counter(f"{state.control_id}: {state.reason}" for state in states if state.reason)
    yield from (reason for reason, _ in found.most_common(_MOST_REASONS))
