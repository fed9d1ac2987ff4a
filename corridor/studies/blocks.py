"""The rows of a trip under one scenario, as columns of numbers: one for each listed departure, or for each piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corridor.model.ids import CrossingId
from corridor.model.profile import Profile, Seconds
from corridor.studies.cases import Against, Case, Listing
from corridor.studies.readings import Listed, listed
from corridor.studies.rows import Numbers

_NULLS = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """Rows of one trip under one scenario: `way` is a row of `ways` or -1, `status` a row of `kinds`: status and reason."""

    ways: Sequence[tuple[CrossingId, ...]]
    way: NDArray[np.int64]
    numbers: Numbers
    status: NDArray[np.int64]
    kinds: Sequence[tuple[str, str]]


def departures(case: Case, scenario: int) -> Block:
    """Return one row for each listed departure; of a trip without any way just one."""
    listing = case.listings[scenario]
    if listing.answer.status != "answered":
        return _without_way(listing.answer.status, listing.answer.reason)
    found, clock, sampled_s = listing.found, listing.clock, listing.sampled_s
    unknown = np.full((len(found.departs), 2), -1, np.int64) if sampled_s is None else sampled_s
    numbers = {
        "depart_at": (found.departs, None),
        "depart_local": (clock.local, None),
        "weekday": (clock.weekday, None),
        "hour": (clock.hour, None),
        "month": (clock.month, None),
        **_taken(found),
        **_against(case.compared[scenario], len(found.departs)),
        "sampled_p50_s": (unknown[:, 0], unknown[:, 0] < 0),
        "sampled_p90_s": (unknown[:, 1], unknown[:, 1] < 0),
    }
    return _block(listing, found, numbers)


def pieces(case: Case, scenario: int) -> Block:
    """Return one row for each piece of the profile, cut where the scenario's or the baseline's changes."""
    listing = case.listings[scenario]
    if listing.answer.status != "answered":
        return _without_way(listing.answer.status, listing.answer.reason)
    profile, before = listing.profile, case.profile_against(scenario)
    starts = _cuts([profile] if before is None else [profile, before])
    found = listed(profile, starts)
    lengths = np.diff(starts, append=profile.end)
    rises = profile.rises[found.piece] & found.has_way
    mean_s = _mean(found.duration_s, rises, lengths)
    numbers: dict[str, tuple[NDArray[np.generic], _NULLS | None]] = {
        "depart_at": (starts, None),
        "depart_until": (starts + lengths, None),
        "departures": (lengths, None),
        "rises": (rises, None),
        **_taken(found),
        "mean_duration_s": (mean_s, ~found.has_way),
        "mean_wait_s": (mean_s - found.duration_s + found.wait_s, ~found.has_way),
    }
    if before is None:
        numbers |= _against(None, len(starts))
        numbers["mean_saving_s"] = (np.zeros(len(starts)), np.ones(len(starts), bool))
    else:
        was = listed(before, starts)
        both = was.has_way & found.has_way
        was_mean_s = _mean(was.duration_s, before.rises[was.piece], lengths)
        numbers |= _against(
            Against(
                both=both,
                saving_s=was.duration_s - found.duration_s,
                wait_saving_s=was.wait_s - found.wait_s,
                rerouted=_named(before.crossings, was.way) != _named(profile.crossings, found.way),
            ),
            len(starts),
        )
        numbers["mean_saving_s"] = (was_mean_s - mean_s, ~both)
    return _block(listing, found, numbers)


def _block(listing: Listing, found: Listed, numbers: Numbers) -> Block:
    kinds = [("answered", ""), ("no-way", "")]
    return Block(listing.ways, found.way, numbers, np.where(found.has_way, 0, 1), kinds)


def _taken(found: Listed) -> Numbers:
    none = ~found.has_way
    return {
        "arrive_at": (found.arrives, none),
        "duration_s": (found.duration_s, none),
        "wait_s": (found.wait_s, none),
    }


def _against(against: Against | None, count: int) -> Numbers:
    if against is None:
        nothing, everywhere = np.zeros(count, np.int64), np.ones(count, bool)
        return {
            "saving_s": (nothing, everywhere),
            "wait_saving_s": (nothing, everywhere),
            "rerouted": (nothing > 0, everywhere),
        }
    return {
        "saving_s": (against.saving_s, ~against.both),
        "wait_saving_s": (against.wait_saving_s, ~against.both),
        "rerouted": (against.rerouted, ~against.both),
    }


_EMPTY: Mapping[str, type] = {"rises": np.bool_, "rerouted": np.bool_, "mean_duration_s": np.float64, "mean_wait_s": np.float64, "mean_saving_s": np.float64}  # fmt: skip
_COLUMNS = (
    *(
        "depart_at",
        "depart_local",
        "weekday",
        "hour",
        "month",
        "arrive_at",
        "duration_s",
        "wait_s",
        "saving_s",
    ),
    *("wait_saving_s", "rerouted", "sampled_p50_s", "sampled_p90_s", "depart_until", "departures", "rises"),
    *("mean_duration_s", "mean_wait_s", "mean_saving_s"),
)


def _without_way(status: str, reason: str) -> Block:
    null = np.ones(1, bool)
    numbers: Numbers = {name: (np.zeros(1, _EMPTY.get(name, np.int64)), null) for name in _COLUMNS}
    return Block([], np.array([-1]), numbers, np.zeros(1, np.int64), [(status, reason)])


def _cuts(profiles: Sequence[Profile]) -> Seconds:
    """Return where a piece of any of the profiles begins that does not go on with the one before."""
    return np.unique(np.concatenate([profile.departs[_begins(profile)] for profile in profiles]))


def _begins(profile: Profile) -> NDArray[np.bool_]:
    """Return which pieces say something else than the one before."""
    way, lengths = _named(profile.crossings, profile.ways), profile.lengths_s
    goes_on = profile.arrives + np.where(profile.rises & (profile.ways >= 0), lengths, 0)
    says = (profile.arrives[1:] != goes_on[:-1]) | (profile.rises[1:] != profile.rises[:-1])
    moves = (profile.moving_s[1:] != profile.moving_s[:-1]) & (profile.ways[1:] >= 0)
    return np.append(True, says | moves | (way[1:] != way[:-1]))


def _named(ways: Sequence[tuple[CrossingId, ...]], way: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the crossings of each way as one text."""
    texts = np.array([*(" > ".join(each) for each in ways), None], dtype=object)
    return texts[way]


def _mean(first_s: Seconds, rises: NDArray[np.bool_], lengths: Seconds) -> NDArray[np.float64]:
    """Return the mean duration over pieces whose first departure takes so long."""
    return np.asarray(first_s - np.where(rises, 0, (lengths - 1) / 2), np.float64)
