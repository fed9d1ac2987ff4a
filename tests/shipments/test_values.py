"""Numbers, words, lists and text of cells."""

import pytest

from corridor.dataset.cells import CellError
from corridor.shipments import Names
from corridor.shipments.values import items, parsers, positive


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("20", 20),
        ("20.5", 20.5),
        ("20,5", 20.5),
        ("+3", 3),
        ("0,125", 0.125),
        ("1.250", 1.25),
        ("1 200", 1200),
        ("1\u00a0200,5", 1200.5),
        ("12 345 678", 12_345_678),
        ("２０", 20),
        (" 7 ", 7),
    ],
)
def test_numbers_have_a_point_or_a_comma(text: str, number: float) -> None:
    assert positive(text, 1e9) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,200", "bad-number"),
        ("1,234.5", "bad-number"),
        ("nan", "bad-number"),
        ("inf", "bad-number"),
        ("1e3", "bad-number"),
        ("0x10", "bad-number"),
        ("20 t", "bad-number"),
        ("½", "bad-number"),
        ("1 20", "bad-number"),
        ("٣", "bad-number"),
        ("9" * 5000, "bad-number"),
        ("0", "out-of-range"),
        ("-3", "out-of-range"),
        ("200.1", "out-of-range"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_refused(text: str, code: str) -> None:
    with pytest.raises(CellError) as caught:
        positive(text, 200)
    assert caught.value.code == code


def test_lists_are_separated_by_semicolons_or_bars() -> None:
    assert items("a; b|c；d") == ("a", "b", "c", "d")


@pytest.mark.parametrize("text", ["a;;b", ";", "a;a", "|"])
def test_blank_and_doubled_items_are_refused(text: str) -> None:
    with pytest.raises(CellError, match="blank or doubled"):
        items(text)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("origin", "喀什", "kashgar"),
        ("destination", "ОШ", "osh"),
        ("mode", "ROAD", "road"),
        ("crew", "Regular", "regular"),
        ("cargo", "perishable", "perishable"),
        ("via", "иркештам;Osh", ("irkeshtam", "osh")),
        (
            "avoid",
            "Irkeshtam|Казахстан|naryn",
            (("port", "irkeshtam"), ("country", "KZ"), ("place", "naryn")),
        ),
        ("note", "=HYPERLINK(1)\x1b[31m\n{{7*7}}", "=HYPERLINK(1)\x1b[31m\n{{7*7}}"),
    ],
)
def test_a_cell_is_what_it_says(names: Names, field: str, text: str, value: object) -> None:
    assert parsers(names)[field](text) == value


@pytest.mark.parametrize(
    ("field", "text", "code", "hint"),
    [
        ("origin", "kashgarr", "unknown-name", "did you mean 'kashgar'?"),
        ("origin", "irkeshtam", "unknown-name", "name a place"),
        ("via", "irkestam", "unknown-name", "irkeshtam"),
        ("avoid", "Atlantis", "unknown-name", "corridor p"),
        ("mode", "rode", "unknown-choice", "did you mean 'road'?"),
        ("crew", "regulr", "unknown-name", "did you mean 'regular'?"),
        ("id", "a\x1b[31m", "bad-id", ""),
        ("id", "x" * 121, "bad-id", ""),
        ("note", "\ud800", "control-character", ""),
        ("commodity", "a\x00b", "control-character", ""),
    ],
)
def test_what_is_wrong_with_a_cell_is_said(names: Names, field: str, text: str, code: str, hint: str) -> None:
    with pytest.raises(CellError) as caught:
        parsers(names)[field](text)
    assert caught.value.code == code
    assert hint in caught.value.hint
    assert caught.value.message.isprintable()


def test_near_misses_are_not_looked_for_without_end(names: Names) -> None:
    parse = parsers(Names(names.dataset))["origin"]
    hints = []
    for number in range(130):
        with pytest.raises(CellError) as caught:
            parse(f"kashgar{number}")
        hints.append(caught.value.hint)
    assert hints[0] == "did you mean 'kashgar'?"
    assert hints[-1] == "see `corridor places`"
