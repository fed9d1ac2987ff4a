"""Figures over every departure of a profile."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from corridor.batch.cells import means_by_weekday_hour
from corridor.batch.quantity import Quantity
from corridor.model.comparison import Statistics
from corridor.model.ids import CrossingId
from corridor.model.profile import NO_ARRIVAL, Profile, Seconds


def answered(profile: Profile) -> NDArray[np.bool_]:
    """Return which pieces have a way."""
    return profile.arrives < NO_ARRIVAL


def durations(profile: Profile) -> Quantity:
    """Return the door-to-door seconds of all answered departures."""
    has_way = answered(profile)
    return Quantity(
        starts=profile.departs[has_way],
        lengths=profile.lengths_s[has_way],
        values=profile.durations_s[has_way],
        slopes=-np.where(profile.rises, 0, 1)[has_way],
    )


def waiting(profile: Profile) -> Quantity:
    """Return the waiting seconds of all answered departures: what is left of a trip when nothing is done."""
    lasting = durations(profile)
    return Quantity(
        starts=lasting.starts,
        lengths=lasting.lengths,
        values=lasting.values - profile.moving_s[answered(profile)],
        slopes=lasting.slopes,
    )


def statistics(profile: Profile, tz: str) -> Statistics:
    """Return the figures; `tz` is the zone whose hours and weekdays count."""
    lasting, wait = durations(profile), waiting(profile)
    count = lasting.count
    return Statistics(
        answered_s=count,
        unanswered_s=profile.end - profile.start - count,
        mean_s=lasting.mean,
        p50_s=lasting.percentile(50),
        p90_s=lasting.percentile(90),
        min_s=lasting.least()[1] if count else None,
        max_s=lasting.greatest()[1] if count else None,
        mean_wait_s=wait.mean,
        waiting_share=1 - wait.count_up_to(0) / count if count else None,
        crossings=shares_of_ways(profile),
        waits=mean_waits(profile),
        by_weekday_hour=means_by_weekday_hour(lasting, profile.start, profile.end, tz),
    )


def shares_of_ways(profile: Profile) -> Mapping[tuple[CrossingId, ...], float]:
    """Return the share of the answered departures by sequence of crossings, most used first."""
    has_way = answered(profile)
    seconds = _by_row(profile.ways[has_way], profile.lengths_s[has_way], len(profile.crossings))
    used: Counter[tuple[CrossingId, ...]] = Counter()
    for crossings, s in zip(profile.crossings, seconds.tolist(), strict=True):
        used[crossings] += s
    return {crossings: s / used.total() for crossings, s in used.most_common() if s}


def mean_waits(profile: Profile) -> Mapping[str, float]:
    """Return the mean wait of an answered departure at each waiting point, longest first."""
    lengths = np.repeat(np.where(answered(profile), profile.lengths_s, 0), np.diff(profile.wait_ends))
    shrunk = np.where(profile.wait_shrinks, lengths * (lengths - 1) // 2, 0)
    seconds = _by_row(profile.wait_at, lengths * profile.wait_s - shrunk, len(profile.waiting_points))
    waited: Counter[str] = Counter()
    for point, s in zip(profile.waiting_points, seconds.tolist(), strict=True):
        waited[point] += s
    count = int(profile.lengths_s[answered(profile)].sum())
    return {point: s / count for point, s in waited.most_common() if s}


def _by_row(rows: NDArray[np.int64], amounts: Seconds, count: int) -> Seconds:
    """Return the sum of the amounts of each row, in whole numbers."""
    sums = np.zeros(count, np.int64)
    np.add.at(sums, rows, amounts)
    return sums
