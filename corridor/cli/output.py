"""Results to standard output or to a file that is never half-written."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from corridor.errors import OutputError, UsageError
from corridor.model.provenance import Notice

_QUOTED = 80
_BINARY = frozenset({"xlsx"})


def say_when_compiling() -> None:
    """Tell a person at a terminal what takes so long when kernels have to be compiled: the first time, or after an update."""
    from corridor.compiled.first_compile import on_first_compile

    if sys.stderr.isatty():
        message = "compiling for this machine: up to a minute, this once"
        on_first_compile(lambda: click.echo(message, err=True))


def refuse_terminal(format_: str, target: Path | None) -> None:
    """Refuse, before anything is computed, to show on a terminal what only programs can read.

    Raises:
        UsageError: The format is binary and goes to a terminal.
    """
    if format_ in _BINARY and _is_standard(target) and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(
            f"{format_} is no text to show on a terminal", hint=f"write it to a file: -o answer.{format_}"
        )


def emit(content: str | bytes, target: Path | None = None, *, force: bool = False) -> None:
    """Write a result to `target`, or to standard output.

    Raises:
        OutputError: The file exists and `force` is not given, or it cannot be written.
    """
    if target is None or _is_standard(target):
        _print(_encoded(content))
        return
    write_file(target, content, force=force)
    click.echo(f"wrote {target}", err=True)


def _is_standard(target: Path | None) -> bool:
    return target is None or str(target) == "-"


def _encoded(content: str | bytes) -> bytes:
    """Return text as UTF-8; half a character, as a name of a file may hold, becomes a question mark."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _print(content: bytes) -> None:
    """Write to standard output; a reader that has seen enough (`| head`) is no error."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, AttributeError) as error:  # no such attribute: there is no standard output at all
        sys.stdout = None  # nothing is left to flush at exit
        reason = getattr(error, "strerror", None) or "it is closed"
        message = f"cannot write to standard output: {reason}"
        raise OutputError(message, hint="is the disk full, or the output closed?") from None


def write_file(target: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file whole or not at all: aside in the same folder, then in place.

    Raises:
        OutputError: The file exists and `force` is not given, or it cannot be written.
    """
    write_files({target: content}, force=force)


def write_files(contents: Mapping[Path, str | bytes], *, force: bool) -> None:
    """Write files that belong together: none is put in place before all are written aside.

    Raises:
        OutputError: One exists and `force` is not given, or cannot be written.
    """
    for target in contents:
        check_target(target, force=force)
    aside: dict[Path, Path] = {}
    target = next(iter(contents))
    try:
        for target, content in contents.items():
            handle, name = tempfile.mkstemp(prefix=".corridor-", suffix=".tmp", dir=target.parent)
            aside[target] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(_encoded(content))
                file.flush()
                os.fsync(file.fileno())
            aside[target].chmod(0o644)
        for target, written in aside.items():
            written.replace(target)
    except OSError as error:
        for written in aside.values():
            with suppress(OSError):
                written.unlink(missing_ok=True)
        raise OutputError(
            f"cannot write {str(target)!r}: {error.strerror or error}",
            hint="is the folder there and writable, the file closed elsewhere?",
        ) from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it is in, if it is not there.

    Raises:
        OutputError: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(
            f"cannot make the folder {str(folder)!r}: {reason}", hint="name another one"
        ) from None


def check_target(target: Path, *, force: bool) -> None:
    """Check that a file may be written there.

    Raises:
        OutputError: It exists and `force` is not given, or it is no regular file.
    """
    try:
        exists = target.exists()
    except OSError as error:
        raise OutputError(
            f"cannot write {str(target)[:_QUOTED]!r}: {error.strerror}", hint="name another file"
        ) from None
    if exists and not target.is_file():
        raise OutputError(f"{str(target)!r} is no regular file", hint="name a file")
    if exists and not force:
        raise OutputError(f"{str(target)!r} exists", hint="give --force to replace it")


def as_json(document: dict[str, Any]) -> str:
    """Return a document as JSON, in the order it was made."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def strict_exit(notices: Iterable[Notice], *, strict: bool) -> int:
    """Return 1 under `--strict` if the answer carries a warning, else 0."""
    return int(strict and any(notice.severity != "info" for notice in notices))
