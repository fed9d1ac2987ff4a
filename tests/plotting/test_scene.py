from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from journeys import BEIJING, IRKESHTAM, PLACES, kashgar_to_tashkent
from pages import without

from corridor.model.itinerary import Itinerary
from corridor.plotting.maps.route.page import MapRoute, RouteMapPage
from corridor.plotting.maps.route.scene import scene as scene_in
from corridor.plotting.style import PORT_SYMBOLS, route_style
from corridor.plotting.words import Words


def scene(page: RouteMapPage) -> dict[str, Any]:
    return scene_in(page, Words())


@pytest.fixture(scope="module")
def drawn() -> dict[str, Any]:
    return scene(kashgar_to_tashkent())


def leg(drawn: dict[str, Any], title: str) -> dict[str, Any]:
    return next(leg for leg in drawn["routes"][0]["legs"] if leg["title"] == title)


def stop(drawn: dict[str, Any], route: int, name: str) -> dict[str, Any]:
    return next(stop for stop in drawn["routes"][route]["stops"] if stop["name"] == name)


def test_a_route_is_one_line_from_origin_to_destination(drawn: dict[str, Any]) -> None:
    lines = [leg["line"] for leg in drawn["routes"][0]["legs"]]
    assert lines[0][0] == [PLACES["kashgar"][1].lat, PLACES["kashgar"][1].lon]
    assert lines[-1][-1] == [PLACES["tashkent"][1].lat, PLACES["tashkent"][1].lon]
    assert all(before[-1] == pytest.approx(after[0], abs=1e-4) for before, after in pairwise(lines))


def test_a_link_travelled_backwards_is_drawn_in_the_direction_of_travel(drawn: dict[str, Any]) -> None:
    line = leg(drawn, "Irkeshtam-Avtodorozhny → Sary-Tash")["line"]
    assert line[0] == [39.6781, 73.8986]
    assert line[-1] == [39.734, 73.252]
    assert line[1] == [39.69, 73.75]


def test_a_link_without_a_line_is_drawn_straight_and_as_a_sketch(drawn: dict[str, Any]) -> None:
    assert leg(drawn, "Dostuk → Do‘stlik") | {"rows": []} == {
        "line": [[40.5729, 72.7612], [40.5724, 72.757]],
        "modelled": False,
        "title": "Dostuk → Do‘stlik",
        "rows": [],
    }
    assert not leg(drawn, "Kokand → Kamchik pass tunnel")["modelled"]
    assert leg(drawn, "Kashgar → Topa turn-off")["modelled"]
    assert not leg(scene(without(kashgar_to_tashkent(), "kashgar--topa-jct")), "Kashgar → Topa turn-off")[
        "modelled"
    ]


def test_a_port_tells_when_the_truck_comes_waits_and_leaves_on_both_clocks(drawn: dict[str, Any]) -> None:
    gate = stop(drawn, 0, "Irkeshtam state border gate")
    assert gate["wait_s"] == 9 * 3600 + 3 * 60
    assert gate["rows"] == [
        ["Arrives", "Sat 31 May 2025 00:57 (UTC+8), 30 May 16:57 UTC"],
        [
            "Wait (closed)",
            "9 h 03 min, until Sat 31 May 2025 10:00 (UTC+8), 02:00 UTC (gate shut 00:00-10:00 Beijing time)",
        ],
        ["Clearance", "10 min, until Sat 31 May 2025 10:10 (UTC+8), 02:10 UTC"],
    ]
    assert gate["lines"] == ["Hours: 10:00-24:00 Beijing time (reported, 2025)"]


def test_a_port_tells_the_clock_across_the_border_where_there_is_another_side() -> None:
    page = kashgar_to_tashkent()
    ports = [replace(port, other_tz="Asia/Bishkek") for port in page.ports["as-was"]]
    stops = scene(replace(page, ports={"as-was": tuple(ports)}))["routes"][0]["stops"]
    assert stops[1]["rows"][0] == ["Arrives", "Sat 31 May 2025 00:57 (UTC+8), 30 May 22:57 (UTC+6)"]


def test_the_week_of_a_port_has_its_needle_at_the_arrival(drawn: dict[str, Any]) -> None:
    """The gate is reached at 00:57 in Beijing, 57 minutes after midnight, and opens at ten."""
    gate = stop(drawn, 0, "Irkeshtam state border gate")
    assert gate["week"] == {
        "length": 604_800,
        "at": 57 * 60,
        "spans": [[36_000, "closed"], [604_800, "open"]],
    }


def test_the_same_port_stands_apart_by_scenario(drawn: dict[str, Any]) -> None:
    name = "Irkeshtam state border gate"
    assert [stop(drawn, route, name)["state"] for route in (0, 1)] == ["waited", "open"]
    assert stop(drawn, 1, name)["wait_s"] == 0


def test_a_port_where_nothing_is_done_tells_when_it_is_passed() -> None:
    page = kashgar_to_tashkent()
    (gate,) = (port for port in page.ports["as-was"] if port.at_id == "irkeshtam-gate")
    junction = replace(gate, at_id="topa-jct", name="Topa", crossing_id=IRKESHTAM, tz=BEIJING)
    elsewhere = replace(gate, at_id="no-such-node")
    passed, unmet = scene(replace(page, ports={"as-was": (junction, elsewhere)}))["routes"][0]["stops"]
    assert passed["rows"] == [["Passes", "Fri 30 May 2025 18:41 (UTC+8), 10:41 UTC"]]
    assert unmet["rows"] == []


def test_names_are_given_to_the_ends_and_to_towns_on_the_way(drawn: dict[str, Any]) -> None:
    kinds = {place["name"]: place["kind"] for place in drawn["places"]}
    assert kinds["Kashgar"] == "origin"
    assert kinds["Tashkent"] == "destination"
    assert kinds["Osh"] == "town"
    assert "Topa turn-off" not in kinds


def test_twenty_routes_have_twenty_lines() -> None:
    assert len({route_style(index) for index in range(20)}) == 20


def test_no_two_states_of_a_port_share_a_shape_or_a_colour() -> None:
    assert len({symbol.path for symbol in PORT_SYMBOLS.values()}) == 4
    assert len({symbol.fill for symbol in PORT_SYMBOLS.values()}) == 4


def test_a_trip_that_goes_nowhere_draws_nothing() -> None:
    still = Itinerary(depart_at=0, arrive_at=0, latest_depart_at=0, legs=(), crossings=(), notices=())
    page = RouteMapPage(
        title="Still",
        verdict="Nothing to do",
        routes=(MapRoute(scenario="a", title="A", itinerary=still),),
        places={},
    )
    drawn = scene(page)
    assert drawn["routes"][0]["legs"] == []
    assert drawn["places"] == []
