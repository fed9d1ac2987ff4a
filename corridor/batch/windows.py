"""Windows of departures under one scenario or several, and which way is taken when."""

from collections.abc import Sequence
from dataclasses import replace
from math import lcm

from corridor.batch.differences import difference
from corridor.batch.grid import GRID_S, laid, sampled
from corridor.batch.readings import best_windows, cut_offs, departures_at, equal_arrivals
from corridor.batch.statistics import durations, shares_of_ways, statistics
from corridor.errors import NoRouteError, UsageError
from corridor.model.comparison import (
    Comparison,
    Departure,
    DepartureProfile,
    FirstChoice,
    ScenarioResult,
)
from corridor.model.crew import BARE
from corridor.model.dataset import Dataset
from corridor.model.profile import Profile
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.planner import Planner
from corridor.units import format_duration

_LONGEST_S = 3661 * 86_400
"""Ten years, and the hour that a change of clocks may add."""
_MOST_LISTED = 200_000


def window(start: int, end: int, step_s: int = 3600) -> range:
    """Return the departures of `[start, end)` to be listed, one each `step_s`; figures are of every second.

    Raises:
        UsageError: The window is empty or longer than ten years.
    """
    if step_s <= 0 or end <= start:
        raise UsageError("the window holds no departure", hint="give --days and --every above nought")
    if end - start > _LONGEST_S:
        raise UsageError(f"{(end - start) // 86_400} days are too many", hint="at most 3660: shorten --days")
    return range(start, end, step_s)


def require_listable(departures: range) -> None:
    """Check that a list of the departures is not too long.

    Raises:
        UsageError: It is.
    """
    if len(departures) > _MOST_LISTED:
        raise UsageError(
            f"{len(departures)} departures are too many to list",
            hint=f"at most {_MOST_LISTED}: lengthen --every or shorten --days",
        )


def listed(found: DepartureProfile, departures: range) -> list[Departure]:
    """Return departures of the window, read off its profile; of a wide grid those that are on it.

    Raises:
        UsageError: There are more than a list should hold, or a fine grid does not hold them.
    """
    require_listable(departures)
    grid_s = found.profile.grid_s
    if 0 < grid_s <= GRID_S and departures.step % grid_s:
        raise UsageError(
            f"departures each {departures.step} s are not all on a grid of {grid_s} s",
            hint="make --every a multiple of --grid",
        )
    return departures_at(found.profile, on_grid(found, departures))


