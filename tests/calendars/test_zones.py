import copy
import pickle
import re
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from corridor.calendars import zones
from corridor.errors import DataError, UsageError

NOON = int(datetime(2025, 6, 5, 4, tzinfo=UTC).timestamp())  # Thursday, 12:00 in Beijing


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_kazakhstan_is_one_hour_earlier_since_march_2024() -> None:
    """12:00 in Almaty was 06:00 UTC the day before the change and 07:00 UTC on the day."""
    assert zones.to_utc(datetime.fromisoformat("2024-02-29T12:00"), "Asia/Almaty") == utc("2024-02-29T06:00")
    assert zones.to_utc(datetime.fromisoformat("2024-03-01T12:00"), "Asia/Almaty") == utc("2024-03-01T07:00")


def test_zones_do_not_touch_the_search_path_of_other_code() -> None:
    import zoneinfo

    assert zones.require_zone("Asia/Almaty") is not zoneinfo.ZoneInfo("Asia/Almaty")
    assert zones.tzdata_version() >= "2024a"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Almaty", "Asia/Almaty"), ("asia/bishkek", "Asia/Bishkek"), ("Asia/Tashkant", "Asia/Tashkent")],
)
def test_a_misspelt_zone_is_answered_with_the_near_one(typed: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"no time zone is called {typed!r}") as caught:
        zones.require_zone(typed)
    assert meant in caught.value.hint


@pytest.mark.parametrize("typed", ["", "../etc/passwd", "zones", "Asia", "Nowhere/Atall"])
def test_a_name_that_is_no_zone_opens_no_file(typed: str) -> None:
    with pytest.raises(UsageError):
        zones.require_zone(typed)


def test_a_local_time_survives_pickling_and_copying() -> None:
    local = zones.to_local(NOON, "Asia/Almaty")
    assert pickle.loads(pickle.dumps(local)) == copy.deepcopy(local) == local
    assert local.isoformat() == "2025-06-05T09:00:00+05:00"


def test_a_skipped_local_time_is_refused_and_the_gap_named() -> None:
    with pytest.raises(UsageError, match=r"2026-03-29 02:30 .* clocks go from 02:00 to 03:00"):
        zones.to_utc(datetime.fromisoformat("2026-03-29T02:30"), "Europe/Berlin")


def test_a_repeated_local_time_is_the_earlier_one() -> None:
    """On 29 February 2024 Almaty went from 24:00 back to 23:00: 23:30 came at 17:30 and at 18:30 UTC."""
    twice = datetime.fromisoformat("2024-02-29T23:30")
    assert zones.to_utc(twice, "Asia/Almaty") == utc("2024-02-29T17:30")
    assert zones.is_ambiguous(twice, "Asia/Almaty")
    assert not zones.is_ambiguous(datetime.fromisoformat("2024-02-29T22:30"), "Asia/Almaty")


def test_a_time_with_a_zone_is_no_naive_local_time() -> None:
    with pytest.raises(ValueError, match="has a zone already"):
        zones.to_utc(datetime(2025, 6, 5, tzinfo=UTC), "Asia/Shanghai")


@pytest.mark.parametrize(
    ("day", "tz", "instant"),
    [
        (date(2026, 1, 1), "Asia/Shanghai", "2025-12-31T16:00"),
        (date(2024, 3, 1), "Asia/Almaty", "2024-02-29T19:00"),
        (date(2021, 3, 22), "Asia/Tehran", "2021-03-21T20:30"),  # 00:00 was skipped: the day began at 01:00
        (date(2020, 11, 1), "America/Havana", "2020-11-01T04:00"),  # 00:00 came twice
        (date(2011, 12, 31), "Pacific/Apia", "2011-12-30T10:00"),
    ],
)
def test_a_day_begins_at_the_first_instant_of_its_date(day: date, tz: str, instant: str) -> None:
    assert zones.local_midnight(day, tz) == utc(instant)


def test_pieces_of_one_offset_cover_the_time_between_without_gap() -> None:
    """Berlin 2026: winter until 29 March 01:00 UTC, summer until 25 October 01:00 UTC."""
    start, end = utc("2026-01-01"), utc("2027-01-01")
    spring, autumn = utc("2026-03-29T01:00"), utc("2026-10-25T01:00")
    assert list(zones.offset_pieces("Europe/Berlin", start, end)) == [
        (start, spring, 3600),
        (spring, autumn, 7200),
        (autumn, end, 3600),
    ]
    assert list(zones.offset_pieces("Europe/Berlin", start, start)) == []


@pytest.mark.parametrize("tz", ["Asia/Almaty", "Asia/Tehran", "Europe/Berlin", "Pacific/Apia"])
def test_clocks_change_at_the_same_instants_however_time_is_cut(tz: str) -> None:
    rng = Random(3)
    whole = list(zones.offset_pieces(tz, utc("2005-01-01"), utc("2027-01-01")))
    changes = [piece[0] for piece in whole[1:]]
    for change in (rng.choice(changes) for _ in range(200)):
        start = max(whole[0][0], change - rng.choice((0, 1, 5 * 3600, 90 * 86_400)))
        end = min(whole[-1][1], change + rng.choice((0, 1, 7 * 3600, 70 * 86_400)))
        assert list(zones.offset_pieces(tz, start, end)) == [
            (max(a, start), min(b, end), offset_s) for a, b, offset_s in whole if max(a, start) < min(b, end)
        ]
    for start, end, offset_s in whole:
        shown = [zones.to_local(at, tz).utcoffset() for at in (start, end - 1)]
        assert shown == [timedelta(seconds=offset_s)] * 2


