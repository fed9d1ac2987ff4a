"""A shipment's exact figures under one scenario, as one row of numbers."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.batch.differences import Contrast, contrast
from corridor.batch.quantity import Quantity
from corridor.batch.statistics import answered, durations, mean_waits, shares_of_ways, waiting
from corridor.model.ids import CrossingId
from corridor.model.profile import Profile
from corridor.model.study_summary import Figures, Indicators, Outcome, Saving
from corridor.studies import single

_HOUR_S: Final = 3600

FIELDS: Final = (
    *("answered", "unanswered"),
    *("mean_s", "p50_s", "p90_s", "max_s"),
    *("wait_mean_s", "wait_p50_s", "wait_p90_s", "wait_max_s"),
    *("compared", "saving_mean_s", "saving_p50_s", "saving_p90_s", "saving_most_s", "saving_least_s"),
    *("wait_saving_mean_s", "share_gain", "share_lose", "share_reroute"),
    *("clear_crossing_s", "speed_with_delay_kmh", "speed_without_delay_kmh"),
    *("truck_hours_saved", "sampled_p50_s", "sampled_p90_s"),
)
"""What a row holds; NaN: not known, or nothing to say."""

AT: Final[Mapping[str, int]] = {name: i for i, name in enumerate(FIELDS)}

Row = NDArray[np.float64]


def row(profile: Profile, baseline: Profile | None, crossings_of: Mapping[str, CrossingId]) -> Row:
    """Return the figures of a profile, against that of the baseline if there is one to compare with.

    `crossings_of` says to which crossing a waiting point belongs, if to any.
    """
    found = np.full(len(FIELDS), np.nan)
    if single.is_single(profile):
        found[: AT["speed_without_delay_kmh"] + 1] = single.row(profile, baseline, crossings_of)
        return found
    lasting, wait = durations(profile), waiting(profile)
    found[:2] = lasting.count, profile.end - profile.start - lasting.count
    if lasting.count:
        found[2:6] = _figures(lasting)
        found[6:10] = _figures(wait)
        found[AT["clear_crossing_s"] : AT["speed_without_delay_kmh"] + 1] = _indicators(
            profile, lasting, crossings_of
        )
    if baseline is not None:
        found[10:20] = _saving(contrast(baseline, profile))
    return found


def _figures(quantity: Quantity) -> tuple[float, ...]:
    values = (quantity.mean, quantity.percentile(50), quantity.percentile(90), quantity.greatest()[1])
    return tuple(np.nan if value is None else value for value in values)


def _saving(found: Contrast) -> tuple[float, ...]:
    later, nan = found.later, np.nan
    if not later.count:
        return (0, *(nan,) * 6, 0, 0, 0)
    sooner = Quantity(later.starts, later.lengths, -later.values, -later.slopes)
    mean, p50, p90, most = _figures(sooner)
    gaining_s, losing_s = later.count_up_to(-1), later.count - later.count_up_to(0)
    shares = (part / later.count for part in (gaining_s, losing_s, found.rerouted_s))
    return (later.count, mean, p50, p90, most, sooner.least()[1], -(found.waits_more.mean or 0), *shares)


def _indicators(
    profile: Profile, lasting: Quantity, crossings_of: Mapping[str, CrossingId]
) -> tuple[float, float, float]:
    """Return the indicators of CAREC: see `model.study_summary.Indicators`."""
    if not profile.roads:
        return np.nan, np.nan, np.nan
    has_way = answered(profile)
    departures, ways = profile.lengths_s[has_way], profile.ways[has_way]
    roads = [(r.distance_km, r.driven_s, r.border_s, len(c)) for r, c in zip(profile.roads, profile.crossings, strict=True)]  # fmt: skip
    km, driven_s, border_s, passed = departures @ np.array(roads, float)[ways]
    waited = sum(s for point, s in mean_waits(profile).items() if point in crossings_of)
    border_s += waited * lasting.count
    door_to_door_s = (lasting.mean or 0) * lasting.count
    return (
        border_s / passed if passed else np.nan,
        km / door_to_door_s * _HOUR_S if door_to_door_s else np.nan,
        km / driven_s * _HOUR_S if driven_s else np.nan,
    )


def words(profile: Profile) -> tuple[Mapping[tuple[CrossingId, ...], float], Mapping[str, float]]:
    """Return the shares of ways, and the mean waits by point."""
    if single.is_single(profile):
        return single.words(profile)
    return shares_of_ways(profile), mean_waits(profile)


def outcome(scenario: str, found: Row) -> Outcome:
    """Return a row as figures with names."""
    return Outcome(
        scenario=scenario,
        answered=float(found[0]),
        unanswered=float(found[1]),
        duration=_named(found[2:6]),
        wait=_named(found[6:10]),
        saving=None if np.isnan(found[10]) else _named_saving(found[10:20]),
    )


def indicators(found: Row) -> Indicators | None:
    """Return the indicators of a row; None if there are none."""
    values = [number(found, name) for name in FIELDS[20:23]]
    if all(value is None for value in values):
        return None
    clear, delayed, free = values
    return Indicators(clear_crossing_s=clear, speed_with_delay_kmh=delayed, speed_without_delay_kmh=free)


def number(found: Row, name: str) -> float | None:
    """Return one figure of a row; None if it is not known."""
    value = float(found[AT[name]])
    return None if np.isnan(value) else value


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _named(values: Row) -> Figures:
    mean = float(values[0])
    return Figures(
        mean_s=None if np.isnan(mean) else mean,
        p50_s=_whole(values[1]),
        p90_s=_whole(values[2]),
        max_s=_whole(values[3]),
    )


def _named_saving(values: Row) -> Saving:
    mean, wait_mean = (None if np.isnan(value) else float(value) for value in (values[1], values[6]))
    return Saving(
        departures=float(values[0]),
        mean_s=mean,
        p50_s=_whole(values[2]),
        p90_s=_whole(values[3]),
        largest_gain_s=_whole(values[4]),
        largest_loss_s=_whole(values[5]),
        wait_mean_s=wait_mean,
        share_gain=float(values[7]),
        share_lose=float(values[8]),
        share_reroute=float(values[9]),
    )
