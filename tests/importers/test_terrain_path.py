import numpy as np
import pytest
from synthetic import COLUMNS, ROWS, at, grid, plain, ridge_with_a_pass

from corridor.importers.geodesy import distance_km
from corridor.importers.terrain_path import STEEPEST_GRADE, cheapest_path


def test_over_a_plain_the_path_is_straight() -> None:
    path = cheapest_path(plain(), at(30, 20), at(30, 100))
    assert {row for row, _ in path.cells} == {30}
    assert path.length_km == pytest.approx(distance_km(at(30, 20), at(30, 100)), rel=0.001)


def test_a_knights_move_is_one_piece() -> None:
    path = cheapest_path(plain(), at(10, 10), at(20, 30))
    assert path.cells == [(10 + i, 10 + 2 * i) for i in range(11)]


def test_a_ridge_is_crossed_at_its_pass() -> None:
    path = cheapest_path(ridge_with_a_pass(pass_row=50), at(30, 20), at(30, 100))
    assert (50, 60) in path.cells
    assert max(path.heights_m) == 900


def test_without_a_pass_the_path_climbs_at_the_steepest_grade_of_roads() -> None:
    """A wall of 1000 m in a plain: 13.3 km up and 13.3 km down, however short the way across is."""
    heights = np.full((ROWS, COLUMNS), 500)
    heights[:, 60] = 1500
    flat = cheapest_path(plain(), at(30, 20), at(30, 100)).length_km
    path = cheapest_path(grid(heights), at(30, 20), at(30, 100))
    across = flat / 80
    climbed = 2 * (1.0 / STEEPEST_GRADE)
    assert path.length_km == pytest.approx(flat - 2 * across + climbed, rel=0.02)


def test_a_penalty_is_walked_around() -> None:
    penalty = np.ones((ROWS, COLUMNS))
    penalty[20:41, 50:70] = 30
    path = cheapest_path(plain(), at(30, 20), at(30, 100), penalty)
    assert all(penalty[cell] == 1 for cell in path.cells)


def test_a_path_costs_the_same_both_ways() -> None:
    there = cheapest_path(ridge_with_a_pass(), at(30, 20), at(30, 100))
    back = cheapest_path(ridge_with_a_pass(), at(30, 100), at(30, 20))
    assert back.length_km == pytest.approx(there.length_km)


def test_the_same_grid_gives_the_same_path() -> None:
    rough = grid(np.random.default_rng(7).integers(400, 900, (ROWS, COLUMNS)))
    paths = {tuple(cheapest_path(rough, at(5, 5), at(55, 110)).cells) for _ in range(3)}
    assert len(paths) == 1


def test_a_path_within_one_cell_has_no_length() -> None:
    path = cheapest_path(plain(), at(30, 20), at(30.2, 20.3))
    assert (path.cells, path.length_km) == ([(30, 20)], 0.0)
