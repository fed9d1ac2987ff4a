"""How a study is cut into chunks, and what names a run so that it can be gone on with.

The cut depends on the study alone: not on who works at it, so that results are the same to the byte.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Final

from corridor.batch import require_listable
from corridor.calendars import holidays, zones
from corridor.errors import UsageError
from corridor.model.dataset import Dataset
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.studies.fingerprints import fingerprint, fingerprint_of_all
from corridor.studies.schema import FORMAT
from corridor.studies.shelf import Shelf, shelved
from corridor.studies.trips import trip_of

_LEAST, _MOST, _PARTS = 600_000, 2_400_000, 64
"""What a chunk costs, some microseconds each: a second or two of work, and of a small study a part."""
_PROFILE: Final = 20_000
_SEARCH: Final = 1_000
_CREW_SEARCH: Final = 3_000
_SAMPLE: Final = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """Chunks as places in the line of shipments, and `made_from`: what results depend on, each by its name or fingerprint."""

    shelf: Shelf
    chunks: tuple[range, ...]
    made_from: Mapping[str, str]
    command: str

    def shipments(self, chunk: int) -> Iterator[tuple[int, Shipment]]:
        """Yield the shipments of a chunk, each with its number in the study."""
        return self.shelf.line(self.chunks[chunk])


def plan(study: Study, dataset: Dataset, command: str) -> Plan:
    """Return how a study is worked out.

    Raises:
        UsageError: It has no shipments, two with one id, no such baseline, a grid that does not fit its list, or a
            shipment with too many departures to list.
        OutputError: The disk has no room for the shipments.
    """
    shelf = shelved(study.shipments)
    study = replace(study, shipments=shelf)
    _check(study)
    return Plan(shelf, tuple(_chunks(study, shelf)), _made_from(study, dataset, shelf), command)


def _check(study: Study) -> None:
    names = [scenario.name for scenario in study.scenarios]
    if not study.shipments:
        raise UsageError("the study has no shipments", hint="its table holds no row that can be planned")
    if study.baseline not in names:
        raise UsageError(
            f"no scenario is called {study.baseline!r}", hint=f"the baseline is one of {', '.join(names)}"
        )
    if len(set(names)) < len(names):
        raise UsageError(f"scenarios {', '.join(names)} name one twice", hint="name each once")
    rests = False
    for shipment in study.shipments:
        trip = trip_of(shipment)
        require_listable(range(trip.start, trip.end, max(study.every_s, 1)))
        rests = rests or shipment.query.crew.rests
    if study.every_s <= 0 or study.grid_s <= 0 or (rests and study.every_s % study.grid_s):
        raise UsageError(
            f"departures each {study.every_s} s are not all on a grid of {study.grid_s} s",
            hint="make --every a multiple of --grid",
        )


def _chunks(study: Study, shelf: Shelf) -> Iterator[range]:
    """Yield chunks of alike shipments: those of one origin and window follow one another and are searched at once."""
    shelf.line_up()
    total = sum(_cost(study, shipment) for shipment in shelf)
    limit = min(max(total // _PARTS, _LEAST), _MOST)
    first, spent = 0, 0
    for place, (_, shipment) in enumerate(shelf.line()):
        cost = _cost(study, shipment)
        if place > first and spent + cost > limit:
            yield range(first, place)
            first, spent = place, 0
        spent += cost
    yield range(first, len(shelf))


def _cost(study: Study, shipment: Shipment) -> int:
    trip, scenarios = trip_of(shipment), len(study.scenarios)
    window_s = trip.end - trip.start
    rows = -(-window_s // study.every_s)
    if trip.is_exact:
        once = _PROFILE
    elif shipment.query.crew.rests:
        once = _CREW_SEARCH * -(-window_s // study.grid_s)
    else:
        once = _SEARCH
    return (rows * (1 + study.samples * _SAMPLE) + once) * scenarios


def _made_from(study: Study, dataset: Dataset, shelf: Shelf) -> dict[str, str]:
    """Return what results depend on; names are those of messages."""
    options = asdict(replace(study, shipments=(), scenarios=()))
    return {
        "shipments": fingerprint_of_all(shelf.documents()),
        "scenarios": fingerprint([asdict(scenario) for scenario in study.scenarios]),
        "options": fingerprint(options),
        "dataset": f"{dataset.name} {dataset.version} {dataset.fingerprint}",
        **{f"version of {name}": value for name, value in versions().items()},
        "format": FORMAT,
    }


def versions() -> dict[str, str]:
    """Return the versions of all that answers depend on."""
    return {
        "corridor": version("corridor"),
        "tzdata": zones.tzdata_version(),
        "holidays": holidays.holidays_version(),
    }
