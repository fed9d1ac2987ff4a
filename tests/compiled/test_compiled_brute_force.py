"""The compiled engine against trying everything second by second: neither knows labels of the other."""

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from arcs_by_hand import adjacency_of, engine_between
from networks import HORIZON, Section, brute_earliest, random_network

from corridor.calendars import periods
from corridor.calendars.periods import OpeningPeriods
from corridor.compiled import engine as compiled_engine
from corridor.compiled import pieces, solving, span
from corridor.compiled.jit import FAR
from corridor.engine.search import Adjacency
from corridor.network.arcs import Arc
from corridor.operations.arrival import Timed

NETWORKS = 2_000
PARTS = 10
ORIGIN = 1_750_000_000


@pytest.fixture(autouse=True)
def _short_blocks() -> Iterator[None]:
    """Cut time and spans short, so that spans grow and profiles have many blocks in every case."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(periods, "_BLOCK_S", 16)
        patch.setattr(periods, "GIVE_UP_S", 4 * HORIZON)
        patch.setattr(pieces, "_LOOK_AHEAD_S", (16, 64, 5 * HORIZON))
        patch.setattr(span, "EXTENSION_S", 24)
        patch.setattr(compiled_engine, "EXTENSION_S", 24)
        patch.setattr(solving, "_BLOCK_S", 13)
        yield


def dated(section: Section) -> Arc:
    """Return the arc of a section with its seconds counted from the origin."""
    arc = section.arc()
    if section.opening is None:
        return arc
    opening = [(ORIGIN + opens, ORIGIN + closes) for opens, closes in section.opening]
    periods_ = OpeningPeriods.of(opening)
    timed = Timed(periods_, section.duration, section.admission, section.cutoff)  # type: ignore[arg-type]
    return replace(arc, traversal=timed)


def network(rng: random.Random) -> tuple[list[str], list[Section], Adjacency]:
    nodes, sections = random_network(rng)
    return nodes, sections, adjacency_of(map(dated, sections), nodes)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_departure_and_every_deadline_equals_brute_force(part: int) -> None:
    """Over all parts 2,000 networks; in each some departures, and in every eighth all of them, and all deadlines."""
    rng = random.Random(1_000 + part)
    for number in range(NETWORKS // PARTS):
        nodes, sections, adjacency = network(rng)
        asked = range(HORIZON) if number % 8 == 0 else sorted(rng.sample(range(HORIZON), 4))
        start, goal = rng.sample(nodes, 2)
        offset = rng.randrange(HORIZON // 2)
        engine = engine_between(adjacency, [[start]], [[goal]], ORIGIN + offset, ORIGIN + offset + 1)
        counted = [brute_earliest(sections, start, goal, at) for at in asked]
        truth = np.array([FAR if time is None else ORIGIN + time for time in counted])
        ends, begins, arrives, rises, _ = engine.profiles(0, [0], ORIGIN, ORIGIN + HORIZON)
        departures = ORIGIN + np.array(asked)
        piece = np.searchsorted(begins[: ends[1]], departures, side="right") - 1
        profile = arrives[piece] + np.where(rises[piece], departures - begins[piece], 0)
        assert profile.tolist() == truth.tolist()
        totals = engine.matrix(np.ones((1, 1), bool), departures, keep=True)
        assert totals.arrivals is not None
        assert totals.arrivals[0, 0].tolist() == truth.tolist()
        for at, expected in zip(departures.tolist(), truth.tolist(), strict=True):
            assert engine.arrival(0, 0, at)[0] == expected
        if len(asked) == HORIZON:
            _assert_latest(engine, truth, rng.randrange(HORIZON))


def _assert_latest(engine: compiled_engine.Engine, truth: np.ndarray, one: int) -> None:  # type: ignore[type-arg]
    by, departs, rises, _ = engine.deadlines(0, 0, ORIGIN, ORIGIN + HORIZON)
    deadlines = np.arange(ORIGIN, ORIGIN + HORIZON)
    piece = np.searchsorted(by, deadlines, side="right") - 1
    latest = departs[piece] + np.where(rises[piece], deadlines - by[piece], 0)
    for deadline, found in zip(deadlines.tolist(), latest.tolist(), strict=True):
        in_time = np.flatnonzero(truth <= deadline)
        if len(in_time):
            assert found == ORIGIN + in_time[-1]
        else:
            assert found < ORIGIN  # a departure before second 0 is outside what brute force tries
    assert engine.latest_departure(0, 0, ORIGIN + one)[0] == latest[one]
