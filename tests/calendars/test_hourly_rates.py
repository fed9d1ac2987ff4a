"""Rates by hour of day."""

import pytest

from corridor.calendars.hourly_rates import parse_rates
from corridor.errors import DataError


def test_one_rate_holds_all_day() -> None:
    assert parse_rates("00-24 17.25") == (17_250,) * 24


def test_shifts_go_over_midnight() -> None:
    assert parse_rates("08-20 56; 20-08 40.001") == (40_001,) * 8 + (56_000,) * 12 + (40_001,) * 4


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no span and rate"),
        ("27", "no span and rate"),
        ("00-24 -5", "no span and rate"),
        ("00-24 1e3", "no span and rate"),
        ("00-24 1.2345", "no span and rate"),
        ("08-20 9", "hour 00 has no rate"),
        ("08-20 9; 19-08 9", "hour 19 has two rates"),
        ("08-08 9", "no hours of a day"),
        ("00-25 9", "no hours of a day"),
        ("00-24 3601", "too many"),
    ],
)
def test_anything_else_is_refused(text: str, problem: str) -> None:
    with pytest.raises(DataError, match=problem):
        parse_rates(text)
