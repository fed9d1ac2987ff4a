"""Random networks of some thirty places under hours as real ports keep them: weeks, holidays, validity, bans."""

import random
from collections.abc import Iterator

from arcs_by_hand import adjacency_of, drive, gate

from corridor.calendars.periods import OpeningPeriods
from corridor.engine.search import Adjacency
from corridor.model.schedule import ADMISSIONS
from corridor.network.arcs import Arc
from corridor.operations.arrival import Timed
from corridor.operations.flow import Stage
from corridor.operations.queues import Queue, Queued

MONDAY = 1_748_822_400
"""2025-06-02 00:00 UTC."""
HOUR, DAY = 3_600, 86_400
_HOURS = (
    ((9, 18),),
    ((9, 13), (14, 18)),
    ((10.5, 13.5), (15.5, 19.25)),
    ((8, 20),),
    ((20, 32),),
    ((0, 24),),
    ((6, 6.5), (7, 7.25), (23, 23.9)),
)
_WORKDAYS = (range(7), range(5), (0, 2, 4), (1,), (5, 6))


def weekly(rng: random.Random, hours: tuple[tuple[float, float], ...] | None = None) -> OpeningPeriods:
    """Return hours of some weekdays on some zone's clock, but for holidays; maybe from or up to some date only."""
    ahead = round(rng.choice((0, 5, 5.5, 6, 8)) * HOUR)
    days = set(rng.choice(_WORKDAYS))
    spans = [(round(a * HOUR), round(b * HOUR)) for a, b in hours or rng.choice(_HOURS)]
    first = MONDAY // DAY
    holidays = {first + rng.randint(-10, 30) for _ in range(rng.choice((0, 0, 1, 4)))}
    valid_from = MONDAY + rng.randint(-10 * DAY, 20 * DAY) if rng.random() < 0.15 else 0
    valid_to = MONDAY + rng.randint(-10 * DAY, 20 * DAY) if rng.random() < 0.15 else 1 << 40

    def block(start: int, end: int) -> Iterator[tuple[int, int]]:
        for day in range((start + ahead) // DAY - 2, (end + ahead) // DAY + 2):
            if (day + 3) % 7 in days and day not in holidays:
                for opens, closes in spans:
                    at = day * DAY - ahead
                    period = max(at + opens, start, valid_from), min(at + closes, end, valid_to)
                    if period[0] < period[1]:
                        yield period

    return OpeningPeriods(block)


def random_periods(rng: random.Random, longest_h: float = 0) -> OpeningPeriods:
    """Return mostly weekly hours with an opening of at least `longest_h`, and now and then hours odd as data are."""
    soon = MONDAY + rng.randint(0, 9 * DAY)
    odd = [
        OpeningPeriods.always(),
        OpeningPeriods.never(),
        OpeningPeriods.of([(MONDAY - 800 * DAY, MONDAY - 799 * DAY)]),
        OpeningPeriods.of([(MONDAY + 100 * DAY, MONDAY + 100 * DAY + 7 * HOUR)]),
        OpeningPeriods.of([(-(1 << 62), soon)]),
        OpeningPeriods.of([(soon, 1 << 62)]),
    ]
    if rng.random() < 0.24:
        return rng.choice(odd)
    fitting = [hours for hours in _HOURS if max(b - a for a, b in hours) > longest_h]
    return weekly(rng, rng.choice(fitting))


def _port(rng: random.Random, tail: str, head: str) -> Arc:
    admission = rng.choice(ADMISSIONS)
    longest_s = 23 * HOUR if admission == "finish_by_close" else 60 * HOUR
    service_s = rng.choice((0, 600, 1_800, rng.randint(1, 5 * HOUR), rng.randint(HOUR, longest_s)))
    cutoff_s = rng.choice((0, 0, 900, 2 * HOUR))
    # A port that can never finish anyone within its hours would be asked for ever.
    needed_s = max(cutoff_s, service_s if admission == "finish_by_close" else 0)
    timed = Timed(random_periods(rng, needed_s / HOUR), service_s, admission, cutoff_s)
    return gate(tail, head, Queued(random_queue(rng, timed.periods), timed) if rng.random() < 0.3 else timed)


def random_queue(rng: random.Random, periods: OpeningPeriods) -> Queue:
    """Return a queue of some weeks, with a morning peak, weak nights, a quota or trucks that wait already.

    It is worked off within months even where a port opens for an hour or two a week.
    """
    starts = MONDAY + rng.randint(-20 * DAY, 4 * DAY)
    cut, ends = starts + rng.randint(DAY, 9 * DAY), MONDAY + rng.randint(5 * DAY, 10 * DAY)
    pace = rng.choice(((2_000, 9_000), (20_000, 60_000))) if periods.is_always else (20_000, 60_000)
    stages = [
        Stage(a, b, _rates(rng, 0, 3_000), _rates(rng, *pace), rng.choice((None, None, 40)))
        for a, b in ((starts, min(cut, ends)), (cut, ends))
        if a < b
    ]
    return Queue(stages, periods, "Asia/Bishkek", rng.choice((0, 0, 60)))


def _rates(rng: random.Random, least: int, most: int) -> tuple[int, ...]:
    hour, rates = rng.randrange(24), [rng.randint(least, most) for _ in range(2)]
    return (rates[0],) * hour + (rates[1],) * (24 - hour)


def _ban(rng: random.Random, tail: str, head: str) -> Arc:
    allowed = rng.choice((((22, 34),), ((18, 33.5),), ((0, 7), (19, 24))))
    return gate(tail, head, Timed(weekly(rng, allowed), rng.randint(1_800, 9 * HOUR), "start_by_close"))


def random_country(rng: random.Random) -> tuple[list[str], Adjacency]:
    """Return places and what connects them: roads, ports and bans, some of them parallel, one-way or of no length."""
    places = [f"n{i:02}" for i in range(rng.randint(20, 40))]
    arcs: list[Arc] = []
    for i, place in enumerate(places):
        for _ in range(rng.randint(1, 2)):
            other = places[min(len(places) - 1, max(0, i + rng.choice((-7, -3, -2, -1, 1, 2, 3, 7))))]
            if other == place or (i % 11 == 5 and rng.random() < 0.7):
                continue
            for tail, head in ((place, other), (other, place))[: rng.choice((1, 2, 2, 2))]:
                sort = rng.random()
                if sort < 0.45:
                    arcs.append(drive(tail, head, rng.choice((0, rng.randint(60, 8 * HOUR)))))
                elif sort < 0.85:
                    arcs.append(_port(rng, tail, head))
                else:
                    arcs.append(_ban(rng, tail, head))
    return places, adjacency_of(arcs, places)
