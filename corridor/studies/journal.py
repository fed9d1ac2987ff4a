"""What is done of a run, in the folder `.run` of its output: a plan, and two files for each finished chunk.

A chunk is done when its digest is there, which is written after its rows. Each file is written whole or not at all, so a
run that is stopped at any moment goes on with the chunks that are missing.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import ipc

from corridor.errors import OutputError
from corridor.studies import files
from corridor.studies.digest import Digest
from corridor.studies.outputs import ALL, RESULTS
from corridor.studies.plan import Plan

RUN = ".run"


class Journal:
    """The journal of one run.

    Attributes:
        command: What began the run.
    """

    def __init__(self, out: Path, plan: Plan) -> None:
        """Take the folder of results; nothing is read or written yet."""
        self.command = plan.command
        self._folder, self._plan = out / RUN, plan

    def open(self, *, resume: bool, redo: bool) -> None:
        """Begin the run, or go on with it.

        Raises:
            OutputError: The folder holds a run and neither is asked for, or one made from something else; or it cannot
                be written.
        """
        known = None if redo else self._known()
        if known is None:
            self._check_unused(redo=redo)
            self._clear(redo=redo)
            document = {
                "made_from": dict(self._plan.made_from),
                "chunks": len(self._plan.chunks),
                "command": self._plan.command,
            }
            files.write(
                self._folder / "plan.json", json.dumps(document, ensure_ascii=False, indent=2).encode()
            )
            return
        self._check(known, resume=resume)
        self.command = known["command"]
        files.sweep(self._folder)
        files.sweep(self._folder.parent)

    def missing(self) -> list[int]:
        """Return the chunks that are not done, in order."""
        return [number for number in range(len(self._plan.chunks)) if not self._digest(number).exists()]

    def put(self, number: int, rows: bytes, digest: bytes) -> None:
        """Note a chunk as done.

        Raises:
            OutputError: It cannot be written.
        """
        files.write(self._rows(number), rows)
        files.write(self._digest(number), digest)

    def tables(self) -> Iterator[pa.Table]:
        """Yield the rows of each chunk, in order.

        Raises:
            OutputError: They cannot be read.
        """
        for number in range(len(self._plan.chunks)):
            with (
                _readable(self._rows(number)) as path,
                path.open("rb") as file,
                ipc.open_file(file) as reader,
            ):
                table = reader.read_all()
            yield table

    def digests(self) -> Iterator[Digest]:
        """Yield the digest of each chunk, in order.

        Raises:
            OutputError: It cannot be read.
        """
        for number in range(len(self._plan.chunks)):
            with _readable(self._digest(number)) as path:
                digest = Digest.from_bytes(path.read_bytes())
            yield digest

    @property
    def has_rows(self) -> bool:
        """Whether the rows of all chunks are still there: they are dropped when the results are."""
        return all(self._rows(number).exists() for number in range(len(self._plan.chunks)))

    def drop_rows(self) -> None:
        """Drop the rows, which the results hold by now; digests stay, so that reports can be made again."""
        for number in range(len(self._plan.chunks)):
            with suppress(OSError):
                self._rows(number).unlink(missing_ok=True)

    def _known(self) -> dict[str, Any] | None:
        path = self._folder / "plan.json"
        if not path.exists():
            return None
        try:
            found = json.loads(path.read_bytes())
            _ = found["made_from"].items(), found["command"], found["chunks"]
        except (ValueError, KeyError, AttributeError, TypeError):
            raise OutputError(f"{str(path)!r} is no plan of a run", hint="start afresh with --redo") from None
        return found  # type: ignore[no-any-return]

    def _clear(self, *, redo: bool) -> None:
        """Drop the parts of another run, which would be taken for those of this one, and its results if asked for."""
        with files.reported(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            results = [self._folder.parent / name for name in ALL] if redo else []
            parts = (left for kind in ("plan.json", "*.npz", "*.arrow") for left in self._folder.glob(kind))
            for left in (*results, *parts):
                left.unlink(missing_ok=True)
        files.sweep(self._folder)

    def _check_unused(self, *, redo: bool) -> None:
        results = self._folder.parent / RESULTS
        if results.exists() and not redo:
            raise OutputError(
                f"{str(results)!r} exists", hint="replace it with --redo, or name another folder"
            )

    def _check(self, known: dict[str, Any], *, resume: bool) -> None:
        out = str(self._folder.parent)
        if not resume:
            done = len(self._plan.chunks) - len(self.missing())
            state = f"a run of which {done} of {known['chunks']} parts are done"
            raise OutputError(
                f"{out!r} holds {state}", hint="go on with --resume, or start afresh with --redo"
            )
        before = known["made_from"]
        changed = [name for name, value in self._plan.made_from.items() if before.get(name) != value]
        if changed:
            raise OutputError(
                f"the run in {out!r} was made from other {_listed(changed)}",
                hint="start afresh with --redo, or name another folder",
            )

    def _rows(self, number: int) -> Path:
        return self._folder / f"{number:06}.arrow"

    def _digest(self, number: int) -> Path:
        return self._folder / f"{number:06}.npz"


@contextmanager
def _readable(path: Path) -> Iterator[Path]:
    try:
        yield path
    except FileNotFoundError:
        raise OutputError(
            f"{str(path)!r} is gone, and {RESULTS} with it", hint="start afresh with --redo"
        ) from None
    except Exception:  # noqa: BLE001 - what libraries make of damage: zlib.error, EOFError, TokenError, and more
        raise OutputError(
            f"{str(path)!r} cannot be read",
            hint="delete it and go on with --resume, or start afresh with --redo",
        ) from None


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
