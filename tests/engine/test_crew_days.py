"""A day of driving worked by hand: `docs/crews.md` tells it."""

from collections.abc import Sequence
from pathlib import Path

from networks import Section, graph_of

from corridor.dataset.loading import load
from corridor.engine.crew_passages import Crewing
from corridor.engine.crewed import earliest_arrival
from corridor.engine.search import Adjacency, Task
from corridor.operations.crews import crew_clock, rules_of

HOUR, MINUTE = 3600, 60
GEODATA = Path(__file__).parents[2] / "geodata"
ALWAYS_AFTER = 10**7


def steps(
    sections: Sequence[Section], start: str, goal: str, crew: str = "regular"
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
