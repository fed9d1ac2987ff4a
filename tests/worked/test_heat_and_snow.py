"""Driving bans on timetables that a person can check by hand.

On the small dataset of `tests/minimal_dataset.py` the Kyrgyz roads of the high way are high-post -60-
west-fork -75- west-city (minutes, and km at 60 km/h). A truck that leaves at t
is through the post at t + 4:30. On the shipped data Osh - Gulcha - Sary-Tash are 82 and 103 km at 40 km/h: 2 h 03 and 2 h 34:30.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from minimal_dataset import write_minimal

from corridor.dataset.ban_tables import BANS
from corridor.dataset.loading import load
from corridor.errors import UnknownNameError, UsageError
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.model.scenario import Change, Scenario
from corridor.model.vehicle import Vehicle
from corridor.planner import ACTUAL, Planner

Clock = Callable[[str], int]
HEADER = ",".join(column.name for column in BANS.columns)
HEAT = "heat,heat ban,KG,,,,Jun 01-Sep 01 10:00-20:00,Asia/Bishkek,18,,,all,perishable,above 28 C,yes,assumed,made-up,"
SNOW = (
    "snow,snow on the pass,KG,post-fork,2025-11-04,2025-11-05,24/7,Asia/Bishkek,,,,all,,,yes,assumed,made-up,"
)
HOME = "home,ban on locals,KG,,,,Jun 01-Sep 01 10:00-20:00,Asia/Bishkek,,10,8,domestic,,,yes,assumed,made-up,"


@pytest.fixture
def with_bans(tmp_path: Path) -> Callable[..., Dataset]:
    def made(*rows: str, **more: str) -> Dataset:
        changed = {"bans.csv": "\n".join([HEADER, *rows, ""])} | more
        return load(write_minimal(tmp_path / "data", changed))

    return made


def west(dataset: Dataset, at: int, scenario: Scenario = ACTUAL, **more: object) -> Itinerary:
    query = Query(origin="east-city", destination="west-city", depart_at=at, via=("high-pass",), **more)  # type: ignore[arg-type]
    return Planner(dataset, scenario).plan(query)


def told(itinerary: Itinerary, last: int) -> list[tuple[str, str, int, float]]:
    """The last legs as (kind, where to, minutes, km)."""
    return [(leg.kind, leg.to_id, leg.duration_s // 60, leg.distance_km) for leg in itinerary.legs[-last:]]


def test_a_truck_stands_where_the_ban_finds_it(with_bans: Callable[..., Dataset], beijing: Clock) -> None:
    """Leaving 06:15 it is through the post at 10:45 Beijing, 08:45 Bishkek; at 10:00 15 km past the fork."""
    itinerary = west(with_bans(HEAT), beijing("2025-07-02 06:15"))
    assert told(itinerary, 4) == [
        ("drive", "west-fork", 60, 60.0),
        ("drive", "west-city", 15, 15.0),
        ("wait", "west-fork", 600, 0.0),
        ("drive", "west-city", 60, 60.0),
    ]
    before, wait, after = itinerary.legs[-3:]
    assert (before.start_km, before.left_km) == (0, 60)
    assert (wait.start_km, wait.left_km, wait.link_id) == (15, 60, "fork-city")
    assert (after.start_km, after.left_km) == (15, 0)
    assert wait.is_on_the_road
    assert wait.reason == (
        "no driving until Wed 2 Jul 2025 20:00 (UTC+6): "
        "heat ban (Jun 01-Sep 01 10:00-20:00, over 18 t gross) [made-up]"
    )
    assert itinerary.distance_km == 290
    assert ("ban-conditional", "warning") in {(notice.code, notice.severity) for notice in itinerary.notices}


def test_at_a_post_the_truck_waits_there(with_bans: Callable[..., Dataset], beijing: Clock) -> None:
    """Leaving 07:30 it is through at 12:00 Beijing, just as the ban begins."""
    wait = west(with_bans(HEAT), beijing("2025-07-02 07:30")).legs[-3]
    assert (wait.kind, wait.from_id, wait.link_id) == ("wait", "high-post", None)
    assert not wait.is_on_the_road


@pytest.mark.parametrize(
    ("leaving", "more"),
    [
        ("2025-07-02 17:45", {}),  # through at 20:15 Bishkek
        ("2025-09-24 06:15", {}),
        ("2025-07-02 06:15", {"bans": "none"}),
        ("2025-07-02 06:15", {"vehicle": Vehicle(gross_t=18)}),
        ("2025-07-02 06:15", {"vehicle": Vehicle(cargo="perishable")}),
    ],
    ids=["by night", "out of season", "bans off", "light enough", "exempt load"],
)
def test_nothing_waits(
    with_bans: Callable[..., Dataset], beijing: Clock, leaving: str, more: dict[str, object]
) -> None:
    assert west(with_bans(HEAT), beijing(leaving), **more).totals_s["wait"] == 0


@pytest.mark.parametrize(
    ("vehicle", "waits_s"),
    [
        (Vehicle(haul="domestic"), 36_000),
        (Vehicle(), 0),
        (Vehicle(haul="domestic", payload_t=10), 0),
        (Vehicle(haul="domestic", axle_t=8), 0),
    ],
)
def test_a_ban_on_locals_spares_international_carriage_and_light_trucks(
    with_bans: Callable[..., Dataset], beijing: Clock, vehicle: Vehicle, waits_s: int
) -> None:
    itinerary = west(with_bans(HOME), beijing("2025-07-02 06:15"), vehicle=vehicle)
    assert itinerary.totals_s["wait"] == waits_s


def test_the_haul_is_read_off_the_ends(with_bans: Callable[..., Dataset], bishkek: Clock) -> None:
    planner = Planner(with_bans(HOME))
    inside = Query(origin="west-fork", destination="west-city", depart_at=bishkek("2025-07-02 12:00"))  # type: ignore[arg-type]
    assert planner.plan(inside).totals_s["wait"] == 8 * 3600
    abroad = replace(inside, origin="east-city", depart_at=bishkek("2025-07-02 03:00"))  # type: ignore[arg-type]
    assert planner.plan(abroad).totals_s["wait"] == 0


def test_a_pass_under_snow_sends_trucks_over_the_other(
    with_bans: Callable[..., Dataset], beijing: Clock
) -> None:
    """Shut for two local days: round by the low pass, and if that is left out, until midnight of the second."""
    dataset = with_bans(SNOW)
    query = Query(origin="east-city", destination="west-city", depart_at=beijing("2025-11-04 09:00"))  # type: ignore[arg-type]
    itinerary = Planner(dataset).plan(query)
    assert itinerary.crossings == ("low-pass",)
    around = next(notice for notice in itinerary.notices if notice.code == "goes-round")
    assert "ban-conditional" not in {notice.code for notice in itinerary.notices}
    assert around.message.startswith(
        "goes round post-fork, snow on the pass (2025-11-04 to 2025-11-05, all trucks)"
    )
    waited = next(leg for leg in west(dataset, query.depart_at or 0).legs if leg.kind == "wait")
    assert waited.arrive_at == beijing("2025-11-06 02:00")


def test_what_is_not_known_of_a_ban_that_sends_trucks_round_is_said(
    with_bans: Callable[..., Dataset], beijing: Clock
) -> None:
    dataset = with_bans(SNOW.replace("all,,,yes", "all,,hours unknown,yes"))
    query = Query(origin="east-city", destination="west-city", depart_at=beijing("2025-11-04 09:00"))  # type: ignore[arg-type]
    doubts = {notice.code: notice.message for notice in Planner(dataset).plan(query).notices}
    assert doubts["ban-conditional"] == "snow on the pass is taken as binding: hours unknown"


def test_in_a_country_on_the_way_a_domestic_trip_is_none(shipped: Dataset, bishkek: Clock) -> None:
    """Bishkek - Talas, with the road by Suusamyr out of use, goes by Kazakhstan, where it is no domestic carriage: no heat ban there."""
    shut = Change(target="link:suusamyr--kara-balta", field="status", value="planned")
    planner = Planner(shipped, Scenario(name="t", title="", description="", changes=(shut,)))
    query = Query(
        origin="bishkek",  # type: ignore[arg-type]
        destination="talas",  # type: ignore[arg-type]
        via=("chon-kapka",),  # type: ignore[arg-type]
        depart_at=bishkek("2025-07-01 04:00"),
    )
    reasons = {leg.reason for leg in planner.plan(query).legs if leg.kind == "wait"}
    assert not any("Kazakhstan" in reason for reason in reasons)


def test_a_link_with_validity_is_left_under_its_ban_too(
    with_bans: Callable[..., Dataset], bishkek: Clock
) -> None:
    """Open from 2 July 19:00 on: that is under the ban, so driving starts at 20:00."""
    row = "fork-city,west-fork,west-city,road,75,assumed,,made-up,Y1,main,paved,60,assumed,made-up,2025-07-02T19:00,,open,yes,,,1,"
    dataset = with_bans(HEAT, **{"links.csv:10": row})
    query = Query(origin="west-fork", destination="west-city", depart_at=bishkek("2025-07-02 08:00"))  # type: ignore[arg-type]
    assert Planner(dataset).plan(query).arrive_at == bishkek("2025-07-02 21:15")


def test_latest_departure_is_the_mirror_of_arrival(with_bans: Callable[..., Dataset], bishkek: Clock) -> None:
    """To be there at 20:30 it leaves the fork at 09:15: 45 minutes before the ban, 30 after it."""
    query = Query(origin="west-fork", destination="west-city", arrive_by=bishkek("2025-07-02 20:30"))  # type: ignore[arg-type]
    assert Planner(with_bans(HEAT)).plan(query).depart_at == bishkek("2025-07-02 09:15")


def switched(target: str, value: str) -> Scenario:
    return Scenario(
        name="t", title="", description="", changes=(Change(target=target, field="in_use", value=value),)
    )


def test_a_scenario_switches_a_ban_off(with_bans: Callable[..., Dataset], beijing: Clock) -> None:
    planner = Planner(with_bans(HEAT), switched("ban:heat", "no"))
    assert [str(change) for change in planner.changes] == ["ban:heat in_use: yes -> no"]
    assert west(planner.dataset, beijing("2025-07-02 06:15")).totals_s["wait"] == 0


@pytest.mark.parametrize(
    ("target", "value", "error"),
    [
        ("ban:heet", "no", UnknownNameError),
        ("heat", "no", UnknownNameError),
        ("ban:heat", "perhaps", UsageError),
        ("ban:heat", "yes", UsageError),  # it is on already
    ],
)
def test_a_slip_in_a_ban_is_an_error(
    with_bans: Callable[..., Dataset], target: str, value: str, error: type[Exception]
) -> None:
    with pytest.raises(error, match=r"heet|heat|perhaps"):
        Planner(with_bans(HEAT), switched(target, value))


def test_osh_to_jalal_abad_in_july_leaving_at_nine(shipped: Dataset, bishkek: Clock) -> None:
    """61 km by 10:00, of them 57.7 to Uzgen; the 46.1 km that are left take 45:20 from 20:00 on."""
    query = Query(origin="osh", destination="jalal-abad", depart_at=bishkek("2025-07-10 09:00"))  # type: ignore[arg-type]
    itinerary = Planner(shipped).plan(query)
    assert itinerary.arrive_at == bishkek("2025-07-10 20:45") + 20
    first, second, wait, third = itinerary.legs
    driven = (first.distance_km, second.distance_km, second.left_km, wait.start_km, third.distance_km)
    assert driven == pytest.approx((57.7, 3.3, 46.1, 3.3, 46.1), abs=0.01)
    assert wait.duration_s == 10 * 3600
    freed = Planner(shipped, switched("ban:kg-heat", "no")).plan(query)
    assert freed.duration_s == itinerary.duration_s - 10 * 3600


def test_the_strips_of_a_crossing_are_not_under_a_ban_of_the_country(shipped: Dataset) -> None:
    arcs = [attributes["arc"] for _, _, attributes in Planner(shipped).graph.edges(data=True)]
    banned = {arc.link.link_id: arc.link.road_class for arc in arcs if arc.bans}
    assert {"gulcha--osh", "osh--uzgen"} <= banned.keys()
    assert "strip" not in banned.values()


def test_the_heat_ban_holds_on_low_roads_only(shipped: Dataset) -> None:
    """28 C is not reached above some 2,000 m: the ban names the links both of whose ends lie lower."""
    (ban,) = (ban for ban in shipped.bans if ban.ban_id == "kg-heat")
    places, points = shipped.places.values(), shipped.control_points.values()
    ends = {str(place.place_id): (place.country, place.elevation_m) for place in places}
    ends |= {str(point.control_id): (point.side, point.elevation_m) for point in points}
    low = {
        link.link_id
        for link in shipped.links.values()
        if link.mode == "road" and link.road_class != "strip"
        if all(
            country == "KG" and (height or 9_999) < 2_000
            for country, height in (ends[link.from_id], ends[link.to_id])
        )
    }
    assert set(ban.links) == low
    assert low.isdisjoint({"irkeshtam-kg--sary-tash", "sary-tash--gulcha", "ak-beyit--torugart-kg"})
