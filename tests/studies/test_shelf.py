"""Shipments on disk are those that were put there, and are lined up for the work."""

from dataclasses import asdict, replace

import pytest
import two_passes
from two_passes import DAY, HOUR, MONDAY, shipment

from corridor.errors import UsageError
from corridor.model.crew import Crew
from corridor.model.shipment import Shipment
from corridor.model.vehicle import LOADED_TRUCK
from corridor.studies import shelf
from corridor.studies.fingerprints import fingerprint, fingerprint_of_all
from corridor.studies.shelf import Place, Shelf, shelved


def of_every_kind() -> tuple[Shipment, ...]:
    """Manners, ends and times of every kind, and numbers that are whole and that are not."""
    return (
        *two_passes.of_every_kind(),
        shipment("e-heavy", vehicle=replace(LOADED_TRUCK, gross_t=44.0), trucks=2),
        shipment("w-avoids", avoid_countries=frozenset({"KZ", "KG"}), row=7, note="第一 = «first»"),
        shipment("w-crew", crew=Crew(crew_id="regular", relays=frozenset({"high-pass", "low-pass"}))),
    )


def names(shipments: object) -> list[str]:
    return [each.shipment_id for each in shipments]  # type: ignore[attr-defined]


def test_shipments_come_back_as_they_were_put() -> None:
    kept = shelved(of_every_kind())
    assert tuple(kept) == of_every_kind()
    assert len(kept) == len(of_every_kind())
    assert (kept[0], kept[-1]) == (of_every_kind()[0], of_every_kind()[-1])
    assert tuple(kept[2:4]) == of_every_kind()[2:4]
    assert [type(each.trucks) for each in kept] == [type(each.trucks) for each in of_every_kind()]
    with pytest.raises(IndexError):
        kept[len(kept)]


def test_of_many_manners_a_few_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_MOST_KEPT", 2)
    loads = [replace(LOADED_TRUCK, gross_t=30.0 + load) for load in (*range(5), *range(5))]
    shipments = [shipment(f"e-{i}", vehicle=vehicle) for i, vehicle in enumerate(loads)]
    kept = shelved(shipments)
    assert list(kept) == shipments
    assert [manner.vehicle for manner in kept.manners()] == loads[:5]
    assert len(kept._manners) <= 2


def test_an_id_that_comes_again_is_told_with_where_it_stands_first() -> None:
    kept = Shelf()
    assert kept.put(shipment("e", row=2), "a.csv") is None
    assert kept.put(shipment("w", row=3), "a.csv") is None
    assert kept.put(shipment("e", row=9), "b.csv") == Place("a.csv", 2)
    assert names(kept) == ["e", "w"]
    with pytest.raises(UsageError, match="two shipments have the id 'e'"):
        shelved([shipment("e"), shipment("e")])


def test_fingerprints_are_those_of_the_whole_list() -> None:
    documents = [asdict(each) for each in of_every_kind()]
    kept = shelved(of_every_kind())
    assert list(kept.documents()) == documents
    assert fingerprint_of_all(kept.documents()) == fingerprint(documents)
    assert fingerprint_of_all([]) == fingerprint([])


def test_those_that_are_searched_at_once_stand_together() -> None:
    kept = shelved(
        [
            shipment("e-1"),
            shipment("w-1"),
            shipment("e-depart", depart_at=MONDAY),
            shipment("e-2"),
            shipment("e-day", days=1),
            shipment("w-2"),
            shipment("e-later", depart_at=MONDAY + HOUR),
            shipment("e-low", via=("low-pass",)),
            shipment("e-arrive", arrive_by=MONDAY + DAY),
        ]
    )
    kept.line_up()
    lined_up = ["e-1", "e-2", "w-1", "w-2", "e-depart", "e-later", "e-arrive", "e-day", "e-low"]
    assert names(each for _, each in kept.line()) == lined_up
    assert [number for number, _ in kept.line(range(1, 4))] == [3, 1, 5]
    kept.line_up()
    assert names(each for _, each in kept.line()) == lined_up


def test_the_first_of_each_lane_is_found() -> None:
    assert names(shelved([shipment("e-1"), shipment("w-1"), shipment("e-2")]).first_of_lanes()) == [
        "w-1",
        "e-1",
    ]
