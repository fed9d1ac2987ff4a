"""The report on one trip as HTML."""

from typing import Final

from corridor.model.reliability import Reliability
from corridor.plotting.charts.chart import Chart
from corridor.plotting.charts.labels import percent
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.reports import trips
from corridor.plotting.reports.page import TripReport
from corridor.plotting.reports.sections import Section, rendered
from corridor.plotting.words import Words

CHARTS: Final = trips.CHARTS
"""The ids of the charts of the report."""

Figure = tuple[str, str]


def charts(report: TripReport) -> tuple[Chart, ...]:
    """Return `CHARTS`, as the page shows them."""
    return trips.charts_of(report.trip.routes, report.nodes, report.title, Words(report.lang))


def render(report: TripReport) -> str:
    """Return the report as one complete HTML document; equal reports give equal bytes."""
    words = Words(report.lang)
    return rendered(
        "trip_report.html",
        report,
        words,
        _sections(report, words),
        charts(report),
        card_figures=_figures(report, words),
        compared=trips.compared(report.trip.routes, report.reliability, report.nodes, words),
    )


def _sections(report: TripReport, words: Words) -> tuple[Section, ...]:
    sure = ""
    if report.reliability:
        asked = report.reliability[0].asked
        sure = words(
            "For the chance to arrive, {samples} trips are sampled on the planned way; the spread of times is assumed.",
            samples=asked.samples,
        )
    return (
        Section(
            anchor="answer",
            title=words("The answer under each scenario"),
            lede=words(
                "Total is from door to door. Waiting is time before a closed port or under a driving ban; queues, "
                "clearance and rest are counted apart."
            ),
        ),
        Section(anchor="map", title=words("The way on the map")),
        Section(anchor="time", title=words("Where and when the time goes")),
        Section(
            anchor="differences",
            title=words("Figure by figure"),
            lede=" ".join(
                filter(
                    None,
                    (
                        words(
                            "Differences are to the first scenario, the baseline: + is longer, − is shorter."
                        ),
                        sure,
                    ),
                )
            ),
        ),
        Section(
            anchor="legs",
            title=words("Leg by leg"),
            lede=words(
                "Every drive, stop and rest, with its clocks, and why a wait or rest lasts as long as it does."
            ),
        ),
    )


def _figures(report: TripReport, words: Words) -> list[list[Figure]]:
    """Return what the card of each scenario says besides the trip itself."""
    baseline = report.trip.routes[0].itinerary
    found: list[list[Figure]] = []
    for number, route in enumerate(report.trip.routes):
        figures: list[Figure] = []
        if number:
            gap = difference(words, route.itinerary.arrive_at - baseline.arrive_at)
            figures.append((words("Against the baseline"), gap))
        if report.reliability:
            figures.append(_sure_figure(report.reliability[number], words))
        found.append(figures)
    return found


def _sure_figure(sure: Reliability, words: Words) -> Figure:
    """Return within how long the share asked for has arrived."""
    at = sure.percentile(sure.asked.share).arrive_at
    within = words("never so many") if at is None else words.duration(at - sure.depart_at)
    return words("{share} arrive within", share=words.number(percent(sure.asked.share))), within
