"""Overlays kept on disk from one run to the next, by a fingerprint of all that they are made from.

A file is written aside and moved into place, and holds its format and a checksum: one that is cut
short, damaged or of another format is made again, with a notice. A file can therefore only be right or unused.
"""

import hashlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from corridor.compiled.flat import Flat
from corridor.compiled.overlay import Groups, Overlay
from corridor.model.provenance import Notice

_FORMAT = b"corridor overlay 1\n"
_DIGEST = 32
_SMALL = 20_000
"""Nodes of a graph whose overlay is made more quickly than it is read."""


def folder_for(flat: Flat) -> Path | None:
    """Return where overlays of a graph are kept: in `CORRIDOR_CACHE`, else with the user's caches; None: nowhere."""
    if flat.nodes < _SMALL:
        return None
    given = os.environ.get("CORRIDOR_CACHE")
    return Path(given) if given else user_cache_path("corridor", appauthor=False)


def kept(
    folder: Path,
    flat: Flat,
    varies: NDArray[np.bool_],
    sources: Groups,
    targets: Groups,
    make: Callable[[], Overlay],
    report: Callable[[Notice], None],
) -> Overlay:
    """Return the overlay from the folder, or make it and keep it there.

    A folder that cannot be written to is no reason to fail: it is reported, and nothing is kept.
    """
    path = folder / f"{_fingerprint(flat, varies, sources, targets)}.overlay"
    try:
        content = path.read_bytes()
    except OSError:
        pass
    else:
        try:
            return _read(content)
        except ValueError as problem:
            report(Notice("cache-rebuilt", f"cached overlay {path.name} is {problem}: made again", "info"))
    overlay = make()
    try:
        _write(path, _packed(overlay))
    except OSError as problem:
        report(Notice("cache-unwritable", f"nothing is cached in {folder}: {problem.strerror}", "info"))
    return overlay


def _fingerprint(flat: Flat, varies: NDArray[np.bool_], sources: Groups, targets: Groups) -> str:
    digest = hashlib.sha256(_FORMAT + flat.nodes.to_bytes(8, "little"))
    for array in (flat.tails, flat.heads, flat.seconds, flat.timed, varies):
        digest.update(len(array).to_bytes(8, "little") + array.tobytes())
    digest.update(repr((sources, targets)).encode())
    return digest.hexdigest()[:32]


def _packed(overlay: Overlay) -> bytes:
    body = io.BytesIO()
    arrays: dict[str, Any] = overlay.settled()
    np.savez(body, **arrays)
    content = body.getvalue()
    return _FORMAT + hashlib.sha256(content).digest() + content


def _read(content: bytes) -> Overlay:
    """Return the overlay; ValueError says what is wrong with the content."""
    if not content.startswith(_FORMAT):
        raise ValueError("of another format")
    start = len(_FORMAT) + _DIGEST
    body = content[start:]
    if hashlib.sha256(body).digest() != content[len(_FORMAT) : start]:
        raise ValueError("damaged")
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        return Overlay.of(**arrays)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
