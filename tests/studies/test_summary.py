"""The comparison against what pandas makes of the rows, and the parts against the whole."""

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import two_passes
from two_passes import Finished

from corridor.dataset.loading import load
from corridor.dataset.location import shipped_dataset
from corridor.model.dataset import Dataset
from corridor.model.scenario import Change, Scenario
from corridor.model.study_summary import Group, Outcome
from corridor.planner import ACTUAL
from corridor.studies import run

DAY, HOUR = two_passes.DAY, two_passes.HOUR


def weighted(values: pd.Series, trucks: pd.Series, share: float) -> int:
    """Return the nearest-rank percentile with weights, by hand."""
    order = values.argsort()
    reached = trucks.iloc[order].cumsum()
    return int(values.iloc[order].iloc[int((reached < reached.iloc[-1] * share - 1e-9).sum())])


def assert_outcome(found: Outcome, rows: pd.DataFrame) -> None:
    some = rows[rows.duration_s.notna()]
    assert found.answered == pytest.approx(some.trucks.sum())
    for figures, column in ((found.duration, some.duration_s), (found.wait, some.wait_s)):
        assert figures.mean_s == pytest.approx(np.average(column, weights=some.trucks))
        assert figures.max_s == column.max()
        for share, value in ((0.5, figures.p50_s), (0.9, figures.p90_s)):
            assert value == weighted(column, some.trucks, share) // 60 * 60


def assert_saving(found: Outcome, rows: pd.DataFrame) -> None:
    both, saving = rows[rows.saving_s.notna()], found.saving
    assert saving is not None
    assert saving.mean_s == pytest.approx(np.average(both.saving_s, weights=both.trucks))
    assert saving.wait_mean_s == pytest.approx(np.average(both.wait_saving_s, weights=both.trucks))
    assert (saving.largest_gain_s, saving.largest_loss_s) == (both.saving_s.max(), both.saving_s.min())
    for share, which in (
        (saving.share_gain, both.saving_s > 0),
        (saving.share_lose, both.saving_s < 0),
        (saving.share_reroute, both.rerouted),
    ):
        assert share == pytest.approx(both.trucks[which.astype(bool)].sum() / both.trucks.sum())


def test_figures_across_shipments_are_those_of_the_rows(hourly: Finished) -> None:
    rows, summary = hourly.rows, hourly.summary
    for group, column in (
        *((group, "weekday") for group in summary.weekdays),
        *((group, "hour") for group in summary.hours),
        *((group, "month") for group in summary.months),
    ):
        for outcome in group.outcomes:
            own = rows[(rows[column] == int(group.key)) & (rows.scenario == outcome.scenario)]
            assert_outcome(outcome, own)
            if outcome.scenario != "limited":
                assert_saving(outcome, own)
    for outcome in summary.total.outcomes:
        assert_outcome(outcome, rows[rows.scenario == outcome.scenario])


def test_figures_of_ports_are_those_of_who_passes_them(hourly: Finished) -> None:
    rows = hourly.rows.assign(crossings=hourly.rows.crossings.astype(object))
    before = rows[rows.scenario == "limited"].set_index(["shipment", "depart_at"]).crossings
    for group in hourly.summary.ports:
        for outcome in group.outcomes:
            own = rows[rows.scenario == outcome.scenario]
            assert_outcome(outcome, own[own.crossings == group.key])
            if outcome.scenario == "open":
                index = pd.MultiIndex.from_frame(own[["shipment", "depart_at"]])
                was = before.reindex(index)
                hourly_own = own[(was == group.key).to_numpy()]
                assert outcome.saving is not None
                kept = hourly_own[hourly_own.shipment != "w-arrive"]
                assert outcome.saving.departures == pytest.approx(kept.trucks.sum() + _arrivals(rows, group))


def _arrivals(rows: pd.DataFrame, group: Group) -> float:
    """Return the trucks of shipments for a deadline, which leave at other times under each scenario."""
    own = rows[(rows.shipment == "w-arrive") & (rows.scenario == "limited") & (rows.crossings == group.key)]
    return float(own.trucks.sum())


