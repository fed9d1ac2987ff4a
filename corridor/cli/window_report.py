"""Windows of departures gathered into the report that compares scenarios."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from corridor.calendars import zones
from corridor.calendars.periods import subtract
from corridor.cli.report_values import inputs, lane, nodes, question, weakest_first
from corridor.cli.route_page import Answer, made_with, route_page, sources_of, titles_of
from corridor.cli.session import Session
from corridor.cli.window_verdict import verdict
from corridor.errors import NoRouteError
from corridor.model.comparison import Comparison, DepartureProfile
from corridor.model.ids import ControlId, CrossingId
from corridor.model.itinerary import Itinerary
from corridor.model.names import name_in
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.sure import HowSure
from corridor.planner import Planner
from corridor.plotting.reports.page import WindowReport
from corridor.plotting.words import Words
from corridor.reports.names import share, title_of

_HOUR_S: Final = 3600
_TRUCKS: Final = 24
_MOST_WAYS: Final = 4
"""Ways on the map besides those of the departure that is told of."""


def window_report(
    session: Session,
    query: Query,
    comparison: Comparison,
    planners: Sequence[Planner],
    sure: HowSure | None,
    words: Words,
    *,
    has_map: bool,
) -> WindowReport:
    """Return the report on scenarios over one window; the first is the baseline."""
    return _Window(session, query, comparison, planners, sure, words).report(has_map=has_map)


@dataclass(frozen=True)
class _Window:
    session: Session
    query: Query
    comparison: Comparison
    planners: Sequence[Planner]
    sure: HowSure | None
    words: Words

    def report(self, *, has_map: bool) -> WindowReport:
        session, words, comparison = self.session, self.words, self.comparison
        at, because = self._telling()
        told = list(self._answers(at))
        trip = route_page(session, replace(self.query, depart_at=at), told, words, self._other_ways(told))
        trucks = tuple(self._trucks(at))
        notices = weakest_first(self._notices())
        sources = sources_of(session.dataset, (notice.source_id for notice in notices))
        return WindowReport(
            title=lane(session, self.query, words),
            subtitle=self._dates(),
            verdict=verdict(comparison, self.titles, self._lane, words),
            lang=words.lang,
            notices=notices,
            sources=tuple(dict.fromkeys((*trip.sources, *sources))),
            made_with=made_with(session, words),
            trip=trip,
            nodes=nodes(session, (*(route.itinerary for route in trip.routes), *trucks), words),
            question=self._question(),
            inputs=inputs(session, self.planners, self._passed, words),
            has_map=has_map,
            comparison=comparison,
            sure=self.sure,
            titles=self.titles,
            lane=self._lane,
            tz_to=session.dataset.places[self.query.destination].tz,
            told=trip.routes[: len(told)],
            told_because=because,
            trucks=trucks,
            closed=self._closed(trucks),
            waits_at=dict(self._waiting_points()),
            crossings={
                item: name_in(session.dataset.crossings[item], words.lang) for item in sorted(self._passed)
            },
        )

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What people read for the scenarios."""
        return titles_of([result.scenario for result in self.comparison.results])

    @property
    def _lane(self) -> str:
        return lane(self.session, self.query, self.words)

    @property
    def _first(self) -> DepartureProfile:
        return self.comparison.results[0].profile

    @cached_property
    def _passed(self) -> set[CrossingId]:
        ways = (way for result in self.comparison.results for way in result.profile.statistics.crossings)
        return {crossing for way in ways for crossing in way}

    def _dates(self) -> str:
        first, words = self._first, self.words
        return words(
            "Every departure from {start} to {end}",
            start=words.clock(first.start, first.tz),
            end=words.clock(first.end, first.tz),
        )

    def _question(self) -> tuple[tuple[str, str], ...]:
        words, grid_s = self.words, self._first.profile.grid_s
        method = (
            words("one departure each {duration}, with the crew's rests", duration=words.duration(grid_s))
            if grid_s
            else words("exact: every second of the window")
        )
        trip, *others = question(self.session, self.query, words)
        asked = [(words("Departures"), self._dates()), (words("Figures are of"), method)]
        if self.sure:
            samples = words(
                "{samples} sampled trips for one departure each {every}",
                samples=self.sure.asked.samples,
                every=words.duration(self.sure.every_s),
            )
            asked.append((words("Chances are of"), samples))
        return (trip, *asked, *others)

    def _notices(self) -> Iterator[Notice]:
        yield from (notice for result in self.comparison.results for notice in result.profile.notices)
        yield from self.sure.notices if self.sure else ()

    def _telling(self) -> tuple[int, str]:
        """Return the departure to tell of, and why it: the largest gain, the largest loss, or the longest trip."""
        words = self.words
        named = list(zip(self.titles[1:], self.comparison.differences, strict=True))
        gains = [(d.largest_gain, title) for title, d in named if d.largest_gain]
        losses = [(d.largest_loss, title) for title, d in named if d.largest_loss]
        if gains:
            top, title = min(gains, key=lambda gain: gain[0].difference_s)
            text = words(
                "Of all departures this one gains most: {duration} under {scenario}.",
                duration=words.duration(-top.difference_s),
                scenario=title,
            )
            return top.depart_at, text
        if losses:
            top, title = max(losses, key=lambda loss: loss[0].difference_s)
            text = words(
                "Of all departures this one loses most: {duration} under {scenario}.",
                duration=words.duration(top.difference_s),
                scenario=title,
            )
            return top.depart_at, text
        longest = next(found for result in self.comparison.results if (found := result.profile.worst))
        return longest.depart_at, words("Of all departures this one takes longest.")

    def _answers(self, at: int) -> Iterator[Answer]:
        for planner in self.planners:
            if itinerary := self._plan(planner, at):
                yield planner, itinerary

    def _plan(self, planner: Planner, at: int) -> Itinerary | None:
        try:
            return planner.plan(replace(self.query, depart_at=at))
        except NoRouteError:
            return None

    def _other_ways(self, told: Sequence[Answer]) -> list[tuple[str, Planner, Itinerary]]:
        """Return the ways that other departures take, most used first, each as the first one goes it."""
        found = []
        known = {itinerary.crossings for _, itinerary in told}
        for planner, title, result in zip(self.planners, self.titles, self.comparison.results, strict=True):
            for way, part in result.profile.statistics.crossings.items():
                if way in known:
                    continue
                known.add(way)
                itinerary = self._plan(planner, _first_by(result.profile, way))
                if itinerary is not None:
                    found.append((part, self._way_title(itinerary, title, share(part)), planner, itinerary))
        found.sort(key=lambda one: -one[0])
        return [(title, planner, itinerary) for _, title, planner, itinerary in found[:_MOST_WAYS]]

    def _way_title(self, itinerary: Itinerary, scenario: str, part: str) -> str:
        words, crossings = self.words, self.session.dataset.crossings
        ports = words.names(name_in(crossings[item], words.lang) for item in itinerary.crossings)
        return words(
            "By {ports}: {share} of departures under {scenario}, such as {clock}",
            ports=ports or words("no border"),
            share=part,
            scenario=scenario,
            clock=words.clock(itinerary.depart_at, self._first.tz),
        )

    def _trucks(self, at: int) -> Iterator[Itinerary]:
        """Yield the trucks that leave each hour of the day of a departure, or on a wide grid, under the baseline."""
        first = self._first
        step_s = max(_HOUR_S, first.profile.grid_s)
        midnight = zones.to_local(at, first.tz).replace(hour=0, minute=0, second=0, microsecond=0)
        start = max(int(midnight.timestamp()), first.start)
        for leaves in range(start, min(start + _TRUCKS * _HOUR_S, first.end), step_s):
            if itinerary := self._plan(self.planners[0], leaves):
                yield itinerary

    def _closed(self, trucks: Sequence[Itinerary]) -> dict[ControlId, list[tuple[int, int]]]:
        """Return when the control points that trucks meet are shut."""
        if not trucks:
            return {}
        start, end = min(truck.depart_at for truck in trucks), max(truck.arrive_at for truck in trucks)
        met = sorted({leg.control_id for truck in trucks for leg in truck.legs if leg.control_id})
        planner = self.planners[0]
        points, book = planner.dataset.control_points, planner.book
        return {
            item: subtract([(start, end)], book.calendar(points[item]).periods.within(start, end))
            for item in met
        }

    def _waiting_points(self) -> Iterator[tuple[str, str]]:
        dataset = self.session.dataset
        bans = {f"ban:{ban.ban_id}": ban.name for ban in dataset.bans}
        for result in self.comparison.results:
            for item in result.profile.statistics.waits:
                is_point = ControlId(item) in dataset.control_points
                yield item, title_of(dataset, item, self.words.lang) if is_point else bans.get(item, item)


def _first_by(profile: DepartureProfile, way: tuple[CrossingId, ...]) -> int:
    """Return the first departure of a window that takes a way."""
    exact = profile.profile
    return next(
        int(departs)
        for departs, used in zip(exact.departs, exact.ways, strict=True)
        if used >= 0 and tuple(exact.crossings[used]) == way
    )
