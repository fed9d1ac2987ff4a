"""What the page says in words: a table of the limits, and one of all places."""

from collections.abc import Iterator

from corridor.model.ids import PlaceId
from corridor.model.reach import Reaches, ReachResult
from corridor.plotting.charts.chart import Table
from corridor.plotting.maps.reach.page import ReachMapPage
from corridor.plotting.words import Words


def limits_table(page: ReachMapPage, words: Words) -> Table:
    """Return what is in reach by each limit under each scenario, and which places are so only under one."""
    first, *others = page.reaches.results
    head = [words("Within")]
    for result in page.reaches.results:
        head += [words("{scenario}: places", scenario=result.scenario.title), words("km")]
    head += [words("Only under {scenario}", scenario=result.scenario.title) for result in others]
    if any(
        page.reaches.only_under_baseline(other, limit_s)
        for other in others
        for limit_s in first.reach.limits_s
    ):
        head += [words("Not under {scenario}", scenario=result.scenario.title) for result in others]
    rows = tuple(_limit_row(page, limit_s, words)[: len(head)] for limit_s in first.reach.limits_s)
    numbers = frozenset(range(1, 1 + 2 * len(page.reaches.results)))
    return Table(head=tuple(head), rows=rows, numbers=numbers)


def _limit_row(page: ReachMapPage, limit_s: int, words: Words) -> tuple[str, ...]:
    cells = [words.duration(limit_s)]
    _, *others = page.reaches.results
    for result in page.reaches.results:
        cells.append(str(len(_named(page, result.reach.places_by(limit_s)))))
        cells.append(f"{result.reach.km_by(limit_s):,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}"))
    for of in (Reaches.only_under, Reaches.only_under_baseline):
        cells += [words.names(_named(page, of(page.reaches, other, limit_s))) for other in others]
    return tuple(cells)


def _named(page: ReachMapPage, places: list[PlaceId]) -> list[str]:
    return [page.places[place].name for place in places if place in page.places]


def places_table(page: ReachMapPage, words: Words) -> Table:
    """Return every place with its arrival under each scenario, first arrival under any of them first."""
    first, *others = page.reaches.results
    head = [words("Place"), first.scenario.title, words("After")]
    for result in others:
        head += [result.scenario.title, words("After"), words("Difference")]
    head.append(words("Ports"))
    numbers = {2} | {3 * i + 4 for i in range(len(others))} | {3 * i + 5 for i in range(len(others))}
    return Table(head=tuple(head), rows=tuple(_place_rows(page, words)), numbers=frozenset(numbers))


def _place_rows(page: ReachMapPage, words: Words) -> Iterator[tuple[str, ...]]:
    base = page.reaches.baseline.reach
    for place_id in page.reaches.places:
        if (spot := page.places.get(place_id)) is None:
            continue
        cells = [spot.name]
        for result in page.reaches.results:
            at = result.reach.arrivals.get(place_id)
            never = words("not within {duration}", duration=words.duration(base.limits_s[-1]))
            cells.append(never if at is None else words.clock(at, spot.tz))
            cells.append("" if at is None else words.duration(at - base.depart_at))
            if result is not page.reaches.baseline:
                cells.append(_difference(base.arrivals.get(place_id), at, words))
        yield (*cells, _ports(page, place_id, words))


def _difference(base: int | None, at: int | None, words: Words) -> str:
    if base is None or at is None:
        return ""
    if base == at:
        return words("none")
    sign = "+" if at > base else "\N{MINUS SIGN}"
    return f"{sign}{words.duration(abs(at - base))}"


def _ports(page: ReachMapPage, place_id: PlaceId, words: Words) -> str:
    """Return the ways by their ports, those of other scenarios where they differ."""
    ways = dict.fromkeys(_way(page, result, place_id, words) for result in page.reaches.results)
    return " / ".join(way for way in ways if way)


def _way(page: ReachMapPage, result: ReachResult, place_id: PlaceId, words: Words) -> str:
    found = (place.crossings for place in result.reach.places if place.place_id == place_id)
    return words.names(page.crossings.get(name, name) for name in next(found, ()))
