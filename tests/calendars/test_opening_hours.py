import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hours_oracle import RandomRule, open_minutes, random_hours, runs

from corridor.calendars import zones
from corridor.calendars.opening_hours import Hours, HoursError, PhRule, open_intervals, parse_hours
from corridor.calendars.periods import merge

GOLDEN = Path(__file__).parents[1] / "data" / "opening_hours" / "golden.jsonl"


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def opened(text: str, tz: str, start: str, end: str) -> list[tuple[str, str]]:
    intervals = open_intervals(parse_hours(text), tz, utc(start), utc(end))
    return [
        (f"{a:%d %H:%M}", f"{b:%d %H:%M}")
        for a, b in [[zones.to_local(at, tz) for at in pair] for pair in intervals]
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("24/7", "24/7"),
        ("00:00-24:00", "24/7"),
        ("24/7; PH off", "24/7; PH off"),
        ("Mo-Su 10:00-24:00; PH closed", "Mo-Su 10:00-24:00; PH off"),
        ("mo-fr 8:00-12:00 , 13:00-17:00", "Mo-Fr 08:00-12:00,13:00-17:00"),
        ("Mo-Fr 10:00－14:00，16:00–20:00；PH off", "Mo-Fr 10:00-14:00,16:00-20:00; PH off"),
        ("Sa,Su 10:00-00:00", "Sa,Su 10:00-24:00"),
        ("Fr-Mo 22:00-06:00", "Fr-Mo 22:00-06:00"),
        ("Apr 01-Nov 30 Mo-Fr 10:00-18:00", "Apr-Nov Mo-Fr 10:00-18:00"),
        ("Nov-Mar 09:00-17:00; Apr-Oct 08:00-20:00", "Nov-Mar 09:00-17:00; Apr-Oct 08:00-20:00"),
        ("08:00-18:00; 2026 Feb 16-23 off", "08:00-18:00; 2026 Feb 16-2026 Feb 23 off"),
        ("24/7; 2026 Jan 28-Feb 24 off", "24/7; 2026 Jan 28-2026 Feb 24 off"),
        ("24/7; 2025 Dec 30-2026 Jan 2 off", "24/7; 2025 Dec 30-2026 Jan 02 off"),
        ("24/7; 2026 Feb off", "24/7; 2026 Feb 01-2026 Feb 28 off"),
        ('24/7; 2026 Feb 16 off "春节，闭关"', '24/7; 2026 Feb 16 off "春节，闭关"'),
        ("Su off; 2026 Jan 25 10:00-12:00", "Su off; 2026 Jan 25 10:00-12:00"),
        (
            "Mo-Fr 08:00-18:00; Sa-Su off; PH 10:00-12:00,14:00-16:00",
            "Mo-Fr 08:00-18:00; Sa-Su off; PH 10:00-12:00,14:00-16:00",
        ),
        ("off", "off"),
    ],
)
def test_accepted_hours_are_written_in_their_plain_form(text: str, plain: str) -> None:
    assert parse_hours(text).text == plain
    assert parse_hours(plain).text == plain


def test_holidays_are_split_from_the_base() -> None:
    assert parse_hours("24/7; PH off") == Hours(
        "24/7; PH off", "24/7", PhRule(closed=True), is_always=True, is_never=False
    )
    assert parse_hours("off; PH 10:00-12:00").ph == PhRule(closed=False, spans=((600, 720),))
    assert parse_hours("Mo-Su 00:00-24:00").is_always
    assert parse_hours('off "rebuilt"').is_never
    assert parse_hours("Mo-Fr 10:00-18:00").ph is None


