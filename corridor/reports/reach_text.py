"""Reach as text: what is in reach by when, what only under a scenario, then every place with its arrivals."""

from collections.abc import Iterator, Mapping, Sequence

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.ids import PlaceId
from corridor.model.made_with import MadeWith
from corridor.model.reach import Reaches, ReachResult, Stand, StandKind
from corridor.reports.columns import aligned, footer, notice_lines
from corridor.reports.names import by, title_of
from corridor.units import format_difference, format_duration

_SHOWN = 6
"""Places in a sentence."""
_ON_THE_WAY = ("junction", "pass")
"""Places at which no trip ends: text leaves them out."""
_DOES: Mapping[StandKind, str] = {"wait": "waits", "queue": "queues", "rest": "rests", "work": "is cleared"}


def reach_text(dataset: Dataset, reaches: Reaches, made_with: MadeWith) -> str:
    """Return the answer to `reach`."""
    baseline = reaches.baseline.reach
    origin = dataset.places[baseline.origin]
    leaves = zones.format_local(baseline.depart_at, origin.tz)
    lines = [f"{origin.name_en}, leaving {leaves}", *verdict(dataset, reaches), ""]
    rows = list(_rows(dataset, reaches))
    lines += [*aligned([_header(reaches), *rows]), ""] if rows else []
    for result in reaches.results:
        lines += [*_held_lines(dataset, result), *_beyond_lines(dataset, result)]
    # What hundreds of ways lean on fills pages: text tells what may not hold.
    warnings = [notice for notice in reaches.notices if notice.severity != "info"]
    lines += ["", *notice_lines(warnings)]
    if more := len(reaches.notices) - len(warnings):
        lines.append(f"and {more} more notices on what this leans on (all with --format json)")
    return "\n".join([*lines, *footer(made_with)])


def verdict(dataset: Dataset, reaches: Reaches) -> list[str]:
    """Return a sentence for each limit: how many places and kilometres, and which are only in reach under a scenario."""
    return [_by(dataset, reaches, limit_s) for limit_s in reaches.baseline.reach.limits_s]


def _by(dataset: Dataset, reaches: Reaches, limit_s: int) -> str:
    counts: list[str] = []
    for result in reaches.results:
        places = ended(dataset, result.reach.places_by(limit_s))
        number = f"{len(places)} place{'s' if len(places) != 1 else ''}" if not counts else str(len(places))
        counts.append(f"{number} ({result.reach.km_by(limit_s):,.0f} km) under {result.scenario.name}")
    parts = [", ".join(counts)]
    for result in reaches.results[1:]:
        name, base = result.scenario.name, reaches.baseline.scenario.name
        gained = ended(dataset, reaches.only_under(result, limit_s))
        lost = ended(dataset, reaches.only_under_baseline(result, limit_s))
        parts += [f"only under {name}: {_named(dataset, result, gained)}"] if gained else []
        parts += [f"only under {base}, not {name}: {_named(dataset, reaches.baseline, lost)}"] if lost else []
    return f"By {format_duration(limit_s)}: {'; '.join(parts)}"


def ended(dataset: Dataset, places: Sequence[PlaceId]) -> list[PlaceId]:
    """Return those of the places at which trips end: neither junctions nor passes."""
    return [place for place in places if dataset.places[place].kind not in _ON_THE_WAY]


def _named(dataset: Dataset, result: ReachResult, places: Sequence[PlaceId]) -> str:
    reach = result.reach
    words = [
        f"{title_of(dataset, place)} ({format_duration(reach.arrivals[place] - reach.depart_at)})"
        for place in places[:_SHOWN]
    ]
    more = [f"{len(places) - _SHOWN} more"] if len(places) > _SHOWN else []
    return ", ".join([*words, *more])


def _header(reaches: Reaches) -> tuple[str, ...]:
    first, *others = (result.scenario.name for result in reaches.results)
    header = ["place", first, "after"]
    for name in others:
        header += [name, "after", "difference"]
    return (*header, "by")


def _rows(dataset: Dataset, reaches: Reaches) -> Iterator[tuple[str, ...]]:
    baseline = reaches.baseline.reach
    for place in ended(dataset, reaches.places):
        cells = [title_of(dataset, place)]
        for result in reaches.results:
            at = result.reach.arrivals.get(place)
            if at is None:
                cells += [f"not by {format_duration(baseline.limits_s[-1])}", ""]
            else:
                clock = zones.format_local(at, dataset.places[place].tz)
                cells += [clock, format_duration(at - baseline.depart_at)]
            if result is not reaches.baseline:
                cells.append(_difference(baseline.arrivals.get(place), at))
        yield (*cells, _by_ports(reaches, place))


def _difference(base: int | None, at: int | None) -> str:
    if base is None or at is None:
        return ""
    return format_difference(at - base) if at != base else "same"


def _by_ports(reaches: Reaches, place: PlaceId) -> str:
    """Return the ports on the way under the first scenario that gets there, and under others if they differ."""
    ways = {
        result.scenario.name: each.crossings
        for result in reaches.results
        for each in result.reach.places
        if each.place_id == place
    }
    (_, first), *others = ways.items()
    return "; ".join([by(first), *(f"{by(way)} under {name}" for name, way in others if way != first)])


def _held_lines(dataset: Dataset, result: ReachResult) -> Iterator[str]:
    """Yield at which control points the truck stands after so many hours."""
    for limit_s in result.reach.limits_s:
        if held := [_held(dataset, stand, kind) for stand, kind in result.reach.stands_by(limit_s)]:
            yield f"After {format_duration(limit_s)}, {result.scenario.name}: {'; '.join(held)}"


def _held(dataset: Dataset, stand: Stand, kind: StandKind) -> str:
    tz = dataset.control_points[stand.control_id].tz
    through = "for good" if stand.until is None else f"through {zones.format_local(stand.until, tz)}"
    return f"{_DOES[kind]} at {title_of(dataset, stand.control_id)}, {through}"


def _beyond_lines(dataset: Dataset, result: ReachResult) -> Iterator[str]:
    reach, name = result.reach, result.scenario.name
    later, wayless = ended(dataset, reach.later), ended(dataset, reach.wayless)
    if later:
        yield f"Not by {format_duration(reach.limits_s[-1])}, {name}: {_list(dataset, later)}"
    if wayless:
        yield f"No way, {name}: {_list(dataset, wayless)}"


def _list(dataset: Dataset, places: Sequence[PlaceId]) -> str:
    names = [title_of(dataset, place) for place in places[:_SHOWN]]
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    return ", ".join(names) + more
