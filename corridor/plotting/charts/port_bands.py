"""What the strips of a port are about: its control points in bands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby, pairwise
from typing import Final

from corridor.calendars import zones
from corridor.model.countries import COUNTRY_NAMES
from corridor.model.crossing import Crossing, CrossingMode
from corridor.model.ids import Country
from corridor.model.names import control_name_in
from corridor.model.port import ControlReport, PortReport, Standing, State
from corridor.plotting.words import LANGUAGES, Words

_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Control points of one side that always stand alike, on their clock; or all of a port and mode, on UTC.

    `hours` are those in force at the instant of the report, blank if they are not known or it is about all.
    """

    title: str
    mode: CrossingMode
    names: tuple[str, ...]
    hours: str
    tz: str
    standings: tuple[Standing, ...]


def port_name(crossing: Crossing, words: Words) -> str:
    """Return the name of a port in the page's language, or else in English."""
    names = dict(zip(LANGUAGES, (crossing.name_en, crossing.name_zh, crossing.name_ru), strict=True))
    return names[words.lang] or crossing.name_en


def country_name(country: Country, words: Words) -> str:
    """Return the name of a country, or its code if it is not of the region."""
    names = COUNTRY_NAMES.get(country)
    return names[LANGUAGES.index(words.lang)] if names else country


def days_end(report: PortReport, days: int) -> int:
    """Return when so many days from the day of the instant are over on all clocks of a port."""
    clocks = {control.point.tz for control in report.controls} or {"UTC"}
    return max(
        zones.local_midnight(zones.to_local(report.at, tz).date() + timedelta(days=days), tz) for tz in clocks
    )


def bands(report: PortReport, end: int, words: Words) -> list[Band]:
    """Return the control points up to an instant, those that stand alike together, and by mode all of them at once."""
    together: dict[tuple[Country, str, CrossingMode, tuple[Standing, ...]], list[ControlReport]] = {}
    for control in report.controls:
        point = control.point
        key = (point.side, point.tz, point.mode, _clipped(control.coming, end))
        together.setdefault(key, []).append(control)
    modes = {mode: mode_name(mode, words) for _, _, mode, _ in together}
    suffix = {mode: f" ({name})" if len(modes) > 1 else "" for mode, name in modes.items()}
    found = [
        Band(
            title=country_name(side, words) + suffix[mode],
            mode=mode,
            names=tuple(control_name_in(control.point, words.lang) for control in controls),
            hours=controls[0].schedule.hours if controls[0].schedule else "",
            tz=tz,
            standings=standings,
        )
        for (side, tz, mode, standings), controls in together.items()
    ]
    return [band for mode in modes for band in _with_all(found, mode, suffix[mode], words)]


def _with_all(found: Sequence[Band], mode: CrossingMode, suffix: str, words: Words) -> list[Band]:
    """Return the bands of a mode, and after several of them the one of all."""
    own = [band for band in found if band.mode == mode]
    if len(own) == 1:
        return own
    title = words("All open at once") + suffix
    every = joint([band.standings for band in own])
    return [*own, Band(title=title, mode=mode, names=(), hours="", tz="UTC", standings=every)]


def mode_name(mode: CrossingMode, words: Words) -> str:
    """Return a mode in the page's language."""
    return {"road": words("road"), "rail": words("rail"), "sea": words("sea")}[mode]


def joint(lines: Sequence[Sequence[Standing]]) -> tuple[Standing, ...]:
    """Return how several points stand together: closed if one is, else unknown if one is, else open.

    It is an exception where none but closures and holidays close it.
    """
    cuts = sorted({at for line in lines for each in line for at in (each.starts, each.ends)})
    pieces = [_together(lines, a, b) for a, b in pairwise(cuts)]
    runs = (list(run) for _, run in groupby(pieces, key=lambda piece: (piece.state, piece.is_exception)))
    return tuple(replace(run[0], ends=run[-1].ends) for run in runs)


def _together(lines: Sequence[Sequence[Standing]], starts: int, ends: int) -> Standing:
    now = [each for line in lines for each in line if each.starts <= starts < each.ends]
    closed = [each for each in now if each.state == "closed"]
    state: State = (
        "closed" if closed else "unknown" if any(each.state == "unknown" for each in now) else "open"
    )
    is_exception = bool(closed) and all(each.is_exception for each in closed)
    return Standing(starts=starts, ends=ends, state=state, reason="", is_exception=is_exception)


def _clipped(standings: Sequence[Standing], end: int) -> tuple[Standing, ...]:
    return tuple(replace(each, ends=min(each.ends, end)) for each in standings if each.starts < end)


def local_hours(standing: Standing, band: Band) -> str:
    """Return the hours of an opening on the clock of its band: `10–24`, `08:30–12`; open ends where it is cut.

    Blank for one of more than a day.
    """
    if standing.ends - standing.starts > _DAY_S:
        return ""
    starts, ends = (zones.to_local(at, band.tz) for at in (standing.starts, standing.ends))
    first = f"{starts:%H}" if starts.minute == 0 else f"{starts:%H:%M}"
    last = f"{ends:%H}" if ends.minute == 0 else f"{ends:%H:%M}"
    if standing.starts == band.standings[0].starts:
        first = ""
    if standing.ends == band.standings[-1].ends:
        last = ""
    return f"{first}–{'24' if last == '00' else last}" if first or last else ""