@pytest.mark.parametrize(
    ("text", "position", "problem", "hint"),
    [
        ("", 1, "there is no rule", "write hours"),
        ("Mo-Fr", 6, "a clock span is missing", "leave hours blank where they are unknown"),
        ("Apr-Nov Mo-Fr; PH off", 14, "a clock span is missing", "00:00-24:00 if open all day"),
        ("Apr 20-Oct 30", 14, "a clock span is missing", "blank"),
        ("10:00-18:00;", 13, "a rule is missing", "leave out"),
        ("Mo 10:00-12:00 || off", 16, "fallback", "rules"),
        ("09:00+", 6, "open end", "closing time"),
        ("easter off", 1, "easter", "dates"),
        ("24/7; SH off", 7, "school holidays", "dates"),
        ("10:00-16:00/90", 12, "steps", "one by one"),
        ("sunrise-sunset", 1, "sun times", "clock times"),
        ("(sunrise+01:00)-18:00", 1, "sun times", "clock times"),
        ("week 10 Mo 10:00-12:00", 1, "week numbers", "dates"),
        ("Mo[1] 10:00-12:00", 3, "numbered weekdays", "dates"),
        ('"call"', 1, "a comment is accepted after `off` only", "note"),
        ('Mo-Fr "by appointment"', 7, "a comment is accepted after `off` only", "note"),
        ('off "works', 5, "not closed", "end it"),
        ('unknown "strike"', 1, "`unknown` is not accepted", "blank"),
        ("Mo-Fr open", 7, "`open` is not accepted", "span"),
        ("Feb 30 10:00-12:00", 1, "Feb 30 is no date", "a day that the month has"),
        ("2026 Feb 29 10:00-12:00", 1, "Feb 29 is no date", "a day that the month has"),
        ("Feb 29 10:00-12:00", 1, "Feb 29 is no date of every year", "with its year"),
        ("Feb 22-Feb 21 10:00-12:00", 1, "go round the whole year", "leave them out"),
        ("Mar-Feb 10:00-12:00", 1, "go round the whole year", "leave them out"),
        ("Apr-Apr 10:00-12:00", 1, "do not go together", "one date"),
        ("Apr-Nov 20 10:00-12:00", 1, "do not go together", "Apr 01-Nov 30"),
        ("Jan 28-2026 Feb 24 10:00-12:00", 1, "the first date has no year", "both"),
        ("2026 Feb 24-2026 Jan 28 off", 1, "end before they start", "year"),
        ("2025 Jun 01-2099 Dec 31 00:00-24:00", 1, "more than ten years", "valid_from"),
        ("2026 10:00-12:00", 1, "whole years are not accepted", "valid_from"),
        ("1926 Feb 16 off", 1, "1926 is no year", "Feb 16"),
        ("2026 Feb 16,20 off", 13, "20 is no year", "Feb 16"),
        ("Apr,2026 May 05 10:00-12:00", 1, "mixed", "`;`"),
        ("25:00-26:00", 1, "25:00 is no clock time", "22:00-06:00"),
        ("22:00-26:00", 7, "26:00 is no clock time", "22:00-06:00"),
        ("10:00-10:60", 7, "10:60 is no clock time", "night"),
        ("10:00-10:00", 1, "no length", "00:00-24:00"),
        ("24:00-24:00", 1, "no length", "00:00-24:00"),
        ("10:00", 6, "`-` and the closing time is due, not the end", "hours"),
        ("10:00-Mo", 7, "a clock time such as 08:00 is due, not 'Mo'", "weekdays are written"),
        ("Mo-Mo 10:00-12:00", 3, "one weekday", "Mo-Su"),
        ("Mo 10:00-12:00, Sa 10:00-11:00", 17, "a clock span is due after `,`", "`;`"),
        ("Mo-Fr,PH 10:00-12:00", 7, "`PH` needs a rule of its own", "last"),
        ("Mon-Fri 10:00-12:00", 1, "not 'Mon'", "weekdays are written Mo"),
        ("April 10:00-12:00", 1, "not 'April'", "months are written Jan"),
        ("Пн 10:00-12:00", 1, "not 'П'", "Mo-Fr"),
        ("Mo-Fr 24/7", 7, "`24/7` stands alone", "00:00-24:00"),
        ("PH off", 1, "`PH` comes first", "ordinary days"),
        ("24/7; PH off; Su off", 7, "`PH` is not the last rule", "end"),
        ("24/7; PH 22:00-02:00", 7, "over midnight", "24:00"),
        ("2026 Jan 28-Feb 24 off; 24/7", 1, "a later rule opens what this one closes", "last"),
        ("Su off; Apr-Nov 08:00-20:00", 1, "a later rule opens what this one closes", "last"),
        ("Sa 10:00-12:00; 08:00-18:00", 1, "no effect on any day", "after the general rules"),
        ("24/7; 2026 Feb 16 Tu off", 7, "no effect on any day", "leave it out"),
        (
            "13:00-14:00; Sa-Su 19:30-03:30",
            14,
            "over midnight stands beside other rules",
            "00:00-06:00,22:00-24:00",
        ),
        ("22:00-06:00; 2026 Feb 16 off", 1, "over midnight stands beside other rules", "split it"),
        ("Mo-Fr 10:00-12:00" * 200, 1, "3400 characters are too long", "briefly"),
    ],
)
def test_all_else_is_refused_with_its_place_and_a_hint(
    text: str, position: int, problem: str, hint: str
) -> None:
    with pytest.raises(HoursError) as caught:
        parse_hours(text)
    assert problem in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.position == position
    assert len(caught.value.message) < 200


