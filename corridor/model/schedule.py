"""Opening hours with validity, and dated exceptions from them."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.crossing import CrossingMode
from corridor.model.ids import ControlId, Country, CrossingId, SourceId
from corridor.model.provenance import Basis, Confidence

Admission = Literal["resumes", "start_by_close", "finish_by_close"]
ADMISSIONS: tuple[Admission, ...] = ("resumes", "start_by_close", "finish_by_close")


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Opening hours of the control points of one side, for one channel, while valid.

    `hours` is OSM `opening_hours` text within the accepted subset (`docs/concepts.md`), on the clock
    of `tz`; blank means unknown, which is neither open nor closed. `valid_from` and `valid_to` are
    texts: a plain date is a local day of `tz` (`valid_to` inclusive), a value with a clock time is
    that local instant (`valid_to` exclusive); blank is unbounded. `holiday_calendar` says what `PH`
    means (`CN-statutory`, `CN-statutory+KZ`, ...). `last_admission_min` is how long before closing
    the last vehicle is admitted.
    """

    schedule_id: str
    crossing_id: CrossingId
    side: Country
    control_id: ControlId | None
    mode: CrossingMode
    channel: Literal["freight", "passenger"]
    valid_from: str
    valid_to: str
    hours: str
    tz: str
    holiday_calendar: str
    admission: Admission
    last_admission_min: int
    confidence: Confidence
    basis: Basis
    source_id: SourceId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A dated exception: a holiday notice, works, a storm.

    `starts` and `ends` are plain dates (inclusive local days of `tz`) or instants with an offset.
    `settles_from` .. `settles_to` are the holidays (inclusive days) that this notice decides: on
    those days `PH` of the schedules gives way to what is announced here.
    """

    closure_id: str
    crossing_id: CrossingId
    side: Country | None
    mode: CrossingMode
    starts: str
    ends: str
    tz: str
    reason: str
    settles_from: str
    settles_to: str
    announced_on: str
    supersedes: str
    source_id: SourceId
    note: str
