"""The departures that changed most, each explained in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corridor.model.study_summary import ChangedDeparture, Told
from corridor.plotting.reports.study.page import StudyPage
from corridor.plotting.words import Words, later


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The departures that a scenario changed most, in a sentence each."""

    title: str
    sentences: tuple[str, ...]


def changes(page: StudyPage, words: Words) -> list[Changes]:
    """Return the departures by scenario."""
    titles = dict(zip(page.summary.names, page.titles, strict=True))
    return [
        Changes(title=titles[scenario], sentences=tuple(_sentence(page, each, words) for each in group))
        for scenario, group in groupby(page.summary.changed, key=lambda each: each.scenario)
    ]


_ARRIVALS = (
    later(
        "Leaving {origin} on {clock} for {destination} ({shipment}), a truck arrives {gap} sooner: on {after} instead of {before}. "
    ),
    later(
        "Leaving {origin} on {clock} for {destination} ({shipment}), a truck arrives {gap} later: on {after} instead of {before}. "
    ),
)


def _sentence(page: StudyPage, each: ChangedDeparture, words: Words) -> str:
    tz = page.zones[each.destination]
    arrivals = (words.clock(told.arrive_at or 0, tz) for told in (each.before, each.after))
    before, after = arrivals
    arrival = words(
        _ARRIVALS[each.saving_s < 0],
        origin=page.name(each.origin),
        destination=page.name(each.destination),
        shipment=each.shipment_id,
        clock=words.clock(each.depart_at, each.tz),
        gap=words.duration(abs(each.saving_s)),
        before=before,
        after=after,
    )
    return arrival + _why(page, each, words)


def _why(page: StudyPage, each: ChangedDeparture, words: Words) -> str:
    before, after = (_waiting(page, told, words) for told in (each.before, each.after))
    if each.before.crossings == each.after.crossings:
        return words(
            "By {way} both times, it waits {after} instead of {before}.",
            way=_way(page, each.after, words),
            before=before,
            after=after,
        )
    return words(
        "It goes by {new} and waits {after}, instead of going by {old} and waiting {before}.",
        new=_way(page, each.after, words),
        old=_way(page, each.before, words),
        before=before,
        after=after,
    )


def _way(page: StudyPage, told: Told, words: Words) -> str:
    return words.names(map(page.name, told.crossings)) or words("no border")


def _waiting(page: StudyPage, told: Told, words: Words) -> str:
    """Return how long one waits, and where the most of it."""
    if not told.wait_s:
        return words("nowhere")
    ranked = sorted(told.waits, key=lambda wait: -wait[1])
    if len(ranked) == 1:
        return words("{wait} at {port}", wait=words.duration(told.wait_s), port=page.name(ranked[0][0]))
    return words("{wait} ({places})", wait=words.duration(told.wait_s), places=_places(page, ranked, words))


def _places(page: StudyPage, ranked: Sequence[tuple[str, int]], words: Words) -> str:
    parts = [
        words("{wait} at {port}", wait=words.duration(seconds), port=page.name(point))
        for point, seconds in ranked[:3]
    ]
    rest = sum(seconds for _, seconds in ranked[3:])
    more = [words("{wait} elsewhere", wait=words.duration(rest))] if rest else []
    return words.names((*parts, *more))
