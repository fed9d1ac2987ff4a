"""Bytes to text: UTF-8 and UTF-16, and what Windows writes in China and Russia where it can be told apart."""

import io
from codecs import getincrementaldecoder
from typing import IO, Final

from corridor.dataset.notices import Finding, RejectedError, found

_HINT: Final = "in Excel: save as 'CSV UTF-8 (comma delimited)'"
_CYRILLIC_AT_MOST, _CHINESE_AT_LEAST = 0.05, 0.15
"""Shares of bytes 0x80 to 0xBF among those above 0x7F.

Russian letters of Windows-1251 lie above, and `ё`, quotes and `№` below; of the two bytes of a common Chinese
character of GB18030 about a third lie below.
"""
_EVIDENCE: Final = 8
"""Bytes above 0x7F that it takes to tell."""
_BLOCK: Final = 1_000_000
"""Bytes read at a time; the first ones tell which encoding is not UTF-8."""


def decoded(raw: bytes, name: str) -> tuple[str, list[Finding]]:
    """Return the text of a file without byte-order mark, and a warning if its encoding was guessed.

    Raises:
        RejectedError: It cannot be told what encoding it is.
    """
    encoding, remarks = encoding_of(io.BytesIO(raw), name)
    return raw.decode(encoding), remarks


def encoding_of(file: IO[bytes], name: str) -> tuple[str, list[Finding]]:
    """Return the encoding in which a file can be read to its end, and a warning if it was guessed; a block is held at a time.

    Raises:
        RejectedError: It cannot be told what encoding it is.
    """
    begin = file.read(_BLOCK)
    if begin.startswith(b"PK\x03\x04"):
        message = "file is a workbook or a ZIP archive, not text"
        raise RejectedError(found("unknown-format", name, 0, "", message, hint="call a workbook .xlsx"))
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        if _wrong_line(file, "utf-16"):
            message = "text begins as UTF-16 but does not go on so"
            raise RejectedError(found("not-utf8", name, 0, "", message, hint=_HINT))
        return "utf-16", []
    if line := _wrong_line(file, "utf-8-sig"):
        return _guessed(file, begin, name, line)
    if "\x00" in begin[:800].decode("utf-8-sig", "ignore")[:200]:
        message = "text holds zero bytes, as UTF-16 without a byte-order mark does"
        raise RejectedError(found("not-utf8", name, 1, "", message, hint=_HINT))
    return "utf-8-sig", []


def _wrong_line(file: IO[bytes], encoding: str) -> int:
    """Return the line in which a file cannot be read, from 1; nought if it can be read to its end."""
    decoder, line = getincrementaldecoder(encoding)(), 1
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
            line += block.count(b"\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return line + error.object.count(b"\n", 0, error.start)
    return 0


def _guessed(file: IO[bytes], begin: bytes, name: str, line: int) -> tuple[str, list[Finding]]:
    high = [byte for byte in begin if byte > 0x7F]
    share = sum(byte < 0xC0 for byte in high) / len(high) if high else 0.0
    encoding, language = "", ""
    if len(high) >= _EVIDENCE and share >= _CHINESE_AT_LEAST:
        encoding, language = "gb18030", "Chinese (GB18030)"
    elif len(high) >= _EVIDENCE and share <= _CYRILLIC_AT_MOST:
        encoding, language = "cp1251", "Russian (Windows-1251)"
    if not encoding or _wrong_line(file, encoding):
        message = "text is not UTF-8, and not clearly Chinese (GB18030) or Russian (Windows-1251)"
        raise RejectedError(found("not-utf8", name, line, "", message, hint=_HINT))
    message = f"text is not UTF-8; it was read as {language}"
    return encoding, [found("guessed-encoding", name, line, "", message, hint=_HINT)]
