"""Until when the control points of a trip would have admitted it."""

from collections.abc import Iterator

from corridor.calendars.periods import DAY_S
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId
from corridor.model.itinerary import Itinerary, Leg
from corridor.model.port import GateWindow
from corridor.model.query import AssumeUnknown
from corridor.operations.arrival import Timed
from corridor.operations.clearance import PortBook

_WORK = frozenset({"clearance", "transload"})


def gate_windows(
    dataset: Dataset, book: PortBook, itinerary: Itinerary, assume_unknown: AssumeUnknown = "open"
) -> Iterator[GateWindow]:
    """Yield the control points of a trip that close within a day of the admission there, in order of passing."""
    worked: dict[ControlId, list[Leg]] = {}
    for leg in itinerary.legs:
        if leg.kind in _WORK and leg.control_id is not None:
            worked.setdefault(leg.control_id, []).append(leg)
    for control_id, legs in worked.items():
        admitted_at, calendar = (
            legs[0].depart_at,
            book.calendar(dataset.control_points[control_id], assume_unknown),
        )
        if not calendar.periods.is_open(admitted_at):
            continue
        closes_at = calendar.periods.ends_at(admitted_at, admitted_at + DAY_S)
        if closes_at >= admitted_at + DAY_S:
            continue
        schedule = calendar.latest_schedule
        service = Timed(
            calendar.periods,
            sum(leg.duration_s for leg in legs),
            schedule.admission if schedule else "resumes",
            schedule.last_admission_min * 60 if schedule else 0,
        )
        yield GateWindow(
            control_id=control_id,
            admitted_at=admitted_at,
            # The second before the gate shuts is the last: a window is half-open.
            admits_until=closes_at - service.short_s - 1,
            closes_at=closes_at,
        )
