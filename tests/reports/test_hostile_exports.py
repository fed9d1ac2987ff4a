"""Texts of data stay texts in every export, letter for letter."""

import csv
import html
import io
import json

import pytest
from exported import READ, Exported
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import HOSTILE

from corridor.model.text import clean

FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠x", '=HYPERLINK("http://x.y","z")')  # fmt: skip
AWKWARD = ("喀什 → Ташкент", "a;b,c\\n\\", "BEGIN:VEVENT\nEND:VCALENDAR", "http://example.org/", "$[name]", "&#36;", "_x0041_", "\x00\x07\x0b\x1b]0;x\x07", "\ud83d", "\ufffe\uffff", "😀" * 40, "x" * 40_000)  # fmt: skip


def shown(trip: Exported, kind: str) -> str:
    """Return all texts of a file as its reader shows them."""
    texts = "\n".join(READ[kind](trip))
    return html.unescape(texts.replace("<br>", "\n")) if kind == "kml" else texts


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("text", [*HOSTILE, *FORMULAS, *AWKWARD], ids=range(33))
def test_a_text_is_shown_letter_for_letter(trip: Exported, kind: str, text: str) -> None:
    # A cell holds 32,767 letters.
    assert clean(text)[:32_766] in shown(trip.filled(text), kind)


@given(st.text(max_size=30))
@settings(max_examples=25)
def test_any_text_at_all_can_be_read_back(trip: Exported, text: str) -> None:
    filled = trip.filled(text)
    for kind in READ:
        assert clean(text) in shown(filled, kind)
    assert json.loads(filled.geojson())["features"]
    assert list(csv.reader(io.StringIO(filled.csv())))


@pytest.mark.parametrize("text", [*FORMULAS, "\r=1+1"])
def test_no_cell_of_a_csv_file_is_a_formula(trip: Exported, text: str) -> None:
    rows = list(csv.reader(io.StringIO(trip.filled(text).csv().removeprefix("\ufeff"))))
    reasons = {row[-1] for row in rows[1:]} - {""}
    assert reasons == {f"'{clean(text)}"}
    # Numbers stay numbers, even those below nought.
    assert all(row[6].isdigit() for row in rows[1:])


@pytest.mark.parametrize("text", HOSTILE)
def test_a_balloon_of_a_map_viewer_gets_no_markup_of_data(trip: Exported, text: str) -> None:
    described = [told for told in READ["kml"](trip.filled(text)) if "<br>" in told]
    assert described
    assert all("<" not in told.replace("<br>", "") and "$" not in told for told in described)


def test_the_same_trip_gives_the_same_bytes(trip: Exported) -> None:
    for export in (trip.gpx, trip.kml, trip.ics, trip.xlsx, trip.csv, trip.geojson):
        assert export() == export()
