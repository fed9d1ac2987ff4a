"""The key of a chart: what its colours, hatches and lines mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from corridor.model.itinerary import LegKind
from corridor.plotting.charts.chart import WIDTH
from corridor.plotting.charts.lettering import text_width
from corridor.plotting.style import LEG_COLOURS, LEG_HATCHES, LEG_NAMES, Hatch
from corridor.plotting.words import Words

KEY_ROW: Final = 22
"""Height of one row of a key, in pixels."""
_LEFT: Final = 12.0
_RIGHT: Final = WIDTH - 12.0
_SWATCH, _GAP = 24, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A text and what stands for it: a block, or for `line_width` above nought a line with a dash array."""

    text: str
    colour: str
    hatch: Hatch = ""
    line_width: float = 0.0
    dash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyItem:
    """A meaning and where it stands; `y` is the top of its row."""

    x: float
    y: float
    meaning: Meaning


def kind_meanings(words: Words, kinds: Iterable[LegKind]) -> list[Meaning]:
    """Return what the blocks of kinds of legs mean."""
    return [
        Meaning(text=words(LEG_NAMES[kind]), colour=LEG_COLOURS[kind], hatch=LEG_HATCHES[kind])
        for kind in kinds
    ]


def key(meanings: Iterable[Meaning]) -> list[KeyItem]:
    """Return a key in as many rows as it needs."""
    items, x, y = [], _LEFT, 0.0
    for meaning in meanings:
        width = _SWATCH + 6 + text_width(meaning.text)
        if x > _LEFT and x + width > _RIGHT:
            x, y = _LEFT, y + KEY_ROW
        items.append(KeyItem(x=x, y=y, meaning=meaning))
        x += width + _GAP
    return items


def key_height(items: list[KeyItem]) -> float:
    """Return the room that a key takes from its top."""
    return items[-1].y + KEY_ROW if items else 0.0
