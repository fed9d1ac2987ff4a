"""A port as text: open or closed now, then the week on both clocks, closures and sources."""

from collections.abc import Sequence
from datetime import timedelta

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.model.port import ControlReport, PortReport, PortState, QueueState
from corridor.reports.columns import aligned, footer, notice_lines
from corridor.units import format_duration

_DAYS = 7


def port_text(report: PortReport, made_with: MadeWith) -> str:
    """Return the answer to `ports PORT`."""
    crossing = report.crossing
    names = " / ".join(dict.fromkeys(filter(None, (crossing.name_en, crossing.name_zh, crossing.name_ru))))
    pair = " - ".join(crossing.countries)
    lines = [f"{names} ({crossing.crossing_id}, {pair}), freight: {crossing.freight}", ""]
    lines += [_state_line(control, report.at) for control in report.controls]
    lines += ["", *_queues(report), "", "Hours in force:"]
    rows: list[tuple[str, ...]] = [
        ("control point", "side", "hours", "zone", "confidence", "valid", "source")
    ]
    rows += [_hours_row(control) for control in report.controls]
    lines += [*aligned(rows), "", *_week(report), "", *_closures(report), "", *_regimes(report)]
    notices = tuple(dict.fromkeys(notice for control in report.controls for notice in control.notices))
    sources = [
        f"  {source.source_id}: {source.publisher}, {source.title} {source.url}" for source in report.sources
    ]
    lines += ["", *notice_lines(notices), "", "Sources:", *sources, *footer(made_with)]
    return "\n".join(lines)


def ports_text(dataset: Dataset, states: Sequence[PortState], at: int, made_with: MadeWith) -> str:
    """Return the answer to `ports` without a name: every open crossing and the state of its sides."""
    by_crossing: dict[str, list[str]] = {}
    for state in states:
        point = dataset.control_points[state.control_id]
        if dataset.crossings[point.crossing_id].status == "open":
            by_crossing.setdefault(point.crossing_id, []).append(f"{point.side} {point.mode} {state.state}")
    rows = [("port", "name", "freight", "state of its control points")]
    for crossing_id, words in sorted(by_crossing.items()):
        crossing = dataset.crossings[crossing_id]  # type: ignore[index]
        rows.append((crossing_id, crossing.name_en, crossing.freight, ", ".join(dict.fromkeys(words))))
    title = (
        f"{len(by_crossing)} ports at {zones.format_local(at, 'UTC')}; `corridor ports NAME` says all of one"
    )
    return "\n".join([title, "", *aligned(rows), *footer(made_with)])


def _state_line(control: ControlReport, at: int) -> str:
    state, point = control.state, control.point
    until = f" until {zones.format_local(state.until, point.tz)}" if state.until else ""
    reason = f" ({state.reason})" if state.reason else ""
    directions = " and ".join(point.directions)
    now = zones.format_local(at, point.tz)
    return (
        f"{point.side}  {point.name_en}, freight {directions}: {state.state.upper()}{until}{reason}, at {now}"
    )


def _queues(report: PortReport) -> list[str]:
    """Return who waits at the instant, and the figures that say so."""
    rows = [
        _queue_row(control.point.control_id, queue) for control in report.controls for queue in control.queues
    ]
    head = (
        "control point",
        "direction",
        "ahead",
        "let in after",
        "vehicles per hour come",
        "are let in",
        "source",
    )
    return (
        ["Queues now, expected:", *aligned([head, *rows])]
        if rows
        else ["No figures of queues are known now."]
    )


def _queue_row(control_id: str, queue: QueueState) -> tuple[str, ...]:
    row = queue.figures
    quota = f", at most {row.quota_per_day} a day" if row.quota_per_day else ""
    after = "never" if queue.wait_s is None else format_duration(queue.wait_s)
    source = f"{row.source_id} ({row.basis})"
    return control_id, row.direction, str(queue.ahead), after, row.demand, f"{row.capacity}{quota}", source


def _hours_row(control: ControlReport) -> tuple[str, ...]:
    point, schedule = control.point, control.schedule
    if schedule is None:
        return point.control_id, point.side, "unknown", point.tz, "-", "-", "-"
    valid = f"{schedule.valid_from or '...'} to {schedule.valid_to or '...'}"
    hours = schedule.hours or "unknown"
    return point.control_id, point.side, hours, schedule.tz, schedule.confidence, valid, schedule.source_id


def _week(report: PortReport) -> list[str]:
    """Return one line per local day and control point, on its own clock."""
    lines = ["Open this week, each on its own clock (control points with the same hours together):"]
    together: dict[tuple[str, tuple[tuple[int, int], ...]], list[ControlReport]] = {}
    for control in report.controls:
        if control.schedule is not None and control.schedule.hours:
            together.setdefault((control.point.tz, control.week), []).append(control)
    for (tz, week), controls in together.items():
        lines.append(f"  {', '.join(c.point.control_id for c in controls)} ({tz})")
        lines += [f"    {line}" for line in _days(report, tz, week)]
    return lines if together else ["Hours of this port are not known."]


def _days(report: PortReport, tz: str, week: Sequence[tuple[int, int]]) -> list[str]:
    first = zones.to_local(report.at, tz).date()
    lines = []
    for day in (first + timedelta(days=n) for n in range(_DAYS)):
        starts, ends = zones.local_midnight(day, tz), zones.local_midnight(day + timedelta(days=1), tz)
        spans = [
            f"{_clock(max(a, starts), starts, tz)}-{_clock(min(b, ends), starts, tz)}"
            for a, b in week
            if a < ends and b > starts
        ]
        lines.append(f"{day:%a %d %b %Y}  {', '.join(spans) or 'closed'}")
    return lines


def _clock(at: int, midnight: int, tz: str) -> str:
    local = zones.to_local(at, tz)
    return "24:00" if at > midnight and local.hour == local.minute == 0 else f"{local:%H:%M}"


def _closures(report: PortReport) -> list[str]:
    if not report.closures:
        return ["No closure is known from four months before to a year ahead."]
    rows = [("closed from", "to", "sides", "why", "source")]
    for row, starts, ends in report.closures:
        tz = row.tz
        side = row.side or "both"
        rows.append(
            (zones.format_local(starts, tz), zones.format_local(ends, tz), side, row.reason, row.source_id)
        )
    return ["Closures announced, from four months before to a year ahead:", *aligned(rows)]


def _regimes(report: PortReport) -> list[str]:
    rows = [("side", "valid", "hours", "confidence", "source")]
    for row in report.regimes:
        side = row.side if row.control_id is None else f"{row.side} {row.control_id}"
        valid = f"{row.valid_from or '...'} to {row.valid_to or '...'}"
        rows.append((side, valid, row.hours or "unknown", row.confidence, row.source_id))
    return ["Regimes on record:", *aligned(rows)] if report.regimes else ["No hours are on record."]
