"""Text as files can hold it."""

import re
from typing import Final

_UNSHOWABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""Control characters, halves of surrogate pairs, line separators: no name needs them, and files break on them."""


def clean(text: str) -> str:
    """Return `text` letter for letter, but for a replacement mark where nothing can be shown."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)
