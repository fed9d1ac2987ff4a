"""Closures and holidays that fall into the strips of a port, with their clocks and who announced them."""

from collections.abc import Sequence
from dataclasses import dataclass

from corridor.model.port import PortReport
from corridor.model.schedule import Closure
from corridor.plotting.charts.port_bands import Band
from corridor.plotting.words import Words

Key = tuple[str, int, int]
"""Reason, start and end of a standing."""
Announced = tuple[Closure, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A closure or a holiday: the standings it makes, `what` and when, `who` it concerns and who announced it."""

    number: int
    key: Key
    what: str
    who: str


def shuts(report: PortReport, found: Sequence[Band], words: Words) -> list[Shut]:
    """Return the closures and holidays that the bands hold, in order, numbered from 1."""
    hit: dict[Key, list[Band]] = {}
    for band in found:
        for each in band.standings:
            if each.is_exception and band.names:
                hit.setdefault((each.reason, each.starts, each.ends), []).append(band)
    ordered = sorted(hit.items(), key=lambda item: (item[0][1], item[0][2], item[0][0]))
    return [_shut(number, key, bands, report, words) for number, (key, bands) in enumerate(ordered, 1)]


def _shut(number: int, key: Key, found: Sequence[Band], report: PortReport, words: Words) -> Shut:
    announced = _announced(key, report)
    reason = key[0][:1].upper() + key[0][1:]
    sides = words.names(dict.fromkeys(band.title for band in found))
    return Shut(
        number=number,
        key=key,
        what=f"{reason}: {_when(key, found[0], announced, words)}",
        who="; ".join([sides, *([_said(announced[0], report, words)] if announced else [])]),
    )


def _announced(key: Key, report: PortReport) -> Announced | None:
    """Return the closure that gives a standing its reason."""
    reason, starts, ends = key
    return next(
        (
            row
            for row in report.closures
            if row[1] < ends and row[2] > starts and reason.endswith(row[0].reason)
        ),
        None,
    )


def _when(key: Key, band: Band, announced: Announced | None, words: Words) -> str:
    """Return from when to when it lasts; what is not announced may go on beyond the strip."""
    starts, ends = announced[1:] if announced else key[1:]
    first, last = (words.clock(at, band.tz) for at in (starts, ends))
    is_cut = (
        not announced and starts == band.standings[0].starts,
        not announced and ends == band.standings[-1].ends,
    )
    if all(is_cut):
        return words("all these days")
    if is_cut[0]:
        return words("until {end}", end=last)
    if is_cut[1]:
        return words("from {start} on", start=first)
    return words("{start} to {end}", start=first, end=last)


def _said(row: Closure, report: PortReport, words: Words) -> str:
    """Return who announced a closure, and when."""
    source = next((each for each in report.sources if each.source_id == row.source_id), None)
    publisher = source.publisher if source else row.source_id
    on = row.announced_on or (source.published_on if source else "")
    if on:
        return words("announced by {publisher}, {date}", publisher=publisher, date=on)
    return words("announced by {publisher}", publisher=publisher)
