"""Durations and distances as people read and write them."""

import pytest

from corridor.errors import UsageError
from corridor.units import format_difference, format_duration, format_km, parse_duration


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 min"),
        (40, "40 s"),
        (60, "1 min"),
        (3_569, "59 min"),
        (3_600, "1 h"),
        (3_700, "1 h 02 min"),
        (102_060, "28 h 21 min"),
        (-900, "-15 min"),
    ],
)
def test_durations_read_as_hours_and_minutes(seconds: int, text: str) -> None:
    assert format_duration(seconds) == text


def test_a_duration_just_short_of_the_hour_rounds_to_it() -> None:
    assert format_duration(3_599) == "1 h"


def test_differences_carry_their_sign() -> None:
    assert format_difference(7_500) == "+2 h 05 min"
    assert format_difference(-600) == "-10 min"
    assert format_difference(10) == "no difference"


def test_kilometres_are_whole_from_ten_on() -> None:
    assert [format_km(km) for km in (0.35, 9.96, 487.6)] == ["0.3 km", "10.0 km", "488 km"]


@pytest.mark.parametrize(
    ("text", "seconds"), [("30min", 1800), ("1h", 3600), ("1h30min", 5400), ("2 d", 172_800), ("90m", 5400)]
)
def test_durations_are_typed_with_units(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "90", "1x", "-1h", "0min", "h1", "1h 2"])
def test_what_is_no_duration_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_duration(text)
    assert repr(text) in refused.value.message
    assert "30min" in refused.value.hint
