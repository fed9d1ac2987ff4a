"""When a port works: a week and two weeks of its control points, one band each on a common axis of time.

Each band has the days and hours of its own clock; the last one, of all points at once, has those of UTC.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from corridor.calendars import zones
from corridor.model.port import PortReport, Standing
from corridor.plotting.charts.axes import Scale, midnights, text_width
from corridor.plotting.charts.chart import WIDTH, Chart, draw
from corridor.plotting.charts.labels import INK, SOFT, Key, Label, legend, placed, shortened, wrapped
from corridor.plotting.charts.port_bands import Band, bands, days_end, local_hours, port_name
from corridor.plotting.charts.port_shuts import Shut, shuts
from corridor.plotting.charts.port_words import caption, says, table
from corridor.plotting.style import Hatch
from corridor.plotting.words import Words

_LEFT, _RIGHT, _TOP = 214, WIDTH - 12, 26
_BAND, _SMALLEST = 28, 11.5
_NAMES_ROOM: Final = _LEFT - 12 - 14
_HOUR_S, _DAY_S = 3600, 86_400

Look = tuple[str, Hatch]
_LOOKS: Final[Mapping[str, Look]] = {
    "open": ("#c9e6cb", ""),
    "closed": ("#b56c6e", ""),
    "exception": ("#5b1a24", "cross"),
    "unknown": ("#eceef0", "dots"),
}


def week_strip(chart_id: str, report: PortReport, words: Words) -> Chart:
    """Return the seven days from the day of the report's instant, with hours."""
    return _strip(chart_id, report, 7, words)


def fortnight_strip(chart_id: str, report: PortReport, words: Words) -> Chart:
    """Return the fourteen days from the day of the report's instant, with closures and who announced them."""
    return _strip(chart_id, report, 14, words)


def _strip(chart_id: str, report: PortReport, days: int, words: Words) -> Chart:
    start, end = report.horizon[0], days_end(report, days)
    found = bands(report, end, words)
    closed = shuts(report, found, words)
    x = Scale(start, end, _LEFT, _RIGHT)
    height = 78 if days == 7 else 72
    tops = [_TOP + i * height for i in range(len(found))]
    bottom = _TOP + height * len(found) + 6
    listed = [label for i, each in enumerate(closed) for label in _listed(each, bottom + 14 + 36 * i)]
    keys, last_y = legend(_keys(found, words), 12, bottom + 36 * len(closed) + 22)
    body = draw(
        "port_strip.svg",
        chart_id=chart_id,
        rows=[
            _row(x, top, band, closed, report.at, days, words) for top, band in zip(tops, found, strict=True)
        ],
        labels=[*_asked(x, report, words, is_empty=not found), *listed],
        asked_x=x(report.at),
        has_rows=bool(found),
        keys=keys,
    )
    return Chart(
        chart_id=chart_id,
        title=_title(report, days, words),
        caption=caption(found, closed, days, words),
        height=round(last_y + 14),
        body=body,
        table=table(found, closed, words),
    )


def _title(report: PortReport, days: int, words: Words) -> str:
    tz = report.controls[0].point.tz if report.controls else "UTC"
    name, day = port_name(report.crossing, words), words.day(report.at, tz)
    year = zones.to_local(report.at, tz).year
    return words(
        "{port}: open and closed in the {days} days from {day} ({year})",
        port=name,
        days=days,
        day=day,
        year=year,
    )


def _row(
    x: Scale, top: float, band: Band, closed: Sequence[Shut], asked: int, days: int, words: Words
) -> dict[str, object]:
    start, end = int(x.low), int(x.high)
    midnight = list(midnights(start, end, band.tz))
    cuts = [x(asked), *map(x, midnight)]
    return {
        "y": top + 18,
        "height": _BAND,
        "blocks": [_block(x, top + 18, each, band, closed, cuts, words) for each in band.standings],
        "midnights": [x(at) for at in midnight],
        "hours": [x(at) for at in _hours(start, end, band.tz)] if days == 7 else [],
        "labels": [
            *_names(top, band, start, end, words),
            *_days(x, top + 12, midnight, band.tz, days, words),
            *(_hour_labels(x, top + 18 + _BAND + 14, band.tz) if days == 7 else ()),
        ],
    }


def _names(top: float, band: Band, start: int, end: int, words: Words) -> list[Label]:
    """Return who a band is about: side and offsets, and the first control points."""
    offsets = dict.fromkeys(
        zones.format_offset(at, band.tz) for at, _, _ in zones.offset_pieces(band.tz, start, end)
    )
    title = Label(
        x=12, y=top + 24, text=shortened(f"{band.title}, {' → '.join(offsets)}", _NAMES_ROOM), weight=600
    )
    lines = [Label(x=12, y=0, text=text, size=_SMALLEST, fill=SOFT) for text in _lines(band.names, words)]
    if band.names:
        hours = shortened(band.hours or words("hours unknown"), _NAMES_ROOM, _SMALLEST)
        lines.append(Label(x=12, y=0, text=hours, size=_SMALLEST))
    return [title, *(replace(line, y=top + 39 + 14 * i) for i, line in enumerate(lines))]


