"""`corridor route --reliability`: what is printed, and what is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest

TRIP = ("route", "kashgar", "osh", "--samples", "100")
LEAVING = (*TRIP, "--depart", "2025-05-20T14:00", "--crew", "none")


def test_half_and_nine_of_ten_come_first_on_the_clock_of_the_destination(
    corridor: Callable[..., Any],
) -> None:
    ran = corridor(*LEAVING, "--reliability", "90")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    (head,) = (i for i, line in enumerate(lines) if line.startswith("How sure: 100 trips"))
    assert "seed 1" in lines[head]
    shares = [line.split(" %")[0].strip() for line in lines[head + 1 : head + 5]]
    assert shares == ["50", "90", "10", "95"]
    assert all("(UTC+6)" in line and "after leaving" in line for line in lines[head + 1 : head + 5])
    assert any(
        "Irkeshtam state border gate (CN) closes Wed 21 May 2025 00:00 (UTC+8)" in line for line in lines
    )
    assert any("[spread-assumed]" in line for line in lines)
    assert lines.index("") < head < 8


def test_every_plan_tells_in_one_line_when_half_and_nine_in_ten_of_such_trips_arrive(
    corridor: Callable[..., Any],
) -> None:
    ran = corridor("route", "kashgar", "tashkent", "--depart", "2025-06-05T14:00")
    assert ran.code == 0, ran.err
    (line,) = (line for line in ran.out.splitlines() if "nine in ten" in line)
    assert line.startswith("  half of such trips arrive by Sat 7 Jun 2025 ")
    assert line.endswith("(UTC+5) (200 samples, spreads assumed)")
    assert ran.out.splitlines().index(line) == 3
    assert ran.out.count("[spread-assumed]") == 1
    assert "How sure" not in ran.out


def test_a_plan_for_an_arrival_tells_it_of_the_departure_found(corridor: Callable[..., Any]) -> None:
    asked = (*TRIP, "--arrive", "2025-05-21T09:00", "--format", "json")
    document = json.loads(corridor(*asked).out)
    sure, (itinerary,) = document["reliability"], document["itineraries"]
    assert sure["depart_at"] == itinerary["depart_at"]
    assert sure["samples"] == 100
    assert sure["latest"] is sure["in_time"] is None
    (plain,) = json.loads(corridor(*asked, "--reliability", "none").out)["itineraries"]
    assert itinerary["legs"] == plain["legs"]


def test_none_leaves_the_samples_out(corridor: Callable[..., Any]) -> None:
    text, document = (
        corridor(*LEAVING, "--reliability", "none", "--format", form).out for form in ("text", "json")
    )
    assert "nine in ten" not in text
    assert "spread-assumed" not in text
    assert "reliability" not in json.loads(document)


def test_a_long_trip_with_many_ways_of_resting_tells_it_of_fewer_samples(
    corridor: Callable[..., Any],
) -> None:
    trip = ("route", "kochkor", "tbilisi", "--depart", "2025-06-05T14:00", "--format", "json")
    samples = [
        json.loads(corridor(*trip, "--crew", crew).out)["reliability"]["samples"]
        for crew in ("regular", "none")
    ]
    assert 50 <= samples[0] < samples[1] == 200


def test_a_deadline_has_a_chance_and_a_last_departure(corridor: Callable[..., Any]) -> None:
    ran = corridor(*LEAVING, "--reliability", "80", "--deadline", "2025-05-21T09:00")
    assert ran.code == 0, ran.err
    assert "Deadline Wed 21 May 2025 09:00 (UTC+6): " in ran.out
    assert "Leave by Tue 20 May 2025 " in ran.out
    assert "departures tried at least every 1 h from " in ran.out


def test_an_arrival_asks_for_the_last_departure_that_is_sure_enough(corridor: Callable[..., Any]) -> None:
    ran = corridor(
        *TRIP, "--arrive", "2025-05-21T09:00", "--crew", "none", "--reliability", "90", "--format", "json"
    )
    assert ran.code == 0, ran.err
    document = json.loads(ran.out)
    sure = document["reliability"]
    assert sure["in_time"]["share"] >= 0.9
    assert sure["depart_at"] == sure["latest"]["depart_at"] == document["itineraries"][0]["depart_at"]
    assert sure["deadline"] == document["query"]["arrive_by"] == "2025-05-21T03:00:00Z"
    assert document["query"]["depart_at"] is None


def test_percentiles_rise_and_lie_within_their_intervals(corridor: Callable[..., Any]) -> None:
    document = json.loads(corridor(*LEAVING, "--reliability", "75", "--format", "json").out)
    percentiles = document["reliability"]["percentiles"]
    assert [each["share"] for each in percentiles] == [0.1, 0.5, 0.75, 0.9, 0.95]
    arrivals = [each["arrive_at"] for each in percentiles]
    assert arrivals == sorted(arrivals)
    assert all(each["low_at"] <= each["arrive_at"] for each in percentiles if each["low_at"])
    assert all(each["high_at"] >= each["arrive_at"] for each in percentiles if each["high_at"])


def test_the_same_command_gives_the_same_answer_and_another_seed_another(
    corridor: Callable[..., Any],
) -> None:
    first, again, other = (
        corridor(*LEAVING, "--reliability", "90", "--seed", seed, "--format", "json").out for seed in "112"
    )
    assert first == again
    assert json.loads(first)["reliability"]["mean_s"] != json.loads(other)["reliability"]["mean_s"]


def test_csv_has_the_legs_of_the_plan_only(corridor: Callable[..., Any]) -> None:
    plain, sure = (corridor(*LEAVING, *more, "--format", "csv").out for more in ((), ("--reliability", "90")))
    assert plain == sure


@pytest.mark.parametrize(
    "args",
    [
        (*LEAVING, "--deadline", "2025-05-21T09:00"),
        (*LEAVING, "--reliability", "none", "--deadline", "2025-05-21T09:00"),
        (*LEAVING, "--reliability", "some"),
        (*TRIP, "--arrive", "2025-05-21", "--deadline", "2025-05-21T09:00", "--reliability", "90"),
        (*LEAVING, "--reliability", "0"),
        (*LEAVING, "--reliability", "100"),
        (*LEAVING, "--reliability", "90", "--seed", "-1"),
    ],
    ids=lambda args: " ".join(args[4:]),
)
def test_what_makes_no_sense_is_refused(args: tuple[str, ...], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert (ran.code, ran.out) == (2, "")


def test_a_chance_that_no_departure_gives_is_no_answer(corridor: Callable[..., Any]) -> None:
    """The port is shut up to the morning of the 21st, and the rest of the day is enough for the mean, but not for 99 of 100."""
    shut = ("--via", "irkeshtam", "--set", "irkeshtam.closure=2024-01-01/2025-05-20", "--queue", "none")
    ran = corridor(*TRIP, "--arrive", "2025-05-21T21:00", *shut, "--crew", "none", "--reliability", "99")
    assert (ran.code, ran.out) == (1, "")
    assert "no departure of the week before is in time with a chance of 99 %" in ran.err
