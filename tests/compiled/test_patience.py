"""A planner that loses its patience in the middle of a trip with a crew answers as if it had not."""

import sys

import pytest

from corridor import Planner, Query, load, shipped_dataset
from corridor.compiled.crews import everywhere as everywhere_module
from corridor.compiled.crews import patient
from corridor.compiled.crews.engine import CompiledSearch
from corridor.compiled.crews.patient import CrewSearches
from corridor.compiled.crews.replay import TooManyPassagesError
from corridor.engine.crew_labels import ImpatientError, Patience
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset

DEPART_AT = 1_749_103_200
"""Thursday, 5 June 2025, 14:00 in Kashgar."""


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(shipped_dataset())


def trip(destination: str, crew: str = "regular", **times: int) -> Query:
    return Query(origin="kashgar", destination=destination, crew=Crew(crew_id=crew), **times)


def asked(dataset: Dataset) -> list[object]:
    """Return a plan, a departure for a deadline, some departures and a reach, all with a crew."""
    planner = Planner(dataset)
    return [
        planner.plan(trip("tashkent", depart_at=DEPART_AT)),
        planner.plan(trip("osh", arrive_by=DEPART_AT + 5 * 86_400)),
        planner.departures(trip("bishkek"), range(DEPART_AT, DEPART_AT + 86_400, 7_200)),
        planner.reach(trip("osh", depart_at=DEPART_AT), [86_400]),
    ]


def test_answers_do_not_depend_on_when_patience_is_lost(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient, "_KERNELS", "not loaded")  # as in a process that has not used any
    monkeypatch.setattr(patient, "LABELS", 10_000_000)
    patiently = asked(dataset)
    for labels in (0, 40, 3_000):
        monkeypatch.setattr(patient, "LABELS", labels)
        assert asked(dataset) == patiently


def test_trips_of_a_planner_share_its_patience(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "_KERNELS", "not loaded")
    planner = Planner(dataset)
    searches = planner._crew_searches
    planner.plan(trip("osh", depart_at=DEPART_AT))
    after_one = searches.patience.labels
    planner.plan(trip("tashkent", depart_at=DEPART_AT))
    assert searches.patience.labels < after_one < patient.LABELS


def test_kernels_that_are_loaded_are_used_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "loaded", sys)
    monkeypatch.setattr(patient, "_KERNELS", "loaded")
    assert not CrewSearches().is_patient


def test_where_kernels_have_no_room_the_reference_engine_answers(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has_no_room(*_args: object) -> None:
        raise TooManyPassagesError

    query = trip("osh", depart_at=DEPART_AT)
    expected = Planner(dataset).plan(query), Planner(dataset).reach(query, [43_200])
    monkeypatch.setattr(patient, "LABELS", 0)
    monkeypatch.setattr(CompiledSearch, "first", has_no_room)
    monkeypatch.setattr(CompiledSearch, "along", has_no_room)
    monkeypatch.setattr(everywhere_module, "everywhere", has_no_room)
    assert (Planner(dataset).plan(query), Planner(dataset).reach(query, [43_200])) == expected


def test_patience_is_lost_once_it_is_used_up() -> None:
    patience = Patience(2)
    patience.take(2)
    with pytest.raises(ImpatientError):
        patience.take(1)
