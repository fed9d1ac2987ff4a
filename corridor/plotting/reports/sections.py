"""The parts that every report has, and its list of contents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from corridor.plotting.charts.chart import Chart, Table
from corridor.plotting.document import Block, Page, compose
from corridor.plotting.maps.route.render import map_fields, map_of
from corridor.plotting.reports.page import Inputs, Report
from corridor.plotting.words import Words, later

FIELDS: Final[Mapping[str, str]] = {
    "hours": later("opening hours"),
    "admission": later("rule of admission"),
    "last_admission_min": later("last admission before closing, minutes"),
    "closure": later("closure"),
    "net_min": later("clearance, minutes"),
    "demand": later("trucks that come, per hour"),
    "capacity": later("trucks let in, per hour"),
    "status": later("state of the road"),
    "speed_kmh": later("speed, km/h"),
    "truck_access": later("access of trucks"),
    "in_use": later("driving ban in force"),
}
"""What a scenario changes, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a report: where it is, its title, and what a reader has to know to read it."""

    anchor: str
    title: str
    lede: str = ""


def rendered(
    template: str,
    report: Report,
    words: Words,
    sections: tuple[Section, ...],
    charts: tuple[Chart, ...],
    **fields: Any,  # noqa: ANN401 - templates take any value
) -> str:
    """Return a report as one complete HTML document: `sections` in order, and then those of every report."""
    block = map_of(report.trip, words) if report.has_map else None
    shown = [part for part in sections if part.anchor != "map" or block]
    all_sections = (*shown, *_common(report, words))
    return compose(
        template,
        report,
        *([block] if block else []),
        styles=("page.css", "charts.css", "report.css"),
        sections={part.anchor: part for part in all_sections},
        contents=[*all_sections, *ends(report, words)],
        figures={chart.chart_id: chart for chart in charts},
        changed=[(inputs, _changed(inputs, words)) for inputs in report.inputs],
        **_map_fields(report, block, words),
        **fields,
    )


def _map_fields(report: Report, block: Block | None, words: Words) -> dict[str, Any]:
    return {"map_element": block.element if block else None, **map_fields(report.trip, words)}


def _common(report: Report, words: Words) -> list[Section]:
    return [
        Section(
            anchor="question",
            title=words("What was asked"),
            lede=words("Every answer of this report is for this question, and counts what is listed here."),
        ),
        Section(
            anchor="inputs",
            title=words("What the scenarios change"),
            lede=words(
                "A scenario is a set of changes to the data; nothing else differs between the answers. "
                "Opening hours are on the clock of the port's side; PH are public holidays."
            ),
        ),
        *files_section(report.files, words),
    ]


def files_section(files: Sequence[str], words: Words) -> list[Section]:
    """Return the part that lists the files beside a page, if there are any."""
    lede = words("Written beside this page, from the same answer.")
    return [Section(anchor="files", title=words("Files of this answer"), lede=lede)] if files else []


def ends(report: Page, words: Words) -> list[Section]:
    """Return what stands at the end of every page."""
    leans_on = [Section(anchor="leans-on", title=words("What this leans on"))] if report.notices else []
    return [*leans_on, Section(anchor="made-with", title=words("Made with"))]


def _changed(inputs: Inputs, words: Words) -> Table:
    head = (words("Where"), words("What"), words("In the data"), words("In the scenario"), words("Source"))
    rows = (
        (row.subject, words(FIELDS.get(row.field, row.field)), row.before, row.after, row.source)
        for row in inputs.changes
    )
    return Table(head=head, rows=tuple(rows))
