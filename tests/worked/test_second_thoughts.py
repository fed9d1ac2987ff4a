"""What an answer says of the ways it did not take, on the shipped data."""

from collections.abc import Callable

import pytest

from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.planner import Planner

Clock = Callable[[str], int]


@pytest.fixture(scope="module")
def planner(shipped: Dataset) -> Planner:
    return Planner(shipped)


def noticed(itinerary: Itinerary, code: str) -> list[str]:
    return [notice.message for notice in itinerary.notices if notice.code == code]


def test_going_round_a_closed_port_is_said_with_the_reason_and_what_waiting_would_cost(
    planner: Planner, beijing: Clock
) -> None:
    """Lunar New Year 2026: round by Horgos, because Irkeshtam is shut until 20 February 08:00 Bishkek."""
    query = Query(origin="kashgar", destination="osh", depart_at=beijing("2026-02-16 18:00"))
    (message,) = noticed(planner.plan(query), "goes-round")
    assert message.startswith(
        "goes round irkeshtam, closed until Fri 20 Feb 2026 08:00 (UTC+6): closure: Chinese New Year"
    )
    waited = planner.plan(
        Query(origin="kashgar", destination="osh", depart_at=query.depart_at, via=("irkeshtam",))
    )
    assert waited.crossings == ("irkeshtam",)
    assert waited.arrive_at > planner.plan(query).arrive_at


def test_an_estimated_holiday_of_a_port_that_is_gone_round_is_named(planner: Planner, beijing: Clock) -> None:
    """Eid al-Adha, 6 June 2025, at Horgos: a holiday by calendar, of which no notice is known."""
    query = Query(origin="urumqi", destination="bishkek", depart_at=beijing("2025-06-05 14:00"))
    (message,) = noticed(planner.plan(query), "goes-round")
    assert "horgos-road" in message
    assert "Eid al-Adha" in message


def test_the_direct_way_has_nothing_to_go_round(planner: Planner, beijing: Clock) -> None:
    query = Query(origin="kashgar", destination="osh", depart_at=beijing("2025-06-05 20:00"))
    assert noticed(planner.plan(query), "goes-round") == []


def test_a_road_that_is_not_there_yet_is_no_direct_way(planner: Planner, beijing: Clock) -> None:
    """The expressway under the Tianshan is open from 26 December 2025 on: in June nothing goes round Baketu for want of it."""
    query = Query(origin="karachi", destination="pavlodar", depart_at=beijing("2025-06-05 03:00"))
    found = planner.plan(query)
    assert found.crossings == ("khunjerab", "jeminay")
    assert not [message for message in noticed(found, "goes-round") if "Dec 2025" in message]


def test_roads_of_unknown_access_are_used_only_for_want_of_another(planner: Planner, beijing: Clock) -> None:
    """Bishkek - Osh goes by Toktogul (655 km); Kazarman has no other road and says so."""
    at = beijing("2025-07-05 08:00")
    known = planner.plan(Query(origin="bishkek", destination="osh", depart_at=at))
    assert known.distance_km == pytest.approx(655, abs=2)
    assert noticed(known, "truck-access-unknown") == []
    kazarman = planner.plan(Query(origin="bishkek", destination="kazarman", depart_at=at))
    assert noticed(kazarman, "truck-access-unknown")


def test_a_truck_does_not_turn_back_inside_a_port_to_have_been_there(
    planner: Planner, beijing: Clock
) -> None:
    """From Osh to Bishkek by Irkeshtam: into China and out again by a port, never back at the gate."""
    query = Query(
        origin="osh", destination="bishkek", depart_at=beijing("2025-07-05 08:00"), via=("irkeshtam",)
    )
    itinerary = planner.plan(query)
    assert itinerary.crossings[0] == "irkeshtam"
    stops = [leg.to_id for leg in itinerary.legs if leg.is_moving]
    gate = stops.index("irkeshtam-gate")
    assert stops[gate + 1] == "irkeshtam-simuhana-cn"


def test_out_and_back_by_one_port_counts_both_crossings(planner: Planner, beijing: Clock) -> None:
    query = Query(origin="kashgar", destination="wuqia", depart_at=beijing("2025-07-05 08:00"), via=("osh",))
    assert planner.plan(query).crossings == ("irkeshtam", "irkeshtam")


def test_trains_say_that_their_waits_are_left_out(planner: Planner, beijing: Clock) -> None:
    query = Query(origin="urumqi", destination="almaty", depart_at=beijing("2025-07-05 08:00"), mode="rail")
    assert noticed(planner.plan(query), "rail-waits-not-included")


def test_clearance_that_holds_the_queue_is_a_warning(planner: Planner, beijing: Clock) -> None:
    query = Query(origin="kashgar", destination="tashkent", depart_at=beijing("2025-07-05 08:00"))
    (message,) = noticed(planner.plan(query), "dwell-holds-queue")
    assert "dostuk-uz" in message


def test_closed_hours_taken_out_of_a_mean_leave_its_queue_in(planner: Planner, beijing: Clock) -> None:
    """The yard at Wuqia has 94 of the 258 minutes of China's mean, and a queue of its own besides, in June 2025."""
    query = Query(origin="kashgar", destination="osh", depart_at=beijing("2025-06-05 14:00"))
    itinerary = planner.plan(query)
    (held,) = noticed(itinerary, "dwell-holds-queue")
    assert "irkeshtam-wuqia-park" in held
    assert noticed(itinerary, "queue-counted-twice") == [
        "the clearance time of irkeshtam-wuqia-park still holds a queue, and the queue is counted, too"
    ]


def test_a_port_with_unknown_hours_keeps_the_holidays_of_its_calendar(
    planner: Planner, beijing: Clock
) -> None:
    states = {s.control_id: s for s in planner.port_states(beijing("2026-10-01 12:00"), ["karasu-kulma"])}
    assert states["karasu-cn"].state == "closed"
    assert "National Day" in states["karasu-cn"].reason


def test_a_closing_hour_known_without_its_opening_closes(planner: Planner, beijing: Clock) -> None:
    """China stops at 19:00 Beijing at Alashankou, while the Kazakh side works to 22:00 Beijing."""
    states = {
        s.control_id: s.state for s in planner.port_states(beijing("2026-03-03 20:00"), ["alashankou-road"])
    }
    assert states == {"alashankou-cn": "closed", "dostyk-kz": "open"}
