"""The compiled engine against the reference engine on random networks: over a million answers, both ways in time."""

import random
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from arcs_by_hand import engine_between
from numpy.typing import NDArray
from reference import first_arrivals, last_departures
from weeks import DAY, MONDAY, random_country

from corridor.compiled.engine import Engine
from corridor.compiled.jit import FAR

SEEDS = range(10)
START, END = MONDAY, MONDAY + 8 * DAY
INSTANTS = 20

Table = NDArray[np.int64]


class Country:
    """A random network, the compiled engine between all its places and some groups, and what the reference says."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.places, self.adjacency = random_country(self.rng)
        self.terminals: list[Sequence[str]] = [[place] for place in self.places]
        self.terminals += [self.rng.sample(self.places, 3) for _ in range(3)]
        self.count = len(self.terminals)
        self.times = np.array(sorted(self.rng.randrange(START, END) for _ in range(INSTANTS)))
        self.engine = engine_between(self.adjacency, self.terminals, self.terminals, START, END)
        self.compared = 0

    def equal(self, found: object, expected: object, about: str) -> None:
        found, expected = np.asarray(found), np.asarray(expected)
        wrong = np.argwhere(found != expected)
        assert not len(wrong), (
            f"{about}: {len(wrong)} of {expected.size} wrong, first at {wrong[0]}: "
            f"{found[tuple(wrong[0])]} instead of {expected[tuple(wrong[0])]}"
        )
        self.compared += expected.size

    def arrivals(self) -> tuple[Table, Table]:
        """Return arrivals and seconds in motion by source, target and instant."""
        return _table(
            [
                [first_arrivals(self.adjacency, one, self.terminals, int(at)) for at in self.times]
                for one in self.terminals
            ]
        )

    def departures(self) -> tuple[Table, Table]:
        """Return latest departures and seconds in motion by target, source and deadline."""
        return _table(
            [
                [last_departures(self.adjacency, one, self.terminals, int(by)) for by in self.times]
                for one in self.terminals
            ]
        )


def _table(answers: list[list[tuple[Table, Table]]]) -> tuple[Table, Table]:
    both = np.array(answers)  # one, instant, (time, motion), other
    return both[:, :, 0].transpose(0, 2, 1), both[:, :, 1].transpose(0, 2, 1)


def at_instants(begins: Table, values: Table, rises: NDArray[np.bool_], times: Table) -> tuple[Table, Table]:
    """Return a function given in pieces at some instants, and the pieces."""
    piece = np.searchsorted(begins, times, side="right") - 1
    return values[piece] + np.where(rises[piece], times - begins[piece], 0), piece


@pytest.fixture(scope="module", params=SEEDS)
def country(request: pytest.FixtureRequest) -> Iterator[Country]:
    made = Country(request.param)
    yield made
    print(f"{made.compared} answers compared on network {request.param}")  # noqa: T201 - seen with -rP or -s


@pytest.fixture(scope="module")
def forward(country: Country) -> tuple[Table, Table]:
    return country.arrivals()


@pytest.fixture(scope="module")
def backward(country: Country) -> tuple[Table, Table]:
    return country.departures()


@pytest.mark.slow
def test_single_arrivals_and_arrivals_at_all_places_agree(
    country: Country, forward: tuple[Table, Table]
) -> None:
    arrives, moving = forward
    for source in range(country.count):
        for k, at in enumerate(country.times):
            times, moves = country.engine.to_all(source, int(at))
            country.equal(times, arrives[source, :, k], f"to_all from {source} at {at}")
            country.equal(moves, moving[source, :, k], f"motion to all from {source} at {at}")
            for target in country.rng.sample(range(country.count), 8):
                found = country.engine.arrival(source, target, int(at))
                expected = arrives[source, target, k], moving[source, target, k]
                country.equal(found, expected, f"arrival {source} to {target} at {at}")


@pytest.mark.slow
def test_latest_departures_agree(country: Country, backward: tuple[Table, Table]) -> None:
    departs, moving = backward
    for target in range(country.count):
        for source in range(country.count):
            for k in country.rng.sample(range(INSTANTS), 4):
                found = country.engine.latest_departure(source, target, int(country.times[k]))
                expected = departs[target, source, k], moving[target, source, k]
                country.equal(found, expected, f"latest departure {source} to {target} by {country.times[k]}")


@pytest.mark.slow
@pytest.mark.parametrize("threads", [1, 2])
def test_matrices_agree_arrival_by_arrival_and_add_up(
    country: Country, forward: tuple[Table, Table], threads: int
) -> None:
    """Figures are those of the matrix's own arrivals, and the same with and without keeping these."""
    pairs = np.ones((country.count, country.count), bool)
    totals = country.engine.matrix(pairs, country.times, keep=True, threads=threads)
    assert totals.arrivals is not None
    country.equal(totals.arrivals, forward[0], "matrix")
    taken = np.where(totals.arrivals < FAR, totals.arrivals - country.times, 0)
    answered = totals.arrivals < FAR
    country.equal(totals.answered, answered.sum(axis=2), "answered")
    country.equal(totals.total_s, taken.sum(axis=2), "total")
    country.equal(totals.most_s, taken.max(axis=2), "most")
    least = np.where(answered, taken, FAR).min(axis=2)
    country.equal(totals.least_s, np.where(answered.any(axis=2), least, 0), "least")
    plain = country.engine.matrix(pairs, country.times, threads=threads)
    assert plain.arrivals is None
    for name in ("answered", "total_s", "least_s", "most_s"):
        country.equal(getattr(plain, name), getattr(totals, name), name)


