"""How sure an answer is: percentiles of arrival and chances, each with what the number of samples leaves open."""

from dataclasses import dataclass
from typing import Final

from corridor.model.ids import ControlId
from corridor.model.provenance import Notice

DEFAULT_SAMPLES: Final = 1000
BRIEF_SAMPLES: Final = 200
LEAST_BRIEF_SAMPLES: Final = 50
LEAST_SAMPLES: Final = 100
"""Fewer samples are taken where there are many ways of resting on a plan, but not fewer than these."""
DEFAULT_SEED: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked about a trip: to be sure with the chance `share`, and to be there `arrive_by` (UTC seconds).

    `brief`: nobody asked, so that a plan tells in one line when half and nine in ten of such trips arrive.
    `may_be_fewer`: nobody said how many samples, so that there may be fewer where they take long.
    """

    share: float = 0.9
    arrive_by: int | None = None
    samples: int = DEFAULT_SAMPLES
    seed: int = DEFAULT_SEED
    brief: bool = False
    may_be_fewer: bool = False


@dataclass(frozen=True, slots=True)
class Chance:
    """A share of the samples, and the 95 % interval around it (Wilson)."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentile:
    """The instant by which the share `share` of samples has arrived; None: that many never do.

    `low_at` and `high_at` bound it with a confidence of 95 % (order statistics); None: too few samples to say.
    """

    share: float
    arrive_at: int | None
    low_at: int | None
    high_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateChance:
    """The chance to be admitted at a control point before it closes at `closes_at`."""

    control_id: ControlId
    closes_at: int
    chance: Chance


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestDeparture:
    """The last departure found that is in time with the chance asked for, and its chance.

    Departures were tried from `tried_from` back to `tried_to`, every `grid_s` at the most, and then every `fine_s`.
    """

    depart_at: int | None
    chance: Chance | None
    tried_from: int
    tried_to: int
    grid_s: int
    fine_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """What becomes of one departure in many samples of drive times, work and queues.

    The way is that of the plan in all of them. `mean_s` is the mean duration of the samples that arrive, which are the
    share `answered_share`. `gates` are the control points of the way, in order, that close within a day
    of the plan's admission there. `in_time` and `latest` are about `asked.arrive_by`.
    """

    asked: Asked
    depart_at: int
    percentiles: tuple[Percentile, ...]
    mean_s: float | None
    answered_share: float
    gates: tuple[GateChance, ...]
    in_time: Chance | None
    latest: LatestDeparture | None
    notices: tuple[Notice, ...]

    def percentile(self, share: float) -> Percentile:
        """Return the percentile of a share that is among them; KeyError if it is not."""
        for percentile in self.percentiles:
            if percentile.share == share:
                return percentile
        raise KeyError(share)
