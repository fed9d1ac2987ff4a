"""docs/bans.md: examples answer, and the vehicle of the page is the one that a query is about."""

from collections.abc import Callable
from typing import Any

import pytest
from markdown_pages import commands, read, rows

from corridor.model.vehicle import LOADED_TRUCK

PAGE = read("bans.md")


@pytest.mark.parametrize("args", list(commands(PAGE)), ids=" ".join)
def test_an_example_answers(args: list[str], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert ran.code == 0, ran.err


def test_the_defaults_of_the_page_are_those_of_the_program() -> None:
    said = {row[1] for row in rows(PAGE, "| a ban may ask for |")}
    vehicle = LOADED_TRUCK
    weights = {"--gross-t": vehicle.gross_t, "--payload-t": vehicle.payload_t, "--axle-t": vehicle.axle_t}
    assert {f"{flag} {weight:g}" for flag, weight in weights.items()} <= said
    assert f"--cargo {vehicle.cargo}" in said


def test_the_spring_ban_would_stop_domestic_trucks_for_weeks(corridor: Callable[..., Any]) -> None:
    asked = ("route", "almaty", "taraz", "--depart", "2025-03-10T08:00")
    assert "wait" not in corridor(*asked).out.splitlines()[2]
    bound = corridor(*asked, "--set", "ban:kz-spring-2025-south.in_use=yes").out
    assert "spring ban in Kazakhstan (2025-03-01 to 2025-04-01, over 8 t on one axle, domestic haul)" in bound