@pytest.mark.slow
def test_profiles_agree_at_random_instants(country: Country, forward: tuple[Table, Table]) -> None:
    for source in range(country.count):
        ends, departs, arrives, rises, _ = country.engine.profiles(source, range(country.count), START, END)
        for target in range(country.count):
            own = slice(ends[target], ends[target + 1])
            found, _ = at_instants(departs[own], arrives[own], rises[own], country.times)
            country.equal(found, forward[0][source, target], f"profile {source} to {target}")


@pytest.mark.slow
def test_profiles_move_as_much_as_the_reference(country: Country, forward: tuple[Table, Table]) -> None:
    for source in range(country.count):
        ends, departs, arrives, rises, moving = country.engine.profiles(
            source, range(country.count), START, END
        )
        for target in range(country.count):
            own = slice(ends[target], ends[target + 1])
            _, piece = at_instants(departs[own], arrives[own], rises[own], country.times)
            country.equal(moving[own][piece], forward[1][source, target], f"motion {source} to {target}")


@pytest.mark.slow
def test_profiles_agree_around_every_breakpoint(country: Country) -> None:
    """Each piece of all profiles from one source at its first and last second, and a second before and after."""
    source = country.rng.randrange(country.count)
    start, end = START + DAY, START + 3 * DAY
    ends, departs, arrives, rises, _ = country.engine.profiles(source, range(country.count), start, end)
    around = np.unique(departs)
    instants = np.unique(np.concatenate([around, around - 1, around + 1, [end - 1]]))
    instants = instants[(instants >= start) & (instants < end)][: 40_000 // country.count]
    expected = np.array(
        [
            first_arrivals(country.adjacency, country.terminals[source], country.terminals, int(at))[0]
            for at in instants
        ]
    )
    for target in range(country.count):
        own = slice(ends[target], ends[target + 1])
        assert departs[own][0] == start
        assert (np.diff(departs[own]) > 0).all()
        assert departs[own][-1] < end
        found, _ = at_instants(departs[own], arrives[own], rises[own], instants)
        country.equal(found, expected[:, target], f"profile {source} to {target}")


@pytest.mark.slow
def test_the_waits_of_a_piece_are_what_is_not_motion(country: Country) -> None:
    """At the first second of each piece and at its last, where waits that shrink have shrunk by its length."""
    for _ in range(40):
        source, target = country.rng.randrange(country.count), country.rng.randrange(country.count)
        found = country.engine.profile(source, target, START, END)
        last_s = np.diff(found.departs, append=END) - 1
        assert (last_s >= 0).all()
        sums = np.array(
            [
                (
                    found.wait_s[a:b].sum(),
                    (found.wait_s[a:b] - found.wait_shrinks[a:b] * last).sum(),
                    (found.wait_s[a:b] - found.wait_shrinks[a:b] * last).min(initial=0),
                )
                for a, b, last in zip(found.wait_ends[:-1], found.wait_ends[1:], last_s, strict=True)
            ]
        )
        some = found.arrives < FAR
        taken = found.arrives - found.departs
        country.equal(sums[some, 0], (taken - found.moving_s)[some], f"waits {source} to {target}")
        left = taken - np.where(found.rises, 0, last_s) - found.moving_s
        country.equal(sums[some, 1], left[some], f"last waits {source} to {target}")
        assert (sums[:, 2] == 0).all()
        assert not sums[~some, 0].any()
        _, departs, arrives, rises, _ = country.engine.profiles(source, [target], START, END)
        instants = np.unique(np.concatenate([found.departs, departs]))
        finer, _ = at_instants(found.departs, found.arrives, found.rises, instants)
        country.equal(finer, at_instants(departs, arrives, rises, instants)[0], "the finer cut")


@pytest.mark.slow
def test_deadlines_agree_at_random_instants(country: Country, backward: tuple[Table, Table]) -> None:
    for source, target in _some_pairs(country):
        by, departs, rises, _ = country.engine.deadlines(source, target, START, END)
        assert by[0] == START
        assert (np.diff(by) > 0).all()
        found, _ = at_instants(by, departs, rises, country.times)
        country.equal(found, backward[0][target, source], f"deadlines {source} to {target}")


@pytest.mark.slow
def test_deadlines_move_as_much_as_the_reference(country: Country, backward: tuple[Table, Table]) -> None:
    for source, target in _some_pairs(country):
        by, departs, rises, moving = country.engine.deadlines(source, target, START, END)
        _, piece = at_instants(by, departs, rises, country.times)
        country.equal(moving[piece], backward[1][target, source], f"motion {source} to {target}")


@pytest.mark.slow
def test_deadlines_undo_profiles(country: Country) -> None:
    """Who leaves at the latest departure is in time, who leaves a second later is not."""
    for source, target in _some_pairs(country)[:200]:
        by, departs, rises, _ = country.engine.deadlines(source, target, START, END)
        instants = np.unique(np.concatenate([by, by[1:] - 1, [END - 1]]))
        latest, _ = at_instants(by, departs, rises, instants)
        assert (np.diff(latest) >= 0).all()
        within = (latest >= START) & (latest < END - 1)
        ends, begins, arrives, rising, _ = country.engine.profiles(source, [target], START, END)
        assert len(ends) == 2
        in_time, _ = at_instants(begins, arrives, rising, latest[within])
        too_late, _ = at_instants(begins, arrives, rising, latest[within] + 1)
        assert (in_time <= instants[within]).all()
        assert (too_late > instants[within]).all()
        country.compared += 2 * len(in_time)


@pytest.mark.slow
def test_other_traversals_equal_preparing_afresh(country: Country) -> None:
    """Swapping the hours and work of some ports gives the answers of an engine that never knew the old ones."""
    flat = country.engine.flat
    chosen = country.rng.sample(range(len(flat.traversals)), 6)
    donors = country.rng.sample(range(len(flat.traversals)), 6)
    changed = {i: flat.traversals[j] for i, j in zip(chosen, donors, strict=True)}
    swapped = country.engine.with_traversals(changed)
    afresh = _prepared(country, swapped)
    for source in range(country.count):
        for at in country.times[::3]:
            for one, other in zip(
                swapped.to_all(source, int(at)), afresh.to_all(source, int(at)), strict=True
            ):
                country.equal(one, other, f"with_traversals from {source} at {at}")


def _prepared(country: Country, engine: Engine) -> Engine:
    nodes = {name: number for number, name in enumerate(sorted(country.adjacency.out))}
    groups = [[nodes[name] for name in terminal] for terminal in country.terminals]
    return Engine.prepare(engine.flat, groups, groups, START, END)


def _some_pairs(country: Country) -> list[tuple[int, int]]:
    pairs = [(source, target) for source in range(country.count) for target in range(country.count)]
    return random.Random(country.count).sample(pairs, 400)
