"""Tables of days, inputs, rows without an answer, and what answers lean on."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from corridor.model.study_summary import Leaning
from corridor.plotting.charts.chart import Table
from corridor.plotting.charts.verdicts import difference
from corridor.plotting.reports.page import Inputs
from corridor.plotting.reports.sections import FIELDS
from corridor.plotting.reports.study.page import StudyPage, duration, part
from corridor.plotting.words import Words

_MOST_ROWS: Final = 300


def cut(table: Table) -> Table:
    """Return as many rows of a table as a page has room for."""
    return replace(table, rows=table.rows[:_MOST_ROWS])


def undone_table(page: StudyPage, words: Words) -> Table:
    """Return the dates on which a gain is undone."""
    titles = dict(zip(page.summary.names, page.titles, strict=True))
    return Table(
        head=(
            *(words("Scenario"), words("Date of leaving")),
            *(words("Saved, mean"), words("Saved on a usual day")),
            *(words("Waiting, mean"), words("Waiting on a usual day")),
            *(words("Most is waited at"), words("Closed there")),
        ),
        rows=tuple(
            (
                titles[day.scenario],
                words.date(date.fromisoformat(day.day)),
                *(words.duration(day.mean_saving_s), words.duration(day.typical_saving_s)),
                *(words.duration(day.mean_wait_s), words.duration(day.typical_wait_s)),
                page.name(day.port),
                "; ".join(_named(page, reason) for reason in day.reasons),
            )
            for day in page.summary.undone_days
        ),
        numbers=frozenset(range(2, 6)),
    )


def _named(page: StudyPage, reason: str) -> str:
    point, colon, rest = reason.partition(": ")
    return f"{page.name(point)}{colon}{rest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedInputs:
    """What a scenario changes: `kinds` in short, `outputs` what becomes of it, `table` each change."""

    inputs: Inputs
    kinds: str
    outputs: tuple[tuple[str, str], ...]
    table: Table


def changed_inputs(page: StudyPage, words: Words) -> list[ChangedInputs]:
    """Return inputs beside outputs by scenario, the baseline first."""
    head = (words("Where"), words("What"), words("In the data"), words("In the scenario"), words("Source"))
    return [
        ChangedInputs(
            inputs=inputs,
            kinds=_kinds(inputs, words),
            outputs=_outputs(page, scenario, words),
            table=Table(
                head=head,
                rows=tuple(
                    (row.subject, words(FIELDS.get(row.field, row.field)), row.before, row.after, row.source)
                    for row in inputs.changes
                ),
            ),
        )
        for scenario in page.order
        for inputs in [page.inputs[scenario]]
    ]


def _kinds(inputs: Inputs, words: Words) -> str:
    if not inputs.changes and not inputs.elsewhere:
        return words("It changes nothing in the data.")
    counts = Counter(change.field for change in inputs.changes)
    listed = "; ".join(f"{words(FIELDS.get(field, field))}: {count}" for field, count in counts.most_common())
    if not listed:
        return words(
            "Nothing differs at the ports that trucks of this study pass; {more} inputs elsewhere do.",
            more=inputs.elsewhere,
        )
    return words(
        "{count} inputs differ from the data at the ports that trucks of this study pass ({listed}), and {more} elsewhere.",
        count=len(inputs.changes),
        listed=listed,
        more=inputs.elsewhere,
    )


def _outputs(page: StudyPage, scenario: int, words: Words) -> tuple[tuple[str, str], ...]:
    found = page.summary.total.outcomes[scenario]
    saving = found.saving
    rows = [
        (words("Mean, door to door"), duration(found.duration.mean_s, words)),
        (words("Waiting, mean"), duration(found.wait.mean_s, words)),
    ]
    if saving is not None and saving.mean_s is not None:
        rows += [
            (words("Against the baseline, mean"), difference(words, -saving.mean_s)),
            (words("Departures by other ports"), words.number(part(saving.share_reroute))),
        ]
    return tuple(rows)


def unanswered_table(page: StudyPage, words: Words) -> Table:
    """Return the rows that were refused, and shipments that failed or have no way under a scenario."""
    titles = dict(zip(page.summary.names, page.titles, strict=True))
    rows: list[tuple[str, ...]] = [
        (words("refused row"), shipment, "", where, why) for where, shipment, why in page.refused
    ]
    rows += [(words("failed"), shipment, "", "", reason) for shipment, reason in page.summary.failed]
    rows += [
        (
            words("no way"),
            each.shipment.shipment_id,
            titles[found.outcome.scenario],
            page.lane(each.shipment),
            found.reason,
        )
        for each in page.summary.shipments
        for found in each.outcomes
        if found.status == "no-way"
    ]
    head = (words("What"), words("Shipment"), words("Scenario"), words("Where"), words("Why"))
    return Table(head=head, rows=tuple(rows))


def partly_answered(page: StudyPage, words: Words) -> Table:
    """Return the shipments of which some departures have no way under a scenario."""
    titles = dict(zip(page.summary.names, page.titles, strict=True))
    rows = tuple(
        (
            page.lane(each.shipment),
            each.shipment.shipment_id,
            titles[outcome.scenario],
            words.number(part(outcome.unanswered / (outcome.answered + outcome.unanswered))),
        )
        for each in page.summary.shipments
        for found in each.outcomes
        for outcome in [found.outcome]
        if found.status == "answered" and outcome.unanswered
    )
    head = (words("Lane"), words("Shipment"), words("Scenario"), words("Departures without a way"))
    return Table(head=head, rows=rows, numbers=frozenset({3}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """Remarks of one code: the most frequent one, how many trips any of them is about, and a table of all."""

    code: str
    severity: str
    first: str
    trips: str
    table: Table


def _by_message(leaning: Leaning) -> list[tuple[str, int]]:
    """Return remarks, each once: those of several sources read alike here, where sources are not told."""
    counts = Counter[str]()
    for notice, count in leaning.notices:
        counts[notice.message] += count
    return counts.most_common()


def remarks(page: StudyPage, words: Words) -> list[Remarks]:
    """Return what answers lean on, the weakest first."""
    head = (words("Remark"), words("Trips"))
    return [
        Remarks(
            code=each.code,
            severity=each.severity,
            first=each.notices[0][0].message,
            trips=words.number(part(each.trips / page.summary.trips_looked_at)),
            table=Table(
                head=head,
                rows=tuple((message, words.number(f"{count:,}")) for message, count in _by_message(each)),
                numbers=frozenset({1}),
            ),
        )
        for each in page.summary.leanings
    ]
