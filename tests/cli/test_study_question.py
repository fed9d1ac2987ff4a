"""What was asked of every shipment is told once, and where they differ, that they do."""

from corridor.cli.study_report import _common


def test_what_all_share_is_told_and_what_differs_is_said_to() -> None:
    truck, cargo = ("Truck", "40 t"), ("Cargo", "general")
    assert _common([], "differs") == []
    assert _common([[truck, cargo]], "differs") == [truck, cargo]
    assert _common([[truck, cargo], [truck, cargo]], "differs") == [truck, cargo]
    assert _common([[truck], [("Truck", "44 t")], [truck]], "differs") == [("Truck", "differs")]


def test_what_only_some_say_differs() -> None:
    truck, via = ("Truck", "40 t"), ("By way of", "Irkeshtam")
    assert _common([[truck], [truck, via]], "differs") == [truck, ("By way of", "differs")]
    assert _common([[truck, via], [truck]], "differs") == [truck, ("By way of", "differs")]


def test_names_stand_in_the_order_of_the_question_whoever_asks_first() -> None:
    trip, via, truck, crew = (("Trip", "a"), ("By way of", "b"), ("Truck", "c"), ("Crew", "d"))
    for asked in ([[trip, truck], [trip, via, truck, crew]], [[trip, via, truck, crew], [trip, truck]]):
        assert _common(asked, "differs") == [trip, ("By way of", "differs"), truck, ("Crew", "differs")]
