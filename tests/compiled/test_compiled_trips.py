"""Tasks with vias, and what a profile says of its ways, against the reference engine."""

import random
from dataclasses import replace

import numpy as np
import pytest
from arcs_by_hand import adjacency_of, drive
from weeks import DAY, MONDAY, random_country

from corridor.compiled import solving
from corridor.compiled.trips import Errand, Fan, Trip
from corridor.engine import steps
from corridor.engine.search import Adjacency, Task, Via, earliest_arrival, latest_departure
from corridor.engine.unpacking import crossings_of
from corridor.model.profile import NO_ARRIVAL, Profile
from corridor.network.arcs import Arc

START, END = MONDAY, MONDAY + 4 * DAY


def arrived(way: list[Arc], at: int) -> int:
    for arc in way:
        at = arc.traversal.arrive(at)
    return at


def waits_of(profile: Profile, at: int) -> dict[str, int]:
    """Return the seconds of waiting by name of the waiting point, for one departure."""
    piece = int(profile.piece_at(at))
    rows = range(int(profile.wait_ends[piece]), int(profile.wait_ends[piece + 1]))
    waits: dict[str, int] = {}
    for row in rows:
        left = int(profile.wait_s[row]) - int(profile.wait_shrinks[row]) * (at - int(profile.departs[piece]))
        name = profile.waiting_points[profile.wait_at[row]]
        waits[name] = waits.get(name, 0) + left
    return {name: seconds for name, seconds in waits.items() if seconds}


def with_borders(adjacency: Adjacency) -> Adjacency:
    """Return the network with every gate between two nodes of its own, as control points are."""
    arcs: list[Arc] = []
    for arc in [arc for row in adjacency.out.values() for arc in row]:
        if "|" not in arc.name:
            arcs.append(arc)
            continue
        border = "|".join(sorted((arc.tail, arc.head)))
        inner = f"{border}/{arc.tail}", f"{border}/{arc.head}"
        arcs += [drive(arc.tail, inner[0], 0), drive(inner[1], arc.head, 0)]
        arcs.append(replace(arc, tail=inner[0], head=inner[1]))
    return adjacency_of(arcs, adjacency.out)


def random_via(rng: random.Random, places: list[str], adjacency: Adjacency) -> Via:
    """Return some places, or both ways over some line between two of them."""
    if rng.random() < 0.5:
        return Via(nodes=frozenset(rng.sample(places, rng.randint(1, 3))))
    chosen = rng.sample(
        [arc for arcs in adjacency.out.values() for arc in arcs if "/" in arc.tail and "/" in arc.head], 2
    )
    return Via(lines=frozenset(end for arc in chosen for end in ((arc.tail, arc.head), (arc.head, arc.tail))))


@pytest.mark.slow
@pytest.mark.parametrize("vias", [0, 1, 2])
@pytest.mark.parametrize("seed", range(4))
def test_tasks_agree_with_the_reference_forward_and_backward(seed: int, vias: int) -> None:
    rng = random.Random(100 * seed + vias)
    places, adjacency = random_country(rng)
    adjacency = with_borders(adjacency)
    for _ in range(15):
        passed = tuple(random_via(rng, places, adjacency) for _ in range(vias))
        ends = [frozenset(rng.sample(places, rng.choice((1, 1, 2)))) for _ in range(2)]
        task = Task(*ends, vias=passed)
        trip = Trip(adjacency, task, None, START, END)
        instants = np.array(sorted(rng.randrange(START, END) for _ in range(12)))
        profile, deadlines = trip.profile(START, END), trip.deadlines(START, END)
        for at, found in zip(instants.tolist(), profile.arrivals(instants).tolist(), strict=True):
            way = earliest_arrival(adjacency, task, at)
            assert found == (NO_ARRIVAL if way is None else arrived(way, at))
        for by, found in zip(instants.tolist(), deadlines.latest_departures(instants).tolist(), strict=True):
            latest = latest_departure(adjacency, task, by)
            assert found == (-NO_ARRIVAL if latest is None else latest[0])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_the_ports_of_a_way_are_those_where_one_waits(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every piece names the ports of its way: a wait elsewhere would contradict it. Here each gate is a port."""
    monkeypatch.setattr(Arc, "crosses", property(lambda arc: arc.name if "|" in arc.name else None))
    rng = random.Random(seed)
    places, adjacency = random_country(rng)
    for _ in range(25):
        origin, goal = rng.sample(places, 2)
        task = Task(frozenset({origin}), frozenset({goal}))
        profile = Trip(adjacency, task, None, START, END).profile(START, END)
        for piece, at in enumerate(profile.departs.tolist()):
            if profile.ways[piece] >= 0:
                assert set(waits_of(profile, at)) <= set(profile.crossings[profile.ways[piece]])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_a_profile_moves_and_waits_as_the_reference_does(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way of a piece, its seconds in motion and its waits are those of one way, the reference's."""
    monkeypatch.setattr(Arc, "crosses", property(lambda arc: arc.name if "|" in arc.name else None))
    rng = random.Random(seed)
    places, adjacency = random_country(rng)
    for _ in range(25):
        origin, goal = rng.sample(places, 2)
        task = Task(frozenset({origin}), frozenset({goal}))
        profile = Trip(adjacency, task, None, START, END).profile(START, END)
        for at in rng.sample(range(START, END), 10):
            way = earliest_arrival(adjacency, task, at)
            piece = int(profile.piece_at(at))
            assert (way is None) == (profile.ways[piece] < 0)
            if way is not None:
                assert sum(waits_of(profile, at).values()) == sum(
                    steps.waits_of(steps.passed_by(way, at)).values()
                )
                assert profile.moving_s[piece] == sum(arc.traversal.free_s for arc in way)
                assert profile.crossings[profile.ways[piece]] == crossings_of(way)


def test_one_who_is_there_already_arrives_at_once() -> None:
    places, adjacency = random_country(random.Random(0))
    here = frozenset(places[:1])
    profile = Trip(adjacency, Task(here, here), None, START, END).profile(START, END)
    assert profile.arrives.tolist() == [START]
    assert profile.rises.all()
    assert profile.crossings == [()]


@pytest.mark.parametrize("seed", range(4))
def test_trips_fan_out_as_if_alone_and_nothing_left_out_is_missed(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tasks of one origin searched at once, and without bounds on what can be on the way, say the same."""
    rng = random.Random(seed)
    places, adjacency = random_country(rng)
    adjacency = with_borders(adjacency)
    origin, *goals = rng.sample(places, 6)
    tasks = [Task(frozenset({origin}), frozenset({goal})) for goal in goals]
    together = list(Fan(adjacency, [Errand(task, None) for task in tasks], START, END).profiles(START, END))
    monkeypatch.setattr(solving, "_FEW_TARGETS", 0)
    for task, found in zip(tasks, together, strict=True):
        alone = Trip(adjacency, task, None, START, END).profile(START, END)
        for name in ("departs", "arrives", "rises", "moving_s"):
            assert np.array_equal(getattr(found, name), getattr(alone, name))
        assert found.roads == alone.roads
