"""A card for each scenario: what becomes of all departures under it."""

from dataclasses import dataclass

from corridor.model.study_summary import Outcome, Saving
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.reports.study.page import StudyPage, duration, number, part
from corridor.plotting.style import RouteStyle, route_style
from corridor.plotting.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A scenario in a few figures: `facts` are names and texts."""

    number: int
    title: str
    name: str
    style: RouteStyle
    mean: str
    waiting: str
    facts: tuple[tuple[str, str], ...]


def cards(page: StudyPage, words: Words) -> list[Card]:
    """Return the scenarios, the baseline first."""
    return [_card(page, place, scenario, words) for place, scenario in enumerate(page.order)]


def _card(page: StudyPage, place: int, scenario: int, words: Words) -> Card:
    outcome, hours = page.summary.total.outcomes[scenario], page.summary.truck_hours_saved[scenario]
    facts = [
        (words("Half of departures take at most"), duration(outcome.duration.p50_s, words)),
        (words("Nine in ten take at most"), duration(outcome.duration.p90_s, words)),
        (words("The longest takes"), duration(outcome.duration.max_s, words)),
        (words("Nine in ten wait at most"), duration(outcome.wait.p90_s, words)),
        *(_against(outcome.saving, words) if outcome.saving else [(words("Baseline"), words("the others are compared with it"))]),
        *([(words("Truck-hours saved a year"), _hours(page, hours, words))] if hours is not None else []),
        (words("Departures with a way"), _answered(outcome, words)),
    ]  # fmt: skip
    return Card(
        number=place + 1,
        title=page.titles[scenario],
        name=page.summary.names[scenario],
        style=route_style(place),
        mean=duration(outcome.duration.mean_s, words),
        waiting=duration(outcome.wait.mean_s, words),
        facts=tuple(facts),
    )


def _against(saving: Saving, words: Words) -> list[tuple[str, str]]:
    if saving.mean_s is None:
        return [(words("Against the baseline"), words("no departure has a way under both"))]
    return [
        (words("Against the baseline, mean"), difference(words, -saving.mean_s)),
        (words("Waiting against the baseline, mean"), difference(words, -(saving.wait_mean_s or 0))),
        (words("Departures that arrive earlier"), words.number(part(saving.share_gain))),
        (words("Departures that arrive later"), words.number(part(saving.share_lose))),
        (words("Departures by other ports"), words.number(part(saving.share_reroute))),
    ]


def _answered(outcome: Outcome, words: Words) -> str:
    everything = outcome.answered + outcome.unanswered
    return words.number(part(outcome.answered / everything)) if everything else "–"


def _hours(page: StudyPage, hours: float, words: Words) -> str:
    """Return truck-hours, and of how many shipments they are if not of all."""
    shipments, total = page.summary.shipments, page.summary.shipments_in_all
    told = words.number(number(hours)).replace("-", "−")
    known = sum(each.shipment.trucks_per_year is not None for each in shipments)
    if known == total or len(shipments) < total:
        return told
    return words("{hours}, of {known} of {all} shipments", hours=told, known=known, all=total)
