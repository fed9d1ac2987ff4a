"""A study's comparison gathered into its report: the page, and the workbook beside it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Final

from corridor.batch.windows import planners_of
from corridor.cli.output import write_file
from corridor.cli.report_values import inputs, question
from corridor.cli.route_page import made_lines, titles_of
from corridor.cli.session import Session
from corridor.cli.study_verdict import verdict
from corridor.dataset.notices import Finding
from corridor.model.ids import CrossingId
from corridor.model.made_with import MadeWith
from corridor.model.provenance import Notice
from corridor.model.study import Extent, Study, extent_of
from corridor.model.study_summary import StudySummary
from corridor.plotting.reports.study.page import Refused, StudyPage
from corridor.plotting.reports.study.render import render
from corridor.plotting.words import Language, Words
from corridor.reports.names import point_of, title_of
from corridor.reports.study_workbook import StudyBook, write_study_workbook
from corridor.studies.outputs import PAGE, RUN, WORKBOOK
from corridor.studies.shelf import shelved

_MOST_IN_VERDICT: Final = 3
_MOST_REFUSED: Final = 1_000
"""Errors of refused rows that the report names; `findings.csv` has all."""


@dataclass(frozen=True)
class StudyReport:
    """Makes the report of a study that is done, from what is in its folder of results and what was read.

    `files` are the names of the other results, as the page lists them; a refused row may have several findings.
    """

    session: Session
    study: Study
    summary: StudySummary
    findings: Sequence[Finding]
    folder: Path
    files: tuple[str, ...]
    refused_rows: int

    def write(self, lang: Language) -> list[Notice]:
        """Write the page and the workbook; return what had to be left out of the workbook.

        Raises:
            OutputError: They cannot be written.
        """
        file = BytesIO()
        notices = write_study_workbook(file, self._book(), self.session.stamp)
        write_file(self.folder / WORKBOOK, file.getvalue(), force=True)
        write_file(self.folder / PAGE, render(self.page(Words(lang))), force=True)
        return notices

    @cached_property
    def made_with(self) -> MadeWith:
        """What made the results: the command is that which began the run, as long as it took."""
        command = json.loads((self.folder / RUN).read_bytes())["command"]
        return replace(self.session.made_with, command=command)

    def _book(self) -> StudyBook:
        return StudyBook(
            dataset=self.session.dataset,
            study=self.study,
            summary=self.summary,
            verdict=self._verdict(Words()),
            refused=self._refused,
            errors_in_all=self._errors_in_all,
            refused_rows=self.refused_rows,
            made_with=self.made_with,
        )

    def page(self, words: Words) -> StudyPage:
        """Return the page."""
        sentences = self._verdict(words)
        return StudyPage(
            title=self.study.title,
            verdict=" ".join(sentences[:_MOST_IN_VERDICT]),
            subtitle=self._subtitle(words),
            lang=words.lang,
            made_with=made_lines(self.made_with, words),
            summary=self.summary,
            titles=self._titles(words),
            inputs=inputs(self.session, planners_of(self.session.dataset, self.study.scenarios), self._passed, words),
            names=self._names(words.lang),
            zones={place: each.tz for place, each in self.session.dataset.places.items()},
            clock=self._clock(words),
            every_s=self.study.every_s,
            question=self._question(words),
            refused=tuple(self._refused),
            refused_in_all=self._errors_in_all,
            files=self.files,
        )  # fmt: skip

    def _titles(self, words: Words) -> tuple[str, ...]:
        return titles_of([scenario.called_in(words.lang) for scenario in self.study.scenarios])

    def _verdict(self, words: Words) -> list[str]:
        titles = dict(zip((each.name for each in self.study.scenarios), self._titles(words), strict=True))
        dataset = self.session.dataset
        lanes = {
            shipment.shipment_id: " – ".join(
                title_of(dataset, end, words.lang)
                for end in (shipment.query.origin, shipment.query.destination)
            )
            for shipment in (each.shipment for each in self.summary.shipments)
        }
        return verdict(self.summary, titles, lanes, words)

    @property
    def _passed(self) -> set[CrossingId]:
        return {CrossingId(group.key) for group in self.summary.ports}

    @cached_property
    def _refused(self) -> list[Refused]:
        """What is wrong with refused rows, the first of it."""
        errors = (each for each in self.findings if each.severity == "error")
        return [
            (
                ":".join(filter(None, (each.file, str(each.line or ""), each.column))),
                each.subject,
                each.message,
            )
            for each in islice(errors, _MOST_REFUSED)
        ]

    @cached_property
    def _errors_in_all(self) -> int:
        return sum(each.severity == "error" for each in self.findings)

    def _names(self, lang: Language) -> Mapping[str, str]:
        dataset, summary = self.session.dataset, self.summary
        ids = {
            *dataset.crossings,
            *dataset.control_points,
            *(each.point for each in summary.waiting),
            *(day.port for day in summary.undone_days),
            *(
                point
                for each in summary.changed
                for told in (each.before, each.after)
                for point, _ in told.waits
            ),
        }
        places = {
            end
            for each in summary.shipments
            for end in (each.shipment.query.origin, each.shipment.query.destination)
        }
        ends = {end for each in summary.changed for end in (each.origin, each.destination)}
        return {each: point_of(dataset, each, lang) for each in sorted({*ids, *places, *ends})}

    @cached_property
    def _extent(self) -> Extent:
        return extent_of(self.study)

    def _clock(self, words: Words) -> str:
        found = {self.session.dataset.places[origin].tz for origin in self._extent.origins}
        return found.pop() if len(found) == 1 else words("that of each origin")

    def _subtitle(self, words: Words) -> str:
        extent, places = self._extent, self.session.dataset.places
        first, last = extent.first, extent.last
        return words(
            "{shipments} on {lanes}, departures from {start} to {end}, {departures} under each scenario",
            shipments=words.many("{count} shipment", "{count} shipments", extent.shipments),
            lanes=words.many("{count} lane", "{count} lanes", extent.lanes),
            start=words.clock(first.window_start, places[first.query.origin].tz),
            end=words.clock(last.window_end, places[last.query.origin].tz),
            departures=words.number(f"{extent.departures:,}"),
        )

    def _question(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Return what was asked of every shipment; where they differ, that they do."""
        study, extent = self.study, self._extent
        origin, destination = extent.first.query.origin, extent.first.query.destination
        asked = (
            question(self.session, replace(manner, origin=origin, destination=destination), words)[1:]
            for manner in shelved(study.shipments).manners()
        )
        baseline = next(each for each in study.scenarios if each.name == study.baseline)
        exact = words("exact: every second of the window")
        on_grid = words(
            "one departure each {duration}, with the crew's rests", duration=words.duration(study.grid_s)
        )
        return (
            (words("Baseline"), baseline.called_in(words.lang).title),
            (words("Shipments"), words.number(f"{extent.shipments:,}")),
            (words("Trucks"), words.number(f"{extent.trucks:,g}")),
            (words("Departures listed each"), words.duration(study.every_s)),
            (words("Figures of lanes are of"), on_grid if extent.rests else exact),
            *_common(asked, words("differs by shipment")),
        )  # fmt: skip


def _common(asked: Iterable[Iterable[tuple[str, str]]], differs: str) -> list[tuple[str, str]]:
    """Return the rows of all, each name once, where it stands in a question: its text, or that it differs."""
    texts: dict[str, str] = {}
    order: list[str] = []
    for number, each in enumerate(asked):
        rows, place = dict(each), 0
        for name, text in rows.items():
            if name not in texts:
                order.insert(place, name)
                texts[name] = differs if number else text
            elif text != texts[name]:
                texts[name] = differs
            place = order.index(name) + 1
        texts.update(dict.fromkeys(texts.keys() - rows.keys(), differs))
    return [(name, texts[name]) for name in order]
