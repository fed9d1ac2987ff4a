"""A scenario's departures against the baseline's, second by second."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.batch.cells import means_by_weekday_hour
from corridor.batch.quantity import Quantity
from corridor.batch.statistics import answered
from corridor.model.comparison import Difference, Extreme
from corridor.model.ids import CrossingId
from corridor.model.profile import Profile, Seconds


@dataclass(frozen=True, eq=False, slots=True)
class _Pairs:
    """Two profiles of one window, cut where either is cut: the pieces of each that hold the departures."""

    departs: Seconds
    lengths: Seconds
    before: NDArray[np.int64]
    after: NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Contrast:
    """A scenario's departures against the baseline's: by how much later they arrive, and wait longer, where both do.

    Of the seconds of the window, `rerouted_s` are those that both answer by other crossings, `newly_answered_s` those
    that only the scenario answers, and `no_longer_answered_s` those that only the baseline does.
    """

    later: Quantity
    waits_more: Quantity
    rerouted_s: int
    newly_answered_s: int
    no_longer_answered_s: int


def contrast(baseline: Profile, changed: Profile) -> Contrast:
    """Return a scenario's departures against the baseline's.

    Raises:
        ValueError: The windows differ.
    """
    if (baseline.start, baseline.end) != (changed.start, changed.end):
        raise ValueError("profiles of different windows")
    pairs = _pairs(baseline, changed)
    had, has = answered(baseline)[pairs.before], answered(changed)[pairs.after]
    both = _kept(pairs, had & has)
    later = _later(baseline, changed, both)
    return Contrast(
        later=later,
        waits_more=_waits_more(baseline, changed, both, later),
        rerouted_s=int(both.lengths[_reroutes(baseline, changed, both)].sum()),
        newly_answered_s=int(pairs.lengths[has & ~had].sum()),
        no_longer_answered_s=int(pairs.lengths[had & ~has].sum()),
    )


def difference(name: str, baseline: Profile, changed: Profile, tz: str) -> Difference:
    """Return a scenario against the baseline; `tz` is the zone whose hours and weekdays count.

    Raises:
        ValueError: The windows differ.
    """
    found = contrast(baseline, changed)
    later = found.later
    gaining_s, losing_s = later.count_up_to(-1), later.count - later.count_up_to(0)
    count = later.count or 1
    return Difference(
        scenario=name,
        mean_s=later.mean,
        mean_wait_s=found.waits_more.mean,
        by_weekday_hour=means_by_weekday_hour(later, baseline.start, baseline.end, tz),
        share_gain=gaining_s / count,
        share_lose=losing_s / count,
        share_reroute=found.rerouted_s / count,
        largest_gain=_extreme(later.least()) if gaining_s else None,
        largest_loss=_extreme(later.greatest()) if losing_s else None,
        newly_answered_s=found.newly_answered_s,
        no_longer_answered_s=found.no_longer_answered_s,
        departures_s=baseline.end - baseline.start,
    )


def _pairs(baseline: Profile, changed: Profile) -> _Pairs:
    departs = np.union1d(baseline.departs, changed.departs)
    lengths = np.diff(departs, append=baseline.end)
    return _Pairs(departs, lengths, baseline.piece_at(departs), changed.piece_at(departs))


def _kept(pairs: _Pairs, which: NDArray[np.bool_]) -> _Pairs:
    return _Pairs(pairs.departs[which], pairs.lengths[which], pairs.before[which], pairs.after[which])


def _later(baseline: Profile, changed: Profile, both: _Pairs) -> Quantity:
    """Return by how much each departure arrives later than under the baseline."""
    rise = changed.rises[both.after].astype(np.int64) - baseline.rises[both.before]
    arrive_later = changed.arrivals(both.departs) - baseline.arrivals(both.departs)
    return Quantity(both.departs, both.lengths, arrive_later, rise)


def _waits_more(baseline: Profile, changed: Profile, both: _Pairs, later: Quantity) -> Quantity:
    moves_more = changed.moving_s[both.after] - baseline.moving_s[both.before]
    return Quantity(later.starts, later.lengths, later.values - moves_more, later.slopes)


def _reroutes(baseline: Profile, changed: Profile, both: _Pairs) -> NDArray[np.bool_]:
    """Return for which departures the sequence of crossings is another one."""
    numbers: dict[tuple[CrossingId, ...], int] = {}
    before, after = (
        np.array([numbers.setdefault(way, len(numbers)) for way in profile.crossings], np.int64)[
            profile.ways[at]
        ]
        for profile, at in ((baseline, both.before), (changed, both.after))
    )
    return np.asarray(before != after)


def _extreme(found: tuple[int, int]) -> Extreme:
    return Extreme(depart_at=found[0], difference_s=found[1])
