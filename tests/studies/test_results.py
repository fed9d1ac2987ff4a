"""Rows of results against the planner, trip by trip, and what kinds of rows there are."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
import two_passes
from two_passes import Finished

from corridor.batch.windows import planners_of
from corridor.dataset.scenario_files import read_scenario
from corridor.errors import NoRouteError
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.model.itinerary import Itinerary
from corridor.model.query import Query
from corridor.model.reliability import Asked
from corridor.model.shipment import Shipment
from corridor.model.study import Study
from corridor.operations.crews import crew_names
from corridor.planner import Planner
from corridor.studies import run

SCENARIOS = Path(__file__).parents[2] / "geodata" / "scenarios"


def planned(planner: Planner, query: Query, at: int) -> Itinerary | None:
    try:
        return planner.plan(replace(query, depart_at=at, arrive_by=None))
    except NoRouteError:
        return None


def assert_as_planned(row: Any, found: Itinerary | None) -> None:
    if found is None:
        assert row.status == "no-way"
        assert pd.isna(row.arrive_at)
        return
    assert row.arrive_at.timestamp() == found.arrive_at
    assert row.duration_s == found.duration_s
    assert row.wait_s == found.totals_s["wait"] + found.totals_s["queue"]


def test_random_rows_are_what_the_planner_says(hourly: Finished, passes: Dataset) -> None:
    """Each departure of each kind of shipment, under each scenario, to the second."""
    planners = {p.scenario.name: p for p in planners_of(passes, hourly.study.scenarios)}
    queries = {shipment.shipment_id: shipment.query for shipment in hourly.study.shipments}
    rows = hourly.rows[hourly.rows.depart_at.notna()]
    for row in rows.sample(150, random_state=1).itertuples():
        at = int(row.depart_at.timestamp())  # type: ignore[union-attr]
        assert_as_planned(row, planned(planners[str(row.scenario)], queries[str(row.shipment)], at))


def test_random_rows_on_the_shipped_network(shipped: Dataset, tmp_path: Path) -> None:
    rng = random.Random(7)
    scenarios = tuple(read_scenario(SCENARIOS / f"{name}.toml") for name in ("limited", "24-7"))
    lanes = [("kashgar", "tashkent"), ("kashgar", "osh"), ("almaty", "urumqi"), ("osh", "kashgar")]
    start = two_passes.MONDAY + 1234
    shipments = tuple(
        Shipment(
            shipment_id=f"{origin}-{destination}",
            query=Query(origin=origin, destination=destination),  # type: ignore[arg-type]
            window_start=start,
            window_end=start + 20 * two_passes.DAY,
        )
        for origin, destination in lanes
    )
    study = Study(title="", shipments=shipments, scenarios=scenarios, baseline="24-7", every_s=2711)
    run(study, shipped, tmp_path)
    planners = {p.scenario.name: p for p in planners_of(shipped, scenarios)}
    queries = {shipment.shipment_id: shipment.query for shipment in shipments}
    rows = pd.read_parquet(tmp_path / "results.parquet")
    for row in rows.iloc[rng.sample(range(len(rows)), 60)].itertuples():
        at = int(row.depart_at.timestamp())  # type: ignore[union-attr]
        found = planned(planners[str(row.scenario)], queries[str(row.shipment)], at)
        assert_as_planned(row, found)
        assert found is not None
        assert row.crossings == " > ".join(found.crossings)


def test_pieces_say_the_same_as_departures(hourly: Finished, in_pieces: Finished) -> None:
    """Every listed departure lies in one piece, which tells its arrival."""
    pieces = in_pieces.rows[in_pieces.rows.depart_at.notna()]
    listed = hourly.rows[hourly.rows.depart_at.notna()]
    for (name, scenario), found in listed.groupby(["shipment", "scenario"], observed=True):
        own = pieces[(pieces.shipment == name) & (pieces.scenario == scenario)].sort_values("depart_at")
        held = pd.merge_asof(found.sort_values("depart_at"), own, on="depart_at", suffixes=("", "_piece"))
        first = own.depart_at.searchsorted(held.depart_at, side="right") - 1
        began = own.depart_at.iloc[first].reset_index(drop=True)
        later = (held.depart_at - began).dt.total_seconds()
        arrive = held.arrive_at_piece + pd.to_timedelta(later * held.rises, unit="s")
        assert (arrive.dropna() == held.arrive_at.dropna()).all()
        assert (held.depart_at < held.depart_until).all()


def test_savings_are_against_the_baseline(hourly: Finished) -> None:
    rows = hourly.rows[hourly.rows.shipment == "e-week"]
    wide = rows.pivot_table(index="depart_at", columns="scenario", values="duration_s", observed=True)
    saved = rows.pivot_table(index="depart_at", columns="scenario", values="saving_s", observed=True)
    assert (saved["open"] == wide["limited"] - wide["open"]).all()
    assert (saved["open"] >= 0).all()
    assert rows[rows.scenario == "limited"].saving_s.isna().all()


def test_one_departure_and_one_arrival_are_one_row_each(hourly: Finished) -> None:
    depart = hourly.rows[hourly.rows.shipment == "e-depart"]
    arrive = hourly.rows[hourly.rows.shipment == "w-arrive"]
    assert len(depart) == len(arrive) == 3
    assert {at.timestamp() for at in depart.depart_at} == {two_passes.MONDAY + 5 * two_passes.HOUR}
    assert all(at.timestamp() <= two_passes.MONDAY + 60 * two_passes.HOUR for at in arrive.arrive_at)


def test_no_way_is_a_row_with_a_reason(hourly: Finished) -> None:
    rows = hourly.rows[hourly.rows.shipment == "e-never"]
    assert rows.status.tolist() == ["no-way"] * 3
    assert rows.reason.str.contains("is to be avoided").all()
    assert rows.depart_at.isna().all()


def test_a_shipment_that_fails_stops_nobody(hourly: Finished) -> None:
    rows = hourly.rows[hourly.rows.shipment == "e-strangers"]
    assert rows.status.tolist() == ["failed"] * 3
    assert hourly.summary.failed == (("e-strangers", rows.reason.iloc[0]),)
    assert "nobody" in rows.reason.iloc[0]


def test_columns_say_what_they_mean(hourly: Finished) -> None:
    schema = pq.read_schema(hourly.out / "results.parquet")
    assert all(field.metadata[b"description"] for field in schema)
    assert schema.field("duration_s").metadata[b"unit"] == b"s"
    assert str(schema.field("depart_at").type) == "timestamp[ms, tz=UTC]"


def test_local_columns_are_of_the_origin(hourly: Finished) -> None:
    row = hourly.rows[hourly.rows.shipment == "e-week"].iloc[0]
    assert (row.weekday, row.hour, row.month) == (1, 0, 5)
    assert str(row.depart_local) == "2025-05-19 00:00:00"


def test_the_one_liner_of_the_documentation(hourly: Finished) -> None:
    found = duckdb.sql(
        f"SELECT lane, weekday, avg(saving_s) / 3600 AS hours FROM '{hourly.out}/results.parquet' "
        "WHERE scenario = 'open' GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    rows = hourly.rows[(hourly.rows.scenario == "open") & (hourly.rows.lane == "east-city>west-city")]
    wanted = rows[rows.weekday == 6].saving_s.mean() / 3600
    assert [hours for lane, day, hours in found if (lane, day) == ("east-city>west-city", 6)] == [
        pytest.approx(wanted)
    ]


def test_samples_stand_beside_each_departure(shipped: Dataset, tmp_path: Path) -> None:
    """Half of the samples take at most so long, nine in ten at most so long: both as the planner samples them."""
    query = Query(origin="kashgar", destination="osh")  # type: ignore[arg-type]
    start = two_passes.MONDAY
    one = Shipment(shipment_id="one", query=query, window_start=start, window_end=start + 6 * 3600)
    study = Study(
        title="", shipments=(one,), scenarios=(two_passes.LIMITED,), baseline="limited", samples=40, seed=3
    )
    summary = run(study, shipped, tmp_path)
    rows = pd.read_parquet(tmp_path / "results.parquet")
    asked = Asked(samples=40, seed=3)
    arrivals = Planner(shipped, two_passes.LIMITED).sampled_arrivals(
        query, range(start, start + 6 * 3600, 3600), asked
    )
    for row, found in zip(rows.itertuples(), arrivals, strict=True):
        taken = sorted(at - int(row.depart_at.timestamp()) for at in found)  # type: ignore[union-attr]
        assert (row.sampled_p50_s, row.sampled_p90_s) == (taken[19], taken[35])
    found_s = summary.shipments[0].outcomes[0].sampled_p90_s
    assert found_s == pytest.approx(rows.sampled_p90_s.mean())


def test_crews_are_searched_on_the_grid(shipped: Dataset, tmp_path: Path) -> None:
    crew = Crew(crew_id=crew_names(shipped)[0])
    query = Query(origin="kashgar", destination="osh", crew=crew)  # type: ignore[arg-type]
    start = two_passes.MONDAY
    one = Shipment(shipment_id="one", query=query, window_start=start, window_end=start + 12 * 3600)
    study = Study(
        title="", shipments=(one,), scenarios=(two_passes.LIMITED,), baseline="limited", grid_s=1800
    )
    run(study, shipped, tmp_path)
    planner = Planner(shipped, two_passes.LIMITED)
    for row in pd.read_parquet(tmp_path / "results.parquet").itertuples():
        found = planner.plan(replace(query, depart_at=int(row.depart_at.timestamp())))  # type: ignore[union-attr]
        assert_as_planned(row, found)
