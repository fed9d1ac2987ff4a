"""Kernels find with a crew what the reference engine finds: the same steps on the same arcs, after as many labels.

A planner that loses its patience in the middle of a trip, and goes on with them, answers as if it had not.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import replace

import pytest
from crews_by_hand import Rules, random_rules, random_sections, with_two_weeks
from networks import Section, graph_of
from test_crewed import HOUR, crewing_of, hours_of_a_crew, hours_of_a_trip, some_vias, with_ferries

from corridor import Planner, Query
from corridor.calendars.periods import NEVER
from corridor.compiled.crews import everywhere as everywhere_module
from corridor.compiled.crews import patient
from corridor.compiled.crews.engine import CompiledSearch
from corridor.compiled.crews.everywhere import everywhere
from corridor.compiled.crews.patient import CrewSearches
from corridor.compiled.crews.replay import TooManyPassagesError, ask_on
from corridor.compiled.crews.roads import Timetable
from corridor.engine import crewed
from corridor.engine.crew_bounds import bounds_to
from corridor.engine.crew_labels import ImpatientError, Patience, Way
from corridor.engine.crew_passages import Crewing
from corridor.engine.crewed import NO_DEADLINE, CrewTrip, PlainSearch
from corridor.engine.prepared import prepare
from corridor.engine.search import Adjacency, Everywhere, Task
from corridor.engine.steps import Step, end_of
from corridor.engine.stretches import first_there
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, CrossingId
from corridor.model.query import TravelMode
from corridor.model.slot import Slot
from corridor.network.arcs import Arc

CASES = 400


def both(adjacency: Adjacency, task: Task, crewing: Crewing) -> tuple[CrewTrip, CrewTrip]:
    """Return a trip by the reference engine and by kernels."""
    bounds = bounds_to(adjacency, task, crewing)
    plain, fast = PlainSearch(adjacency, task, bounds), CompiledSearch(adjacency, task, bounds)
    return CrewTrip(crewing, plain), CrewTrip(crewing, fast)


def told(way: Way) -> list[tuple[str, list[Step]]] | None:
    return None if way is None else [(f"{arc.tail}>{arc.head}", list(steps)) for arc, steps in way]


def drawn(rng: random.Random) -> tuple[Adjacency, Task, Crewing, int]:
    """Return a small network with ports, bans, ferries and vias, and a crew of any kind."""
    nodes, sections = random_sections(rng)
    rules = random_rules(rng, nodes)
    crewing = crewing_of(with_two_weeks(rules, rng) if rng.random() < 1 / 3 else rules)
    adjacency = (
        with_ferries(sections, rng) if rng.random() < 1 / 2 else Adjacency.of(graph_of(nodes, sections))
    )
    ends = sorted(adjacency.out)
    start, goal = rng.sample(ends, 2)
    crewing = replace(
        crewing,
        countries={node: crewing.countries[node] for node in ends},
        roadside=rng.random() < 2 / 3,
        no_parking=frozenset(node for node in ends if rng.random() < 1 / 5),
        clearance_rests=rng.random() < 1 / 4,
    )
    task = Task(frozenset({start}), frozenset({goal}), some_vias(adjacency, rng))
    return adjacency, task, crewing, rng.randint(0, 25)


@pytest.mark.parametrize("seed", range(4))
def test_the_plan_is_that_of_the_reference_engine_step_by_step(seed: int) -> None:
    """1,600 small networks, with a deadline or without, and with a duty that begins later."""
    rng, found = random.Random(seed), 0
    for _ in range(CASES):
        adjacency, task, crewing, at = drawn(rng)
        plain, fast = both(adjacency, task, crewing)
        first = plain.first(at).way
        assert searched(fast, at) == searched(plain, at)
        if first is None:
            continue
        found += 1
        by = end_of(first, at)
        assert searched(fast, at, by) == searched(plain, at, by)
        assert fast.searched(at, by - 1).way is None
        assert searched(fast, at, NO_DEADLINE, by) == searched(plain, at, NO_DEADLINE, by)
    assert found > CASES // 3


def searched(trip: CrewTrip, *when: int) -> tuple[object, int]:
    """Return a way step by step, and how many labels it takes."""
    found = trip.searched(*when)
    return told(found.way), found.labels


@pytest.mark.parametrize("seed", range(2))
def test_a_way_is_gone_in_the_same_steps_after_as_many_labels(seed: int) -> None:
    rng = random.Random(500 + seed)
    for _ in range(CASES):
        way = hours_of_a_trip(rng)
        nodes = [way[0].tail, *(arc.head for arc in way)]
        crewing = crewing_of(hours_of_a_crew(rng, len(way)))
        crewing = replace(crewing, countries={node: crewing.countries[node] for node in nodes})
        plain, fast = both(line(way), Task(frozenset(nodes[:1]), frozenset(nodes[-1:])), crewing)
        at = rng.randint(0, 48) * HOUR
        (first, labels), (again, others) = plain.weighed(way, at), fast.weighed(way, at)
        assert told(again) == told(first)
        assert others == labels
        reached = NEVER if first is None else end_of(first, at)
        assert (
            plain.through_at(way, at, NO_DEADLINE)
            == fast.through_at(way, at, NO_DEADLINE)
            == (reached, labels)
        )
        assert fast.through_at(way, at, reached - 1)[0] == NEVER


def line(way: Sequence[Arc]) -> Adjacency:
    nodes = [way[0].tail, *(arc.head for arc in way)]
    return Adjacency(
        {node: [arc for arc in way if arc.tail == node] for node in nodes},
        {node: [arc for arc in way if arc.head == node] for node in nodes},
    )


def seen(found: Everywhere) -> object:
    """Return what is found in plain words: first at nodes, through arcs, and when each part of a link is reached."""
    return (
        {node: told(list(way)) for node, way in found.ways.items()},
        {(arc.tail, arc.head): list(steps) for arc, steps in found.through.items()},
        {
            (arc.tail, arc.head, arc.traversal): first_there(there)
            for arc, there in found.driven.items()
            if there
        },
    )


def test_everybody_is_everywhere_when_the_reference_engine_says() -> None:
    """400 small networks, also with rules of two weeks."""
    rng = random.Random(77)
    for _ in range(CASES):
        adjacency, task, crewing, at = drawn(rng)
        trip = adjacency, task.origins, at, crewing, at + rng.randint(5, 40)
        assert seen(everywhere(*trip)) == seen(crewed.everywhere(*trip))


OPTIONS = [
    Crew(crew_id="regular"),
    Crew(crew_id="strict", roadside=False),
    Crew(crew_id="team", clearance_rests=True),
    Crew(crew_id="china"),
    Crew(crew_id="regular", relays=frozenset({CrossingId("irkeshtam"), CrossingId("horgos-road")})),
]


@pytest.fixture(scope="module")
def planner(shipped: Dataset) -> Planner:
    return Planner(shipped)


SLOT = Slot(control_id=ControlId("horgos-road-kz"), starts=1_749_300_000, ends=1_749_303_600)


@pytest.mark.parametrize(
    "crew", OPTIONS, ids=["regular", "no roadside", "clearance rests", "china", "relays"]
)
def test_the_plan_on_the_shipped_network_is_that_of_the_reference_engine(
    planner: Planner, crew: Crew
) -> None:
    """Queues, bans, ferries, rails and a booked slot, from any place to any other."""
    rng, places, found = random.Random(len(crew.crew_id) + crew.roadside), sorted(planner.dataset.places), 0
    while found < 10:
        origin, destination = rng.sample(places, 2)
        mode: TravelMode = rng.choice(("road", "any"))
        query = Query(origin=origin, destination=destination, crew=crew, mode=mode, slots=(SLOT,))
        depart_at = SLOT.starts - rng.randrange(20 * 86_400)
        graph = planner._graph_of(query)
        plain = prepare(planner.dataset, graph, query, None, PlainSearch).crew
        fast = prepare(planner.dataset, graph, query, None, CompiledSearch).crew
        assert plain is not None
        assert fast is not None
        way = plain.first(depart_at).way
        assert searched(fast, depart_at) == searched(plain, depart_at)
        if way is not None:
            found += len(way) > 10
            arcs = [arc for arc, _ in way]
            (again, labels), (once_more, others) = (
                plain.weighed(arcs, depart_at),
                fast.weighed(arcs, depart_at),
            )
            assert told(once_more) == told(again)
            assert others == labels


DEPART_AT = 1_749_103_200
"""Thursday, 5 June 2025, 14:00 in Kashgar."""


def trip(destination: str, crew: str = "regular", **times: int) -> Query:
    return Query(origin="kashgar", destination=destination, crew=Crew(crew_id=crew), **times)


def asked(shipped: Dataset) -> list[object]:
    """Return a plan, a departure for a deadline, some departures and a reach, all with a crew."""
    planner = Planner(shipped)
    return [
        planner.plan(trip("tashkent", depart_at=DEPART_AT)),
        planner.plan(trip("osh", arrive_by=DEPART_AT + 5 * 86_400)),
        planner.departures(trip("bishkek"), range(DEPART_AT, DEPART_AT + 86_400, 7_200)),
        planner.reach(trip("osh", depart_at=DEPART_AT), [86_400]),
    ]


def test_answers_do_not_depend_on_when_patience_is_lost(
    shipped: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient, "LABELS", 10_000_000)
    patiently = asked(shipped)
    for labels in (0, 40, 3_000):
        monkeypatch.setattr(patient, "LABELS", labels)
        assert asked(shipped) == patiently


def test_trips_of_a_planner_share_its_patience(shipped: Dataset) -> None:
    planner = Planner(shipped)
    searches = planner._crew_searches
    planner.plan(trip("osh", depart_at=DEPART_AT))
    after_one = searches.patience.labels
    planner.plan(trip("tashkent", depart_at=DEPART_AT))
    assert searches.patience.labels < after_one < patient.LABELS


def test_kernels_that_are_loaded_are_used_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "loaded", sys)
    monkeypatch.setattr(patient, "_KERNELS", "loaded")
    assert not CrewSearches().is_patient


def test_where_kernels_have_no_room_the_reference_engine_answers(
    shipped: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has_no_room(*_args: object) -> None:
        raise TooManyPassagesError

    query = trip("osh", depart_at=DEPART_AT)
    expected = Planner(shipped).plan(query), Planner(shipped).reach(query, [43_200])
    monkeypatch.setattr(patient, "LABELS", 0)
    monkeypatch.setattr(CompiledSearch, "first", has_no_room)
    monkeypatch.setattr(CompiledSearch, "along", has_no_room)
    monkeypatch.setattr(everywhere_module, "everywhere", has_no_room)
    assert (Planner(shipped).plan(query), Planner(shipped).reach(query, [43_200])) == expected


def test_patience_is_lost_once_it_is_used_up() -> None:
    patience = Patience(2)
    patience.take(2)
    with pytest.raises(ImpatientError):
        patience.take(1)


def test_an_interruption_in_a_kernel_is_one() -> None:
    def interrupted(*_args: object) -> None:
        raise SystemError("go_on returned a result with an exception set")

    with pytest.raises(KeyboardInterrupt):
        ask_on(interrupted, Timetable())


def test_kernels_say_when_there_are_too_many_ways_over_one_arc() -> None:
    """Work of 25 days of 14 hours: each night of ten hours may be a short rest or none, three of them at most."""
    day, opening = 24 * HOUR, tuple((24 * HOUR * d, 24 * HOUR * d + 14 * HOUR) for d in range(60))
    way = [Section("a", "b", HOUR, is_drive=True).arc(), Section("b", "c", 25 * 14 * HOUR, opening).arc()]
    rules = Rules(day_drive=9 * HOUR, rest=11 * HOUR, day=day, short_rest=9 * HOUR, short_rests=3)
    crewing = replace(crewing_of(rules), countries=dict.fromkeys("abc", ""))
    plain, fast = both(line(way), Task(frozenset("a"), frozenset("c")), crewing)
    assert plain.first(0).way is not None
    with pytest.raises(TooManyPassagesError):
        fast.first(0)
