"""How kernels are compiled: on first call, kept on disk, without holding the interpreter's lock."""

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

import numba
import numpy as np
from numba.core import config, event
from numpy.typing import NDArray
from platformdirs import user_cache_path

from corridor.compiled.first_compile import told_once

Kernel = Callable[..., Any]

Int64s = NDArray[np.int64]
Int32s = NDArray[np.int32]

_settings: Any = config
FAR: Final = 1 << 40
"""Kernels' NEVER: later than any instant (some 35,000 years), yet sums of a few do not overflow."""


def kernel(function: Kernel) -> Kernel:
    """Compile a function of arrays and numbers on first call; its types are Numba's to infer."""
    return _compiled(function)


def leaf(function: Kernel) -> Kernel:
    """Compile a kernel that makes no array and returns none: it need not count who holds those that it is given."""
    return _compiled(function, _nrt=False)


def _compiled(function: Kernel, **options: bool) -> Kernel:
    given = _settings.CACHE_DIR
    _settings.CACHE_DIR = str(_KEPT_IN)  # read when the function is decorated, and meant for ours only
    try:
        decorate: Any = numba.njit
        return cast("Kernel", decorate(cache=True, nogil=True, error_model="numpy", **options)(function))
    finally:
        _settings.CACHE_DIR = given


class _Told(event.Listener):
    """Says once that a kernel has to be compiled, because none is kept from an earlier run."""

    def on_start(self, _event: object) -> None:
        """Say it, the first time."""
        told_once()

    def on_end(self, _event: object) -> None:
        """Nothing to say."""


def _tell_when_compiling() -> None:
    register: Callable[..., None] = event.register
    register("numba:compile", _Told())


def _place() -> Path:
    """Return a folder for this very source: a kernel kept from before a change of another one would be wrong.

    Numba looks at the file of a function only, but a kernel holds the code of those that it calls.
    """
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted(here.rglob("*.py")):
        digest.update(source.read_bytes())
    base = Path(_settings.CACHE_DIR) if _settings.CACHE_DIR else here / "__pycache__"
    name = f"corridor-kernels-{digest.hexdigest()[:16]}"
    for folder in (base, user_cache_path("corridor", appauthor=False)):
        with suppress(OSError):
            if not (folder / name).exists():
                (folder / name).mkdir(parents=True)
                _remove_older(folder, name)
            return folder / name
    return base / name


def _remove_older(folder: Path, name: str) -> None:
    for older in folder.glob("corridor-kernels-*"):
        if older.name != name:
            shutil.rmtree(older, ignore_errors=True)


_KEPT_IN: Final = _place()
_tell_when_compiling()
