"""JSON Lines: one bad line stops no other."""

from collections.abc import Callable

import pytest

from corridor.shipments import ShipmentsRead

Read = Callable[..., ShipmentsRead]
GOOD = '{"id": "A", "origin": "kashgar", "destination": "osh"}\n'


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "bad-json"),
        ("[1, 2]", "bad-json"),
        ('"text"', "bad-json"),
        ("null", "bad-json"),
        ("[" * 100_000, "bad-json"),
        ('{"id": "B", "id": "C", "origin": "osh", "destination": "kashgar"}', "bad-json"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "trucks": NaN}', "bad-json"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "trucks": 1e999}', "bad-json"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "trucks": ' + "9" * 5000 + "}", "bad-json"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "trucks": ' + "9" * 400 + "}", "bad-number"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "trucks": true}', "bad-number"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "via": [["a"]]}', "bad-list"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "via": ["a|b"]}', "bad-list"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "note": {"a": 1}}', "bad-value"),
        ('{"id": "B", "origin": "osh", "destination": "kashgar", "note": "\\ud800"}', "control-character"),
        ('{"id": "B", "origin": "osh", "起点": "osh", "destination": "kashgar"}', "duplicate-column"),
        ('{"id": "B", "destination": "kashgar"}', "missing-value"),
    ],
)
def test_a_bad_line_is_found_and_the_next_is_read(read: Read, line: str, code: str) -> None:
    got = read(line + "\n" + GOOD, "a.jsonl")
    assert [shipment.shipment_id for shipment in got.shipments] == ["A"]
    assert [(finding.code, finding.line) for finding in got.findings] == [(code, 1)]
    assert got.refused == 1


def test_an_unknown_key_is_said_once(read: Read) -> None:
    line = '{"id": "%s", "origin": "kashgar", "destination": "osh", "customer": "x"}\n'
    got = read(line % "A" + line % "B", "a.jsonl")
    assert len(got.shipments) == 2
    assert [(finding.code, finding.line) for finding in got.findings] == [("unread-column", 1)]


def test_numbers_and_words_are_told_apart_by_their_column(read: Read) -> None:
    (shipment,) = read(
        '{"id": 17, "origin": "kashgar", "destination": "osh", "note": 2.50}\n', "a.jsonl"
    ).shipments
    assert (shipment.shipment_id, shipment.note) == ("17", "2.5")
