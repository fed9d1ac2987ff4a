"""The reach under several scenarios gathered into the page that a map draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corridor.cli.route_page import made_with
from corridor.cli.session import Session
from corridor.dataset.loading import load_alignments, load_basemap
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, LinkId, PlaceId, SourceId
from corridor.model.names import name_in
from corridor.model.place import Place
from corridor.model.query import TravelMode
from corridor.model.reach import ReachedLink, Reaches
from corridor.plotting.maps.reach.page import MapLink, MapSpot, ReachMapPage
from corridor.plotting.words import Words
from corridor.reports.link_lines import points_of
from corridor.reports.names import title_of
from corridor.reports.reach_text import ended

_NAMED = 4
"""Places in the verdict."""


def reach_page(session: Session, mode: TravelMode, reaches: Reaches, words: Words) -> ReachMapPage:
    """Return the page; links of other modes than the truck's are left out."""
    return _Gathering(session, mode, reaches, words).page()


@dataclass(frozen=True)
class _Gathering:
    session: Session
    mode: TravelMode
    reaches: Reaches
    words: Words

    @property
    def dataset(self) -> Dataset:
        return self.session.dataset

    def page(self) -> ReachMapPage:
        dataset, words, reach = self.dataset, self.words, self.reaches.baseline.reach
        origin = dataset.places[reach.origin]
        limit_s = self._telling_limit()
        used = {stand.control_id for result in self.reaches.results for stand in result.reach.stands}
        return ReachMapPage(
            title=words("Reach from {place}", place=name_in(origin, words.lang)),
            subtitle=words("One truck leaving {clock}", clock=words.clock(reach.depart_at, origin.tz)),
            verdict=self._verdict(limit_s),
            lang=words.lang,
            reaches=self.reaches,
            origin=self._place(origin),
            places={
                place: self._place(dataset.places[place])
                for place in ended(dataset, sorted(dataset.places))
                if place != origin.place_id
            },
            controls={control_id: self._control(control_id) for control_id in sorted(used)},
            links=self._links(),
            begin_s=limit_s,
            crossings={name: name_in(item, words.lang) for name, item in dataset.crossings.items()},
            basemap=load_basemap(self.session.folder),
            notices=tuple(notice for notice in self.reaches.notices if notice.severity != "info"),
            sources=tuple(self._sources()),
            made_with=made_with(self.session, words),
        )

    def _place(self, place: Place) -> MapSpot:
        name = title_of(self.dataset, place.place_id, self.words.lang)
        return MapSpot(name=name, position=place.position, tz=place.tz, is_major=place.kind == "city")

    def _control(self, control_id: ControlId) -> MapSpot:
        point = self.dataset.control_points[control_id]
        name = title_of(self.dataset, control_id, self.words.lang)
        return MapSpot(name=name, position=point.position, tz=point.tz)

    def _links(self) -> dict[LinkId, MapLink]:
        alignments = load_alignments(self.session.folder)
        rail = {"road": (False,), "rail": (True,), "any": (False, True)}[self.mode]
        return {
            link.link_id: MapLink(
                from_id=link.from_id,
                points=points_of(self.dataset, alignments, link.link_id, link.from_id),
                distance_km=link.distance_km,
            )
            for link in self.dataset.links.values()
            if link.status == "open" and (link.mode == "rail") in rail
        }

    def _telling_limit(self) -> int:
        """Return the limit by which scenarios differ most in places; the middle one if in none."""
        limits = self.reaches.baseline.reach.limits_s
        told = {limit_s: sum(map(len, self._gains(limit_s).values())) for limit_s in limits}
        best = max(told, key=lambda limit_s: told[limit_s])
        return best if told[best] else limits[len(limits) // 2]

    def _gains(self, limit_s: int) -> dict[str, list[PlaceId]]:
        """Return the places that each other scenario adds, by its title."""
        return {
            result.scenario.title: ended(self.dataset, self.reaches.only_under(result, limit_s))
            for result in self.reaches.results[1:]
        }

    def _verdict(self, limit_s: int) -> str:
        words = self.words
        counts = [
            words.many(
                "{count} place under {scenario}",
                "{count} places under {scenario}",
                len(ended(self.dataset, result.reach.places_by(limit_s))),
                scenario=result.scenario.title,
            )
            for result in self.reaches.results
        ]
        parts = [
            words("By {duration}: {counts}", duration=words.duration(limit_s), counts=words.names(counts))
        ]
        parts += [
            words("only under {scenario}: {places}", scenario=title, places=self._list(places))
            for title, places in self._gains(limit_s).items()
            if places
        ]
        return words.clauses(parts)

    def _list(self, places: Sequence[PlaceId]) -> str:
        names = [title_of(self.dataset, place, self.words.lang) for place in places[:_NAMED]]
        more = [self.words("{count} more", count=len(places) - _NAMED)] if len(places) > _NAMED else []
        return self.words.names([*names, *more])

    def _sources(self) -> Iterable[str]:
        used = {str(self.dataset.links[link.link_id].distance_source_id) for link in self._reached()}
        used |= {notice.source_id for notice in self.reaches.notices if notice.source_id}
        for source_id in sorted(used):
            if source := self.dataset.sources.get(SourceId(source_id)):
                yield f"{source.publisher}: {source.title} {source.url}".strip()

    def _reached(self) -> Iterable[ReachedLink]:
        return (link for result in self.reaches.results for link in result.reach.links)