def test_parts_sum_to_the_whole(hourly: Finished) -> None:
    summary = hourly.summary
    for number in range(3):
        whole = summary.total.outcomes[number]
        assert whole.duration.mean_s is not None
        for groups in (summary.weekdays, summary.hours, summary.months):
            parts = [group.outcomes[number] for group in groups]
            assert sum(part.answered for part in parts) == pytest.approx(whole.answered)
            total = sum(part.answered * (part.duration.mean_s or 0) for part in parts)
            assert total == pytest.approx(whole.answered * whole.duration.mean_s)
        waits = sum(port.mean_s[number] for port in summary.waiting)
        assert waits == pytest.approx(whole.wait.mean_s)


def test_figures_of_shipments_are_exact(in_pieces: Finished) -> None:
    """Each second of the window counts, as its pieces say."""
    rows = in_pieces.rows
    for summary in in_pieces.summary.shipments:
        for found in summary.outcomes:
            own = rows[
                (rows.shipment == summary.shipment.shipment_id) & (rows.scenario == found.outcome.scenario)
            ]
            own = own[own.duration_s.notna()]
            if not len(own):
                assert found.status != "answered"
                continue
            assert found.outcome.answered == own.departures.sum()
            mean_s = np.average(own.mean_duration_s, weights=own.departures)
            assert found.outcome.duration.mean_s == pytest.approx(mean_s)
            assert found.outcome.wait.mean_s == pytest.approx(
                np.average(own.mean_wait_s, weights=own.departures), abs=1e-6
            )
            assert found.outcome.duration.max_s == own.duration_s.max()
            if found.outcome.saving is not None:
                saving = np.average(own.mean_saving_s, weights=own.departures)
                assert found.outcome.saving.mean_s == pytest.approx(saving, abs=1e-6)


def test_truck_hours_are_a_years(hourly: Finished) -> None:
    week, *_ = hourly.summary.shipments
    found = week.outcomes[1]
    assert found.outcome.saving is not None
    assert found.outcome.saving.mean_s is not None
    assert found.truck_hours_saved == pytest.approx(500 * found.outcome.saving.mean_s / 3600)
    both = [each.outcomes[1].truck_hours_saved or 0 for each in hourly.summary.shipments]
    assert hourly.summary.truck_hours_saved[1] == pytest.approx(sum(both))
    assert hourly.summary.truck_hours_saved[0] is None


