import itertools

import pytest

from corridor.importers.geodesy import distance_km, distance_to_line_km, great_circle, length_km


def test_a_degree_of_the_meridian_is_111_km() -> None:
    assert distance_km((40, 70), (41, 70)) == pytest.approx(111.195, abs=0.01)


def test_points_of_a_great_circle_lie_on_it() -> None:
    line = great_circle((43.6, 51.2), (40.0, 49.4), step_km=50)
    assert length_km(line) == pytest.approx(distance_km((43.6, 51.2), (40.0, 49.4)))
    assert max(distance_km(a, b) for a, b in itertools.pairwise(line)) <= 50
    assert (line[0], line[-1]) == ((43.6, 51.2), (40.0, 49.4))


def test_a_short_great_circle_is_a_straight_line() -> None:
    assert great_circle((40.0, 70.0), (40.0, 70.01)) == [(40.0, 70.0), (40.0, 70.01)]


def test_the_distance_to_a_line_counts_its_pieces_not_only_its_points() -> None:
    line = [(40.0, 70.0), (40.0, 71.0)]
    assert distance_to_line_km((40.1, 70.5), line) == pytest.approx(11.12, abs=0.05)
    assert distance_to_line_km((40.0, 71.1), line) == pytest.approx(8.52, abs=0.05)
