"""How sure trips of whole datasets are: with crews, ports, bans, queues and scenarios."""

from collections.abc import Callable
from dataclasses import replace
from math import log
from pathlib import Path
from statistics import NormalDist

import pytest
from minimal_dataset import write_minimal

from corridor import Change, Dataset, Planner, Query, Scenario, load
from corridor.engine import reliability, sure_departures
from corridor.engine.order_statistics import chance
from corridor.errors import NoRouteError
from corridor.model.crew import Crew
from corridor.model.reliability import LEAST_SAMPLES, Asked

Clock = Callable[[str], int]
HEADER = "varies,road_class,p90_ratio,law,basis,source_id,note\n"
STRICT, REGULAR = Crew(crew_id="strict"), Crew(crew_id="regular")
FEW = Asked(samples=150)


def trip(origin: str, destination: str, **more: object) -> Query:
    return Query(origin=origin, destination=destination, **more)  # type: ignore[arg-type]


def two_passes(folder: Path, *rows: str) -> Planner:
    text = HEADER + "".join(f"{row},lognormal,assumed,made-up,\n" for row in rows)
    return Planner(load(write_minimal(folder, {"spreads.csv": text})))


def changed(target: str, field: str, value: str) -> Scenario:
    return Scenario(
        name="changed", title="", description="", changes=(Change(target=target, field=field, value=value),)
    )


def test_the_yard_admits_those_who_drive_there_before_midnight(tmp_path: Path, beijing: Clock) -> None:
    """105 minutes from East City, and 120 from 22:00 to the end of the day."""
    planner = two_passes(tmp_path, "drive-trip,,1.2")
    leaves = beijing("2025-05-20 22:00")
    asked = Asked(samples=4000)
    found = planner.reliability(trip("east-city", "west-city", depart_at=leaves, via=("high-pass",)), asked)
    yard = found.gates[0]
    sigma = log(1.2) / 1.2815515655446004
    truth = NormalDist(log(105) - sigma**2 / 2, sigma).cdf(log(120))
    assert (yard.control_id, yard.closes_at) == ("high-yard", beijing("2025-05-21 00:00"))
    assert abs(yard.chance.share - truth) < 4 * (truth * (1 - truth) / 4000) ** 0.5
    assert yard.chance == chance(round(yard.chance.share * 4000), 4000)


@pytest.mark.parametrize("crew", [Crew(), STRICT, REGULAR], ids=lambda crew: crew.crew_id)
@pytest.mark.parametrize("leaving", ["2025-05-20 14:00", "2025-06-05 14:00", "2025-10-03 20:00"])
def test_samples_that_do_not_vary_are_the_plan(
    crew: Crew, leaving: str, shipped: Dataset, beijing: Clock
) -> None:
    planner = Planner(replace(shipped, spreads=()))
    query = trip("kashgar", "tashkent", depart_at=beijing(leaving), crew=crew)
    found = planner.sampled_arrivals(query, [beijing(leaving)], Asked(samples=2))
    assert found == [[planner.plan(query).arrive_at] * 2]


def test_a_scenario_that_changes_nothing_on_the_way_changes_no_sample(
    shipped: Dataset, beijing: Clock
) -> None:
    leaves = beijing("2025-06-05 14:00")
    query = trip("kashgar", "tashkent", crew=STRICT)
    actual = Planner(shipped)
    other = actual.under(changed("torugart.CN", "hours", "Mo-Fr 10:00-12:00"))
    asked = Asked(samples=40)
    assert actual.sampled_arrivals(query, [leaves], asked) == other.sampled_arrivals(query, [leaves], asked)


def test_a_change_after_the_ports_shifts_no_admission(shipped: Dataset, beijing: Clock) -> None:
    query = trip("kashgar", "osh", depart_at=beijing("2025-05-20 14:00"))
    slower = changed("link:irkeshtam-kg--sary-tash", "speed_kmh", "30")
    before, after = (
        planner.reliability(query, FEW) for planner in (Planner(shipped), Planner(shipped, slower))
    )
    assert before.gates == after.gates
    assert before.percentiles != after.percentiles


def test_longer_hours_never_hurt_a_sample(tmp_path: Path, beijing: Clock) -> None:
    query = trip("east-city", "west-city", via=("high-pass",))
    planner = two_passes(tmp_path, "drive-trip,,1.2", "drive-link,,1.2", "dwell,,2")
    longer = planner.under(changed("high-pass", "hours", "24/7"))
    departures = [beijing(f"2025-05-20 {hour:02}:00") for hour in range(6, 24, 3)]
    short, long = (each.sampled_arrivals(query, departures, FEW) for each in (planner, longer))
    pairs = [pair for of in zip(short, long, strict=True) for pair in zip(*of, strict=True)]
    assert all(later <= earlier for earlier, later in pairs)
    assert any(later < earlier for earlier, later in pairs)


