"""Lines of text files, of which a few are held at a time."""

import io
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from corridor.dataset.notices import Finding
from corridor.dataset.readers import open_bytes, reported
from corridor.shipments.decoding import encoding_of

MAX_BYTES: Final = 1_000_000_000
"""Bytes of a text file: it is never held whole."""
_LONGEST: Final = 4_000_000
"""Characters of a line that are read: one that is longer is no row that could be planned, and is told as such."""


@contextmanager
def text_lines(path: Path, name: str) -> Iterator[tuple[Iterator[str], list[Finding]]]:
    """Give the lines of a text file with their ends, and a warning if its encoding was guessed; `name` is for findings.

    Raises:
        RejectedError: It cannot be read, or it cannot be told what encoding it is.
    """
    with open_bytes(path, name, MAX_BYTES) as file, seekable(file, name) as again:
        with reported(name):
            encoding, remarks = encoding_of(again, name)
            again.seek(0)
        text = io.TextIOWrapper(again, encoding, newline="")
        yield _lines(text, name), remarks
        text.detach()


@contextmanager
def seekable(file: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """Give a file that can be read more than once: itself, or of a pipe a copy on disk."""
    if file.seekable():
        yield file
        return
    with TemporaryFile() as copy:
        with reported(name):
            shutil.copyfileobj(file, copy)
            copy.seek(0)
        yield copy


def _lines(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    with reported(name):
        while line := text.readline(_LONGEST):
            yield line
            while len(line) == _LONGEST and not line.endswith(("\n", "\r")):
                line = text.readline(_LONGEST)


class Lines:
    """Lines by number, of which those from the `first` on can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take lines, the first of which has the number 0."""
        self._source = iter(lines)
        self._held: deque[str] = deque()
        self.first = 0

    def has(self, at: int) -> bool:
        """Whether there is a line of this number; it has not been forgotten."""
        while at >= self.first + len(self._held):
            line = next(self._source, None)
            if line is None:
                return False
            self._held.append(line)
        return True

    def since(self, at: int) -> Iterator[str]:
        """Yield the lines from a number on."""
        while self.has(at):
            yield self._held[at - self.first]
            at += 1

    def forget(self, before: int) -> None:
        """Hold no line of a lesser number."""
        while self._held and self.first < before:
            self._held.popleft()
            self.first += 1