def test_a_full_width_text_is_quoted_as_it_was_typed() -> None:
    with pytest.raises(HoursError, match="'１０：００－１０：００', character 1"):
        parse_hours("１０：００－１０：００")


def test_hours_of_a_seven_by_fourteen_port_are_one_interval_a_day() -> None:
    assert opened("Mo-Su 10:00-24:00; PH off", "Asia/Shanghai", "2026-02-16T16:00", "2026-02-18T16:00") == [
        ("17 10:00", "18 00:00"),
        ("18 10:00", "19 00:00"),
    ]


def test_a_night_goes_on_into_the_next_day_and_abutting_days_are_one_interval() -> None:
    assert opened("Fr 22:00-06:00", "Asia/Bishkek", "2026-02-19T18:00", "2026-02-22T18:00") == [
        ("20 22:00", "21 06:00")
    ]
    assert len(opened("Mo,We-Fr 00:00-24:00", "Asia/Bishkek", "2026-02-15T18:00", "2026-02-22T18:00")) == 2


def test_intervals_are_cut_at_the_ends_of_the_question() -> None:
    hours = parse_hours("Mo-Fr 08:00-18:00")
    noon = utc("2026-02-16T04:00")
    assert open_intervals(hours, "Asia/Shanghai", noon, noon + 60) == [(noon, noon + 60)]
    assert open_intervals(hours, "Asia/Shanghai", noon, noon) == []
    assert open_intervals(parse_hours("24/7"), "Asia/Shanghai", noon, noon + 60) == [(noon, noon + 60)]
    assert open_intervals(parse_hours("off"), "Asia/Shanghai", noon, noon + 60) == []


def test_an_hour_that_clocks_repeat_counts_twice() -> None:
    """Almaty, night to 1 March 2024: 22:00 at +06 to 06:00 at +05 is nine hours."""
    start = utc("2024-02-29T10:00")
    assert open_intervals(parse_hours("22:00-06:00"), "Asia/Almaty", start, start + 86_400) == [
        (utc("2024-02-29T16:00"), utc("2024-03-01T01:00"))
    ]


def test_an_hour_that_clocks_skip_is_lost() -> None:
    """Berlin, 29 March 2026: 00:30 at +1 to 04:00 at +2 is two and a half hours."""
    start = utc("2026-03-28T23:00")
    assert open_intervals(parse_hours("00:30-04:00"), "Europe/Berlin", start, start + 40_000) == [
        (utc("2026-03-28T23:30"), utc("2026-03-29T02:00"))
    ]


WINDOWS = [
    ("Asia/Shanghai", date(2026, 2, 1)),
    ("Asia/Almaty", date(2024, 2, 15)),  # clocks go back on 1 March
    ("Europe/Berlin", date(2026, 3, 10)),  # forward on 29 March
    ("Europe/Berlin", date(2026, 10, 10)),  # back on 25 October
]


@pytest.mark.parametrize(("tz", "first"), WINDOWS)
def test_the_library_agrees_with_an_independent_evaluator(tz: str, first: date) -> None:
    """800 random texts of the accepted subset in each window of 35 days, to the minute."""
    start, end = zones.local_midnight(first, tz), zones.local_midnight(first + timedelta(days=35), tz)
    shown = minutes_shown(tz, first, start, end)
    for hours, rules in islice(accepted(random_hours(Random(7), first)), 800):
        expected = runs(open_minutes(rules, first, 36)[shown])
        found = open_intervals(hours, tz, start, end)
        assert found == [(start + a * 60, start + b * 60) for a, b in expected], hours.text