def on_grid(found: DepartureProfile, departures: range) -> range:
    """Return the departures, of a wide grid those that are on it."""
    grid_s = found.profile.grid_s
    return departures[:: lcm(departures.step, grid_s) // departures.step] if grid_s > GRID_S else departures


def profile(planner: Planner, query: Query, departures: range, grid_s: int | None = None) -> DepartureProfile:
    """Return what becomes of every second of a window, from `departures.start` up to `departures.stop`.

    With a crew, of departures each `grid_s` seconds; if that is not given, each 15 minutes, or fewer where that took long.
    """
    (exact,) = _profiles([planner], query, departures, grid_s)
    return _told(planner, query, exact, grid_s)


def _profiles(
    planners: Sequence[Planner], query: Query, departures: range, grid_s: int | None
) -> list[Profile]:
    """Return what becomes of a window under each scenario."""
    start, end = departures.start, departures.stop
    if not query.crew.rests:
        return [planner.profile(query, start, end) for planner in planners]
    if grid_s is None:
        return laid(planners, query, start, end)
    return [sampled(planner, query, start, end, grid_s) for planner in planners]


def _told(planner: Planner, query: Query, exact: Profile, grid_s: int | None) -> DepartureProfile:
    """Return a profile with what is read off it; `grid_s` is the step that was asked for, if one was."""
    tz = planner.dataset.places[query.origin].tz
    best, worst, last = _telling(exact)
    return DepartureProfile(
        origin=query.origin,
        destination=query.destination,
        tz=tz,
        start=exact.start,
        end=exact.end,
        profile=exact,
        statistics=statistics(exact, tz),
        best=best,
        best_windows=best_windows(exact),
        worst=worst,
        equal_arrivals=equal_arrivals(exact),
        cut_offs=cut_offs(exact),
        notices=(
            *([_widened(exact.grid_s)] if grid_s is None and exact.grid_s > GRID_S else []),
            *_notices(planner, query, [one.depart_at for one in (best, worst, last) if one]),
        ),
    )


def _widened(grid_s: int) -> Notice:
    message = (
        f"each departure takes long to search with this crew, so that figures are of one each {format_duration(grid_s)}; "
        f"--grid {GRID_S // 60}min asks for all"
    )
    return Notice("grid-widened", message, "info")


def compare(
    dataset: Dataset,
    query: Query,
    scenarios: Sequence[Scenario],
    departures: range,
    grid_s: int | None = None,
) -> Comparison:
    """Return scenarios side by side over one window; the first is the baseline. With a crew, as in `profile`.

    Raises:
        NoRouteError: Not one departure has a way under any of them.
    """
    return compared(planners_of(dataset, scenarios), query, departures, grid_s)


def compared(
    planners: Sequence[Planner], query: Query, departures: range, grid_s: int | None = None
) -> Comparison:
    """Return the same for scenarios that have planners already.

    Raises:
        NoRouteError: Not one departure has a way under any of them.
    """
    results = [
        ScenarioResult(
            scenario=planner.scenario,
            changes=planner.changes,
            profile=_told(planner, query, exact, grid_s),
        )
        for planner, exact in zip(planners, _profiles(planners, query, departures, grid_s), strict=True)
    ]
    baseline = results[0].profile
    if not any(result.profile.statistics.answered_s for result in results):
        explain_no_answer(planners[0], query, departures)
    return Comparison(
        origin=query.origin,
        destination=query.destination,
        results=tuple(results),
        differences=tuple(
            difference(result.scenario.name, baseline.profile, result.profile.profile, baseline.tz)
            for result in results[1:]
        ),
    )


def planners_of(dataset: Dataset, scenarios: Sequence[Scenario]) -> list[Planner]:
    """Return a planner for each scenario; those after the first compile only what differs from it."""
    first = Planner(dataset, scenarios[0])
    return [first, *map(first.under, scenarios[1:])]


def first_choice(planner: Planner, query: Query, start: int, end: int) -> FirstChoice:
    """Return which sequence of crossings arrives first, for all departures of `[start, end)`."""
    # With a crew, too, the ways are those of trucks that do not rest: the question is about ports.
    exact = planner.profile(replace(_timeless(query), crew=BARE, slots=()), start, end)
    share = durations(exact).count / (end - start)
    return FirstChoice(start=start, end=end, answered_share=share, crossings=shares_of_ways(exact))


def explain_no_answer(planner: Planner, query: Query, departures: range) -> None:
    """Say why the first departure of a window has no way.

    Raises:
        NoRouteError: It has none; the message names what stands in the way.
    """
    planner.plan(replace(query, depart_at=departures.start, arrive_by=None))


def _timeless(query: Query) -> Query:
    return replace(query, depart_at=None, arrive_by=None)


def _telling(exact: Profile) -> tuple[Departure | None, Departure | None, Departure | None]:
    """Return the first of the shortest, the first of the longest, and the last answered departure."""
    lasting = durations(exact)
    if not lasting.count:
        return None, None, None
    last = int(lasting.starts[-1] + lasting.lengths[-1]) - 1
    best, worst, final = departures_at(exact, [lasting.least()[0], lasting.greatest()[0], last])
    return best, worst, final


def _notices(planner: Planner, query: Query, departures: Sequence[int]) -> tuple[Notice, ...]:
    """Return what the telling departures of a window lean on: best, worst and last."""
    found: list[Notice] = [*planner.cache_notices]
    for depart_at in dict.fromkeys(departures):
        try:
            found += planner.plan(replace(query, depart_at=depart_at, arrive_by=None)).notices
        except NoRouteError:
            continue
    return tuple(dict.fromkeys(found))