def test_a_crew_never_arrives_before_one_that_never_rests(shipped: Dataset, beijing: Clock) -> None:
    """On one way and in one sample; both take the same way here."""
    leaves = beijing("2025-06-05 14:00")
    planner, asked = Planner(shipped), Asked(samples=60)
    rests, bare = (
        planner.sampled_arrivals(trip("kashgar", "tashkent", crew=crew), [leaves], asked)[0]
        for crew in (STRICT, Crew())
    )
    assert all(rested >= driven for rested, driven in zip(rests, bare, strict=True))


def test_queues_vary_where_they_are_counted(shipped: Dataset, beijing: Clock) -> None:
    """Under 14 hours a truck that comes at noon is let in hours later: how late, depends on the traffic of the day."""
    only = tuple(row for row in shipped.spreads if row.varies == "queue")
    planner = Planner(replace(shipped, spreads=only))
    query = trip("kashgar", "osh", depart_at=beijing("2025-05-20 08:00"))
    (found,) = planner.sampled_arrivals(query, [beijing("2025-05-20 08:00")], FEW)
    assert len(set(found)) > 10
    (none,) = planner.sampled_arrivals(replace(query, queue="none"), [beijing("2025-05-20 08:00")], FEW)
    assert len(set(none)) == 1
    assert min(found) >= none[0]


def test_the_last_sure_departure_is_sure_and_says_how_it_was_found(shipped: Dataset, beijing: Clock) -> None:
    by = beijing("2025-05-22 09:00")
    planner, query = Planner(shipped), trip("kashgar", "osh", arrive_by=by)
    found = planner.reliability(query, Asked(share=0.8, samples=300))
    assert found.in_time is not None
    assert found.in_time.share >= 0.8
    assert found.percentile(0.8).arrive_at is not None
    assert found.percentile(0.8).arrive_at <= by  # type: ignore[operator]
    assert found.depart_at < planner.plan(query).depart_at + 6 * 3600
    assert found.latest is not None
    assert found.latest.tried_to < found.depart_at < found.latest.tried_from


def test_samples_are_fewer_where_they_take_long_and_their_number_is_not_given(
    shipped: Dataset, beijing: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reliability, "EFFORT", 0)
    monkeypatch.setattr(sure_departures, "EFFORT", 0)
    monkeypatch.setattr(sure_departures, "_AFFORDED", 0)
    planner, by = Planner(shipped), beijing("2025-05-24 09:00")
    query = trip("kashgar", "osh", depart_at=by - 4 * 86_400, crew=REGULAR)
    few = planner.reliability(query, Asked(samples=300, may_be_fewer=True))
    assert few.asked.samples == LEAST_SAMPLES
    assert few.percentiles == planner.reliability(query, Asked(samples=LEAST_SAMPLES)).percentiles
    assert planner.reliability(query, Asked(samples=300)).asked.samples == 300
    late = replace(query, depart_at=None, arrive_by=by)
    found = planner.reliability(late, Asked(share=0.8, samples=300, may_be_fewer=True))
    assert found.asked.samples == LEAST_SAMPLES
    assert found.in_time is not None
    assert found.in_time.share >= 0.8
    assert found.latest is not None
    assert (found.latest.grid_s, found.latest.fine_s) == (16 * 3600, 4 * 3600)
    usual = planner.reliability(late, Asked(share=0.8, samples=300))
    assert usual.latest is not None
    assert (usual.latest.grid_s, usual.latest.fine_s) == (3600, 900)


def test_where_no_departure_is_sure_enough_the_planner_says_so(
    tmp_path: Path, beijing: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of the yard at 10:00 at the earliest on the first day after a holiday, a deadline just feasible by the means."""
    planner = two_passes(tmp_path, "drive-trip,,1.5", "drive-link,,1", "dwell,,2", "queue,,1")
    shut = Planner(planner.dataset, changed("high-pass", "closure", "2025-05-01/2025-05-19"))
    query = trip("east-city", "west-city", depart_at=beijing("2025-05-19 12:00"), via=("high-pass",))
    by = shut.plan(query).arrive_at
    late = replace(query, depart_at=None, arrive_by=by)
    with pytest.raises(NoRouteError, match="no departure of the week before is in time"):
        shut.reliability(late, Asked(share=0.97, samples=200))
    monkeypatch.setattr(sure_departures, "_AFFORDED", -1)
    with pytest.raises(NoRouteError, match="the week before, tried up to 128 h apart, is in time"):
        shut.reliability(late, Asked(share=0.97, samples=200, may_be_fewer=True))
