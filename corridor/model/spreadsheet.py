"""Text that a spreadsheet may be given."""

from typing import Final

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_text(text: str) -> str:
    """Keep a spreadsheet from running text as a formula (CWE-1236): what begins like one gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
