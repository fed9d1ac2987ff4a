"""How sure each departure of a list is, under one scenario or several, and what differs between them."""

from dataclasses import dataclass

from corridor.model.provenance import Notice
from corridor.model.reliability import Asked, Chance, Percentile


@dataclass(frozen=True, slots=True, kw_only=True)
class SureDeparture:
    """One departure in many samples: a tenth has arrived by `early`, half by `half`, the share asked for by `sure`.

    All in UTC seconds. `plan_at`: when the plan, which goes by means, arrives; None: there is no
    way. `in_time` is about `asked.arrive_by`.
    """

    depart_at: int
    plan_at: int | None
    early: Percentile
    half: Percentile
    sure: Percentile
    in_time: Chance | None

    @property
    def plan_s(self) -> int | None:
        """Door-to-door seconds of the plan."""
        return self._after_leaving(self.plan_at)

    @property
    def early_s(self) -> int | None:
        """Seconds in which the first tenth of the samples arrives; None: not even so many do."""
        return self._after_leaving(self.early.arrive_at)

    @property
    def half_s(self) -> int | None:
        """Seconds in which half of the samples arrive; None: so many never do."""
        return self._after_leaving(self.half.arrive_at)

    @property
    def sure_s(self) -> int | None:
        """Seconds in which the share asked for arrives; None: so many never do."""
        return self._after_leaving(self.sure.arrive_at)

    @property
    def sure_within_s(self) -> tuple[int | None, int | None]:
        """Seconds that enclose `sure_s` with a confidence of 95 %; None: too few samples to say."""
        return self._after_leaving(self.sure.low_at), self._after_leaving(self.sure.high_at)

    @property
    def answered(self) -> bool:
        """Whether there is a way, and enough samples arrive for both percentiles."""
        return None not in {self.plan_at, self.half.arrive_at, self.sure.arrive_at}

    def _after_leaving(self, at: int | None) -> int | None:
        return None if at is None else at - self.depart_at


@dataclass(frozen=True, slots=True, kw_only=True)
class SureWindow:
    """The departures of a list under one scenario.

    Means are seconds over the departures that are answered, None if none is; `best` and `worst` are the first of these with
    the least and the greatest `sure_s`. `latest` is the last departure that is in time with the chance asked for, and
    `after_latest` the next one of the list; None without a deadline, and where the list holds none.
    """

    scenario: str
    departures: tuple[SureDeparture, ...]
    answered: int
    mean_plan_s: float | None
    mean_half_s: float | None
    mean_sure_s: float | None
    best: SureDeparture | None
    worst: SureDeparture | None
    latest: SureDeparture | None
    after_latest: SureDeparture | None

    @property
    def mean_over_plan_s(self) -> float | None:
        """By how much the percentile asked for is later than the plan, on average."""
        if self.mean_sure_s is None or self.mean_plan_s is None:
            return None
        return self.mean_sure_s - self.mean_plan_s


@dataclass(frozen=True, slots=True, kw_only=True)
class SureChange:
    """By how many seconds the percentile asked for of a departure is later than under the baseline; negative is sooner.

    None: one of them is not known. The standard error is what the number of samples leaves open.
    """

    depart_at: int
    difference_s: int | None
    standard_error_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SureDifference:
    """A scenario against the baseline, departure by departure, on the same random numbers.

    The mean is over the departures that both answer, None if there are none, and so is its standard error: not the
    spread between departures.
    """

    scenario: str
    departures: tuple[SureChange, ...]
    mean_s: float | None
    standard_error_s: float | None
    largest_gain: SureChange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HowSure:
    """Scenarios side by side over one list of departures, one each `every_s`; the first is the baseline."""

    asked: Asked
    tz: str
    every_s: int
    windows: tuple[SureWindow, ...]
    differences: tuple[SureDifference, ...]
    notices: tuple[Notice, ...]
