import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.plotting.charts.lettering import fitted, lines_of, text_width

texts = st.text("ab W喀-1Ж", max_size=80)


@given(texts, st.floats(40, 400))
def test_a_fitted_text_fits(text: str, room: float) -> None:
    assert text_width(fitted(text, room)) <= room


@given(texts)
def test_a_text_with_room_is_left_alone(text: str) -> None:
    assert fitted(text, text_width(text)) == text


@given(texts, st.floats(40, 400))
def test_lines_fit_and_lose_no_letter(text: str, room: float) -> None:
    lines = lines_of(text, room)
    assert all(text_width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"), [("", []), ("one two", ["one", "two"]), ("喀什市喀什", ["喀什市", "喀什"])]
)
def test_lines_break_at_spaces_or_in_long_words(text: str, lines: list[str]) -> None:
    assert lines_of(text, 40) == lines
