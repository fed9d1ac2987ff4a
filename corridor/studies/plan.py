"""How a study is cut into chunks, and what names a run so that it can be gone on with.

The cut depends on the study alone: not on who works at it, so that results are the same to the byte.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any, Final

from corridor.batch import require_listable
from corridor.calendars import holidays, zones
from corridor.errors import UsageError
from corridor.model.dataset import Dataset
from corridor.model.ids import PlaceId
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.studies.schema import FORMAT
from corridor.studies.trips import Trip, trip_of

_LEAST, _MOST, _PARTS = 600_000, 2_400_000, 64
"""What a chunk costs, some microseconds each: a second or two of work, and of a small study a part."""
_PROFILE: Final = 20_000
_SEARCH: Final = 1_000
_CREW_SEARCH: Final = 3_000
_SAMPLE: Final = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """Chunks as rows of the study's shipments, and `made_from`: what results depend on, each by its name or fingerprint."""

    chunks: tuple[tuple[int, ...], ...]
    made_from: Mapping[str, str]
    command: str


def plan(study: Study, dataset: Dataset, command: str) -> Plan:
    """Return how a study is worked out.

    Raises:
        UsageError: It has no shipments, two with one id, no such baseline, a grid that does not fit its list, or a
            shipment with too many departures to list.
    """
    _check(study)
    return Plan(_chunks(study), _made_from(study, dataset), command)


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
    ids = [shipment.shipment_id for shipment in study.shipments]
    if len(set(ids)) < len(ids):
        seen: set[str] = set()
        twice = next(each for each in ids if each in seen or seen.add(each))  # type: ignore[func-returns-value]
        raise UsageError(f"two shipments have the id {twice!r}", hint="give each row an id of its own")
    for start, end in dict.fromkeys((trip.start, trip.end) for trip in map(trip_of, study.shipments)):
        require_listable(range(start, end, max(study.every_s, 1)))
    rests = any(shipment.query.crew.rests for shipment in study.shipments)
    if study.every_s <= 0 or study.grid_s <= 0 or (rests and study.every_s % study.grid_s):
        raise UsageError(
            f"departures each {study.every_s} s are not all on a grid of {study.grid_s} s",
            hint="make --every a multiple of --grid",
        )


def _chunks(study: Study) -> tuple[tuple[int, ...], ...]:
    """Return chunks of alike shipments: those of one origin and window follow one another and are searched at once."""
    alike: dict[object, list[int]] = {}
    for i, shipment in enumerate(study.shipments):
        alike.setdefault(_kin(trip_of(shipment)), []).append(i)
    order = [i for members in alike.values() for i in members]
    costs = [_cost(study, study.shipments[i]) for i in order]
    limit = min(max(sum(costs) // _PARTS, _LEAST), _MOST)
    chunks: list[list[int]] = []
    spent = limit
    for i, cost in zip(order, costs, strict=True):
        if spent + cost > limit:
            chunks.append([])
            spent = 0
        chunks[-1].append(i)
        spent += cost
    return tuple(map(tuple, chunks))


def _kin(trip: Trip) -> object:
    """Return what trips have to share to be searched at once: of an exact window all but the destination."""
    if trip.is_exact:
        return replace(trip.query, destination=PlaceId("")), trip.start, trip.end
    return replace(trip.query, depart_at=None, arrive_by=None)


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


def _made_from(study: Study, dataset: Dataset) -> dict[str, str]:
    """Return what results depend on; names are those of messages."""
    options = asdict(replace(study, shipments=(), scenarios=()))
    return {
        "shipments": _fingerprint([asdict(shipment) for shipment in study.shipments]),
        "scenarios": _fingerprint([asdict(scenario) for scenario in study.scenarios]),
        "options": _fingerprint(options),
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


def _fingerprint(value: object) -> str:
    """Return the first 16 hex digits of the SHA-256 over a value's JSON; sets in order."""
    text = json.dumps(value, default=_sorted, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sorted(value: Any) -> Sequence[Any]:  # noqa: ANN401 - what JSON has no form for
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no fingerprint")
