"""Crews through the command line: who rests where, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

TRIP = ("route", "kashgar", "tashkent", "--depart", "2025-05-22T20:00", "--scenario", "limited")


def legs(corridor: Callable, *more: str) -> list[dict[str, Any]]:
    ran = corridor(*TRIP, *more, "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["itineraries"][0]["legs"]
    return found


def hours(corridor: Callable, *more: str) -> float:
    document = json.loads(corridor(*TRIP, *more, "--format", "json").out)
    return float(document["itineraries"][0]["duration_s"]) / 3600


def test_a_night_before_the_gate_is_made_a_rest(corridor: Callable) -> None:
    """There at 01:09, open from 10:00: 8 h 51 min, and 9 min more."""
    at_gate = [leg for leg in legs(corridor) if leg.get("at") == "irkeshtam-gate"]
    wait, rest, clearance = at_gate
    assert (wait["kind"], rest["kind"], clearance["kind"]) == ("wait", "rest", "clearance")
    assert wait["duration_s"] + rest["duration_s"] == 9 * 3600
    assert wait["reason"].endswith("serves as daily rest")
    assert rest["reason"].startswith("the wait is made a rest: 9 h, AETR")


def test_without_a_crew_nobody_rests(corridor: Callable) -> None:
    assert not [leg for leg in legs(corridor, "--crew", "none") if leg["kind"] == "rest"]
    assert "rest-not-included" in corridor(*TRIP, "--crew", "none").out


def test_more_freedom_is_never_slower(corridor: Callable) -> None:
    regular = hours(corridor)
    assert hours(corridor, "--crew", "none") <= regular <= hours(corridor, "--crew", "strict")
    assert hours(corridor, "--clearance-rests") <= regular <= hours(corridor, "--no-roadside")


def test_where_nobody_may_stand_beside_the_road_rests_are_at_places(corridor: Callable) -> None:
    rests = [leg for leg in legs(corridor, "--no-roadside") if leg["kind"] == "rest"]
    assert rests
    assert not [rest for rest in rests if "start_km" in rest]
    told_as_waits = [rest for rest in rests if rest["reason"].startswith("the wait is made a rest")]
    assert [rest["at"] for rest in told_as_waits] == ["irkeshtam-gate"]  # elsewhere a rule makes it stop


def test_a_road_that_is_too_long_without_parking_is_named(corridor: Callable) -> None:
    ran = corridor("route", "turpan", "quetta", "--depart", "2025-06-05T14:00", "--no-roadside")
    assert ran.code == 1
    assert "link kabul--kandahar is a drive of 12 h 23 min without parking" in ran.err
    assert "the crew may go on for 4 h 30 min" in ran.err
    assert (
        "hint: another way, date or scenario would have to avoid this; or try without --no-roadside"
        in ran.err
    )


def test_a_stage_does_not_lead_by_the_place_that_it_begins_at(corridor: Callable) -> None:
    """From Gulcha on the day is a long one, which begins on the road: driving in two parts of one stage."""
    told = corridor("route", "kashgar", "tashkent", "--depart", "2025-06-05T14:00", "--no-roadside").out
    (stage,) = [line for line in told.splitlines() if "to Dostuk post (KG)" in line]
    assert stage.endswith("to Dostuk post (KG) via Osh")


def test_another_crew_takes_over_at_the_line(corridor: Callable) -> None:
    """Handing over takes an hour; the new crew leaves the gate rested."""
    found = legs(corridor, "--relay", "irkeshtam")
    (relay,) = [leg for leg in found if leg["kind"] == "transload"]
    assert (relay["at"], relay["duration_s"], relay["reason"]) == ("irkeshtam-gate", 3600, "change of crew")
    assert "crew-relay" in corridor(*TRIP, "--relay", "irkeshtam").out


def test_a_deadline_is_met_with_the_rests_that_fall_due(corridor: Callable) -> None:
    asked = ("route", "kashgar", "osh", "--arrive", "2025-05-24T00:00", "--format", "json")
    (found,) = json.loads(corridor(*asked).out)["itineraries"]
    assert found["arrive_at"] <= "2025-05-23T18:00:00Z"
    forward = ("route", "kashgar", "osh", "--depart", found["depart_at"], "--format", "json")
    (again,) = json.loads(corridor(*forward).out)["itineraries"]
    assert again["arrive_at"] == found["arrive_at"]


def test_a_window_with_a_crew_says_that_it_is_a_grid(corridor: Callable) -> None:
    asked = ("departures", "kashgar", "osh", "--from", "2025-05-22", "--days", "1", "--crew", "regular")
    document = json.loads(corridor(*asked, "--grid", "1h", "--format", "json").out)
    assert (document["method"], document["grid_s"]) == ("grid", 3600)
    assert "one departure each 1 h" in corridor(*asked, "--grid", "1h").out


def test_where_departures_take_long_they_are_fewer_and_so_are_rows_and_samples(
    corridor: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("departures", "kashgar", "osh", "--from", "2025-05-22", "--days", "1", "--crew", "regular")
    usual = json.loads(corridor(*asked, "--format", "json").out)
    assert (usual["grid_s"], usual["query"]["every_s"], len(usual["departures"])) == (900, 3600, 24)
    monkeypatch.setattr("corridor.batch.grid._AFFORDED", 1)
    ran = corridor(*asked, "--reliability", "90", "--samples", "100", "--format", "json")
    found = json.loads(ran.out)
    assert (found["grid_s"], found["query"]["every_s"]) == (43_200, 43_200)
    assert found["departures"] == usual["departures"][::12]
    assert found["reliability"]["every_s"] == 43_200
    assert "grid-widened" in {notice["code"] for notice in found["notices"]}
    told = corridor(*asked)
    assert "one departure each 12 h" in told.out
    assert "--grid 15min asks for all [grid-widened]" in told.out
    assert "one departure each 15 min" in corridor(*asked, "--grid", "15min").out


def test_where_departures_take_long_the_last_one_in_time_says_what_was_not_tried(
    corridor: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("route", "kashgar", "osh", "--arrive", "2025-05-24T00:00", "--format", "json")
    usual = json.loads(corridor(*asked).out)
    monkeypatch.setattr("corridor.engine.crew_deadlines._AFFORDED", 0)
    found = json.loads(corridor(*asked).out)
    (notice,) = (one for one in found["notices"] if one["code"] == "departures-not-tried")
    assert "one may be in time" in notice["message"]
    (last,), (earlier,) = usual["itineraries"], found["itineraries"]
    assert earlier["depart_at"] <= last["depart_at"]
    assert earlier["arrive_at"] <= last["arrive_at"] <= "2025-05-23T18:00:00Z"


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (("--crew", "robots"), 1, "robots"),
        (("--relay", "atlantis"), 1, "atlantis"),
    ],
)
def test_a_crew_that_is_none_is_refused(
    corridor: Callable, more: tuple[str, ...], code: int, said: str
) -> None:
    ran = corridor(*TRIP, *more)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
