"""Ports made by hand, for pictures of what the shipped ones may not show."""

from dataclasses import replace

from corridor.calendars import zones
from corridor.model.crossing import ControlPoint, Crossing, Throughput
from corridor.model.ids import ControlId, Country, CrossingId, SourceId
from corridor.model.place import Position
from corridor.model.port import ControlReport, PortReport, PortState, Standing, State
from corridor.model.provenance import Source
from corridor.model.schedule import Closure, Schedule

DAY = 86_400
START = 1_748_822_400
"""Mon 2 Jun 2025 00:00 in UTC."""

CROSSING = Crossing(
    crossing_id=CrossingId("a-port"),
    name_en="A port",
    name_zh="",
    name_ru="",
    aliases=(),
    country_a=Country("CN"),
    country_b=Country("KG"),
    freight="yes",
    status="open",
    elevation_m=None,
    source_id=SourceId("said"),
    note="",
)
POINT = ControlPoint(
    control_id=ControlId("a-port-cn"),
    crossing_id=CROSSING.crossing_id,
    seq=1,
    mode="road",
    side=Country("CN"),
    name_en="A post",
    name_local="",
    role="post",
    directions=("export",),
    position=Position(lat=40, lon=74),
    accuracy_km=None,
    position_basis="assumed",
    elevation_m=None,
    tz="UTC",
    source_id=SourceId("said"),
    note="",
)
SCHEDULE = Schedule(
    schedule_id="hours",
    crossing_id=CROSSING.crossing_id,
    side=Country("CN"),
    control_id=None,
    mode="road",
    channel="freight",
    valid_from="2024-03-01",
    valid_to="",
    hours="24/7",
    tz="UTC",
    holiday_calendar="none",
    admission="resumes",
    last_admission_min=0,
    confidence="low",
    basis="published",
    source_id=SourceId("said"),
    note="",
)
CLOSURE = Closure(
    closure_id="works",
    crossing_id=CROSSING.crossing_id,
    side=None,
    mode="road",
    starts="2025-06-03",
    ends="2025-06-03",
    tz="UTC",
    reason="Works",
    settles_from="",
    settles_to="",
    announced_on="2025-05-20",
    supersedes="",
    source_id=SourceId("said"),
    note="",
)
THROUGHPUT = Throughput(
    crossing_id=CROSSING.crossing_id,
    starts="2024",
    ends="2024",
    value=36_600,
    unit="trucks",
    direction="both",
    source_id=SourceId("said"),
    note="",
)
SOURCE = Source(
    source_id=SourceId("said"),
    title="A notice",
    publisher="A newspaper",
    url="",
    published_on="2025-05-21",
    licence="",
    note="",
)


def always(state: State, days: int = 14) -> tuple[Standing, ...]:
    return (Standing(starts=START, ends=START + days * DAY, state=state, reason=""),)


def by_day(opens_h: float, closes_h: float) -> tuple[Standing, ...]:
    """Open so many hours into each of 14 days, and closed else."""
    found = []
    for day in range(START, START + 14 * DAY, DAY):
        cuts = [day, day + round(opens_h * 3600), day + round(closes_h * 3600), day + DAY]
        for a, b, state in zip(cuts, cuts[1:], ("closed", "open", "closed"), strict=False):
            if a < b:
                found.append(Standing(starts=a, ends=b, state=state, reason=""))
    return tuple(found)


def side(
    country: str, standings: tuple[Standing, ...], tz: str = "UTC", name: str = "A post"
) -> ControlReport:
    point = replace(
        POINT, side=Country(country), tz=tz, control_id=ControlId(f"{country}-{name}"), name_en=name
    )
    state = PortState(control_id=point.control_id, state=standings[0].state, until=None, reason="")
    return ControlReport(
        point=point, state=state, schedule=None, source=None, week=(), coming=standings, notices=()
    )


def port(*controls: ControlReport, at: int = START + 12 * 3600) -> PortReport:
    return PortReport(
        crossing=CROSSING,
        at=at,
        horizon=(START, START + 14 * DAY),
        controls=controls,
        closures=(),
        regimes=(),
        throughputs=(),
        sources=(SOURCE,),
    )


def shut_on(day: int, reason: str) -> tuple[Standing, ...]:
    """Open day and night, but for one day, which is an exception."""
    starts = START + day * DAY
    return (
        Standing(starts=START, ends=starts, state="open", reason=""),
        Standing(starts=starts, ends=starts + DAY, state="closed", reason=reason, is_exception=True),
        Standing(starts=starts + DAY, ends=START + 14 * DAY, state="open", reason=""),
    )


def instant(text: str, tz: str) -> int:
    return zones.parse_moment(text, tz, end=False)