def _lines(names: Sequence[str], words: Words) -> list[str]:
    """Return two lines at most: a name that is wrapped, two names, or one and how many more."""
    if len(names) == 1:
        return wrapped(names[0], _NAMES_ROOM, 2, _SMALLEST)
    more = [words("and {count} more", count=len(names) - 1)] if len(names) > 2 else names[1:]
    return [shortened(name, _NAMES_ROOM, _SMALLEST) for name in (*names[:1], *more)]


def _days(x: Scale, y: float, midnight: Sequence[int], tz: str, days: int, words: Words) -> list[Label]:
    """Return the names of local days, each where it begins if it fits before the next."""
    labels = []
    for at, until in zip(midnight, [*midnight[1:], int(x.high)], strict=True):
        local = zones.to_local(at, tz)
        text = words.day(at, tz) if days == 7 else f"{words.weekday(local.weekday())} {local.day}"
        if text_width(text, _SMALLEST) + 5 <= x(until) - x(at):
            weight = 600 if local.weekday() >= 5 else 400
            labels.append(Label(x=x(at) + 3, y=y, text=text, size=_SMALLEST, weight=weight))
    return labels


def _hours(start: int, end: int, tz: str) -> list[int]:
    """Return the instants at which the local clock shows 6, 12 and 18 hours."""
    hours = range(-(-start // _HOUR_S) * _HOUR_S, end, _HOUR_S // 2)
    local = ((at, zones.to_local(at, tz)) for at in hours)
    return [at for at, clock in local if clock.minute == 0 and clock.hour in {6, 12, 18}]


def _hour_labels(x: Scale, y: float, tz: str) -> list[Label]:
    marks = [at for at in _hours(int(x.low), int(x.high), tz) if _LEFT + 8 <= x(at) <= _RIGHT - 8]
    return [
        Label(x=x(at), y=y, text=f"{zones.to_local(at, tz):%H}", anchor="middle", size=_SMALLEST, fill=SOFT)
        for at in marks
    ]


def _block(
    x: Scale,
    y: float,
    standing: Standing,
    band: Band,
    closed: Sequence[Shut],
    cuts: Sequence[float],
    words: Words,
) -> dict[str, object]:
    left, width = x(standing.starts), x(standing.ends) - x(standing.starts)
    colour, hatch = _LOOKS[_look(standing)]
    found = placed(_inside(standing, band, closed, words), left, left + width, cuts, _SMALLEST)
    middle, text = found or (0.0, "")
    label = Label(
        x=middle,
        y=y + _BAND / 2 + 4,
        text=text,
        anchor="middle",
        size=_SMALLEST,
        figure="–" in text,
    )
    is_open, plate = (
        standing.state == "open",
        text_width(text, _SMALLEST) + (0 if standing.state == "open" else 8),
    )
    return {
        "x": left,
        "y": y,
        "width": width,
        "height": _BAND,
        "colour": colour,
        "hatch": hatch,
        "says": says(standing, band, words),
        "label": label if text else None,
        # Under a text, so that neither a dark ground nor a line makes it hard to read.
        "plate": {"x": middle - plate / 2, "width": plate, "colour": colour if is_open else "#ffffff"}
        if text
        else None,
    }


def _look(standing: Standing) -> str:
    return "exception" if standing.is_exception else standing.state


def _inside(standing: Standing, band: Band, closed: Sequence[Shut], words: Words) -> list[str]:
    """Return what may be written into a block, the most telling first."""
    if standing.is_exception:
        key = (standing.reason, standing.starts, standing.ends)
        return [str(each.number) for each in closed if each.key == key]
    if standing.state == "unknown":
        return [words("hours unknown"), "?"]
    is_long = standing.ends - standing.starts > _DAY_S
    if standing.state == "closed":
        return [words("closed")] if is_long else []
    if len(band.standings) == 1:
        return [words("open day and night"), words("open")]
    return [words("open")] if is_long else [local_hours(standing, band)]


def _asked(x: Scale, report: PortReport, words: Words, *, is_empty: bool) -> list[Label]:
    """Return the instant of the report, over the line that marks it."""
    if is_empty:
        return [Label(x=12, y=14, text=words("No control point of this port works for freight."))]
    text = words("asked: {clock}", clock=words.clock(report.at, report.controls[0].point.tz))
    is_right = x(report.at) + text_width(text, _SMALLEST) > _RIGHT
    return [
        Label(
            x=x(report.at), y=14, text=text, anchor="end" if is_right else "start", size=_SMALLEST, weight=600
        )
    ]


def _listed(shut: Shut, y: float) -> list[Label]:
    """Return two lines on a closure: what and when, and whom it concerns and who says so."""
    return [
        Label(x=12, y=y, text=str(shut.number), weight=600),
        Label(x=30, y=y, text=shortened(shut.what, _RIGHT - 30), weight=600),
        Label(x=30, y=y + 16, text=shortened(shut.who, _RIGHT - 30), fill=SOFT),
    ]


def _keys(found: Sequence[Band], words: Words) -> list[Key]:
    names = {
        "open": words("open"),
        "closed": words("closed by its hours"),
        "exception": words("closed by a closure or holiday"),
        "unknown": words("hours unknown"),
    }
    present = {_look(each) for band in found for each in band.standings}
    keys = [
        Key(text=names[look], colour=colour, hatch=hatch)
        for look, (colour, hatch) in _LOOKS.items()
        if look in present
    ]
    return [*keys, Key(text=words("the instant asked for"), colour=INK, dash="3 3")] if found else []
