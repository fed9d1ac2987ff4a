"""A day of driving worked by hand: `docs/crews.md` tells it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crew_searches import earliest_arrival
from networks import Section, graph_of

from corridor.dataset.loading import load
from corridor.engine.crew_bounds import bounds_to
from corridor.engine.crew_passages import Crewing
from corridor.engine.search import Adjacency, Task
from corridor.engine.steps import end_of
from corridor.operations.crews import crew_clock, rules_of

HOUR, MINUTE = 3600, 60
GEODATA = Path(__file__).parents[2] / "geodata"
ALWAYS_AFTER = 10**7


def steps(
    sections: Sequence[Section], start: str, goal: str, crew: str = "strict"
) -> list[tuple[str, int, int]]:
    """Return what a crew that leaves at 00:00 does, in minutes."""
    nodes = sorted({end for section in sections for end in (section.tail, section.head)})
    crewing = Crewing(clock=crew_clock(rules_of(load(GEODATA), crew)), countries=dict.fromkeys(nodes, "KG"))
    task = Task(origins=frozenset({start}), goals=frozenset({goal}))
    passed = earliest_arrival(Adjacency.of(graph_of(nodes, sections)), task, 0, crewing)
    assert passed is not None
    return [(step.kind, step.start // MINUTE, step.end // MINUTE) for _, steps in passed for step in steps]


def gate(opens: int) -> Section:
    return Section("gate", "beyond", 0, ((opens, ALWAYS_AFTER),))


def test_a_wait_fifteen_minutes_short_of_a_rest_is_made_one() -> None:
    """At the gate at 09:15, which opens at 20:00: a rest of 11 h there, and 3:30 to drive."""
    way = [
        Section("start", "gate", 8 * HOUR + 30 * MINUTE, is_drive=True),
        gate(20 * HOUR),
        Section("beyond", "goal", 3 * HOUR + 30 * MINUTE, is_drive=True),
    ]
    assert steps(way, "start", "goal") == [
        ("work", 0, 270),
        ("rest", 270, 315),
        ("work", 315, 555),
        ("wait", 555, 1200),
        ("rest", 1200, 1215),
        ("work", 1215, 1425),
    ]


def test_a_wait_that_is_long_enough_needs_no_rest_beside_it() -> None:
    way = [
        Section("start", "gate", 8 * HOUR + 30 * MINUTE, is_drive=True),
        gate(21 * HOUR),
        Section("beyond", "goal", 3 * HOUR + 30 * MINUTE, is_drive=True),
    ]
    assert [step for step in steps(way, "start", "goal") if step[0] == "rest"] == [("rest", 270, 315)]


def test_two_drivers_go_on_for_eighteen_hours() -> None:
    way = [Section("start", "goal", 20 * HOUR, is_drive=True)]
    assert steps(way, "start", "goal", "team") == [
        ("work", 0, 18 * 60),
        ("rest", 18 * 60, 27 * 60),
        ("work", 27 * 60, 29 * 60),
    ]


def test_of_two_ferries_the_sooner_one_bounds_what_is_left() -> None:
    """From the port 30 h and 12 h of sailing; a night at sea is the rest, so that one drives on at once: 8 + 12 + 8 h."""
    ways = {"slow": 30 * HOUR, "fast": 12 * HOUR}
    arcs = [Section("start", "port", 8 * HOUR, is_drive=True).arc()]
    for shore, seconds in ways.items():
        sailing = Section("port", shore, seconds, is_drive=True).arc()
        assert sailing.link is not None
        arcs += [
            replace(sailing, link=replace(sailing.link, mode="ferry")),
            Section(shore, "goal", 8 * HOUR, is_drive=True).arc(),
        ]
    nodes = ["start", "port", "slow", "fast", "goal"]
    for order in (arcs, arcs[::-1]):
        adjacency = Adjacency(
            {node: [arc for arc in order if arc.tail == node] for node in nodes},
            {node: [arc for arc in order if arc.head == node] for node in nodes},
        )
        crewing = Crewing(
            clock=crew_clock(rules_of(load(GEODATA), "strict")), countries=dict.fromkeys(nodes, "KZ")
        )
        goals = frozenset({"goal"})
        task = Task(origins=frozenset({"start"}), goals=goals)
        bounds = bounds_to(adjacency, task, crewing)
        (left,) = bounds.stages
        assert left.relieved_s["port"] == 20 * HOUR + 45 * MINUTE
        assert left.before_s["start"] == 8 * HOUR
        found = earliest_arrival(adjacency, task, 0, crewing, bounds)
        assert found is not None
        assert end_of(found, 0) == 28 * HOUR + 2 * 45 * MINUTE  # a break on either shore
        assert earliest_arrival(adjacency, task, 0, crewing, bounds, by=end_of(found, 0) - 1) is None