@pytest.mark.parametrize(
    ("text", "end", "instant"),
    [
        ("2025-06-01", False, "2025-05-31T16:00"),
        ("2025-06-01", True, "2025-06-01T16:00"),
        ("2025-06-01T10:00", False, "2025-06-01T02:00"),
        ("2025-06-01T10:00", True, "2025-06-01T02:00"),
        ("2025-06-01T10:00:30", False, "2025-06-01T02:00:30"),
        ("2026-02-16T22:00+06:00", True, "2026-02-16T16:00"),
        ("2026-02-16T16:00Z", False, "2026-02-16T16:00"),
    ],
)
def test_a_moment_of_a_table_is_a_local_day_a_local_time_or_an_instant(
    *, text: str, end: bool, instant: str
) -> None:
    assert zones.parse_moment(text, "Asia/Shanghai", end=end) == utc(instant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-6-1",
        "2025-02-30",
        "2025-06-01T24:00",
        "2025-06-01 10:00",
        "01.06.2025",
        "2205-06-01",
        "1 June",
    ]
    + ["２０２５-06-01", "2025-06-01T10", "2025-06-01T10:00+0800", "20250601", "9999-12-31"],
)
def test_any_other_moment_is_refused_and_quoted(text: str) -> None:
    with pytest.raises(DataError, match=re.escape(repr(text))):
        zones.parse_moment(text, "Asia/Shanghai", end=True)


def test_a_moment_that_clocks_skip_is_a_fault_of_the_data() -> None:
    with pytest.raises(DataError, match="does not exist in Europe/Berlin"):
        zones.parse_moment("2026-03-29T02:30", "Europe/Berlin", end=False)


@pytest.mark.parametrize(
    ("typed", "instant"),
    [
        ("2025-06-05", "2025-06-04T16:00"),
        ("2025-06-05T14:00", "2025-06-05T06:00"),
        (" 2025-06-05 14:00 ", "2025-06-05T06:00"),
        ("2025-06-05t14:00:30", "2025-06-05T06:00:30"),
        ("2025-06-05 14:00 +0600", "2025-06-05T08:00"),
        ("2025-06-05T14:00+06:00", "2025-06-05T08:00"),
        ("2025-06-05T14:00z", "2025-06-05T14:00"),
        ("now", "2025-06-05T04:00"),
        ("thu 12:00", "2025-06-05T04:00"),
        ("Thu 11:59", "2025-06-12T03:59"),
        ("FRIDAY 15:00", "2025-06-06T07:00"),
        ("wed 9:30", "2025-06-11T01:30"),
    ],
)
def test_a_typed_time_is_read_on_the_clock_of_the_place(typed: str, instant: str) -> None:
    """Now is Thursday 5 June 2025, 12:00 in Beijing."""
    assert zones.parse_user_time(typed, "Asia/Shanghai", now=NOON) == utc(instant)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tomorrow",
        "fr 15:00",
        "funday 15:00",
        "fri 24:00",
        "fri 15:60",
        "fri",
        "2025-06",
        "2025-06-05T25:00",
    ]
    + ["1989-12-31", "2101-01-01", "2025-06-05T14", "05.06.2025", "fri ١٥:٠٠", "2025-06-05Z"],
)
def test_a_typed_time_that_is_none_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(UsageError, match=re.escape(repr(typed))) as caught:
        zones.parse_user_time(typed, "Asia/Shanghai", now=NOON)
    assert "fri 15:00" in caught.value.hint


@pytest.mark.parametrize("typed", ["now", "fri 15:00"])
def test_a_relative_time_needs_the_present(typed: str) -> None:
    with pytest.raises(UsageError, match="present time"):
        zones.parse_user_time(typed, "Asia/Shanghai")


def test_every_printed_clock_carries_its_offset() -> None:
    assert zones.format_local(utc("2025-06-05T06:00"), "Asia/Shanghai") == "Thu 5 Jun 2025 14:00 (UTC+8)"
    offsets = [
        zones.format_offset(NOON, tz) for tz in ("Asia/Kabul", "America/St_Johns", "Asia/Almaty", "UTC")
    ]
    assert offsets == ["UTC+4:30", "UTC-2:30", "UTC+5", "UTC"]


@pytest.mark.parametrize("tz", ["Asia/Shanghai", "Asia/Almaty", "Asia/Tehran", "Europe/Berlin"])
def test_local_time_and_back_is_the_same_instant_unless_clocks_repeat_it(tz: str) -> None:
    first = utc("2020-01-01T00:15")
    for instant in range(first, first + int(timedelta(days=3000).total_seconds()), 41 * 3600):
        local = zones.to_local(instant, tz).replace(tzinfo=None)
        assert zones.to_utc(local, tz) == instant or zones.is_ambiguous(local, tz)
