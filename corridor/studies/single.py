"""The figures of one departure, as `studies.figures` has them of any number: much quicker, and the same to the last bit."""

from collections.abc import Mapping
from math import nan
from typing import Final

from corridor.model.ids import CrossingId
from corridor.model.profile import NO_ARRIVAL, Profile

_HOUR_S: Final = 3600
_NO_FIGURES: Final = (nan,) * 4
_NO_SAVING: Final = (nan,) * 10
_NOTHING_SHARED: Final = (0.0, *(nan,) * 6, 0.0, 0.0, 0.0)

Ways = Mapping[tuple[CrossingId, ...], float]
Waits = Mapping[str, float]


def is_single(profile: Profile) -> bool:
    """Whether a profile is of one departure."""
    return profile.end - profile.start == 1 and len(profile.departs) == 1


def row(profile: Profile, baseline: Profile | None, crossings_of: Mapping[str, CrossingId]) -> list[float]:
    """Return the first figures of a row, up to the indicators."""
    saving = _NO_SAVING if baseline is None else _saving(baseline, profile)
    if not _has_way(profile):
        return [0, 1, *_NO_FIGURES, *_NO_FIGURES, *saving, nan, nan, nan]
    duration_s = _duration_s(profile)
    wait_s = duration_s - int(profile.moving_s[0])
    indicators = _indicators(profile, duration_s, crossings_of)
    return [1, 0, *(duration_s,) * 4, *(wait_s,) * 4, *saving, *indicators]


def words(profile: Profile) -> tuple[Ways, Waits]:
    """Return the one way, and the waits by point, longest first."""
    waited: dict[str, int] = {}
    if not _has_way(profile):
        return {}, waited
    for at, seconds in zip(profile.wait_at.tolist(), profile.wait_s.tolist(), strict=True):
        point = profile.waiting_points[at]
        waited[point] = waited.get(point, 0) + seconds
    longest = sorted(waited.items(), key=lambda each: -each[1])
    return {profile.crossings[int(profile.ways[0])]: 1.0}, {point: s / 1 for point, s in longest if s}


def _has_way(profile: Profile) -> bool:
    return bool(profile.arrives[0] < NO_ARRIVAL)


def _duration_s(profile: Profile) -> int:
    return int(profile.arrives[0] - profile.departs[0])


def _saving(baseline: Profile, profile: Profile) -> tuple[float, ...]:
    if not (_has_way(baseline) and _has_way(profile)):
        return _NOTHING_SHARED
    saved_s = _duration_s(baseline) - _duration_s(profile)
    wait_saved_s = saved_s - int(baseline.moving_s[0] - profile.moving_s[0])
    way, other = (each.crossings[int(each.ways[0])] for each in (profile, baseline))
    return (1, *(saved_s,) * 5, wait_saved_s, saved_s > 0, saved_s < 0, way != other)


def _indicators(
    profile: Profile, duration_s: int, crossings_of: Mapping[str, CrossingId]
) -> tuple[float, float, float]:
    """Return the indicators of CAREC: see `model.study_summary.Indicators`."""
    if not profile.roads:
        return nan, nan, nan
    road, passed = profile.roads[int(profile.ways[0])], len(profile.crossings[int(profile.ways[0])])
    border_s = road.border_s + sum(s for point, s in words(profile)[1].items() if point in crossings_of)
    return (
        border_s / passed if passed else nan,
        road.distance_km / duration_s * _HOUR_S if duration_s else nan,
        road.distance_km / road.driven_s * _HOUR_S if road.driven_s else nan,
    )
