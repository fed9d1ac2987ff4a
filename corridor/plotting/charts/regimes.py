"""How the hours of a port changed: one line of time for each side, one block for each regime."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from corridor.calendars import zones
from corridor.model.ids import SourceId
from corridor.model.names import control_name_in
from corridor.model.port import PortReport
from corridor.model.provenance import Source
from corridor.model.schedule import Schedule
from corridor.plotting.charts.axes import Scale, dodged, text_width
from corridor.plotting.charts.chart import WIDTH, Chart, Table, draw
from corridor.plotting.charts.labels import INK, SOFT, Key, Label, legend, placed, shortened
from corridor.plotting.charts.port_bands import country_name, mode_name, port_name
from corridor.plotting.style import Hatch
from corridor.plotting.terms import CONFIDENCES
from corridor.plotting.words import Words

_LEFT, _RIGHT, _TOP = 150, WIDTH - 12, 30
_BLOCK, _LANE, _LINE = 28, 64, 19
_YEAR_S: Final = 365 * 86_400
_LEAST: Final = 3
"""Pixels that the shortest regime gets, so that it is seen."""

_LOOKS: Final[Mapping[str, tuple[str, Hatch]]] = {
    "always": ("#c9e6cb", ""),
    "limited": ("#efc46a", ""),
    "closed": ("#5b1a24", "cross"),
    "unknown": ("#eceef0", "dots"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Regime:
    """A schedule with its number on the chart, and when it is valid in UTC seconds; None: no end."""

    number: int
    row: Schedule
    starts: int | None
    ends: int | None

    @property
    def look(self) -> str:
        if not self.row.hours:
            return "unknown"
        if self.row.hours == "off":
            return "closed"
        return "always" if self.row.hours.startswith("24/7") else "limited"


def regimes(chart_id: str, report: PortReport, words: Words) -> Chart:
    """Return which hours were in force when, and who says so; freight only."""
    lanes = _lanes(report, words)
    every = [regime for lane in lanes.values() for regime in lane]
    x = _scale(every, report.at)
    bottom = _TOP + _LANE * len(lanes)
    listed_from = bottom + 48
    keys, last_y = legend(_keys(every, words), 12, listed_from + _LINE * len(every) + 14)
    sources = {source.source_id: source for source in report.sources}
    labels = [
        label
        for i, each in enumerate(every)
        for label in _listed(each, listed_from + _LINE * i, sources, words)
    ]
    body = draw(
        "regimes.svg",
        chart_id=chart_id,
        lanes=[
            _lane(x, _TOP + _LANE * i, name, lane, x(report.at), words)
            for i, (name, lane) in enumerate(lanes.items())
        ],
        years=_years(x, bottom),
        top=_TOP - 8,
        bottom=bottom,
        asked_x=x(report.at),
        labels=[*_asked(x, report, words), *labels] if every else [_nothing(words)],
        keys=keys,
    )
    name = port_name(report.crossing, words)
    return Chart(
        chart_id=chart_id,
        title=words("{port}: hours for freight over the years", port=name),
        caption=_caption(lanes, report, words),
        height=round(last_y + 14),
        body=body,
        table=_table(lanes, report, words),
    )


def _lanes(report: PortReport, words: Words) -> dict[str, list[_Regime]]:
    """Return the regimes of each side, or of each control point with hours of its own, in order of time."""
    names = {
        control.point.control_id: control_name_in(control.point, words.lang) for control in report.controls
    }
    has_modes = len({row.mode for row in report.regimes}) > 1
    lanes: dict[str, list[_Regime]] = {}
    freight = (row for row in report.regimes if row.channel == "freight")
    for number, row in enumerate(freight, 1):
        parts = [country_name(row.side, words)]
        parts += [mode_name(row.mode, words)] if has_modes else []
        parts += [names.get(row.control_id, row.control_id)] if row.control_id else []
        starts = zones.parse_moment(row.valid_from, row.tz, end=False) if row.valid_from else None
        ends = zones.parse_moment(row.valid_to, row.tz, end=True) if row.valid_to else None
        regime = _Regime(number=number, row=row, starts=starts, ends=ends)
        lanes.setdefault(", ".join(parts), []).append(regime)
    return lanes


def _scale(every: Sequence[_Regime], at: int) -> Scale:
    """Return the years from the one before the first change known to the one after the last."""
    known = [moment for each in every for moment in (each.starts, each.ends) if moment is not None]
    first, last = min([*known, at]) - _YEAR_S // 2, max([*known, at]) + _YEAR_S // 2
    start = zones.to_utc(datetime(zones.to_local(first, "UTC").year, 1, 1), "UTC")  # noqa: DTZ001 - to_utc takes naive times
    end = zones.to_utc(datetime(zones.to_local(last, "UTC").year + 1, 1, 1), "UTC")  # noqa: DTZ001 - as above
    return Scale(start, end, _LEFT, _RIGHT)


def _years(x: Scale, bottom: float) -> list[tuple[float, Label]]:
    """Return where years begin, and the names of as many as fit."""
    first, last = (zones.to_local(int(at), "UTC").year for at in (x.low, x.high))
    step = next((n for n in (1, 2, 5, 10, 20) if (last - first) / n <= 14), 50)
    marks = []
    for year in range(first, last, step):
        at = x(zones.to_utc(datetime(year, 1, 1), "UTC"))  # noqa: DTZ001 - as above
        marks.append((at, Label(x=at + 3, y=bottom + 16, text=str(year), fill=SOFT)))
    return marks


def _lane(
    x: Scale, top: float, name: str, lane: Sequence[_Regime], asked: float, words: Words
) -> dict[str, object]:
    spans = [_span(x, each) for each in lane]
    middles = [(left + right) / 2 for left, right in spans]
    order = sorted(range(len(lane)), key=lambda i: middles[i])
    places = dodged([middles[i] for i in order], 18, _LEFT + 8, _RIGHT - 8)
    numbers = [
        Label(x=at, y=top + 10, text=str(lane[i].number), anchor="middle", weight=600)
        for at, i in zip(places, order, strict=True)
    ]
    title = Label(x=12, y=top + 34, text=shortened(name, _LEFT - 24), weight=600)
    return {
        "y": top + 16,
        "height": _BLOCK,
        "blocks": [
            _block(each, span, top + 16, asked, words) for each, span in zip(lane, spans, strict=True)
        ],
        "labels": [title, *numbers],
    }


def _span(x: Scale, each: _Regime) -> tuple[float, float]:
    left = _LEFT if each.starts is None else x(each.starts)
    right = _RIGHT if each.ends is None else x(each.ends)
    return left, max(right, left + _LEAST)


def _block(
    each: _Regime, span: tuple[float, float], y: float, asked: float, words: Words
) -> dict[str, object]:
    left, right = span
    colour, hatch = _LOOKS[each.look]
    hours = _hours(each, words)
    middle, text = placed([hours], left + 4, right - 4, [asked]) or (0.0, "")
    plate = text_width(text) + 4
    return {
        "x": left,
        "y": y,
        "width": right - left,
        "height": _BLOCK,
        "colour": colour,
        "hatch": hatch,
        "says": f"{each.number}: {hours}, {_validity(each, words)}",
        "label": Label(
            x=middle, y=y + _BLOCK / 2 + 4, text=text, anchor="middle", figure=bool(each.row.hours)
        )
        if text
        else None,
        "plate": {"x": middle - plate / 2, "width": plate, "colour": "#ffffff" if hatch else colour}
        if text
        else None,
    }


def _hours(each: _Regime, words: Words) -> str:
    return each.row.hours or words("hours unknown")


def _validity(each: _Regime, words: Words) -> str:
    """Return from when to when a regime is valid, as the data has it: days are whole local days."""
    row = each.row
    starts, ends = (_date(moment) for moment in (row.valid_from, row.valid_to))
    if starts and ends:
        return words("{start} to {end}", start=starts, end=ends)
    if starts:
        return words("from {start}", start=starts)
    return words("to {end}", end=ends) if ends else words("at all times")


def _date(moment: str) -> str:
    return moment.replace("T", " ")


def _listed(each: _Regime, y: float, sources: Mapping[SourceId, Source], words: Words) -> list[Label]:
    """Return one line on a regime: number, validity, hours, source."""
    row = each.row
    hours = shortened(_hours(each, words), 330)
    source = sources.get(row.source_id)
    says = f"{source.publisher} {source.published_on}".strip() if source else row.source_id
    confidence = {"high": words("sure"), "medium": words("fairly sure"), "low": words("unsure")}[
        row.confidence
    ]
    return [
        Label(x=30, y=y, text=str(each.number), weight=600, anchor="end"),
        Label(x=42, y=y, text=shortened(_validity(each, words), 270)),
        Label(x=322, y=y, text=hours, weight=600),
        Label(x=664, y=y, text=shortened(f"{confidence}: {says}", _RIGHT - 664), fill=SOFT),
    ]


def _asked(x: Scale, report: PortReport, words: Words) -> list[Label]:
    tz = report.controls[0].point.tz if report.controls else "UTC"
    text = words("asked: {clock}", clock=words.clock(report.at, tz))
    is_right = x(report.at) + text_width(text) > _RIGHT
    return [Label(x=x(report.at), y=14, text=text, anchor="end" if is_right else "start", weight=600)]


def _nothing(words: Words) -> Label:
    return Label(x=12, y=14, text=words("No hours are on record for this port."))


def _keys(every: Sequence[_Regime], words: Words) -> list[Key]:
    names = {
        "always": words("24/7, holidays apart"),
        "limited": words("limited hours"),
        "closed": words("closed"),
        "unknown": words("hours unknown"),
    }
    present = {each.look for each in every}
    keys = [
        Key(text=names[look], colour=colour, hatch=hatch)
        for look, (colour, hatch) in _LOOKS.items()
        if look in present
    ]
    return [*keys, Key(text=words("the instant asked for"), colour=INK, dash="3 3")] if every else []


def _caption(lanes: Mapping[str, Sequence[_Regime]], report: PortReport, words: Words) -> str:
    """Return the hours in force at the instant of the report, and since when."""
    parts = []
    for name, lane in lanes.items():
        now = [each for each in lane if _holds(each, report.at)]
        if not now:
            parts.append(words("{side}: no hours on record for this time", side=name))
            continue
        parts.append(f"{name}: {_hours(now[0], words)}, {_validity(now[0], words)}")
    return words.clauses(parts) or words("No hours are on record for this port.")


def _holds(each: _Regime, at: int) -> bool:
    return (each.starts is None or each.starts <= at) and (each.ends is None or at < each.ends)


def _table(lanes: Mapping[str, Sequence[_Regime]], report: PortReport, words: Words) -> Table:
    publishers = {source.source_id: source.publisher for source in report.sources}
    head = (
        words("No."),
        words("Side"),
        words("Valid"),
        words("Hours"),
        words("Zone"),
        words("Holidays"),
        words("Confidence"),
        words("Source"),
        words("Note"),
    )
    rows = tuple(
        (
            str(each.number),
            name,
            _validity(each, words),
            _hours(each, words),
            each.row.tz,
            each.row.holiday_calendar,
            words(CONFIDENCES[each.row.confidence]),
            ", ".join(filter(None, (publishers.get(each.row.source_id, ""), each.row.source_id))),
            each.row.note,
        )
        for name, lane in lanes.items()
        for each in lane
    )
    return Table(head=head, rows=rows, numbers=frozenset({0}))
