"""The answers of planners gathered into the report on one trip."""

from collections.abc import Sequence

from corridor.cli.report_values import inputs, nodes, question, weakest_first
from corridor.cli.route_page import Answer, route_page
from corridor.cli.session import Session
from corridor.model.ids import CrossingId
from corridor.model.query import Query
from corridor.model.reliability import Reliability
from corridor.plotting.reports.page import TripReport
from corridor.plotting.words import Words


def trip_report(
    session: Session,
    query: Query,
    answers: Sequence[Answer],
    sure: Sequence[Reliability],
    words: Words,
    *,
    has_map: bool,
) -> TripReport:
    """Return the report on one trip under several scenarios; `sure` is how sure each is, or empty."""
    trip = route_page(session, query, answers, words)
    itineraries = [itinerary for _, itinerary in answers]
    passed = {crossing for itinerary in itineraries for crossing in itinerary.crossings}
    passed |= {CrossingId(notice.subject) for notice in trip.notices if notice.code == "goes-round"}
    tz = session.dataset.places[query.origin].tz
    leaves = (words("Leaves"), words.clock(itineraries[0].depart_at, tz))
    first, *others = question(session, query, words)
    return TripReport(
        title=trip.title,
        subtitle=trip.subtitle,
        verdict=trip.verdict,
        lang=trip.lang,
        notices=weakest_first((*trip.notices, *(notice for found in sure for notice in found.notices))),
        sources=trip.sources,
        made_with=trip.made_with,
        trip=trip,
        nodes=nodes(session, itineraries, words),
        question=(first, leaves, *others),
        inputs=inputs(session, [planner for planner, _ in answers], passed, words),
        has_map=has_map,
        reliability=tuple(sure),
    )
