"""One run at a time in a folder of results: a lock of the operating system, which ends with the process however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from corridor.errors import OutputError
from corridor.studies import files

LOCK: Final = ".lock"


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder, which is made if it is not there.

    Raises:
        OutputError: Another run is at work in it, or it cannot be written.
    """
    lock = FileLock(out / LOCK, timeout=0)
    with files.reported(out):
        out.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire()
        except Timeout:
            raise OutputError(
                f"another run is at work in {str(out)!r}", hint="wait until it ends, or name another folder"
            ) from None
    try:
        yield
    finally:
        lock.release()
