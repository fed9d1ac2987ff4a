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
from corridor.studies.ledger import Ledger
from corridor.studies.most import Most
from corridor.studies.plan import Plan
from corridor.studies.tally import Tally
from corridor.studies.undone import undone_days
from corridor.studies.week import Week

MOST_FAILED: Final = 1_000
"""Shipments that cannot be planned of which a summary tells; `summary.csv` has all."""
_HOUR_S: Final = 3600


@dataclass(eq=False, slots=True)
class Gathered:
    """Digests added up; `most` holds the shipments that change most."""

    tally: Tally
    days: Days
    week: Week
    ledger: Ledger = field(default_factory=Ledger)
    most: Most = field(default_factory=Most)
    changed: list[ChangedDeparture] = field(default_factory=list)
    truck_hours: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    count: int = 0


def gather(bench: Bench, planned: Plan, digests: Iterable[Digest]) -> Gathered:
    """Return all digests of a study added up; one at a time is held."""
    scenarios, (first, last) = len(bench.planners), bench.setting.days
    found = Gathered(
        tally=Tally.nothing(scenarios, bench.groups.count),
        days=Days.nothing(scenarios, first, last),
        week=Week.nothing(scenarios),
    )
    for chunk, digest in enumerate(digests):
        found.tally.merge(digest.sums, digest.extremes, digest.keys, digest.weights)
        found.days.merge(digest.days, dict(digest.waited))
        found.week.merge(digest.week)
        found.changed = greatest([*found.changed, *digest.changed])
        found.count += digest.count
        shipments = planned.shipments(chunk)
        for (number, shipment), rows, texts in zip(shipments, digest.rows, digest.texts, strict=True):
            told = [(text.status, text.reason) for text in texts]
            found.ledger.put(number, shipment.shipment_id, rows, told)
            found.most.offer(number, shipment.trucks, rows, texts)
            _add_truck_hours(found.truck_hours, bench, shipment, texts)
    found.tally.settle()
    return found


def compared(bench: Bench, study: Study, planned: Plan, found: Gathered) -> StudySummary:
    """Return the comparison."""
    names = [scenario.name for scenario in study.scenarios]
    leanings, trips = looked_at(bench, planned.shelf)
    groups: dict[str, list[Group]] = {}
    for kind, key, number in bench.groups.named():
        if found.tally.sums[:, number].any():
            groups.setdefault(kind, []).append(found.tally.group(key, number, names, bench.baseline))
    return StudySummary(
        title=study.title,
        baseline=study.baseline,
        scenarios=tuple(ScenarioInputs(scenario=p.scenario, changes=p.changes) for p in bench.planners),
        shipments_in_all=len(planned.shelf),
        shipments=tuple(
            _shipment(study, planned.shelf[n], rows, texts) for n, rows, texts in found.most.kept()
        ),
        total=found.tally.group("total", 0, names, bench.baseline),
        ports=tuple(groups.get("port", ())),
        weekdays=tuple(groups.get("weekday", ())),
        hours=tuple(groups.get("hour", ())),
        months=tuple(groups.get("month", ())),
        week=tuple(found.week.hours()),
        waiting=tuple(_waiting(found)),
        undone_days=tuple(undone_days(bench, found.days)),
        changed=tuple(sorted(found.changed, key=lambda each: names.index(each.scenario))),
        failed=found.ledger.failed(MOST_FAILED),
        failed_in_all=found.ledger.failed_in_all,
        truck_hours_saved=found.ledger.truck_hours_saved(),
        leanings=leanings,
        trips_looked_at=trips,
    )


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
