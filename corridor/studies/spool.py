"""Values kept on disk instead of in memory, in files that have no name and so end with the process, however it ends.

They lie where SQLite keeps its temporary files: the folder of `SQLITE_TMPDIR` or `TMPDIR`, else `/var/tmp`.
"""

import pickle
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Generic, TypeVar, overload

from corridor.errors import OutputError

_CACHE_KIB: Final = 4_096
"""What a spool holds in memory; more than that goes to disk."""

T = TypeVar("T")


class Database:
    """A private database on disk."""

    def __init__(self, *tables: str) -> None:
        """Make it, with tables as SQL has them."""
        self.run = sqlite3.connect("", check_same_thread=False)  # it may be collected by any thread
        self._end = weakref.finalize(self, self.run.close)
        for statement in (f"PRAGMA cache_size = -{_CACHE_KIB}", "PRAGMA journal_mode = OFF", *tables):
            self.run.execute(statement)


@contextmanager
def reported() -> Iterator[None]:
    """Turn a database's refusal into an error that says what to do.

    Raises:
        OutputError: As said.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(
            f"temporary files cannot be written: {error}",
            hint="is the disk full? TMPDIR names a folder with more room",
        ) from None


class Spool(Sequence[T], Generic[T]):
    """A sequence on disk to which values are added; going through it holds one of them at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._database = Database("CREATE TABLE items (n INTEGER PRIMARY KEY, item BLOB)")
        self._count = 0

    def append(self, item: T) -> None:
        """Add a value at the end.

        Raises:
            OutputError: The disk is full.
        """
        with reported():
            self._database.run.execute("INSERT INTO items VALUES (?, ?)", (self._count, pickle.dumps(item)))
        self._count += 1

    def extend(self, items: Iterable[T]) -> None:
        """Add values at the end, one after another."""
        for item in items:
            self.append(item)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        for (item,) in self._database.run.execute("SELECT item FROM items ORDER BY n"):
            yield pickle.loads(item)  # noqa: S301 - no one else has the file

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self._count))]
        row = self._database.run.execute(
            "SELECT item FROM items WHERE n = ?", (range(self._count)[at],)
        ).fetchone()
        return pickle.loads(row[0])  # type: ignore[no-any-return] # noqa: S301 - as above
