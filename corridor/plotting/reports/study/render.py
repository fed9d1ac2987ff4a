"""The report on a study as one HTML document."""

from collections.abc import Sequence

from corridor.plotting.document import compose
from corridor.plotting.reports.sections import Section
from corridor.plotting.reports.study.cards import cards
from corridor.plotting.reports.study.charts import month_chart, port_chart, week_charts
from corridor.plotting.reports.study.departures import changes
from corridor.plotting.reports.study.lanes import carec_table, lane_chart, lane_tables, shown
from corridor.plotting.reports.study.page import StudyPage
from corridor.plotting.reports.study.sections import definitions, sections
from corridor.plotting.reports.study.tables import (
    changed_inputs,
    cut,
    partly_answered,
    remarks,
    unanswered_table,
    undone_table,
)
from corridor.plotting.words import Words


def render(page: StudyPage) -> str:
    """Return the report as one complete HTML document; equal pages give equal bytes."""
    words = Words(page.lang)
    unanswered, partly = unanswered_table(page, words), partly_answered(page, words)
    parts = sections(page, words)
    return compose(
        "study_report.html",
        page,
        styles=("page.css", "charts.css", "report.css", "study.css"),
        sections={part.anchor: part for part in parts},
        contents=[*parts, *_ends(page, words)],
        cards=cards(page, words),
        lane_chart=lane_chart(page, words),
        lane_tables=lane_tables(page, words),
        left_out=_left_out(page),
        weeks=list(week_charts(page, words)),
        months=month_chart(page, words),
        ports=port_chart(page, words),
        undone=undone_table(page, words),
        changes=changes(page, words),
        changed=changed_inputs(page, words),
        carec=carec_table(page, words),
        unanswered=cut(unanswered),
        partly=cut(partly),
        more=_not_shown(page) + sum(len(table.rows) - len(cut(table).rows) for table in (unanswered, partly)),
        remarks=remarks(page, words),
        definitions=definitions(page, words),
    )


def _not_shown(page: StudyPage) -> int:
    """Return how many refused rows and failed shipments the page was not even told of."""
    summary = page.summary
    return max(page.refused_in_all - len(page.refused), 0) + summary.failed_in_all - len(summary.failed)


def _left_out(page: StudyPage) -> int:
    """Return how many shipments the tables have no room for."""
    columns = 12 * max(len(page.others), 1)
    return page.summary.shipments_in_all - len(shown(page, columns))


def _ends(page: StudyPage, words: Words) -> Sequence[Section]:
    return [Section(anchor="made-with", title=words("Made with"))] if page.made_with else []
