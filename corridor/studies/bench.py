"""What works at a study: planners of all scenarios, and what every part of it needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from corridor.batch import planners_of
from corridor.model.dataset import Dataset
from corridor.model.ids import CrossingId
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.planner import Planner
from corridor.studies.tally import Groups

_DAY_S = 86_400
_MOST_OFF_S = 15 * 3600
"""More than any clock is from UTC."""


@dataclass(frozen=True, slots=True)
class Setting:
    """All that a part of a study is computed from but its shipments; `study` has none, `days` is their range."""

    dataset: Dataset
    study: Study
    days: tuple[int, int]

    @classmethod
    def of(cls, study: Study, dataset: Dataset) -> "Setting":
        """Return the setting of a study."""
        windows = map(_window, study.shipments)
        first, last = next(windows)
        for start, end in windows:
            first, last = min(first, start), max(last, end)
        days = (first - _MOST_OFF_S) // _DAY_S, (last + _MOST_OFF_S) // _DAY_S
        return cls(dataset, replace(study, shipments=()), days)


class Bench:
    """A setting with its planners, which share what they compile; made once in a process."""

    def __init__(self, setting: Setting) -> None:
        """Make the planners.

        Raises:
            CorridorError: A scenario does not fit the dataset.
        """
        self.setting = setting
        self.study = setting.study
        self.planners: list[Planner] = planners_of(setting.dataset, setting.study.scenarios)

    @cached_property
    def baseline(self) -> int:
        """The number of the scenario that others are compared with."""
        return [scenario.name for scenario in self.study.scenarios].index(self.study.baseline)

    @cached_property
    def groups(self) -> Groups:
        """The groups across shipments."""
        return Groups(tuple(self.setting.dataset.crossings))

    @cached_property
    def crossing_of(self) -> Mapping[str, CrossingId]:
        """The crossing of each control point."""
        points = self.setting.dataset.control_points
        return {control_id: point.crossing_id for control_id, point in points.items()}


def _window(shipment: Shipment) -> tuple[int, int]:
    query = shipment.query
    at = query.depart_at if query.depart_at is not None else query.arrive_by
    return (shipment.window_start, shipment.window_end) if at is None else (at, at + 1)
