"""Calendars as another program reads them: times equal those of the answer to the second."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest
from exported import STAMP, Exported
from hypothesis import given
from hypothesis import strategies as st

from corridor.calendars import zones
from corridor.reports.ics import Event, calendar_file


def events_of(written: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(written.encode()).walk("VEVENT"))


def seconds(event: Any, name: str) -> int:
    return int(event[name].dt.astimezone(UTC).timestamp())


def event(start: int, tz: str, end: int = 0) -> Event:
    return Event(key="one", title="One", starts_at=start, ends_at=end or start, tz=tz)


def test_stops_stand_in_the_calendar_from_and_to_their_second(trip: Exported) -> None:
    busy = [each for each in events_of(trip.ics()) if each["TRANSP"] == "OPAQUE"]
    stops = [leg for leg in trip.itinerary.legs if not leg.is_moving]
    assert [(seconds(each, "DTSTART"), seconds(each, "DTEND")) for each in busy] == [
        (leg.depart_at, leg.arrive_at) for leg in stops
    ]
    assert [each["DTSTART"].params["TZID"] for each in busy] == [leg.tz_from for leg in stops]


def test_instants_are_departure_slack_last_admissions_and_arrival(trip: Exported) -> None:
    told = {
        str(each["SUMMARY"]): seconds(each, "DTSTART")
        for each in events_of(trip.ics())
        if "DTEND" not in each
    }
    admissions = {f"Last admission: {name}": gate.admits_until for name, gate in zip(("High Pass yard (CN)", "High Pass gate (CN)", "High Pass post (KG)"), trip.trips[0].gates, strict=True)}  # fmt: skip
    assert told == {
        "Leave East City": trip.itinerary.depart_at,
        "Last moment to leave East City for the same arrival": trip.itinerary.latest_depart_at,
        "Arrive in West City": trip.itinerary.arrive_at,
        **admissions,
    }


def test_events_keep_their_names_when_their_times_change(trip: Exported) -> None:
    shifted = replace(trip.trips[0], gates=tuple(replace(g, admits_until=g.admits_until - 60) for g in trip.trips[0].gates))  # fmt: skip
    before, after = ([str(each["UID"]) for each in events_of(replace(trip, trips=trips).ics())] for trips in (trip.trips, (shifted,)))  # fmt: skip
    assert set(before) == set(after)
    assert len(set(before)) == len(before)


def test_two_waits_at_one_gate_are_two_events(trip: Exported) -> None:
    first, itinerary = trip.trips[0], trip.itinerary
    at, wait = next((i, leg) for i, leg in enumerate(itinerary.legs) if leg.kind == "wait")
    middle = wait.depart_at + 600
    halves = (replace(wait, arrive_at=middle), replace(wait, depart_at=middle))
    legs = (*itinerary.legs[:at], *halves, *itinerary.legs[at + 1 :])
    twice = replace(first, itinerary=replace(itinerary, legs=legs))
    names = [str(each["UID"]) for each in events_of(replace(trip, trips=(twice,)).ics())]
    assert len(set(names)) == len(names) == len(events_of(trip.ics())) + 1


def test_several_trips_are_told_apart(trip: Exported) -> None:
    two = (trip.trips[0], replace(trip.trips[0], title="Another"))
    found = events_of(replace(trip, trips=two).ics())
    assert len({str(each["UID"]) for each in found}) == len(found)
    assert {str(each["SUMMARY"]).rpartition(" - ")[2] for each in found} == {"West City: Actual", "Another"}


def test_the_file_says_when_it_was_made_by_its_data(trip: Exported) -> None:
    assert {seconds(each, "DTSTAMP") for each in events_of(trip.ics())} == {STAMP}


def test_lines_end_as_they_should_and_are_short(trip: Exported) -> None:
    lines = trip.filled("喀什" * 100).ics().encode().split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert all(line.decode() for line in lines[:-1])  # no letter is cut in two


SUMMER = 1_743_296_400  # 2025-03-30 01:00 UTC: Berlin goes from 02:00 to 03:00
WINTER = 1_761_440_400  # 2025-10-26 01:00 UTC: and back


def test_a_change_of_clocks_begins_on_the_clock_that_ends_there() -> None:
    written = calendar_file("", [event(SUMMER - 10, "Europe/Berlin", WINTER + 10)], "", STAMP)
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n" in written  # fmt: skip
    assert "BEGIN:STANDARD\r\nDTSTART:20251026T030000\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n" in written  # fmt: skip


@given(
    st.integers(1_577_836_800, 1_893_456_000),
    st.integers(0, 90 * 86_400),
    st.sampled_from(("Asia/Almaty", "Asia/Shanghai", "Europe/Berlin", "Asia/Tehran", "Asia/Kabul", "UTC")),
)
def test_any_instant_is_read_back_to_the_second(start: int, length: int, tz: str) -> None:
    """Also by the zones written in the file alone, as a reader without a database of its own takes them."""
    written = calendar_file("", [event(start, tz, start + length)], "", STAMP)
    (read,) = events_of(written)
    assert seconds(read, "DTSTART") == start
    assert length == 0 or seconds(read, "DTEND") == start + length
    own = icalendar.Calendar.from_ical(written.encode()).walk("VTIMEZONE")
    if own and "TZID" in read["DTSTART"].params:
        clock = read["DTSTART"].dt.replace(tzinfo=None)
        assert clock - zones.to_local(start, tz).utcoffset() == datetime.fromtimestamp(start, UTC).replace(tzinfo=None)  # type: ignore[operator]  # fmt: skip
        assert _offset_by(own[0], clock) == zones.to_local(start, tz).utcoffset()


def _offset_by(zone: Any, clock: datetime) -> Any:
    """Return the offset of the last change that a zone of a file has begun at a clock."""
    begun = [part for part in zone.subcomponents if part["DTSTART"].dt <= clock]
    return max(begun, key=lambda part: part["DTSTART"].dt)["TZOFFSETTO"].td


@pytest.mark.parametrize("at", [WINTER, WINTER + 1800])
def test_a_clock_shown_for_the_second_time_is_given_in_utc(at: int) -> None:
    (read,) = events_of(calendar_file("", [event(at, "Europe/Berlin")], "", STAMP))
    assert "TZID" not in read["DTSTART"].params
    assert seconds(read, "DTSTART") == at
