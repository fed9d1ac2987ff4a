"""The room that text takes."""

from typing import Final
from unicodedata import east_asian_width

FONT_SIZE: Final = 13
"""Of all text of charts that says nothing else, in pixels."""

_NARROW: Final = frozenset("fijlrtI.,:;'|!()[] -")
_WIDE: Final = frozenset("mwMWЖЮШЩМФшщжюмф@%")


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Return about how wide a text is in pixels, rather more than less; no font is read."""
    return size * sum(map(_width, text))


def _width(character: str) -> float:
    if east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.36
    return 0.88 if character in _WIDE else 0.62


def fitted(text: str, room: float, size: float = FONT_SIZE) -> str:
    """Return a text cut to a width in pixels, with an ellipsis where it was cut; the first letter always stays."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while len(kept) > 1 and text_width(kept + "…", size) > room:
        kept = kept[:-1].rstrip()
    return kept + "…"


def lines_of(text: str, room: float, size: float = FONT_SIZE) -> list[str]:
    """Return a text in lines of a width in pixels at most, broken at spaces, or anywhere in a word without them."""
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, room, size):
            longer = f"{lines[-1]} {piece}".strip()
            if text_width(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _pieces(word: str, room: float, size: float) -> list[str]:
    pieces: list[str] = []
    left = word
    while left and text_width(left, size) > room:
        cut = next((i for i in range(len(left) - 1, 1, -1) if text_width(left[:i], size) <= room), 1)
        pieces, left = [*pieces, left[:cut]], left[cut:]
    return [*pieces, left] if left else pieces
