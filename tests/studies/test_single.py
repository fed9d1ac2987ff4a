"""The figures of one departure are those that any number of departures have, to the last bit."""

import numpy as np
import pytest
import two_passes
from two_passes import HOUR, MONDAY, shipment

from corridor.model.dataset import Dataset
from corridor.model.shipment import Shipment
from corridor.studies import figures, single
from corridor.studies.bench import Bench, Setting
from corridor.studies.cases import Case, cases
from corridor.studies.trips import trip_of

Told = list[tuple[bytes, object]]


def singles() -> tuple[Shipment, ...]:
    """A departure each few hours of a week, deadlines, by a pass with a queue or not, and without any way."""
    hours = range(0, 24 * 7, 5)
    return (
        *(shipment(f"e-{hour}", depart_at=MONDAY + hour * HOUR) for hour in hours),
        *(shipment(f"w-{hour}", arrive_by=MONDAY + hour * HOUR) for hour in hours),
        *(shipment(f"e-low-{hour}", depart_at=MONDAY + hour * HOUR, via=("low-pass",)) for hour in hours),
        shipment("e-never", depart_at=MONDAY, avoid_crossings=frozenset({"high-pass", "low-pass"})),
        shipment("e-no-high", depart_at=MONDAY, avoid_crossings=frozenset({"high-pass"})),
    )


def told(bench: Bench, case: Case) -> Told:
    found: Told = []
    for scenario, listing in enumerate(case.listings):
        row = figures.row(listing.profile, case.profile_against(scenario), bench.crossing_of)
        ways, waits = figures.words(listing.profile)
        found.append((np.asarray(row, float).tobytes(), (list(ways.items()), list(waits.items()))))
    return found


def test_one_departure_has_the_figures_of_many(passes: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    study = two_passes.study(singles())
    bench = Bench(Setting.of(study, passes))
    found = cases(bench, [trip_of(each) for each in study.shipments])
    assert all(single.is_single(listing.profile) for case in found for listing in case.listings)
    quick = [told(bench, case) for case in found]
    monkeypatch.setattr(single, "is_single", lambda _: False)
    assert quick == [told(bench, case) for case in found]
    assert len({row for case in quick for row, _ in case}) > 20
