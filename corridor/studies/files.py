"""Files written whole or not at all, and kept over a loss of power: aside, synced, moved into place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from corridor.errors import OutputError


def write(path: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        OutputError: It cannot be written.
    """
    with aside(path) as file:
        file.write(content)


@contextmanager
def aside(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside its place for writing; when that ends well, it is moved there.

    Raises:
        OutputError: It cannot be written.
    """
    with reported(path):
        handle, name = tempfile.mkstemp(prefix=".corridor-", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
            _sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)
            raise


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn a system's refusal into an error that names the file.

    Raises:
        OutputError: As said.
    """
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {str(path)!r}: {error.strerror or error}",
            hint="is the folder writable, and the disk not full?",
        ) from None


def sweep(folder: Path) -> None:
    """Remove what a run that was killed left aside."""
    for left in folder.glob(".corridor-*.tmp"):
        with suppress(OSError):
            left.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name last; where a folder cannot be synced, the file system sees to it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
