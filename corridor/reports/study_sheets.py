"""Sheets of a study's figures: by lane, port, weekday and hour, month, and departure."""

from collections.abc import Iterator, Sequence
from typing import Final

from corridor.calendars import zones
from corridor.model.dataset import Dataset
from corridor.model.study_summary import (
    ChangedDeparture,
    Figures,
    Group,
    Outcome,
    ShipmentOutcome,
    StudySummary,
    Told,
)
from corridor.reports.names import point_of, title_of, way_of
from corridor.reports.workbook import Column, Sheet, Value, clock

_FIGURES: Final = ("mean", "P50", "P90", "max")
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS: Final = range(24)
_NO_SAVING: Final = (None,) * 9


def lane_sheets(dataset: Dataset, summary: StudySummary) -> Iterator[Sheet]:
    """Yield a row per shipment and scenario, and in a sheet of its own where one waits and by which ports one goes."""
    texts = ("Shipment", "From", "To", "Scenario", "Status")
    yield Sheet(
        name="Lanes",
        columns=[
            *(Column(title=title) for title in texts),
            *(Column(title=title, kind="number") for title in ("Trucks", "Trucks a year")),
            *_figure_columns("Door to door"),
            *_figure_columns("Waiting"),
            *_saving_columns(),
            *(Column(title=title, kind="share") for title in ("Gain", "Lose", "Another way")),
            Column(title="Truck-hours saved a year", kind="number"),
            Column(title="TFI1: to clear a crossing", kind="hours"),
            Column(title="TFI2: cost of a crossing", unit="not modelled"),
            *(Column(title=f"TFI4: {name}", kind="number", unit="km/h") for name in ("SWD", "SWOD")),
            *(Column(title=f"Samples {name}", kind="hours") for name in ("P50", "P90")),
            Column(title="Ways (share of departures)", width=48),
            Column(title="Waits (mean hours)", width=48),
            *(Column(title=title, width=32) for title in ("Commodity", "Note")),
        ],
        rows=[
            (
                each.shipment.shipment_id,
                title_of(dataset, each.shipment.query.origin),
                title_of(dataset, each.shipment.query.destination),
                found.outcome.scenario,
                found.status,
                *(each.shipment.trucks, each.shipment.trucks_per_year),
                *_lane(dataset, found),
                *(each.shipment.commodity, each.shipment.note),
            )
            for each in summary.shipments
            for found in each.outcomes
        ],
    )


def _lane(dataset: Dataset, found: ShipmentOutcome) -> Sequence[Value]:
    outcome, carec = found.outcome, found.indicators
    return (
        *_figures(outcome.duration),
        *_figures(outcome.wait),
        *savings(outcome),
        found.truck_hours_saved,
        carec.clear_crossing_s if carec else None,
        None,  # TFI2
        *((carec.speed_with_delay_kmh, carec.speed_without_delay_kmh) if carec else (None, None)),
        *(found.sampled_p50_s, found.sampled_p90_s),
        ", ".join(f"{way_of(way)} {part:.1%}" for way, part in found.ways),
        ", ".join(f"{point_of(dataset, point)} {s / 3600:.2f}" for point, s in found.waits if s >= 18),
    )


def _figure_columns(what: str) -> Iterator[Column]:
    yield from (Column(title=f"{what} {name}", kind="hours") for name in _FIGURES)


def _saving_columns() -> Iterator[Column]:
    for title in ("Saved mean", "Saved P50", "Saved P90", "Most saved", "Most lost", "Waiting saved"):
        yield Column(title=title, kind="hours")


def _figures(found: Figures) -> Sequence[Value]:
    return found.mean_s, found.p50_s, found.p90_s, found.max_s


def savings(outcome: Outcome) -> Sequence[Value]:
    """Return what is saved, with shares: nine values; the largest loss as one has it, above nought."""
    found = outcome.saving
    if found is None:
        return _NO_SAVING
    worst = found.largest_loss_s
    return (
        *(found.mean_s, found.p50_s, found.p90_s, found.largest_gain_s),
        None if worst is None else max(-worst, 0),
        *(found.wait_mean_s, found.share_gain, found.share_lose, found.share_reroute),
    )


def port_sheet(dataset: Dataset, summary: StudySummary) -> Sheet:
    """Return what one waits at, by the waiting it causes, and what becomes of those that pass it."""
    passed = {group.key: group for group in summary.ports}
    unused = [
        group.key for group in summary.ports if group.key not in {each.point for each in summary.waiting}
    ]
    rows: list[Sequence[Value]] = []
    for rank, each in enumerate(summary.waiting, 1):
        group = passed.get(each.point)
        for i, scenario in enumerate(summary.names):
            row = (
                rank,
                point_of(dataset, each.point),
                each.point,
                scenario,
                each.mean_s[i],
                each.truck_hours[i],
            )
            rows.append((*row, *_passing(group, i)))
    for point in unused:
        for i, scenario in enumerate(summary.names):
            rows.append(
                (None, point_of(dataset, point), point, scenario, 0, None, *_passing(passed[point], i))
            )
    return Sheet(
        name="Ports",
        columns=[
            Column(title="Rank", kind="whole"),
            Column(title="Port, ban or road", width=36),
            *(Column(title=title) for title in ("Id", "Scenario")),
            Column(title="Waiting there per departure of the study", kind="hours"),
            Column(title="Truck-hours waited a year", kind="number"),
            Column(title="Departures that pass it", kind="number"),
            Column(title="Their door to door mean", kind="hours"),
            Column(title="Their waiting mean", kind="hours"),
            Column(title="Saved by those that passed it under the baseline", kind="hours"),
        ],
        rows=rows,
    )  # fmt: skip


