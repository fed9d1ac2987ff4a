"""Windows of departures and comparisons to an Excel workbook."""

from collections.abc import Iterator, Sequence

from corridor.calendars import zones
from corridor.model.comparison import Departure, Difference, Extreme, ScenarioResult, WeekdayHours
from corridor.model.dataset import Dataset
from corridor.model.made_with import MadeWith
from corridor.model.query import Query
from corridor.reports.names import share, way_of
from corridor.reports.workbook import Column, Sheet, Value, clock, workbook
from corridor.reports.workbook_parts import closing_sheets

_HOURS = range(24)


def departures_xlsx(
    dataset: Dataset,
    query: Query,
    results: Sequence[ScenarioResult],
    differences: Sequence[Difference],
    listed: Sequence[Sequence[Departure]],
    made_with: MadeWith,
    stamp: int,
) -> bytes:
    """Return the answer to `departures`, or with differences to `compare`; `listed` are departures of each result.

    Sheets: Scenarios, Differences (if there are any), When to leave, Weekday x hour, Departures, Inputs, Changes,
    Notices, Made with. `stamp` is UTC seconds.
    """
    tz_to = dataset.places[query.destination].tz
    compared = [_differences(differences, results)] if differences else []
    sheets = [
        _scenarios(results),
        *compared,
        _when_to_leave(results, tz_to),
        _weekday_hours(results, differences),
        _departures(results, listed, tz_to),
        *closing_sheets(
            query,
            {result.scenario.name: result.changes for result in results},
            [notice for result in results for notice in result.profile.notices],
            made_with,
        ),
    ]
    return workbook(sheets, stamp)


def _scenarios(results: Sequence[ScenarioResult]) -> Sheet:
    tz = results[0].profile.tz
    return Sheet(
        name="Scenarios",
        columns=[
            Column(title="Scenario"),
            Column(title="Title", width=48),
            Column(title="From", kind="clock", unit=tz),
            Column(title="To", kind="clock", unit=tz),
            Column(title="Departures with a way", kind="share"),
            *(Column(title=title, kind="hours") for title in ("Mean", "P50", "P90", "Least", "Most")),
            Column(title="Mean wait", kind="hours"),
            Column(title="Departures that wait", kind="share"),
            Column(title="Ways (share of departures)", width=48),
        ],
        rows=[
            (
                result.scenario.name,
                result.scenario.title,
                clock(result.profile.start, tz),
                clock(result.profile.end, tz),
                found.answered_share,
                *(found.mean_s, found.p50_s, found.p90_s, found.min_s, found.max_s),
                found.mean_wait_s,
                found.waiting_share,
                ", ".join(f"{way_of(used)} {share(part)}" for used, part in found.crossings.items()),
            )
            for result in results
            for found in [result.profile.statistics]
        ],
    )


def _differences(differences: Sequence[Difference], results: Sequence[ScenarioResult]) -> Sheet:
    tz = results[0].profile.tz
    return Sheet(
        name="Differences",
        columns=[
            *(Column(title=title) for title in ("Scenario", "Against")),
            *(Column(title=title, kind="hours") for title in ("Mean", "Mean wait")),
            *(Column(title=title, kind="share") for title in ("Gain", "Lose", "Another way")),
            Column(title="Largest gain", kind="hours"),
            Column(title="Departure of it", kind="clock", unit=tz),
            Column(title="Largest loss", kind="hours"),
            Column(title="Departure of it", kind="clock", unit=tz),
            *(Column(title=title, kind="share") for title in ("Only with a way now", "No way any more")),
        ],
        rows=[
            (
                found.scenario,
                results[0].scenario.name,
                *(found.mean_s, found.mean_wait_s),
                *(found.share_gain, found.share_lose, found.share_reroute),
                *_extreme(found.largest_gain, tz),
                *_extreme(found.largest_loss, tz),
                *(found.newly_answered_share, found.no_longer_answered_share),
            )
            for found in differences
        ],
    )


def _extreme(extreme: Extreme | None, tz: str) -> tuple[Value, Value]:
    return (None, None) if extreme is None else (extreme.difference_s, clock(extreme.depart_at, tz))


def _when_to_leave(results: Sequence[ScenarioResult], tz_to: str) -> Sheet:
    tz = results[0].profile.tz
    return Sheet(
        name="When to leave",
        columns=[
            *(Column(title=title) for title in ("Scenario", "What")),
            *(Column(title=title, kind="clock", unit=tz) for title in ("Leave from", "Leave by")),
            Column(title="Arrives", kind="clock", unit=tz_to),
            Column(title="A second later arrives", kind="clock", unit=tz_to),
            Column(title="A second later costs", kind="hours"),
        ],
        rows=[row for result in results for row in _moments(result, tz_to)],
    )


def _moments(result: ScenarioResult, tz_to: str) -> Iterator[Sequence[Value]]:
    """Yield the best windows of a scenario, whose last second is the last to leave by, and its cut-offs."""
    profile, name = result.profile, result.scenario.name
    for stretch in profile.best_windows:
        leave = (clock(stretch.departs_from, profile.tz), clock(stretch.departs_to - 1, profile.tz))
        yield name, "best", *leave, clock(stretch.arrives_at, tz_to), None, None
    for cut_off in profile.cut_offs:
        arrives = (clock(cut_off.arrive_at, tz_to), clock(cut_off.next_arrive_at, tz_to))
        yield name, "cut-off", None, clock(cut_off.depart_at, profile.tz), *arrives, cut_off.cost_s


def _weekday_hours(results: Sequence[ScenarioResult], differences: Sequence[Difference]) -> Sheet:
    tz = results[0].profile.tz
    return Sheet(
        name="Weekday x hour",
        columns=[
            *(Column(title=title) for title in ("Scenario", "Figure")),
            Column(title="Weekday", unit=tz),
            *(Column(title=f"{hour:02}:00", kind="hours", width=8) for hour in _HOURS),
        ],
        rows=[
            *(
                row
                for result in results
                for row in _cells(
                    result.scenario.name, "mean duration", result.profile.statistics.by_weekday_hour
                )
            ),
            *(
                row
                for found in differences
                for row in _cells(
                    found.scenario, f"mean difference to {results[0].scenario.name}", found.by_weekday_hour
                )
            ),
        ],
    )


def _cells(scenario: str, figure: str, cells: WeekdayHours) -> Iterator[Sequence[Value]]:
    for weekday, name in enumerate(zones.WEEKDAYS):
        yield scenario, figure, name, *(cells.get((weekday, hour)) for hour in _HOURS)


def _departures(
    results: Sequence[ScenarioResult], listed: Sequence[Sequence[Departure]], tz_to: str
) -> Sheet:
    tz = results[0].profile.tz
    return Sheet(
        name="Departures",
        columns=[
            Column(title="Scenario"),
            Column(title="Departs", kind="clock", unit=tz),
            Column(title="Arrives", kind="clock", unit=tz_to),
            *(Column(title=title, kind="clock", unit="UTC") for title in ("Departs", "Arrives")),
            *(Column(title=title, kind="hours") for title in ("Duration", "Wait")),
            Column(title="Ports"),
        ],
        rows=(
            (
                result.scenario.name,
                clock(one.depart_at, tz),
                clock(one.arrive_at, tz_to),
                clock(one.depart_at, "UTC"),
                clock(one.arrive_at, "UTC"),
                *(one.duration_s, one.wait_s),
                "no way" if one.arrive_at is None else way_of(one.crossings),
            )
            for result, departures in zip(results, listed, strict=True)
            for one in departures
        ),
    )
