from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.plotting.packing import packed

degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(degrees, min_size=1, max_size=20), st.integers(2, 5))
def test_steps_lead_from_point_to_point_within_half_a_unit(
    line: list[tuple[float, float]], decimals: int
) -> None:
    flat = packed(line, decimals)
    lons, lats = (list(accumulate(flat[axis::2])) for axis in (0, 1))
    met = [(lon / 10**decimals, lat / 10**decimals) for lon, lat in zip(lons, lats, strict=True)]
    for point in line:
        assert any(point == pytest.approx(other, abs=0.51 / 10**decimals) for other in met)
    assert line[0] == pytest.approx(met[0], abs=0.51 / 10**decimals)
    assert line[-1] == pytest.approx(met[-1], abs=0.51 / 10**decimals)


def test_a_point_said_twice_is_written_once() -> None:
    assert packed([(1, 2), (1, 2), (1.5, 2)], 1) == [10, 20, 5, 0]