def minutes_shown(tz: str, first: date, start: int, end: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """For each minute of UTC the minute that the local clock shows; clocks change on quarter hours."""
    midnight = datetime.combine(first, time())
    quarters = [zones.to_local(at, tz).replace(tzinfo=None) - midnight for at in range(start, end, 900)]
    return np.concatenate([np.arange(15) + quarter // timedelta(minutes=1) for quarter in quarters])


def accepted(texts: Iterator[tuple[str, list[RandomRule]]]) -> Iterator[tuple[Hours, list[RandomRule]]]:
    for text, rules in texts:
        try:
            yield parse_hours(text), rules
        except HoursError:
            continue


def test_the_library_agrees_with_opening_hours_js() -> None:
    """1,000 texts evaluated once by opening_hours.js 3.15.0 over 14 days from the midnight of `first`."""
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start = utc(row["first"])
        found = open_intervals(parse_hours(row["hours"]), "UTC", start, start + 14 * 86_400)
        assert found == [(start + a * 60, start + b * 60) for a, b in row["open_min"]], row["hours"]


def test_the_plain_form_of_a_text_means_the_same() -> None:
    for hours, _ in islice(accepted(random_hours(Random(8), date(2026, 2, 1))), 200):
        assert parse_hours(hours.text) == hours


def test_intervals_do_not_depend_on_how_time_is_cut() -> None:
    start, middle, end = utc("2024-02-20"), utc("2024-02-29T18:30"), utc("2024-03-10")
    for hours, _ in islice(accepted(random_hours(Random(9), date(2024, 2, 15))), 100):
        halves = [
            *open_intervals(hours, "Asia/Almaty", start, middle),
            *open_intervals(hours, "Asia/Almaty", middle, end),
        ]
        assert open_intervals(hours, "Asia/Almaty", start, end) == merge(halves)


@pytest.mark.parametrize("rule", ["Mo-Sa 08:00-12:00,14:00-20:00", "Fr-Mo 22:00-06:00", "Su 18:00-02:00"])
def test_hours_of_every_week_are_those_of_a_season_that_never_ends(rule: str) -> None:
    start, end = utc("2024-01-31T07:00"), utc("2026-11-03T05:00")
    weekly, seasonal = parse_hours(rule), parse_hours(f"Jan-Dec {rule}")
    assert (weekly.is_seasonal, seasonal.is_seasonal) == (False, True)
    for tz in ("Asia/Almaty", "Europe/Berlin"):
        assert open_intervals(weekly, tz, start, end) == open_intervals(seasonal, tz, start, end)


def test_what_is_remembered_is_not_changed_by_who_asked() -> None:
    hours = parse_hours("Mo-Fr 08:00-18:00")
    start, end = utc("2026-02-01"), utc("2026-03-01")
    first = open_intervals(hours, "Asia/Shanghai", start, end)
    expected = list(first)
    first.clear()
    assert open_intervals(hours, "Asia/Shanghai", start, end) == expected


def test_no_text_ends_in_anything_but_hours_or_a_refusal() -> None:
    rng, refusals = Random(10), []
    pieces = [
        "Mo",
        "Fr",
        "-",
        ",",
        ";",
        " ",
        "10:00",
        "24:00",
        "06:00",
        "08:00-18:00",
        "24/7",
        "off",
        '"x"',
        "PH",
        "Apr",
        "Feb",
    ]
    pieces += [
        "29",
        "2026",
        "2026 Feb 16",
        "/",
        "+",
        "||",
        "[1]",
        "春",
        "：",
        '"',
        "9" * 5000,
        "٣",
        "\n",
        "\0",
    ]
    for _ in range(20_000):
        text = "".join(rng.choices(pieces, k=rng.randint(1, 7)))
        try:
            open_intervals(parse_hours(text), "Asia/Shanghai", 1_770_000_000, 1_770_500_000)
        except HoursError as error:
            refusals.append((error.position <= len(text) + 1, error.position > 0, bool(error.hint)))
    assert set(refusals) == {(True, True, True)}


def test_a_port_that_never_closes_needs_no_library() -> None:
    code = (
        "import sys; from corridor.calendars.opening_hours import *; "
        "open_intervals(parse_hours('24/7; PH off'), 'Asia/Shanghai', 0, 9); assert 'opening_hours' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
