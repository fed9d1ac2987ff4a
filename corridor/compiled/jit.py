"""How kernels are compiled: cached on disk, without holding the interpreter's lock."""

from collections.abc import Callable
from typing import Any, Final, cast

import numba
import numpy as np
from numpy.typing import NDArray

Kernel = Callable[..., Any]

Int64s = NDArray[np.int64]
Int32s = NDArray[np.int32]

FAR: Final = 1 << 40
"""Kernels' NEVER: later than any instant (some 35,000 years), yet sums of a few do not overflow."""


def kernel(function: Kernel) -> Kernel:
    """Compile a function of arrays and numbers on first call; its types are Numba's to infer."""
    return cast("Kernel", numba.njit(cache=True, nogil=True, error_model="numpy")(function))
