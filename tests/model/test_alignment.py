"""Parts of lines."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from corridor.model.alignment import shares_of_length, stretch

LINE = [(70.0, 0.0), (71.0, 0.0), (71.0, 1.0)]
shares = st.floats(0, 1)


def test_the_middle_of_a_line_keeps_its_corner() -> None:
    cut = stretch(LINE, 0.25, 0.75)
    assert [(round(lon, 3), round(lat, 3)) for lon, lat in cut] == [(70.5, 0.0), (71.0, 0.0), (71.0, 0.5)]


def test_a_spot_is_a_line_between_a_point_and_itself() -> None:
    first, *_, last = stretch(LINE, 0.5, 0.5)
    assert isclose(first[0], last[0]) and isclose(first[1], last[1])  # noqa: PT018 - one point


@given(shares)
def test_two_parts_meet(share: float) -> None:
    before, after = stretch(LINE, 0, share), stretch(LINE, share, 1)
    assert before[0] == LINE[0]
    assert after[-1] == LINE[-1]
    assert all(isclose(a, b, abs_tol=1e-9) for a, b in zip(before[-1], after[0], strict=True))


def test_a_line_without_length_stays() -> None:
    assert stretch([(70.0, 40.0), (70.0, 40.0)], 0.2, 0.4) == [(70.0, 40.0), (70.0, 40.0)]


def test_points_lie_along_a_line_by_its_length() -> None:
    first, corner, last = shares_of_length(LINE)
    assert (first, last) == (0, 1)
    assert isclose(corner, 0.5, abs_tol=1e-4)
    assert shares_of_length([(70.0, 40.0), (70.0, 40.0)]) == [0, 1]
