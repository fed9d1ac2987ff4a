"""When links under bans may be driven on, and whom bans mean."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.calendars.periods import DAY_S, NEVER
from corridor.model.ban import Ban
from corridor.model.ids import BanId, Country, SourceId
from corridor.model.vehicle import Vehicle
from corridor.operations.arrival import Timed
from corridor.operations.bans import allowed, banned, validity, why_banned

ALWAYS = (-NEVER, NEVER)
JULY = 1_751_328_000
"""2025-07-01 00:00 UTC, 06:00 in Bishkek."""
HEAT = Ban(
    ban_id=BanId("heat"), name="heat ban", country=Country("KG"), links=(), valid_from="2025-01-01", valid_to="",
    hours="Jun 01-Sep 01 10:00-20:00", tz="Asia/Bishkek", min_gross_t=18, min_payload_t=None, min_axle_t=None,
    haul="all", exempt_cargo=("perishable",), condition="", in_use=True, basis="reported",
    source_id=SourceId("news"), note="",
)  # fmt: skip
NIGHT = replace(HEAT, ban_id=BanId("night"), name="night ban", hours="00:00-05:00,23:00-24:00")
instants = st.integers(JULY - 250 * DAY_S, JULY + 250 * DAY_S)


def test_a_day_of_the_season_leaves_fourteen_hours() -> None:
    day = allowed((HEAT,), ALWAYS).within(JULY - 6 * 3600, JULY + 18 * 3600)
    assert [(start - JULY, end - JULY) for start, end in day] == [
        (-6 * 3600, 4 * 3600),
        (14 * 3600, 18 * 3600),
    ]


@given(instants, st.sampled_from([(HEAT,), (NIGHT,), (HEAT, NIGHT)]))
def test_driving_is_allowed_just_when_no_ban_holds(at: int, bans: tuple[Ban, ...]) -> None:
    valid = validity("2025-02-01", "2025-08-15T12:00", "Asia/Bishkek")
    is_banned = any(banned(ban, at, at + 1) for ban in bans)
    assert allowed(bans, valid).is_open(at) == (valid[0] <= at < valid[1] and not is_banned)
    assert bool(why_banned(bans, at)) == is_banned


@given(instants, instants, st.integers(1, 40 * 3600))
def test_leaving_later_never_arrives_earlier_and_the_mirror_agrees(
    one: int, other: int, drive_s: int
) -> None:
    drive = Timed(allowed((HEAT, NIGHT), ALWAYS), drive_s, "resumes")
    first, last = sorted((one, other))
    assert drive.arrive(first) <= drive.arrive(last)
    latest = drive.depart(last)
    assert drive.arrive(latest) <= last < drive.arrive(latest + 1)


def test_links_under_the_same_bans_share_their_periods() -> None:
    assert allowed((HEAT,), ALWAYS) is allowed((replace(HEAT),), ALWAYS)
    assert allowed((HEAT,), ALWAYS) is not allowed((NIGHT,), ALWAYS)


@pytest.mark.parametrize(
    ("ban", "vehicle", "holds"),
    [
        (HEAT, Vehicle(), "yes"),
        (HEAT, Vehicle(gross_t=18), "no"),
        (HEAT, Vehicle(gross_t=18.01), "yes"),
        (HEAT, Vehicle(cargo="perishable"), "no"),
        (replace(HEAT, haul="domestic"), Vehicle(), "no"),
        (replace(HEAT, min_payload_t=10, min_axle_t=8), Vehicle(payload_t=10), "no"),
        (replace(HEAT, min_payload_t=10, min_axle_t=8), Vehicle(), "yes"),
    ],
)
def test_whom_a_ban_means(ban: Ban, vehicle: Vehicle, holds: str) -> None:
    assert ban.holds_for(vehicle, "international") == (holds == "yes")


def test_a_reason_names_every_ban_that_holds() -> None:
    both = (HEAT, replace(NIGHT, hours="24/7", valid_to="2025-07-01", min_gross_t=None))
    assert why_banned(both, JULY + 5 * 3600) == (
        "heat ban (Jun 01-Sep 01 10:00-20:00, over 18 t gross) [news] and "
        "night ban (2025-01-01 to 2025-07-01, all trucks) [news]"
    )
