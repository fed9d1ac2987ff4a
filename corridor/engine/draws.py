"""Random numbers that belong to things: common to all ways, departures and scenarios."""

from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from corridor.operations.spread import Spread


class Draws:
    """Standard normal numbers, one for each sample, of whatever has a name.

    The number of a thing in a sample depends on seed, name and sample alone, so that what a change does not touch is
    the same before and after; and the first samples are the same however many there are.
    """

    def __init__(self, samples: int, seed: int) -> None:
        """Begin."""
        self.samples, self.seed = samples, seed
        self._known: dict[str, NDArray[np.float64]] = {}

    def normal(self, name: str) -> NDArray[np.float64]:
        """Return the numbers of a thing."""
        if name not in self._known:
            words = np.frombuffer(sha256(name.encode()).digest(), dtype="<u4").tolist()
            self._known[name] = np.random.default_rng([self.seed, *words]).standard_normal(self.samples)
        return self._known[name]

    def lognormal(self, name: str, law: Spread) -> NDArray[np.float64]:
        """Return the values of a thing under a law."""
        return law.median_s * np.exp(law.sigma * self.normal(name))
