"""The spread of clearance times."""

from dataclasses import replace
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.model.crossing import Dwell
from corridor.model.ids import Country, SourceId
from corridor.operations.spread import spread

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
    assert spread(replace(DWELL, net_min=0))[:2] == (0, 0)
