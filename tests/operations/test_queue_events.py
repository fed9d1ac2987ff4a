"""The fluid of whole trucks beside a simulation of events: trucks come at random, a counter works on one at a time.

Where a night's backlog is worked off, the queue is made of the many who came while the port was shut, and chance
matters little: the mean wait of the fluid lies within the band of the simulation. Where capacity just suffices
around the clock, chance alone makes a queue, and the fluid says nought: it is a lower bound there.
"""

import random
from collections.abc import Callable, Iterator
from statistics import mean, stdev

import pytest
import simpy
from naive_queue import DAY, HOUR, MIDNIGHT, TZ

from corridor.calendars.periods import OpeningPeriods
from corridor.operations.flow import Stage
from corridor.operations.queues import Queue

RUNS = 60
T = 3.6
"""Standard errors allowed: one hour of 24 beyond that by chance in some hundred tests."""
Service = Callable[[random.Random, float], float]
SERVICES: dict[str, Service] = {
    "deterministic": lambda _rng, mean_s: mean_s,
    "exponential": lambda rng, mean_s: rng.expovariate(1 / mean_s),
}


def waits_by_hour(
    rng: random.Random, demand: float, capacity: float, opens: int, service: Service, days: int
) -> list[float]:
    """Return the mean wait by hour of coming on the last day; open from `opens` to 24:00, a day begins empty."""
    env = simpy.Environment()
    counter = simpy.Resource(env, capacity=1)
    waits: list[list[float]] = [[] for _ in range(24)]

    def truck() -> Iterator[simpy.Event]:
        came = env.now
        with counter.request() as turn:
            yield turn
            while env.now % DAY < opens * HOUR:
                yield env.timeout(opens * HOUR - env.now % DAY)
            if came >= (days - 1) * DAY:
                waits[int(came % DAY // HOUR)].append(env.now - came)
            left = service(rng, HOUR / capacity)
            while left > DAY - env.now % DAY:  # the work goes on in the morning
                left -= DAY - env.now % DAY
                yield env.timeout(DAY - env.now % DAY + opens * HOUR)
            yield env.timeout(left)

    def road() -> Iterator[simpy.Event]:
        while True:
            yield env.timeout(rng.expovariate(demand / HOUR))
            env.process(truck())

    env.process(road())
    env.run(until=(days + 1) * DAY + 20 * HOUR)
    return [mean(hour) if hour else float("nan") for hour in waits]


def fluid_by_hour(demand: float, capacity: float, opens: int, days: int) -> list[float]:
    """Return the same from the model."""
    rates = [(round(rate * 1000),) * 24 for rate in (demand, capacity)]
    periods = OpeningPeriods.of(
        [(MIDNIGHT + day * DAY + opens * HOUR, MIDNIGHT + (day + 1) * DAY) for day in range(days + 3)]
    )
    queue = Queue([Stage(MIDNIGHT, MIDNIGHT + (days + 2) * DAY, *rates)], periods, TZ)
    last = MIDNIGHT + (days - 1) * DAY

    def wait(at: int) -> int:
        admitted_at = queue.admit(at)
        period = periods.at_or_after(admitted_at)
        assert period is not None
        return max(period[0], admitted_at) - at

    return [mean(wait(last + hour * HOUR + second) for second in range(30, HOUR, 60)) for hour in range(24)]


@pytest.mark.slow
@pytest.mark.parametrize("service", SERVICES)
def test_the_morning_surge_lies_within_the_band_of_the_simulation(service: str) -> None:
    """Irkeshtam of spring 2025, one direction: 17.2 an hour come, 36.8 are let in from 10:00 to 24:00."""
    rng = random.Random(966)
    runs = [waits_by_hour(rng, 17.2, 36.8, 10, SERVICES[service], 2) for _ in range(RUNS)]
    fluid = fluid_by_hour(17.2, 36.8, 10, 2)
    surge = range(15)  # who comes up to 15:00 stands in the surge; later the queue runs out
    for hour in surge:
        found = [run[hour] for run in runs if run[hour] == run[hour]]
        band = T * stdev(found) / len(found) ** 0.5 + 2 * HOUR / 36.8  # two vehicles: lanes and whole trucks
        assert abs(mean(found) - fluid[hour]) <= band, (hour, mean(found), fluid[hour], band)


@pytest.mark.slow
def test_where_capacity_just_suffices_chance_queues_and_the_fluid_does_not() -> None:
    """Nine tenths used around the clock: a steady queue by chance, which the model leaves out."""
    rng = random.Random(966)
    runs = [waits_by_hour(rng, 27, 30, 0, SERVICES["exponential"], 4) for _ in range(10)]
    assert max(fluid_by_hour(27, 30, 0, 4)) == 0
    assert mean(wait for run in runs for wait in run) > 5 * 60
