"""Of however many shipments all figures are told, and those that change most are held."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import two_passes
from two_passes import HOUR, MONDAY, shipment

from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.studies import figures, most, run, summary
from corridor.studies import ledger as ledger_module
from corridor.studies.ledger import Ledger
from corridor.studies.most import Most


def rows(saved_s: float) -> Any:
    found = np.full((2, len(figures.FIELDS)), np.nan)
    found[1, figures.AT["saving_mean_s"]] = saved_s
    return found


def test_figures_are_told_in_the_order_of_the_study() -> None:
    ledger = Ledger()
    told: Sequence[Sequence[tuple[str, str]]] = [
        [("answered", ""), ("answered", "")],
        [("failed", "why"), ("answered", "")],
        [("no-way", "closed"), ("failed", "too")],
    ]
    for number in (2, 0, 1):
        ledger.put(number, f"S-{number}", rows(number), told[number])
    found = list(ledger)
    assert [row[1, figures.AT["saving_mean_s"]] for row, _ in found] == [0, 1, 2]
    assert [[tuple(each) for each in statuses] for _, statuses in found] == [list(each) for each in told]
    assert ledger.failed(5) == (("S-1", "why"), ("S-2", "too"))
    assert (ledger.failed(1), ledger.failed_in_all) == ((("S-1", "why"),), 2)


def test_truck_hours_are_added_up_whatever_is_held_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, saved = Ledger(), [np.nan, 3.5, np.nan, -1.25, 2.0]
    for number, hours in enumerate(saved):
        row = rows(0)
        row[1, figures.AT["truck_hours_saved"]] = hours
        ledger.put(number, "S", row, [("answered", ""), ("answered", "")])
    for block in (1, 2, 100):
        monkeypatch.setattr(ledger_module, "_BLOCK", block)
        assert ledger.truck_hours_saved() == (None, 4.25)


def test_those_that_change_most_are_held_and_of_equals_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(most, "MOST_SHIPMENTS", 3)
    monkeypatch.setattr(most, "_SPARE", 2)
    held, at_most = Most(), 0
    for number, saved_s in ((5, 10.0), (4, -90.0), (3, 20.0), (2, np.nan), (1, 20.0), (0, 20.0), (6, 5.0)):
        held.offer(number, 2.0 if number == 6 else 1.0, rows(saved_s), ())
        at_most = max(at_most, len(held._offers))
    assert [number for number, *_ in held.kept()] == [0, 1, 4]
    assert all(
        row.base is None for _, row, _ in held.kept()
    )  # a part of a chunk's figures would hold them all
    assert at_most < 5


def test_of_many_that_failed_the_first_are_named_and_all_are_counted(
    passes: Dataset, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "MOST_FAILED", 2)
    nobody = Crew(crew_id="nobody")
    failing = tuple(shipment(f"e-{i}", depart_at=MONDAY + i * HOUR, crew=nobody) for i in range(5))
    found = run(two_passes.study((shipment("e", days=1), *failing)), passes, tmp_path)
    assert [name for name, _ in found.failed] == ["e-0", "e-1"]
    assert found.failed_in_all == 5
    document = json.loads((tmp_path / "run.json").read_bytes())
    assert document["counts"]["failed"] == 5
    assert [each["shipment"] for each in document["failed"]] == ["e-0", "e-1"]
    assert (tmp_path / "summary.csv").read_text("utf-8-sig").count(",failed,") == 5 * 3
