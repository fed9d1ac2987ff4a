"""What every report says of the question, the scenarios and the nodes on the way."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from corridor.cli.session import Session
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, CrossingId, PlaceId, SourceId
from corridor.model.itinerary import Itinerary
from corridor.model.names import name_in
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.scenario import Changed
from corridor.planner import Planner
from corridor.plotting.reports.page import Input, Inputs, Nodes
from corridor.plotting.words import Words
from corridor.reports.names import title_of

_WORST_FIRST = ("error", "warning", "info")


def nodes(session: Session, itineraries: Iterable[Itinerary], words: Words) -> Nodes:
    """Return the names of all that trips meet."""
    dataset = session.dataset
    legs = [leg for itinerary in itineraries for leg in itinerary.legs]
    met = dict.fromkeys(end for leg in legs for end in (leg.from_id, leg.to_id))
    controls = [ControlId(item) for item in met if ControlId(item) in dataset.control_points]
    places = [dataset.places[PlaceId(item)] for item in met if PlaceId(item) in dataset.places]
    return Nodes(
        names={item: title_of(dataset, item, words.lang) for item in met},
        ports={
            item: name_in(dataset.crossings[dataset.control_points[item].crossing_id], words.lang)
            for item in controls
        },
        towns=frozenset(place.place_id for place in places if place.kind in {"city", "town"}),
    )


def lane(session: Session, query: Query, words: Words) -> str:
    """Return origin and destination as one title."""
    places = session.dataset.places
    return " - ".join(name_in(places[end], words.lang) for end in (query.origin, query.destination))


def weakest_first(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return what answers lean on, each remark once, what may not hold before what is only worth knowing."""
    return tuple(sorted(dict.fromkeys(notices), key=lambda notice: _WORST_FIRST.index(notice.severity)))


def question(session: Session, query: Query, words: Words) -> list[tuple[str, str]]:
    """Return what was asked besides the time of leaving, each part with its name."""
    vehicle, crew = query.vehicle, query.crew
    hauls = {"international": words("international"), "domestic": words("domestic")}
    rows = [
        (words("Trip"), lane(session, query, words)),
        (
            words("By"),
            {"road": words("road, with ferries"), "rail": words("rail")}.get(
                query.mode, words("road or rail")
            ),
        ),
        (words("By way of"), words.names(_name(session.dataset, item, words) for item in query.via)),
        (words("Not by way of"), _avoided(session.dataset, query, words)),
        (
            words("Truck"),
            words(
                "{gross} t in all, {load} t of load, {axle} t on the heaviest axle",
                gross=words.number(f"{vehicle.gross_t:g}"),
                load=words.number(f"{vehicle.payload_t:g}"),
                axle=words.number(f"{vehicle.axle_t:g}"),
            ),
        ),
        (words("Carriage"), hauls.get(vehicle.haul or "", words("as the ends of the trip make it"))),
        (words("Cargo"), words("perishable") if vehicle.cargo == "perishable" else words("general")),
        (
            words("Crew"),
            words("{crew}: its breaks and rests count", crew=crew.crew_id)
            if crew.rests
            else words("never rests: no breaks or rests are counted"),
        ),
        (
            words("Relays"),
            words.names(name_in(session.dataset.crossings[item], words.lang) for item in sorted(crew.relays)),
        ),
        (
            words("Queues"),
            words("counted where figures are known") if query.queue == "data" else words("not counted"),
        ),
        (words("Driving bans"), words("kept") if query.bans == "data" else words("not counted")),
        (
            words("Hours that are not known"),
            words("taken as open") if query.assume_unknown == "open" else words("taken as closed"),
        ),
    ]
    return [(name, text) for name, text in rows if text]


def inputs(
    session: Session, planners: Sequence[Planner], passed: Collection[CrossingId], words: Words
) -> tuple[Inputs, ...]:
    """Return what each scenario changed; `passed` are the ports of the report's trips."""
    return tuple(_inputs(session.dataset, planner, passed, words) for planner in planners)


def _inputs(dataset: Dataset, planner: Planner, passed: Collection[CrossingId], words: Words) -> Inputs:
    here = [change for change in planner.changes if _concerns(dataset, change, passed)]
    return Inputs(
        title=planner.scenario.title,
        description=planner.scenario.description,
        is_assumed=planner.scenario.assumed,
        changes=tuple(
            Input(
                subject=_subject(dataset, change.subject, words),
                field=change.field,
                before=change.before,
                after=change.after,
                source=_source(planner, change, words),
            )
            for change in here
        ),
        elsewhere=len(planner.changes) - len(here),
    )


def _concerns(dataset: Dataset, change: Changed, passed: Collection[CrossingId]) -> bool:
    """Whether a change is about a port of the trips, or a driving ban."""
    first = change.subject.replace(" ", ".").split(".")[0]
    point = dataset.control_points.get(ControlId(first))
    return (point.crossing_id if point else first) in passed or first.startswith("ban:")


def _subject(dataset: Dataset, subject: str, words: Words) -> str:
    """Return the name of what is changed: `irkeshtam.CN` is the Chinese side of Irkeshtam."""
    if subject.startswith("ban:"):
        return next((ban.name for ban in dataset.bans if ban.ban_id == subject[4:]), subject)
    crossing, *rest = subject.split(".")
    control = ControlId((rest[-1] if rest else subject).partition(" ")[0])
    if control in dataset.control_points:
        return title_of(dataset, control, words.lang)
    if found := dataset.crossings.get(CrossingId(crossing)):
        return " ".join((name_in(found, words.lang), *(f"({side})" for side in rest)))
    return subject


def _source(planner: Planner, change: Changed, words: Words) -> str:
    """Return who published what a scenario puts in the place of other figures."""
    known = {planner.dataset.sources.get(source_id) for source_id in _source_ids(planner.dataset, change)}
    found = sorted({f"{source.publisher}: {source.title}" for source in known if source})
    return "; ".join(found) or words("set by the scenario")


def _source_ids(dataset: Dataset, change: Changed) -> Iterator[SourceId]:
    """Yield the sources of the changed rows; those that a scenario made have none in the tables."""
    if change.field == "hours":
        crossing, side, *control = change.subject.split(".")
        for row in dataset.schedules:
            is_same = (row.crossing_id, row.side, row.channel, row.hours) == (
                crossing,
                side,
                "freight",
                change.after,
            )
            if is_same and (not control or row.control_id == control[0]):
                yield row.source_id
    elif change.field in {"demand", "capacity"}:
        control_id = change.subject.split(" ")[0]
        yield from (row.source_id for row in dataset.queues if row.control_id == control_id)


def _avoided(dataset: Dataset, query: Query, words: Words) -> str:
    ports = [name_in(dataset.crossings[item], words.lang) for item in sorted(query.avoid_crossings)]
    places = [name_in(dataset.places[item], words.lang) for item in sorted(query.avoid_places)]
    return words.names((*ports, *sorted(query.avoid_countries), *places))


def _name(dataset: Dataset, item: str, words: Words) -> str:
    place = dataset.places.get(PlaceId(item))
    return name_in(place or dataset.crossings[CrossingId(item)], words.lang)
