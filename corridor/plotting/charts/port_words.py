"""What the strips of a port say in words, and their table."""

from collections.abc import Sequence
from itertools import groupby

from corridor.model.port import Standing
from corridor.plotting.charts.chart import Table
from corridor.plotting.charts.port_bands import Band, local_hours, mode_name
from corridor.plotting.charts.port_shuts import Shut
from corridor.plotting.words import Words


def state_words(standing: Standing, words: Words) -> str:
    """Return `open`, `closed` or `hours unknown` in the page's language."""
    return {"open": words("open"), "closed": words("closed"), "unknown": words("hours unknown")}[
        standing.state
    ]


def says(standing: Standing, band: Band, words: Words) -> str:
    """Return a stretch of a band in a sentence."""
    text = words(
        "{side}: {state} from {starts} to {ends}",
        side=band.title,
        state=state_words(standing, words),
        starts=words.clock(standing.starts, band.tz),
        ends=words.clock(standing.ends, band.tz),
    )
    return f"{text} ({standing.reason})" if standing.reason else text


def caption(found: Sequence[Band], closed: Sequence[Shut], days: int, words: Words) -> str:
    """Return for how much of the time a port works, what is not known, and how often it is closed."""
    if not found:
        return words("No control point of this port works for freight.")
    parts = [part for every in _wholes(found) for part in _parts(every, found, words)]
    parts.append(_unknown(found, words))
    if closed:
        parts.append(words.many("{count} closure or holiday", "{count} closures or holidays", len(closed)))
    elif days > 7:
        parts.append(words("no closure or holiday is known in these days"))
    text = words.clauses(filter(None, parts))
    return text[0].upper() + text[1:]


def _wholes(found: Sequence[Band]) -> list[Band]:
    """Return for each mode the band of all points, or the only one."""
    return list({band.mode: band for band in found}.values())


def _parts(every: Band, found: Sequence[Band], words: Words) -> list[str]:
    """Return for how much of the time a mode is open, and its longest time shut, on the first clock."""
    share, shut = _share(every, words), _longest(every.standings, found[0].tz, words)
    if share and len(_wholes(found)) > 1:
        share = f"{mode_name(every.mode, words)}: {share}"
    return [share, shut]


def _share(every: Band, words: Words) -> str:
    is_joint = not every.names
    whole = every.standings[-1].ends - every.standings[0].starts
    opened = sum(each.ends - each.starts for each in every.standings if each.state == "open")
    if opened == whole:
        return words("open day and night")
    if not opened and any(each.state == "unknown" for each in every.standings):
        return ""
    if not opened:
        return words("never all open at once") if is_joint else words("closed throughout")
    share = f"{opened / whole:.0%}"
    if is_joint:
        return words("all are open at once {share} of the time", share=share)
    return words("open {share} of the time", share=share)


def _longest(standings: Sequence[Standing], tz: str, words: Words) -> str:
    """Return the longest time shut, if it is not shut throughout."""
    runs = [list(run) for state, run in groupby(standings, key=lambda each: each.state) if state == "closed"]
    shut = [(run[-1].ends - run[0].starts, run[0].starts) for run in runs]
    if not shut or shut[0][0] == standings[-1].ends - standings[0].starts:
        return ""
    lasts, starts = max(shut, key=lambda each: each[0])
    return words(
        "longest shut {duration}, from {starts}",
        duration=words.duration(lasts),
        starts=words.clock(starts, tz),
    )


def _unknown(found: Sequence[Band], words: Words) -> str:
    sides = dict.fromkeys(
        band.title for band in found if band.names and any(each.state == "unknown" for each in band.standings)
    )
    return words("hours are not known: {sides}", sides=words.names(sides)) if sides else ""


def table(found: Sequence[Band], closed: Sequence[Shut], words: Words) -> Table:
    """Return a row for each stretch of each band."""
    numbers = {each.key: each for each in closed}
    rows = []
    for band in found:
        for each in band.standings:
            shut = numbers.get((each.reason, each.starts, each.ends)) if each.is_exception else None
            why = f"{shut.number}: {shut.what}; {shut.who}" if shut else each.reason
            rows.append(
                (
                    band.title,
                    words.names(band.names),
                    state_words(each, words),
                    words.clock(each.starts, band.tz),
                    words.clock(each.ends, band.tz),
                    words.duration(each.ends - each.starts),
                    local_hours(each, band),
                    why,
                )
            )
    head = (
        words("Side"),
        words("Control points"),
        words("State"),
        words("From"),
        words("To"),
        words("Length"),
        words("Local hours"),
        words("Why"),
    )
    return Table(head=head, rows=tuple(rows), numbers=frozenset({5}))
