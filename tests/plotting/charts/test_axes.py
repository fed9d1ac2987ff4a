import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.plotting.charts.axes import Scale, dodged, hour_ticks, midnights, overlaps, text_width, ticks


def test_a_scale_maps_ends_to_ends() -> None:
    scale = Scale(0, 10, 100, 50)
    assert [scale(0), scale(5), scale(10)] == [100, 75, 50]


@given(st.floats(0.01, 1e6), st.integers(3, 12))
def test_ticks_are_few_and_reach_far(high: float, most: int) -> None:
    found = ticks(high, most)
    assert len(found) <= most + 1
    assert found[-1] <= high * (1 + 1e-9)
    assert len(found) == 1 or found[-1] + found[1] > high


def test_hours_are_marked_as_clocks_have_them() -> None:
    assert hour_ticks(50 * 3600) == [h * 3600 for h in (0, 6, 12, 18, 24, 30, 36, 42, 48)]


def test_midnights_are_those_of_the_zone() -> None:
    assert list(midnights(0, 2 * 86_400, "Asia/Shanghai")) == [57_600, 144_000]


@given(st.lists(st.floats(0, 500), min_size=1, max_size=12).map(sorted))
def test_labels_put_apart_never_meet_and_stay_inside(wanted: list[float]) -> None:
    placed = dodged(wanted, 20, 0, 500)
    assert not overlaps([(at, at + 19.999) for at in placed])
    assert min(placed) >= -1e-9
    assert max(placed) <= 500 + 1e-9


@pytest.mark.parametrize(("text", "least"), [("喀什", 26), ("Tashkent", 40)])
def test_text_takes_about_its_width(text: str, least: float) -> None:
    assert least <= text_width(text) <= least * 1.7