def _passing(group: Group | None, scenario: int) -> Sequence[Value]:
    if group is None:
        return (None,) * 4
    found = group.outcomes[scenario]
    return (
        found.answered,
        found.duration.mean_s,
        found.wait.mean_s,
        found.saving.mean_s if found.saving else None,
    )


def group_sheets(summary: StudySummary) -> Iterator[Sheet]:
    """Yield the sheets by weekday and hour, and by month; and by weekday and by hour alone."""
    yield Sheet(
        name="Weekday x hour",
        columns=[
            *(Column(title=title) for title in ("Scenario", "Figure", "Weekday")),
            *(Column(title=f"{hour:02}:00", kind="hours", width=8) for hour in _HOURS),
        ],
        rows=list(_week_rows(summary)),
    )
    kinds = (("Weekday", "Weekdays", summary.weekdays), ("Hour of leaving", "Hours", summary.hours), ("Month", "Months", summary.months))  # fmt: skip
    for title, name, groups in kinds:
        yield Sheet(
            name=name,
            columns=[
                Column(title=title, kind="text" if title == "Weekday" else "whole"),
                Column(title="Scenario"),
                *(Column(title=f"Departures {each}", kind="number") for each in ("with a way", "without")),
                *_figure_columns("Door to door"),
                *_figure_columns("Waiting"),
                *_saving_columns(),
                *(Column(title=each, kind="share") for each in ("Gain", "Lose", "Another way")),
            ],
            rows=[
                (
                    _WEEKDAYS[int(group.key) - 1] if title == "Weekday" else int(group.key),
                    found.scenario,
                    *(found.answered, found.unanswered),
                    *_figures(found.duration),
                    *_figures(found.wait),
                    *savings(found),
                )
                for group in groups
                for found in group.outcomes
            ],
        )


def _week_rows(summary: StudySummary) -> Iterator[Sequence[Value]]:
    cells = {(each.weekday, each.hour): each for each in summary.week}
    for i, scenario in enumerate(summary.names):
        for name, attribute in (
            ("door to door", "mean_s"),
            ("waiting", "wait_mean_s"),
            ("saved", "saving_mean_s"),
        ):
            if name == "saved" and scenario == summary.baseline:
                continue
            for weekday, called in enumerate(_WEEKDAYS, 1):
                values = (cells.get((weekday, hour)) for hour in _HOURS)
                yield (
                    scenario,
                    name,
                    called,
                    *(None if cell is None else getattr(cell, attribute)[i] for cell in values),
                )


def departure_sheet(dataset: Dataset, summary: StudySummary) -> Sheet:
    """Return the departures that changed most."""
    return Sheet(
        name="Ten departures",
        columns=[
            *(Column(title=title) for title in ("Scenario", "Shipment", "From", "To")),
            Column(title="Leaves", width=32),
            Column(title="Leaves", kind="clock", unit="UTC"),
            Column(title="Saved", kind="hours"),
            *(
                column
                for when in (f"under {summary.baseline}", "under the scenario")
                for column in (
                    Column(title=f"Arrives {when}", width=32),
                    Column(title=f"Arrives {when}", kind="clock", unit="UTC"),
                    Column(title=f"Waits {when}", kind="hours"),
                    Column(title=f"Way {when}", width=32),
                    Column(title=f"Where it waits {when}", width=60),
                )
            ),
        ],
        rows=[
            (
                each.scenario,
                each.shipment_id,
                title_of(dataset, each.origin),
                title_of(dataset, each.destination),
                zones.format_local(each.depart_at, each.tz),
                clock(each.depart_at, "UTC"),
                each.saving_s,
                *_told(dataset, each, each.before),
                *_told(dataset, each, each.after),
            )
            for each in summary.changed
        ],
    )


def _told(dataset: Dataset, each: ChangedDeparture, told: Told) -> Sequence[Value]:
    place = dataset.places[each.destination]  # type: ignore[index]
    return (
        None if told.arrive_at is None else zones.format_local(told.arrive_at, place.tz),
        clock(told.arrive_at, "UTC"),
        told.wait_s,
        None if told.arrive_at is None else way_of(told.crossings),
        ", ".join(f"{point_of(dataset, point)} {s / 3600:.2f} h" for point, s in told.waits),
    )
