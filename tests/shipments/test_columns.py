"""Columns are found by many names; what is not found is said."""

import pytest

from corridor.dataset.notices import RejectedError
from corridor.shipments.columns import FIELDS, heading_of, remarks_on, require_columns


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("Origin", "origin"),
        ("ORIGIN_PLACE", "origin"),
        ("from", "origin"),
        (" From ", "origin"),
        ("出发地", "origin"),
        ("Откуда", "origin"),
        ("Пункт  отправления", "origin"),
        ("to", "destination"),
        ("终点", "destination"),
        ("Куда", "destination"),
        ("Depart-At", "depart"),
        ("Крайний срок", "arrive"),
        ("Payload, t", "payload_t"),
        ("payload (t)", "payload_t"),
        ("trucksPerYear", "per_year"),
        ("каждый", ""),
        ("", ""),
        ("=cmd()", ""),
    ],
)
def test_a_column_is_known_by_its_names(typed: str, field: str) -> None:
    assert heading_of([typed]).fields == (field,)


def test_no_name_is_that_of_two_columns() -> None:
    for field in FIELDS:
        for name in (field.name, *field.also):
            assert heading_of([name]).fields == (field.name,), name


def test_from_and_to_are_the_window_beside_origin_and_destination() -> None:
    names = ["id", "origin", "destination", "from", "to"]
    heading = heading_of(names)
    assert heading.fields == ("id", "origin", "destination", "window_from", "window_to")
    remarks = list(remarks_on(heading, names, "a.csv", 1))
    assert [(remark.code, remark.column) for remark in remarks] == [
        ("column-taken-as", "window_from"),
        ("column-taken-as", "window_to"),
    ]


def test_an_unknown_column_is_a_warning_with_the_nearest_name() -> None:
    names = ["id", "orgin", "destination", "customer"]
    remarks = list(remarks_on(heading_of(names), names, "a.csv", 1))
    assert [(remark.severity, remark.message, remark.hint) for remark in remarks] == [
        ("warning", "column 'orgin' is not read", "did you mean 'origin'?"),
        ("warning", "column 'customer' is not read", ""),
    ]


def test_two_columns_of_one_meaning_are_refused() -> None:
    names = ["id", "origin", "起点", "to"]
    with pytest.raises(RejectedError, match="'origin' and '起点' are both 'origin'"):
        list(remarks_on(heading_of(names), names, "a.csv", 1))


def test_a_missing_column_is_told_with_the_columns_found() -> None:
    names = ["number", "где", "куда"]
    with pytest.raises(RejectedError, match=r"no column is 'origin'; columns found: 'number', 'где', 'куда'"):
        require_columns(heading_of(names), names, "a.csv", 1)
