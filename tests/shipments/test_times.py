"""Times as people and spreadsheets write them."""

from datetime import UTC, datetime

import pytest

from corridor.dataset.cells import CellError
from corridor.shipments.times import instant


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-06-05", "2025-06-04T16:00"),
        ("2025-06-05 14:00", "2025-06-05T06:00"),
        ("2025-06-05T14:00:30", "2025-06-05T06:00:30"),
        ("2025-06-05 14:00:29.6", "2025-06-05T06:00:30"),
        ("2025-06-05T23:59:59.9", "2025-06-05T16:00"),
        ("2025/6/5 8:05", "2025-06-05T00:05"),
        ("2025.06.05", "2025-06-04T16:00"),
        ("2025年6月5日 14:00", "2025-06-05T06:00"),
        ("05.06.2025 14:00", "2025-06-05T06:00"),
        ("5.6.2025", "2025-06-04T16:00"),
        ("45813", "2025-06-04T16:00"),
        ("45813.5", "2025-06-05T04:00"),
        ("45813,583333333336", "2025-06-05T06:00"),
        ("2025-06-05T14:00Z", "2025-06-05T14:00"),
        ("2025-06-05 14:00 UTC", "2025-06-05T14:00"),
        ("2025-06-05 14:00+05:00", "2025-06-05T09:00"),
        ("2025-06-05 14:00 UTC+5", "2025-06-05T09:00"),
        ("2025-06-05 14:00 GMT+0530", "2025-06-05T08:30"),
        ("05.06.2025 14:00 +05", "2025-06-05T09:00"),
        ("2025-06-05 14:00 Asia/Almaty", "2025-06-05T09:00"),
        # Kazakhstan moved from UTC+6 to UTC+5 on 1 March 2024.
        ("2024-02-05 14:00 Asia/Almaty", "2024-02-05T08:00"),
    ],
)
def test_a_time_is_on_the_clock_of_its_zone(text: str, expected: str) -> None:
    assert instant(text, "Asia/Shanghai") == utc(expected)


def test_the_last_day_is_inclusive_and_an_instant_is_not() -> None:
    assert instant("2025-06-30", "Asia/Shanghai", end=True) == utc("2025-06-30T16:00")
    assert instant("2025-06-30 00:00", "Asia/Shanghai", end=True) == utc("2025-06-29T16:00")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("6/5/2025", "day or month first"),
        ("13/6/2025 10:00", "day or month first"),
        ("2025-02-30", "write 2025-06-01"),
        ("2025-06-05 24:00", "write"),
        ("2025-06-05 14:00 +99:00", "write"),
        ("2025-06-05 14:00 Asia/Almatty", "Asia/Almaty"),
        ("2025-06-05 Z", "write"),
        ("2025-06-05 Asia/Almaty", "write"),
        ("tomorrow", "write"),
        ("fri 15:00", "write"),
        ("now", "write"),
        ("2025", "write"),
        ("20250605", "write"),
        ("12345", "write"),
        ("99999.5", "write"),
        ("nan", "write"),
        ("2025-13-05", "write"),
        ("9999-12-31", "write"),
        ("２０２５-06-05", "write"),
        ("2025-06/05", "write"),
        ("9" * 5000, "write"),
    ],
)
def test_what_is_no_time_or_could_be_two_is_refused(text: str, hint: str) -> None:
    with pytest.raises(CellError) as caught:
        instant(text, "Asia/Shanghai")
    assert caught.value.code == "bad-date"
    assert hint in caught.value.hint


def test_a_time_that_clocks_skip_is_refused() -> None:
    with pytest.raises(CellError, match="does not exist in Europe/Berlin"):
        instant("2025-03-30 02:30", "Europe/Berlin")
