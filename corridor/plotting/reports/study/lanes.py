"""Shipments in order of what changes for them: a chart of the first, and tables of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corridor.model.study_summary import ShipmentOutcome, ShipmentSummary
from corridor.plotting.charts.chart import Chart, Table
from corridor.plotting.charts.dumbbell import dumbbell
from corridor.plotting.charts.ranked_bars import Bars, Heading
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.reports.study.page import StudyPage, duration, number, part
from corridor.plotting.words import Words

MOST_CELLS: Final = 12_000
"""What tables of all shipments may hold in all: some 60 bytes each."""
_DRAWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneTable:
    """All shipments under one scenario against the baseline, or without `is_compared` under the baseline alone."""

    title: str
    is_compared: bool
    table: Table


def ranked(page: StudyPage) -> list[ShipmentSummary]:
    """Return the shipments: where the first scenario compared changes most a truck first; without one, the slowest."""

    def size(each: ShipmentSummary) -> float:
        if not page.others:
            return each.outcomes[page.baseline].outcome.duration.mean_s or 0
        saving = each.outcomes[page.others[0]].outcome.saving
        return abs(saving.mean_s or 0) if saving else 0

    return sorted(page.summary.shipments, key=lambda each: -size(each))


def shown(page: StudyPage, columns: int) -> list[ShipmentSummary]:
    """Return as many shipments as tables of so many columns in all have room for."""
    return ranked(page)[: max(MOST_CELLS // max(columns, 1), _DRAWN)]


def lane_title(page: StudyPage, each: ShipmentSummary) -> str:
    """Return what a chart calls a shipment: its lane, with its id where several go the same."""
    lane = page.lane(each.shipment)
    alike = sum(other.shipment.lane == each.shipment.lane for other in page.summary.shipments)
    return f"{lane} ({each.shipment.shipment_id})" if alike > 1 else lane


def lane_chart(page: StudyPage, words: Words) -> Chart:
    """Return the shipments for which most changes, before and after."""
    rows = [
        Bars(
            title=lane_title(page, each),
            values_s=tuple(each.outcomes[i].outcome.duration.mean_s for i in page.order),
        )
        for each in ranked(page)[:_DRAWN]
    ]
    return dumbbell(
        "lanes",
        Heading(
            title=words("The {count} lanes that change most", count=len(rows)),
            caption=_conclusion(page, words),
            what=words("Lane"),
            axis=words("Mean hours from door to door"),
        ),
        page.ordered_titles,
        rows,
        words,
    )


def _conclusion(page: StudyPage, words: Words) -> str:
    first = next(iter(ranked(page)), None)
    if first is None:
        return words("There is no lane to show.")
    if not page.others:
        return words("Ordered by the mean time from door to door, the longest first.")
    saving = first.outcomes[page.others[0]].outcome.saving
    if saving is None or not saving.mean_s:
        return words('"{scenario}" changes no lane on average.', scenario=page.titles[page.others[0]])
    told = words(
        'Ordered by what "{scenario}" changes on average; most on {lane}: {gap}.',
        scenario=page.titles[page.others[0]],
        lane=page.lane(first.shipment),
        gap=difference(words, -saving.mean_s),
    )
    if not saving.share_reroute:
        return told
    share = words.number(part(saving.share_reroute))
    return f"{told} {words('There {share} of departures go by other ports than under the baseline.', share=share)}"


def lane_tables(page: StudyPage, words: Words) -> list[LaneTable]:
    """Return the tables of all shipments, one for each scenario compared, or one of the baseline alone."""
    head = _compared_head(page, words) if page.others else _head(words)
    lanes = shown(page, len(head) * max(len(page.others), 1))
    numbers = frozenset(range(2, len(head)))
    if not page.others:
        rows = tuple((*_start(page, each), *_alone(each.outcomes[page.baseline], words)) for each in lanes)
        table = Table(head=head, rows=rows, numbers=numbers)
        return [LaneTable(title=page.titles[page.baseline], is_compared=False, table=table)]
    return [
        LaneTable(
            title=page.titles[i],
            is_compared=True,
            table=Table(
                head=head,
                rows=tuple((*_start(page, each), *_compared(page, each, i, words)) for each in lanes),
                numbers=numbers,
            ),
        )
        for i in page.others
    ]


def _start(page: StudyPage, each: ShipmentSummary) -> tuple[str, ...]:
    return page.lane(each.shipment), each.shipment.shipment_id, f"{each.shipment.trucks:g}"


def _head(words: Words) -> tuple[str, ...]:
    return (
        *(words("Lane"), words("Shipment"), words("Trucks")),
        *(words("Mean"), words("P50"), words("P90"), words("Longest")),
        *(words("Waiting, mean"), words("Waiting, P90"), words("Longest wait")),
    )


def _alone(found: ShipmentOutcome, words: Words) -> Iterator[str]:
    lasting, wait = found.outcome.duration, found.outcome.wait
    for seconds in (
        *(lasting.mean_s, lasting.p50_s, lasting.p90_s, lasting.max_s),
        wait.mean_s,
        wait.p90_s,
        wait.max_s,
    ):
        yield duration(seconds, words)  # fmt: skip


def _compared_head(page: StudyPage, words: Words) -> tuple[str, ...]:
    figures = (words("Mean"), words("P50"), words("P90"), words("Longest"), words("Waiting, mean"))
    pairs = [words("{figure}, before → after", figure=figure) for figure in figures]
    hours = [words("Truck-hours saved a year")] if _has_hours(page) else []
    return (
        *(words("Lane"), words("Shipment"), words("Trucks")),
        words("Change of the mean"),
        *pairs,
        *(words("Earlier"), words("Later"), words("By other ports")),
        *hours,
    )


def _has_hours(page: StudyPage) -> bool:
    return any(hours is not None for hours in page.summary.truck_hours_saved)


def _compared(page: StudyPage, each: ShipmentSummary, scenario: int, words: Words) -> Iterator[str]:
    before, after = each.outcomes[page.baseline].outcome, each.outcomes[scenario].outcome
    saving = after.saving
    yield "–" if saving is None or saving.mean_s is None else difference(words, -saving.mean_s)
    pairs: Sequence[tuple[float | None, float | None]] = (
        (before.duration.mean_s, after.duration.mean_s),
        (before.duration.p50_s, after.duration.p50_s),
        (before.duration.p90_s, after.duration.p90_s),
        (before.duration.max_s, after.duration.max_s),
        (before.wait.mean_s, after.wait.mean_s),
    )
    for pair in pairs:
        yield " → ".join(duration(seconds, words) for seconds in pair)
    if saving is None or not saving.departures:
        yield from ("–",) * 3
    else:
        yield from (
            words.number(part(saving.share_gain)),
            words.number(part(saving.share_lose)),
            words.number(part(saving.share_reroute)),
        )
    if _has_hours(page):
        yield words.number(number(each.outcomes[scenario].truck_hours_saved))


def carec_table(page: StudyPage, words: Words) -> Table:
    """Return the CAREC indicators of each shipment under each scenario."""
    titles = page.ordered_titles
    head = (
        *(words("Lane"), words("Shipment")),
        *(words("TFI1: {scenario}", scenario=title) for title in titles),
        *(words("SWD: {scenario}", scenario=title) for title in titles),
        *(words("SWOD: {scenario}", scenario=title) for title in titles),
    )
    rows = []
    for each in shown(page, len(head) * 2):
        carec = [each.outcomes[i].indicators for i in page.order]
        rows.append(
            (
                *(page.lane(each.shipment), each.shipment.shipment_id),
                *(duration(one.clear_crossing_s, words) if one else "–" for one in carec),
                *(words.number(number(one.speed_with_delay_kmh, 1)) if one else "–" for one in carec),
                *(words.number(number(one.speed_without_delay_kmh, 1)) if one else "–" for one in carec),
            )
        )
    return Table(head=head, rows=tuple(rows), numbers=frozenset(range(2, len(head))))
