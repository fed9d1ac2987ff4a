"""Driving bans: on roads of their own country, and at hours that mean something."""

from collections.abc import Iterator
from typing import Final

from corridor.calendars.opening_hours import parse_hours
from corridor.dataset.checks.ends import ends_by_id
from corridor.dataset.content import Content
from corridor.dataset.notices import Finding, quoted
from corridor.model.ids import Country, LinkId

_SHOWN_AT_MOST: Final = 3


def _countries(content: Content) -> dict[LinkId, set[Country]]:
    """Return the countries of the ends of every road whose ends are known."""
    ends = ends_by_id(content)
    return {
        row.item.link_id: {ends[row.item.from_id].country, ends[row.item.to_id].country}
        for row in content.links
        if row.item.mode == "road" and row.item.from_id in ends and row.item.to_id in ends
    }


def foreign_links(content: Content) -> Iterator[Finding]:
    """Yield bans that name links which are no roads of their country."""
    roads, known = _countries(content), {row.item.link_id for row in content.links}
    for row in content.bans:
        ban = row.item
        wrong = [link for link in ban.links if link in known and roads.get(link) != {ban.country}]
        if wrong:
            names = ", ".join(map(quoted, wrong[:_SHOWN_AT_MOST]))
            yield row.finding("ban-on-other-link", "links", f"{names} is no road inside {ban.country}")


def unusable_hours(content: Content) -> Iterator[Finding]:
    """Yield bans whose hours depend on holidays, which a ban has no calendar for, or which never hold."""
    for row in content.bans:
        hours = parse_hours(row.item.hours)
        if hours.ph is not None or hours.is_never:
            what = "never hold" if hours.is_never else "name holidays"
            hint = "name the banned hours themselves, by season or date"
            yield row.finding("bad-ban-hours", "hours", f"hours {quoted(hours.text)} {what}", hint=hint)


def bans_without_links(content: Content) -> Iterator[Finding]:
    """Yield bans that hold on no road of the network."""
    roads = _countries(content)
    links = [row.item for row in content.links if row.item.link_id in roads]
    for row in content.bans:
        if not any(row.item.lies_on(link, roads[link.link_id]) for link in links):
            yield row.finding("ban-without-link", "country", f"no road of {row.item.country} is under it")
