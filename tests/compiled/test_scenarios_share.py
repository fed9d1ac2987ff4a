"""A planner under another scenario shares what that leaves as it is, and answers as one made anew."""

from pathlib import Path

import numpy as np
import pytest

from corridor.compiled import span
from corridor.compiled.pieces import Pieces, pieces_of
from corridor.dataset.scenario_files import read_scenario
from corridor.model.dataset import Dataset
from corridor.model.ids import PlaceId
from corridor.model.query import Query
from corridor.model.scenario import Change, Scenario
from corridor.planner import Planner

SCENARIOS = Path(__file__).parent.parent.parent / "geodata" / "scenarios"
DAY = 86_400
START = 1_748_736_000
"""2025-06-01 00:00 UTC."""
END = START + 7 * DAY
TRIP = Query(origin=PlaceId("kashgar"), destination=PlaceId("tashkent"), queue="none")


def scenario(*changes: tuple[str, str, str]) -> Scenario:
    asked = tuple(Change(target=target, field=field, value=value) for target, field, value in changes)  # type: ignore[arg-type]
    return Scenario(name="other", title="", description="", changes=asked)


def test_hours_at_one_side_compile_at_that_side_only(
    shipped: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three control points of China at Irkeshtam, of which the park works for exports and Simuhana for imports."""
    planner = Planner(shipped)
    planner.profile(TRIP, START, END)
    compiled: list[str] = []

    def counted(timed: object, start: int, end: int, name: str) -> Pieces:
        compiled.append(name)
        return pieces_of(timed, start, end, name)  # type: ignore[arg-type]

    monkeypatch.setattr(span, "pieces_of", counted)
    other = planner.under(scenario(("irkeshtam.CN", "hours", "Mo-Fr 10:00-19:00")))
    other.profile(TRIP, START, END)
    assert sorted(compiled) == ["irkeshtam-gate", "irkeshtam-simuhana-cn", "irkeshtam-wuqia-park"]


@pytest.mark.parametrize(
    "other",
    [
        "limited",
        "two-shift",
        scenario(("irkeshtam", "hours", "Mo-Fr 10:00-19:00"), ("torugart.KG", "hours", "24/7")),
        scenario(("irkeshtam.KG", "net_min", "200")),
        scenario(("dostuk", "closure", "2025-06-02/2025-06-03")),
        scenario(("irkeshtam.CN", "admission", "finish_by_close")),
        scenario(("link:irkeshtam-kg--sary-tash", "speed_kmh", "30")),
        scenario(("*.UZ", "hours", "Mo-Sa 08:00-18:00")),
    ],
    ids=lambda other: (
        other if isinstance(other, str) else f"{other.changes[0].target}.{other.changes[0].field}"
    ),
)
@pytest.mark.parametrize("first", ["actual", "limited"])
def test_a_planner_under_another_scenario_answers_as_one_made_anew(
    shipped: Dataset, first: str, other: str | Scenario
) -> None:
    base = Planner(shipped, read_scenario(SCENARIOS / f"{first}.toml"))
    base.profile(TRIP, START, END)
    asked = read_scenario(SCENARIOS / f"{other}.toml") if isinstance(other, str) else other
    derived, anew = base.under(asked), Planner(shipped, asked)
    assert derived.changes == anew.changes
    found, expected = derived.profile(TRIP, START, END), anew.profile(TRIP, START, END)
    for name in ("departs", "arrives", "rises", "moving_s"):
        assert np.array_equal(getattr(found, name), getattr(expected, name)), name
    assert [found.crossings[way] for way in found.ways] == [expected.crossings[way] for way in expected.ways]
    assert np.array_equal(found.wait_s, expected.wait_s)


def test_what_is_derived_leaves_its_origin_as_it_was(shipped: Dataset) -> None:
    base = Planner(shipped)
    before = base.profile(TRIP, START, END).arrives.tolist()
    base.under(scenario(("irkeshtam", "hours", "Mo-Fr 10:00-19:00"))).profile(TRIP, START, END)
    assert base.profile(TRIP, START, END).arrives.tolist() == before