def test_indicators_of_a_pass_that_never_closes(
    passes: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """By the high pass 60 + 10 + 40 min of clearance; 290 km in 295 min of driving, 405 min door to door."""
    start = two_passes.MONDAY + 60 * DAY
    one = two_passes.study((two_passes.shipment("e-high", start, via=("high-pass",)),), baseline="actual")
    found = run(one, passes, tmp_path_factory.mktemp("one")).shipments[0].outcomes[2]
    assert found.indicators is not None
    assert found.indicators.clear_crossing_s == 110 * 60
    assert found.indicators.speed_without_delay_kmh == pytest.approx(290 / 295 * 60)
    assert found.indicators.speed_with_delay_kmh == pytest.approx(290 / 405 * 60)
    assert found.outcome.saving is None


def test_a_holiday_undoes_the_gain(passes: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    """At the Spring Festival the high pass is shut whatever its hours, so that nights are not saved."""
    start = two_passes.MONDAY + 260 * DAY  # 3 February 2026
    one = two_passes.study((two_passes.shipment("e-high", start, 28, via=("high-pass",)),))
    found = run(one, passes, tmp_path_factory.mktemp("holiday"))
    days = [day for day in found.undone_days if day.scenario == "open"]
    assert [day.day for day in days] == [f"2026-02-{n}" for n in range(15, 20)]
    assert {day.port for day in days} == {"high-pass"}
    assert any("Spring Festival" in reason for day in days for reason in day.reasons)
    assert all(day.mean_saving_s < day.typical_saving_s / 2 for day in days)


def test_what_changed_most_explains_itself(hourly: Finished) -> None:
    changed = hourly.summary.changed
    assert {each.scenario for each in changed} == {"open"}  # "actual" changes nothing
    own = [abs(each.saving_s) for each in changed]
    assert len(own) == 10
    assert own == sorted(own, reverse=True)
    assert own[0] == hourly.rows.saving_s.abs().max()
    for each in changed:
        assert each.before.arrive_at is not None
        assert each.after.arrive_at is not None
        assert each.before.arrive_at - each.after.arrive_at == each.saving_s
        for told in (each.before, each.after):
            assert sum(seconds for _, seconds in told.waits) == told.wait_s
    dates = [
        (c.origin, c.scenario, (c.depart_at + 8 * HOUR) // DAY) for c in changed if c.tz == "Asia/Shanghai"
    ]
    assert len(set(dates)) == len(dates)


def test_inputs_that_changed_stand_beside(hourly: Finished) -> None:
    document = json.loads((hourly.out / "run.json").read_text("utf-8"))
    assert any("24/7" in change for change in document["inputs_changed"]["open"])
    assert document["counts"] == {"shipments": 8, "scenarios": 3, "rows": len(hourly.rows), "failed": 1}
    assert document["command"] == "corridor batch"
    assert document["failed"][0]["shipment"] == "e-strangers"


def test_summary_file_is_in_order_and_safe(hourly: Finished) -> None:
    text = (hourly.out / "summary.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    ids = [shipment.shipment_id for shipment in hourly.study.shipments]
    assert [row["shipment"] for row in rows] == [each for each in ids for _ in range(3)]
    assert {row["commodity"] for row in rows if row["shipment"] == "w-week"} == {"'=1+1"}
    week = hourly.summary.shipments[0].outcomes[1].outcome
    assert float(rows[1]["mean_h"]) == pytest.approx((week.duration.mean_s or 0) / 3600, abs=1e-4)
    assert {row["tfi2_usd"] for row in rows} == {""}


def test_hours_of_the_week_are_those_of_the_rows(hourly: Finished) -> None:
    rows, names = hourly.rows, hourly.summary.names
    assert [(each.weekday, each.hour) for each in hourly.summary.week] == sorted(
        set(zip(rows.weekday.dropna().astype(int), rows.hour.dropna().astype(int), strict=True))
    )
    for each in hourly.summary.week[::5]:
        cell = rows[(rows.weekday == each.weekday) & (rows.hour == each.hour)]
        for number, name in enumerate(names):
            own = cell[(cell.scenario == name) & cell.duration_s.notna()]
            both = own[own.saving_s.notna()]
            assert each.mean_s[number] == pytest.approx(np.average(own.duration_s, weights=own.trucks))
            assert each.wait_mean_s[number] == pytest.approx(np.average(own.wait_s, weights=own.trucks))
            if name == "limited":
                assert each.saving_mean_s[number] is None
            else:
                assert each.saving_mean_s[number] == pytest.approx(
                    np.average(both.saving_s, weights=both.trucks)
                )


def test_what_answers_lean_on_is_told_with_how_many_trips_do(hourly: Finished) -> None:
    summary = hourly.summary
    assert 0 < summary.trips_looked_at <= 2 * len(hourly.study.shipments)
    assert all(0 < each.trips <= summary.trips_looked_at for each in summary.leanings)
    for each in summary.leanings:
        counts = [trips for _, trips in each.notices]
        assert counts == sorted(counts, reverse=True)
        assert max(counts) <= each.trips <= sum(counts)
        assert {notice.code for notice, _ in each.notices} == {each.code}


def test_a_study_tells_where_under_a_scenario_more_trucks_come_than_are_let_in(tmp_path: Path) -> None:
    """Irkeshtam lets in some 37 an hour, four hours on five days of the week, of the 17 that come in each hour."""
    brief = Scenario(
        name="brief",
        title="",
        description="",
        changes=(Change(target="irkeshtam", field="hours", value="Mo-Fr 09:00-13:00"),),
    )
    monday = 1_748_793_600  # 2025-06-02 00:00 +08
    lane = two_passes.shipment("out", monday, 1, origin="kashgar", destination="osh")
    asked = two_passes.study((lane,), scenarios=(ACTUAL, brief), baseline="actual")
    summary = run(asked, load(shipped_dataset()), tmp_path / "out", command="corridor batch")
    told = {
        notice.subject: notice.message
        for each in summary.leanings
        if each.code == "port-saturated"
        for notice, _ in each.notices
    }
    assert told.keys() == {"irkeshtam-wuqia-park", "irkeshtam-simuhana-cn"}
    assert all(message.startswith("under brief more vehicles come to ") for message in told.values())
