"""What is read off a profile: best windows, equal arrivals, cut-offs, single departures, pieces."""

import itertools

from by_hand import EIGHT, GATE, GATE_END, HOUR, MONDAY, WINDOWS, Rule, profile_of, rules, seconds_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.batch import departures_at, pieces
from corridor.batch.readings import best_windows, cut_offs, equal_arrivals
from corridor.model.comparison import CutOff, Stretch


def test_any_departure_that_finds_the_gate_open_is_best() -> None:
    assert best_windows(profile_of(GATE, GATE_END)) == (
        Stretch(departs_from=EIGHT + HOUR, departs_to=EIGHT + 3 * HOUR, arrives_at=EIGHT + 3 * HOUR),
    )


def test_who_waits_for_the_opening_arrives_with_the_first_who_does_not() -> None:
    before, after = equal_arrivals(profile_of(GATE, GATE_END))
    assert (before.departs_from, before.departs_to) == (EIGHT, EIGHT + HOUR + 1)
    assert before.arrives_at == EIGHT + 3 * HOUR
    assert (after.departs_from, after.length_s) == (EIGHT + 3 * HOUR, HOUR)


def test_the_last_truck_before_closing_is_a_cut_off() -> None:
    (found,) = cut_offs(profile_of(GATE, GATE_END))
    assert (found.depart_at, found.arrive_at) == (EIGHT + 3 * HOUR - 1, EIGHT + 5 * HOUR - 1)
    assert found.cost_s == 22 * HOUR + 1


def test_the_last_truck_ever_is_a_cut_off_without_a_price() -> None:
    last = [
        Rule(departs=MONDAY, arrives=MONDAY + HOUR, rises=True),
        Rule(departs=MONDAY + 5, arrives=None),
    ]
    (found,) = cut_offs(profile_of(last, MONDAY + 9))
    assert found == CutOff(depart_at=MONDAY + 4, arrive_at=MONDAY + HOUR + 4, next_arrive_at=None)
    assert found.cost_s is None


def test_of_equal_arrivals_the_last_departure_is_the_best() -> None:
    waits = [Rule(departs=MONDAY, arrives=MONDAY + 100), Rule(departs=MONDAY + 50, arrives=MONDAY + 150)]
    found = best_windows(profile_of(waits, MONDAY + 100))
    assert [(one.departs_from - MONDAY, one.length_s) for one in found] == [(49, 1), (99, 1)]


def test_a_best_window_begins_with_the_last_second_that_waits_for_the_opening() -> None:
    opens = [
        Rule(departs=MONDAY, arrives=MONDAY + 19),
        Rule(departs=MONDAY + 10, arrives=MONDAY + 20, rises=True),
    ]
    (found,) = best_windows(profile_of(opens, MONDAY + 15))
    assert (found.departs_from, found.departs_to, found.arrives_at) == (MONDAY + 9, MONDAY + 15, MONDAY + 19)


def test_pieces_that_say_the_same_are_told_as_one() -> None:
    same = [
        Rule(departs=MONDAY, arrives=MONDAY + HOUR, rises=True, moving_s=60),
        Rule(departs=MONDAY + 10, arrives=MONDAY + HOUR + 10, rises=True, moving_s=60),
        Rule(departs=MONDAY + 20, arrives=MONDAY + HOUR + 21, rises=True, moving_s=60),
        Rule(departs=MONDAY + 30, arrives=None),
    ]
    found = list(pieces(profile_of(same, MONDAY + 40)))
    assert [(one.departs_from - MONDAY, one.departs_to - MONDAY) for one in found] == [(0, 20), (20, 30), (30, 40)]  # fmt: skip
    assert (found[-1].arrives_at, found[-1].rises, found[-1].crossings) == (None, False, ())


@settings(max_examples=40)
@given(st.data(), WINDOWS)
def test_readings_are_those_of_every_second(data: st.DataObject, window: tuple[int, int]) -> None:
    drawn = data.draw(rules(*window))
    exact = profile_of(drawn, window[1])
    seconds = seconds_of(drawn, window[1])
    answered = [(s.depart_at, s.arrive_at) for s in seconds if s.arrive_at is not None]
    least = min((arrive - depart for depart, arrive in answered), default=0)
    best = {depart for depart, arrive in answered if arrive - depart == least}
    windows = best_windows(exact)
    assert [at for one in windows for at in range(one.departs_from, one.departs_to)] == sorted(best)
    assert all(a.departs_to < b.departs_from for a, b in itertools.pairwise(windows))
    together = [
        (departs := [depart for depart, _ in group])[:1] + [departs[-1] + 1, arrive]
        for arrive, group in itertools.groupby(answered, key=lambda pair: pair[1])
    ]
    assert [(s.departs_from, s.departs_to, s.arrives_at) for s in equal_arrivals(exact)] == [
        (first, end, arrive) for first, end, arrive in together if end - first > 1
    ]
    assert [(c.depart_at, c.arrive_at, c.next_arrive_at) for c in cut_offs(exact)] == [
        (now.depart_at, now.arrive_at, then.arrive_at)
        for now, then in itertools.pairwise(seconds)
        if now.arrive_at is not None and (then.arrive_at is None or then.arrive_at - now.arrive_at >= HOUR)
    ]


@settings(max_examples=30)
@given(st.data(), WINDOWS)
def test_single_departures_and_pieces_are_those_of_every_second(
    data: st.DataObject, window: tuple[int, int]
) -> None:
    drawn = data.draw(rules(*window))
    exact = profile_of(drawn, window[1])
    seconds = seconds_of(drawn, window[1])
    found = departures_at(exact, range(*window))
    assert [(d.depart_at, d.arrive_at, d.wait_s, d.crossings) for d in found] == [s[:4] for s in seconds]
    told = [
        (at, piece.arrives_at and piece.arrives_at + later * piece.rises, piece.crossings)
        for piece in pieces(exact)
        for later, at in enumerate(range(piece.departs_from, piece.departs_to))
    ]
    assert told == [(s.depart_at, s.arrive_at, s.crossings) for s in seconds]
