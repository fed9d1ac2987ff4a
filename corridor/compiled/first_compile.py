"""What to say when kernels have to be compiled; to say so beforehand loads no kernels."""

from collections.abc import Callable

_SAYINGS: list[Callable[[], None]] = []


def on_first_compile(say: Callable[[], None]) -> None:
    """Call `say` once, when a kernel has to be compiled because none is kept from an earlier run."""
    _SAYINGS.append(say)


def told_once() -> None:
    """Say what there is to say, and nothing the next time."""
    while _SAYINGS:
        _SAYINGS.pop()()
