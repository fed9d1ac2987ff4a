from dataclasses import replace

import pytest
from journeys import PLACES, itinerary

from corridor.model.ids import ControlId, CrossingId
from corridor.model.itinerary import Itinerary
from corridor.plotting.charts.verdicts import conclusions, difference
from corridor.plotting.maps.route.page import MapRoute
from corridor.plotting.words import Words

WORDS = Words("en")
NAMES = {node: name for node, (name, _) in PLACES.items()}
PORTS = {ControlId("irkeshtam-gate"): "Irkeshtam", ControlId("dostuk-kg"): "Dostuk"}


def told(*itineraries: Itinerary) -> str:
    trips = [
        MapRoute(scenario=title, title=title, itinerary=trip)
        for title, trip in zip("ABC", itineraries, strict=False)
    ]
    return conclusions(WORDS, trips, NAMES, PORTS)


@pytest.mark.parametrize(
    ("seconds", "said"), [(7500, "+2 h 05 min"), (-2400, "−40 min"), (0, "no change"), (29, "no change")]
)
def test_differences_carry_their_sign(seconds: int, said: str) -> None:
    assert difference(WORDS, seconds) == said


def test_a_new_wait_and_a_longer_queue_are_both_told() -> None:
    assert told(itinerary(wait_min=0), itinerary(wait_min=180, queue_min=100)) == (
        'Under "B" the truck is in Tashkent 4 h later: it waits 3 h at Irkeshtam state border gate; '
        "the queue at Irkeshtam port park, Wuqia is 1 h 40 min instead of 40 min."
    )


def test_what_hardly_counts_is_left_out() -> None:
    said = told(itinerary(wait_min=600, queue_min=50), itinerary(wait_min=0, queue_min=20))
    assert said.endswith("the wait of 10 h at Irkeshtam state border gate is gone.")


def test_no_difference_is_said_so() -> None:
    trip = itinerary(wait_min=60)
    assert told(trip, trip) == 'Under "B" the truck takes the same time to Tashkent.'


def test_with_another_departure_lengths_are_compared() -> None:
    def later(trip: Itinerary) -> Itinerary:
        legs = tuple(
            replace(leg, depart_at=leg.depart_at + 60, arrive_at=leg.arrive_at + 60) for leg in trip.legs
        )
        return replace(trip, depart_at=trip.depart_at + 60, arrive_at=trip.arrive_at + 60, legs=legs)

    assert told(itinerary(wait_min=60), later(itinerary(wait_min=0))).startswith(
        'Under "B" the trip takes 1 h less: the wait of 1 h'
    )
    assert told(itinerary(wait_min=0), later(itinerary(wait_min=60))).startswith(
        'Under "B" the trip takes 1 h more: it waits 1 h'
    )


def test_another_way_is_told_by_its_ports() -> None:
    whole = itinerary(wait_min=0)
    legs = tuple(
        replace(leg, to_id="dostuk-kg" if leg.to_id == "irkeshtam-gate" else leg.to_id) for leg in whole.legs
    )
    other = replace(whole, legs=legs[:-1], arrive_at=legs[-2].arrive_at, crossings=(CrossingId("x"),))
    one_port = replace(
        whole,
        legs=tuple(replace(leg, to_id="osh") if leg.to_id == "dostuk-kg" else leg for leg in whole.legs),
    )
    assert "it goes by Dostuk instead of Irkeshtam; driving −2 h 14 min" in told(one_port, other)
    assert "it goes another way" in told(whole, replace(other, legs=whole.legs[:-1]))


def test_a_trip_that_never_waits_says_so() -> None:
    assert told(itinerary(wait_min=0)).endswith("it never waits for an opening.")
