"""What a planner reads off a profile: best and worst departures, equal arrivals, last sensible departures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corridor.batch.statistics import answered, durations
from corridor.model.comparison import CutOff, Departure, Piece, Stretch
from corridor.model.profile import NO_ARRIVAL, Profile, Seconds

_COSTLY_S = 3600
"""A second that costs less is no cut-off."""


def departures_at(profile: Profile, at: Sequence[int]) -> list[Departure]:
    """Return what becomes of each departure, all of them in the window."""
    departs = np.asarray(at, np.int64)
    piece = profile.piece_at(departs)
    arrives = profile.arrivals(departs)
    waits = np.where(arrives < NO_ARRIVAL, arrives - departs - profile.moving_s[piece], 0)
    columns = (departs, arrives, waits, profile.ways[piece])
    return [
        Departure(
            depart_at=depart_at,
            arrive_at=arrive_at if way >= 0 else None,
            wait_s=wait_s,
            crossings=profile.crossings[way] if way >= 0 else (),
        )
        for depart_at, arrive_at, wait_s, way in zip(*(c.tolist() for c in columns), strict=True)
    ]


def pieces(profile: Profile) -> Iterator[Piece]:
    """Yield the pieces of a profile, those joined that say the same."""
    open_piece: Piece | None = None
    columns = (
        profile.departs,
        profile.lengths_s,
        profile.arrives,
        profile.rises,
        profile.moving_s,
        profile.ways,
    )
    for departs, length, arrives, rises, moving_s, way in zip(*(c.tolist() for c in columns), strict=True):
        piece = Piece(
            departs_from=departs,
            departs_to=departs + length,
            arrives_at=arrives if way >= 0 else None,
            rises=rises and way >= 0,
            moving_s=moving_s if way >= 0 else 0,
            crossings=profile.crossings[way] if way >= 0 else (),
        )
        if open_piece is not None and (joined := _joined(open_piece, piece)):
            open_piece = joined
            continue
        if open_piece is not None:
            yield open_piece
        open_piece = piece
    if open_piece is not None:
        yield open_piece


def _joined(first: Piece, then: Piece) -> Piece | None:
    """Return two pieces as one; None if the second does not go on with the first."""
    arrives_at = first.arrives_at
    if arrives_at is not None and first.rises:
        arrives_at += first.departs_to - first.departs_from
    says = (then.arrives_at, then.rises, then.moving_s, then.crossings)
    if says != (arrives_at, first.rises, first.moving_s, first.crossings):
        return None
    return replace(first, departs_to=then.departs_to)


def best_windows(profile: Profile) -> tuple[Stretch, ...]:
    """Return all departures with the least duration, as stretches that cannot be longer."""
    lasting = durations(profile)
    if not lasting.count:
        return ()
    least_s = lasting.least()[1]
    best = lasting.ends == least_s
    ends = (lasting.starts + lasting.lengths)[best]
    # Of equal arrivals only the last to leave takes as little.
    firsts = np.where(lasting.slopes[best] < 0, ends - 1, lasting.starts[best])
    return _stretches(firsts, ends, firsts + least_s, firsts[1:] == ends[:-1])


def equal_arrivals(profile: Profile) -> tuple[Stretch, ...]:
    """Return all stretches of two departures or more that arrive at one instant, as long as can be."""
    has_way = answered(profile)
    departs, arrives, rises = profile.departs[has_way], profile.arrives[has_way], profile.rises[has_way]
    last = profile.lengths_s[has_way] - 1
    # Of a piece that rises only its first and its last departure can arrive with others.
    firsts = np.column_stack([departs, departs + last]).ravel()
    ends = np.column_stack([departs + np.where(rises, 1, last + 1), departs + last + 1]).ravel()
    arrivals = np.column_stack([arrives, arrives + last]).ravel()
    kept = np.column_stack([np.ones_like(rises), rises & (last > 0)]).ravel()
    firsts, ends, arrivals = firsts[kept], ends[kept], arrivals[kept]
    if profile.grid_s:
        return ()  # whether the departures between two of a grid arrive with them is not known
    goes_on = (arrivals[1:] == arrivals[:-1]) & (firsts[1:] == ends[:-1])
    return tuple(stretch for stretch in _stretches(firsts, ends, arrivals, goes_on) if stretch.length_s > 1)


def cut_offs(profile: Profile) -> tuple[CutOff, ...]:
    """Return the departures after which a second costs an hour or more, in order.

    On a grid, those after which leaving by the next one costs so much more than the step.
    """
    if profile.grid_s:
        return _grid_cut_offs(profile)
    last = profile.arrives + np.where(profile.rises, profile.lengths_s - 1, 0)
    costly = answered(profile)[:-1] & (profile.arrives[1:] - last[:-1] >= _COSTLY_S)
    columns = (profile.departs[1:][costly] - 1, last[:-1][costly], profile.arrives[1:][costly])
    return tuple(
        CutOff(
            depart_at=depart_at,
            arrive_at=arrive_at,
            next_arrive_at=next_arrive_at if next_arrive_at < NO_ARRIVAL else None,
        )
        for depart_at, arrive_at, next_arrive_at in zip(*(c.tolist() for c in columns), strict=True)
    )


def _grid_cut_offs(profile: Profile) -> tuple[CutOff, ...]:
    found = departures_at(profile, profile.departs.tolist())
    return tuple(
        CutOff(depart_at=one.depart_at, arrive_at=one.arrive_at, next_arrive_at=after.arrive_at)
        for one, after in pairwise(found)
        if one.arrive_at is not None
        and (after.arrive_at is None or after.arrive_at - one.arrive_at >= _COSTLY_S + profile.grid_s)
    )


def _stretches(
    firsts: Seconds, ends: Seconds, arrivals: Seconds, goes_on: NDArray[np.bool_]
) -> tuple[Stretch, ...]:
    """Return stretches, each joined with the next one that goes on with it; `goes_on` is one shorter."""
    begins = np.append(True, ~goes_on)[: len(firsts)]
    lasts = np.append(~goes_on, True)[: len(firsts)]
    return tuple(
        Stretch(departs_from=departs_from, departs_to=departs_to, arrives_at=arrives_at)
        for departs_from, departs_to, arrives_at in zip(
            firsts[begins].tolist(), ends[lasts].tolist(), arrivals[begins].tolist(), strict=True
        )
    )
