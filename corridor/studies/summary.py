"""The comparison as finished values, from the digests of all chunks, one after another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.model.study_summary import (
    ChangedDeparture,
    Group,
    PortWaiting,
    ScenarioInputs,
    ShipmentOutcome,
    ShipmentSummary,
    StudySummary,
)
from corridor.studies import figures
from corridor.studies.bench import Bench
from corridor.studies.changed import greatest
from corridor.studies.days import Days
from corridor.studies.digest import Digest, Text
from corridor.studies.leanings import looked_at
from corridor.studies.tally import Tally
from corridor.studies.undone import undone_days
from corridor.studies.week import Week

MOST_SHIPMENTS: Final = 5_000
"""Shipments that a summary holds: more than a page can show."""
_HOUR_S: Final = 3600


@dataclass(eq=False, slots=True)
class Gathered:
    """Digests added up. `rows` are figures by shipment of the study, scenario and `figures.FIELDS`."""

    tally: Tally
    days: Days
    week: Week
    rows: NDArray[np.float64]
    statuses: list[Sequence[tuple[str, str]]]
    changed: list[ChangedDeparture] = field(default_factory=list)
    truck_hours: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    count: int = 0


def gather(
    bench: Bench, study: Study, chunks: Sequence[Sequence[int]], digests: Iterable[Digest]
) -> Gathered:
    """Return all digests of a study added up."""
    scenarios, (first, last) = len(study.scenarios), bench.setting.days
    found = Gathered(
        tally=Tally.nothing(scenarios, bench.groups.count),
        days=Days.nothing(scenarios, first, last),
        week=Week.nothing(scenarios),
        rows=np.full((len(study.shipments), scenarios, len(figures.FIELDS)), np.nan),
        statuses=[()] * len(study.shipments),
    )
    for chunk, digest in zip(chunks, digests, strict=True):
        found.tally.merge(digest.sums, digest.extremes, digest.keys, digest.weights)
        found.days.merge(digest.days, dict(digest.waited))
        found.week.merge(digest.week)
        found.rows[list(chunk)] = digest.rows
        found.changed = greatest([*found.changed, *digest.changed])
        found.count += digest.count
        for i, texts in zip(chunk, digest.texts, strict=True):
            found.statuses[i] = [(text.status, text.reason) for text in texts]
            _add_truck_hours(found.truck_hours, bench, study.shipments[i], texts)
    found.tally.settle()
    return found


def summary(
    bench: Bench, study: Study, chunks: Sequence[Sequence[int]], found: Gathered, digests: Iterable[Digest]
) -> StudySummary:
    """Return the comparison; `digests` are gone through once more, for the shipments that it holds."""
    names = [scenario.name for scenario in study.scenarios]
    leanings, trips = looked_at(bench, study)
    groups: dict[str, list[Group]] = {}
    for kind, key, number in bench.groups.named():
        if found.tally.sums[:, number].any():
            groups.setdefault(kind, []).append(found.tally.group(key, number, names, bench.baseline))
    return StudySummary(
        title=study.title,
        baseline=study.baseline,
        scenarios=tuple(ScenarioInputs(scenario=p.scenario, changes=p.changes) for p in bench.planners),
        shipments_in_all=len(study.shipments),
        shipments=tuple(_shipments(study, chunks, found, digests)),
        total=found.tally.group("total", 0, names, bench.baseline),
        ports=tuple(groups.get("port", ())),
        weekdays=tuple(groups.get("weekday", ())),
        hours=tuple(groups.get("hour", ())),
        months=tuple(groups.get("month", ())),
        week=tuple(found.week.hours()),
        waiting=tuple(_waiting(found)),
        undone_days=tuple(undone_days(bench, found.days)),
        changed=tuple(sorted(found.changed, key=lambda each: names.index(each.scenario))),
        failed=tuple(failed(study, found)),
        truck_hours_saved=tuple(_saved(found.rows[:, i]) for i in range(len(names))),
        leanings=leanings,
        trips_looked_at=trips,
    )


def failed(study: Study, found: Gathered) -> Iterator[tuple[str, str]]:
    """Yield id and reason of each shipment that cannot be planned, under any scenario."""
    for shipment, statuses in zip(study.shipments, found.statuses, strict=True):
        reasons = [reason for status, reason in statuses if status == "failed"]
        if reasons:
            yield shipment.shipment_id, reasons[0]


def _shipments(
    study: Study, chunks: Sequence[Sequence[int]], found: Gathered, digests: Iterable[Digest]
) -> Iterator[ShipmentSummary]:
    kept = _most_changed(study, found)
    told: dict[int, ShipmentSummary] = {}
    for chunk, digest in zip(chunks, digests, strict=True):
        for i, rows, texts in zip(chunk, digest.rows, digest.texts, strict=True):
            if i in kept:
                told[i] = _shipment(study, study.shipments[i], rows, texts)
    yield from (told[i] for i in sorted(told))


def _most_changed(study: Study, found: Gathered) -> set[int]:
    """Return the shipments that a summary holds: all, or of too many those whose trucks save or lose most."""
    saved = np.nan_to_num(np.abs(found.rows[:, :, figures.AT["saving_mean_s"]])).max(axis=1)
    trucks = np.array([shipment.trucks for shipment in study.shipments])
    return set(np.argsort(-saved * trucks, kind="stable")[:MOST_SHIPMENTS].tolist())


def _shipment(
    study: Study, shipment: Shipment, rows: NDArray[np.float64], texts: Sequence[Text]
) -> ShipmentSummary:
    outcomes = (
        ShipmentOutcome(
            status=text.status,  # type: ignore[arg-type]
            reason=text.reason,
            outcome=figures.outcome(scenario.name, row),
            ways=text.ways,
            waits=text.waits,
            indicators=figures.indicators(row),
            truck_hours_saved=figures.number(row, "truck_hours_saved"),
            sampled_p50_s=figures.number(row, "sampled_p50_s"),
            sampled_p90_s=figures.number(row, "sampled_p90_s"),
        )
        for scenario, row, text in zip(study.scenarios, rows, texts, strict=True)
    )
    return ShipmentSummary(shipment=shipment, outcomes=tuple(outcomes))


def _add_truck_hours(
    hours: dict[str, NDArray[np.float64]], bench: Bench, shipment: Shipment, texts: Sequence[Text]
) -> None:
    if shipment.trucks_per_year is None:
        return
    for scenario, text in enumerate(texts):
        for point, seconds in text.waits:
            where = bench.crossing_of.get(point, point)
            row = hours.setdefault(where, np.zeros(len(texts)))
            row[scenario] += shipment.trucks_per_year * seconds / _HOUR_S


def _waiting(found: Gathered) -> Iterator[PortWaiting]:
    """Yield what one waits at, most waiting under the scenario where it is greatest first."""
    trucks = np.maximum(found.tally.sums[:, 0, 0], 1e-300)
    mean_s: Mapping[str, NDArray[np.float64]] = {
        point: amounts.sum(axis=1) / trucks for point, amounts in found.days.waited.items()
    }
    for point in sorted(mean_s, key=lambda point: (-mean_s[point].max(), point)):
        hours = found.truck_hours.get(point)
        yield PortWaiting(
            point=point,
            mean_s=tuple(mean_s[point].tolist()),
            truck_hours=(None,) * len(trucks) if hours is None else tuple(hours.tolist()),
        )


def _saved(rows: NDArray[np.float64]) -> float | None:
    hours = rows[:, figures.AT["truck_hours_saved"]]
    return None if np.isnan(hours).all() else float(np.nansum(hours))
