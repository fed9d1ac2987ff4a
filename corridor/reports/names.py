"""What outputs call things: one rule for every report."""

from collections.abc import Sequence

from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, CrossingId, LinkId, PlaceId
from corridor.model.itinerary import Leg
from corridor.model.names import control_name_in, name_in


def title_of(dataset: Dataset, item_id: str, lang: str = "en") -> str:
    """Return the name of a place, or of a control point with its side; remarks in brackets left out."""
    if place := dataset.places.get(PlaceId(item_id)):
        return _bare(name_in(place, lang))
    point = dataset.control_points[ControlId(item_id)]
    return f"{_bare(control_name_in(point, lang))} ({point.side})"


def stand_of(dataset: Dataset, leg: Leg) -> str:
    """Return where a standing leg is: a place or control point, or so many km past one on the road."""
    if not leg.is_on_the_road:
        return title_of(dataset, leg.from_id)
    return spot_of(dataset, leg, leg.start_km)


def start_of(dataset: Dataset, leg: Leg) -> str:
    """Return where a moving leg starts: at a place or control point, or past one on the road."""
    return spot_of(dataset, leg, leg.start_km) if leg.start_km else title_of(dataset, leg.from_id)


def goal_of(dataset: Dataset, leg: Leg) -> str:
    """Return where a moving leg ends: at a place or control point, or short of it on the road."""
    if not leg.left_km:
        return title_of(dataset, leg.to_id)
    return spot_of(dataset, leg, leg.start_km + leg.distance_km)


def spot_of(dataset: Dataset, leg: Leg, km: float) -> str:
    """Return a spot on the link of a leg, `km` from its beginning, in words."""
    link = dataset.links[LinkId(leg.link_id or "")]
    onward = link.to_id if link.from_id == leg.from_id else link.from_id
    return f"{km:.0f} km past {title_of(dataset, leg.from_id)}, towards {title_of(dataset, onward)}"


def _bare(name: str) -> str:
    return name.partition(" (")[0]


def way_of(crossings: Sequence[CrossingId]) -> str:
    """Return a sequence of crossings as one text."""
    return " > ".join(crossings) if crossings else "no border"


def by(crossings: Sequence[CrossingId]) -> str:
    """Return `by irkeshtam > dostuk`, or that no border is crossed."""
    return f"by {way_of(crossings)}" if crossings else "without a border"


def share(part: float) -> str:
    """Return a share as whole per cent; what is not quite none or all says so."""
    if 0 < part < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= part < 1 else f"{part:.0%}"


def point_of(dataset: Dataset, point: str, lang: str = "en") -> str:
    """Return what one waits at: a port, a control point of one, a driving ban (`ban:ID`), or a road."""
    if crossing := dataset.crossings.get(CrossingId(point)):
        return name_in(crossing, lang)
    if point in dataset.control_points or point in dataset.places:
        return title_of(dataset, point, lang)
    if point.startswith("ban:"):
        bans = {f"ban:{ban.ban_id}": ban.name for ban in dataset.bans}
        return ", ".join(dict.fromkeys(bans.get(each, each) for each in point.split("+")))
    if link := dataset.links.get(LinkId(point)):
        return f"{title_of(dataset, link.from_id, lang)} - {title_of(dataset, link.to_id, lang)}"
    return point
