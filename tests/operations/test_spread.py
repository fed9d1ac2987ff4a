"""The spread of clearance times."""

from dataclasses import replace
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.model.crossing import Dwell
from corridor.model.ids import Country, SourceId
from corridor.model.spread import SpreadFigures
from corridor.operations.spread import SpreadBook, around, spread

DWELL = Dwell(
    dwell_id="d", crossing_id=None, side=Country("KG"), control_id=None, for_role="main", direction="export",
    mode="road", activity="clearance", year="", net_min=60, p90_min=None, gross_mean_h=None, fee_usd=None,
    in_use=True, basis="reported", source_id=SourceId("s"), note="",
)  # fmt: skip


def mean_of(median_s: float, p90_s: float) -> float:
    """The mean of the lognormal law with this median and P90."""
    sigma = log(p90_s / median_s) / 1.2815515655446004
    return median_s * exp(sigma**2 / 2)


def test_without_a_p90_it_is_twice_the_median_and_assumed() -> None:
    median_s, p90_s, basis = spread(DWELL, 2)
    assert (p90_s / median_s, basis) == (2, "assumed")
    assert mean_of(median_s, p90_s) == pytest.approx(3600)
    assert median_s / 60 == pytest.approx(51.8, abs=0.1)


@given(st.floats(1, 2.2))
def test_a_known_p90_stays_and_the_mean_too(ratio: float) -> None:
    median_s, p90_s, basis = spread(replace(DWELL, p90_min=60 * ratio), 2)
    assert (p90_s, basis) == (pytest.approx(3600 * ratio), "reported")
    assert mean_of(median_s, p90_s) == pytest.approx(3600)


def test_a_p90_too_far_from_the_mean_keeps_its_place() -> None:
    median_s, p90_s, _ = spread(replace(DWELL, p90_min=600), 2)
    assert p90_s == 36_000
    assert 0 < median_s < 3600 * 2.5


def test_no_time_has_no_spread() -> None:
    assert spread(replace(DWELL, net_min=0), 2)[:2] == (0, 0)


def row(road_class: str, ratio: float) -> SpreadFigures:
    return SpreadFigures(
        varies="drive-link", road_class=road_class, p90_ratio=ratio, law="lognormal", basis="assumed",
        source_id=SourceId("s"), note="",
    )  # fmt: skip


def test_a_class_without_a_row_has_that_of_all_others_and_what_has_none_does_not_vary() -> None:
    book = SpreadBook([row("", 1.1), row("mountain", 1.3)])
    assert [book.ratio("drive-link", road_class) for road_class in ("mountain", "main", "")] == [
        1.3,
        1.1,
        1.1,
    ]
    assert book.ratio("dwell") == 1
    assert around(100, 1) == (100, 100, "assumed")
    assert around(100, 1).sigma == 0


@given(st.floats(1, 86_400), st.floats(1, 5))
def test_a_law_around_a_mean_keeps_it(mean_s: float, ratio: float) -> None:
    law = around(mean_s, ratio)
    assert mean_of(law.median_s, law.p90_s) == pytest.approx(mean_s)
    assert exp(law.sigma * 1.2815515655446004) == pytest.approx(ratio)
