"""One-to-all searches against a brute force that moves trucks second by second, also between places."""

import random
from collections.abc import Iterable, Sequence

import pytest
from crews_by_hand import Rules, brute_everywhere, random_rules, random_sections, with_two_weeks
from networks import Section, graph_of
from test_crewed import crewing_of

from corridor.engine import crewed
from corridor.engine.search import Adjacency, Everywhere, everywhere
from corridor.engine.steps import Step, end_of
from corridor.engine.stretches import Stretch, driven, first_there, met

HOURS = 30
Points = dict[tuple[str, str, int, int], int]


def work(*spans: tuple[int, int]) -> tuple[Step, ...]:
    """Drive in each of the spans, and stand in between."""
    return tuple(Step("work", start, end) for start, end in spans)


def test_of_two_trucks_the_one_that_is_ahead_counts() -> None:
    """One drives at once and stops after 3 s until 9; another comes at 2 and does not stop: it is ahead from 3 s on."""
    stops, later = work((0, 3), (9, 16)), work((2, 12))
    assert first_there({*driven(stops, 20), *driven(later, 20)}) == [Stretch(0, 3, 0), Stretch(3, 10, 5)]


def test_what_is_reached_after_the_limit_is_not_in_reach() -> None:
    assert first_there([*driven(work((0, 3), (9, 16)), 11)]) == [Stretch(0, 3, 0), Stretch(3, 5, 9)]
    assert list(driven(work((0, 3)), 0)) == []


def test_trucks_from_both_ends_meet_where_they_come_at_the_same_time() -> None:
    """A road of 10 s: one enters at 0, the other at 4 from the other end; both are 7 s from the first end at 7."""
    assert met([Stretch(0, 10, 0)], [Stretch(0, 10, 4)], 10) == ([Stretch(0, 7, 0)], [Stretch(0, 3, 4)])


def test_who_comes_back_over_a_road_reaches_nothing_new() -> None:
    assert met([Stretch(0, 10, 0)], [Stretch(0, 10, 10)], 10) == ([Stretch(0, 10, 0)], [])


def test_a_road_may_stay_open_in_the_middle() -> None:
    forth, back = [Stretch(0, 3, 0)], [Stretch(0, 2, 0)]
    assert met(forth, back, 10) == (forth, back)


def points(found: Everywhere) -> Points:
    """Return when each second of each road is reached, the last one left out."""
    reached: Points = {}
    for arc, stretches in found.driven.items():
        for point, at in each_second(first_there(stretches)):
            if point < arc.traversal.free_s:
                key = (arc.tail, arc.head, arc.traversal.free_s, point)
                reached[key] = min(at, reached.get(key, at))
    return reached


def each_second(stretches: Iterable[Stretch]) -> Iterable[tuple[int, int]]:
    for first, last, start in stretches:
        yield from ((point, start + point - first) for point in range(first + 1, last + 1))


def assert_equal_to_brute_force(sections: Sequence[Section], rules: Rules, start: str, at: int) -> bool:
    until = at + HOURS
    brute = brute_everywhere(sections, rules, start, at, until)
    if brute is None:
        return False
    nodes, within = brute
    names = sorted({start, *(end for section in sections for end in (section.tail, section.head))})
    adjacency, origins = Adjacency.of(graph_of(names, sections)), frozenset({start})
    if rules == Rules():
        found = everywhere(adjacency, origins, at, until - 1)
    else:
        found = crewed.everywhere(adjacency, origins, at, crewing_of(rules), until - 1)
    assert {node: end_of(way, at) for node, way in found.ways.items()} == nodes, (sections, rules, at)
    expected: Points = {}
    for (section, done), now in within.items():
        key = (section.tail, section.head, section.duration, done)
        expected[key] = min(now, expected.get(key, now))
    assert points(found) == expected, (sections, rules, start, at)
    return True


@pytest.mark.parametrize("counts", ["nothing", "rest", "two weeks"])
def test_everybody_is_everywhere_when_a_truck_moved_second_by_second_is(counts: str) -> None:
    """60 random networks of roads, bans and ports, without rules of rest and with random ones, also of two weeks."""
    rng, told = random.Random(11), 0
    while told < 60:
        nodes, sections = random_sections(rng)
        rules = Rules() if counts == "nothing" else random_rules(rng, nodes)
        if counts == "two weeks":
            rules = with_two_weeks(rules, rng)
        told += assert_equal_to_brute_force(sections, rules, nodes[0], rng.randint(0, 25))
