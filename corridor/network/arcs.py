"""Arcs: what takes time on the way, as it stands on the edges of the graph."""

from dataclasses import dataclass

from corridor.calendars.compiler import ControlCalendar
from corridor.model.ban import Ban
from corridor.model.crossing import ControlPoint, Direction
from corridor.model.ids import CrossingId, PlaceId
from corridor.model.link import Link
from corridor.model.place import Place
from corridor.operations.arrival import Traversal
from corridor.operations.clearance import Service


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Arc:
    """One directed way to get from node `tail` to node `head`; just one of its three sorts is set.

    - `link`: driving, railing or sailing a link, under `bans` if there are any;
    - `point`: passing a control point in `direction` (None: nothing is done), `calendar` its hours;
      one of a crossing's points is where it changes country, which `is_line` marks;
    - `transload_at`: changing between road and rail at a place.
    """

    tail: str
    head: str
    traversal: Traversal
    link: Link | None = None
    bans: tuple[Ban, ...] = ()
    point: ControlPoint | None = None
    direction: Direction | None = None
    calendar: ControlCalendar | None = None
    service: Service | None = None
    is_line: bool = False
    transload_at: PlaceId | None = None

    @property
    def kind(self) -> str:
        """`drive`, `ferry`, `control` or `transload`."""
        if self.link is not None:
            return "ferry" if self.link.mode == "ferry" else "drive"
        return "control" if self.point is not None else "transload"

    @property
    def name(self) -> str:
        """The id of what stands on the arc; the key of its edge."""
        if self.link is not None:
            return self.link.link_id
        return self.point.control_id if self.point is not None else "transload"

    @property
    def waits_for(self) -> str:
        """What may make one wait here: a control point, driving bans, or a link with validity."""
        return "+".join(f"ban:{ban.ban_id}" for ban in self.bans) or self.name

    @property
    def crossing_id(self) -> CrossingId | None:
        """The crossing that a control point belongs to."""
        return self.point.crossing_id if self.point else None

    @property
    def crosses(self) -> CrossingId | None:
        """The crossing whose line the arc goes over: only there a border is crossed."""
        return self.crossing_id if self.is_line else None


Node = Place | ControlPoint
"""What a node of the graph stands for."""
