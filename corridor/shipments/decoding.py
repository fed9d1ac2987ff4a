"""Bytes to text: UTF-8 and UTF-16, and what Windows writes in China and Russia where it can be told apart."""

from typing import Final

from corridor.dataset.notices import Finding, RejectedError, found

_HINT: Final = "in Excel: save as 'CSV UTF-8 (comma delimited)'"
_CYRILLIC_AT_MOST, _CHINESE_AT_LEAST = 0.05, 0.15
"""Shares of bytes 0x80 to 0xBF among those above 0x7F.

Russian letters of Windows-1251 lie above, and `ё`, quotes and `№` below; of the two bytes of a common Chinese
character of GB18030 about a third lie below.
"""
_EVIDENCE: Final = 8
"""Bytes above 0x7F that it takes to tell."""


def decoded(raw: bytes, name: str) -> tuple[str, list[Finding]]:
    """Return the text of a file without byte-order mark, and a warning if its encoding was guessed.

    Raises:
        RejectedError: It cannot be told what encoding it is.
    """
    if raw.startswith(b"PK\x03\x04"):
        message = "file is a workbook or a ZIP archive, not text"
        raise RejectedError(found("unknown-format", name, 0, "", message, hint="call a workbook .xlsx"))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(raw, name), []
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _guessed(raw, name, line)
    if "\x00" in text[:200]:
        message = "text holds zero bytes, as UTF-16 without a byte-order mark does"
        raise RejectedError(found("not-utf8", name, 1, "", message, hint=_HINT))
    return text, []


def _utf16(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-16")
    except UnicodeDecodeError:
        message = "text begins as UTF-16 but does not go on so"
        raise RejectedError(found("not-utf8", name, 0, "", message, hint=_HINT)) from None


def _guessed(raw: bytes, name: str, line: int) -> tuple[str, list[Finding]]:
    high = [byte for byte in raw[:1_000_000] if byte > 0x7F]
    share = sum(byte < 0xC0 for byte in high) / len(high) if high else 0.0
    encoding, language = "", ""
    if len(high) >= _EVIDENCE and share >= _CHINESE_AT_LEAST:
        encoding, language = "gb18030", "Chinese (GB18030)"
    elif len(high) >= _EVIDENCE and share <= _CYRILLIC_AT_MOST:
        encoding, language = "cp1251", "Russian (Windows-1251)"
    try:
        text = raw.decode(encoding or "ascii")
    except UnicodeDecodeError:
        message = "text is not UTF-8, and not clearly Chinese (GB18030) or Russian (Windows-1251)"
        raise RejectedError(found("not-utf8", name, line, "", message, hint=_HINT)) from None
    message = f"text is not UTF-8; it was read as {language}"
    return text, [found("guessed-encoding", name, line, "", message, hint=_HINT)]
