"""Rows to shipments: what may stand together, and what holds for rows that do not say."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corridor.model.ids import CrossingId, PlaceId
from corridor.model.shipment import Shipment
from corridor.model.vehicle import Vehicle
from corridor.shipments import Defaults, Names, ShipmentsRead
from corridor.shipments.rows import Row
from corridor.shipments.trips import Trips

Read = Callable[..., ShipmentsRead]


def made(names: Names, defaults: Defaults, **cells: str) -> Shipment | list[tuple[str, str]]:
    """Return the shipment, or code and column of each finding."""
    cells = {"id": "A", "origin": "kashgar", "destination": "osh"} | cells
    got = Trips(names, defaults).shipment(Row(2, {k: v for k, v in cells.items() if v}, {}), "a.csv")
    return got if isinstance(got, Shipment) else [(finding.code, finding.column) for finding in got]


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"origin": ""}, [("missing-value", "origin")]),
        ({"id": "", "destination": ""}, [("missing-value", "id"), ("missing-value", "destination")]),
        ({"destination": "喀什"}, [("same-ends", "destination")]),
        ({"depart": "2025-06-01", "arrive": "2025-06-05"}, [("times-exclude", "arrive")]),
        ({"depart": "2025-06-01", "window_to": "2025-06-05"}, [("times-exclude", "window_to")]),
        ({"window_from": "2025-07-01"}, [("reversed-period", "window_to")]),
        ({"window_from": "2010-07-01"}, [("out-of-range", "window_to")]),
        ({"depart": "soon"}, [("bad-date", "depart")]),
        ({"payload_t": "41"}, [("load-above-gross", "payload_t")]),
        ({"gross_t": "15"}, [("load-above-gross", "gross_t")]),
        (
            {"origin": "x", "trucks": "many", "mode": "air"},
            [("unknown-name", "origin"), ("bad-number", "trucks"), ("unknown-choice", "mode")],
        ),
    ],
)
def test_everything_wrong_with_a_row_is_said(
    names: Names, defaults: Defaults, cells: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    assert made(names, defaults, **cells) == problems


def test_a_row_needs_a_time_from_somewhere(names: Names, defaults: Defaults) -> None:
    timeless = replace(defaults, first="", last="")
    assert made(names, timeless) == [("missing-window", "window_from")]
    assert made(names, timeless, window_from="2025-06-01") == [("missing-window", "window_to")]
    assert isinstance(made(names, timeless, depart="2025-06-01"), Shipment)


def test_a_row_changes_what_it_says_of_the_usual_trip(names: Names, defaults: Defaults) -> None:
    usual = replace(
        defaults.trip,
        vehicle=Vehicle(gross_t=30, payload_t=15),
        via=(PlaceId("naryn"),),
        avoid_crossings=frozenset({CrossingId("torugart")}),
        mode="any",
    )
    plain = made(names, replace(defaults, trip=usual))
    assert isinstance(plain, Shipment)
    assert replace(plain.query, origin=PlaceId(""), destination=PlaceId("")) == usual
    own = made(
        names, replace(defaults, trip=usual), payload_t="12", avoid="KZ", via="irkeshtam", crew="regular"
    )
    assert isinstance(own, Shipment)
    assert own.query.vehicle == Vehicle(gross_t=30, payload_t=12)
    assert (own.query.via, own.query.mode) == (("irkeshtam",), "any")
    assert (own.query.avoid_crossings, own.query.avoid_countries) == (frozenset(), {"KZ"})
    assert own.query.crew == replace(usual.crew, crew_id="regular")


def test_half_a_window_is_filled_from_the_study(
    names: Names, defaults: Defaults, beijing: Callable[[str], int]
) -> None:
    got = made(names, defaults, window_from="2025-06-20")
    assert isinstance(got, Shipment)
    assert (got.window_start, got.window_end) == (beijing("2025-06-20 00:00"), beijing("2025-07-01 00:00"))
    assert len(got.departures(3600)) == 11 * 24


def test_findings_are_at_the_column_as_the_file_calls_it(read: Read) -> None:
    (finding,) = read("Номер,Откуда,Куда\nA-7,Кашгар,Ошш\n").findings
    assert (finding.line, finding.column, finding.subject) == (2, "Куда", "A-7")
    assert str(finding).endswith("shipments.csv:2:Куда: error: no place is called 'Ошш' [unknown-name]")


def test_an_id_that_comes_again_is_refused_and_the_first_kept(read: Read) -> None:
    got = read("id,origin,destination\nA,kashgar,osh\nA,osh,kashgar\nB,kashgar,x\nB,osh,kashgar\n")
    assert [(shipment.shipment_id, shipment.row) for shipment in got.shipments] == [("A", 2), ("B", 5)]
    assert [(finding.code, finding.line) for finding in got.findings] == [
        ("duplicate-key", 3),
        ("unknown-name", 4),
    ]
    assert "line 2" in got.findings[0].message
    assert got.refused == 2
