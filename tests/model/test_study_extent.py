"""How much a study asks is found in one pass over its shipments."""

from dataclasses import replace

from corridor.model.crew import Crew
from corridor.model.ids import PlaceId
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.model.shipment import Shipment
from corridor.model.study import Study, extent_of

DAY = 86_400


def shipment(name: str, origin: str, destination: str, day: int, days: int, **more: float) -> Shipment:
    return Shipment(
        shipment_id=name,
        query=Query(origin=PlaceId(origin), destination=PlaceId(destination)),
        window_start=day * DAY,
        window_end=(day + days) * DAY,
        **more,  # type: ignore[arg-type]
    )


def test_lanes_departures_trucks_and_ends_are_told() -> None:
    first = shipment("a", "kashgar", "osh", 3, 2, trucks=2.0)
    shipments = (
        shipment("b", "kashgar", "osh", 4, 1, trucks=0.5),
        first,
        shipment("c", "osh", "kashgar", 3, 1),
        shipment("d", "osh", "kashgar", 4, 1),
    )
    limited = Scenario(name="limited", title="", description="")
    study = Study(title="", shipments=shipments, scenarios=(limited,), baseline="limited")
    extent = extent_of(study)
    assert (extent.shipments, extent.lanes, extent.departures, extent.trucks) == (4, 2, 24 * 5, 4.5)
    assert extent.origins == {"kashgar", "osh"}
    assert (extent.first.shipment_id, extent.last.shipment_id) == ("a", "b")  # of equals the first
    assert not extent.rests
    crew = replace(first, query=replace(first.query, crew=Crew(crew_id="regular")))
    assert extent_of(replace(study, shipments=(*shipments, crew))).rests
