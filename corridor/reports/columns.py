"""Text columns that line up for Latin, Cyrillic and Chinese alike, and notices as lines."""

import unicodedata
from collections.abc import Iterable, Sequence

from corridor.model.made_with import MadeWith
from corridor.model.provenance import Notice

_MARKS = {"error": "!", "warning": "!", "info": "-"}


def width(text: str) -> int:
    """Return the columns that a text takes on a terminal: wide characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def printable(text: str) -> str:
    """Return a text without control characters, so that data cannot steer a terminal."""
    return "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)


def aligned(rows: Sequence[Sequence[str]], indent: str = "  ") -> list[str]:
    """Return rows as lines, columns two spaces apart."""
    cleaned = [[printable(cell) for cell in row] for row in rows]
    widths = [max(width(row[i]) for row in cleaned) for i in range(len(cleaned[0]))]
    return [
        (
            indent
            + "  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True))
        ).rstrip()
        for row in cleaned
    ]


def footer(made_with: MadeWith) -> list[str]:
    """Return the lines at the end of every text: the command, and what made the answer."""
    return ["", f"Made by: {printable(made_with.command)}", f"Made with {made_with}", ""]


def notice_lines(notices: Iterable[Notice]) -> list[str]:
    """Return notices as lines, warnings first; explained in docs/notices.md."""
    ordered = sorted(notices, key=lambda notice: (notice.severity == "info", notice.code))
    return [f"{_MARKS[notice.severity]} {printable(notice.message)} [{notice.code}]" for notice in ordered]
