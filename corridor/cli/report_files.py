"""The files of a report: the page, and what is exported beside it under its name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

import click

from corridor.cli.output import check_target, write_files
from corridor.errors import OutputError, UsageError
from corridor.plotting.charts.chart import Chart, svg_file
from corridor.plotting.pictures import chart_png, draws_chinese
from corridor.plotting.reports.page import Report
from corridor.plotting.reports.port.page import PortPage
from corridor.plotting.words import Language

PICTURES: Final = ("svg", "png")
"""Formats that hold the charts, one file each."""

ReportT = TypeVar("ReportT", bound=Report | PortPage)


@dataclass
class ReportFiles:
    """Where everything goes; nothing is written before all of it is there.

    `page` is the HTML file, `formats` what is exported beside it: `trip.gpx`, `trip-staircase.svg`.
    """

    page: Path
    formats: Sequence[str]
    contents: dict[Path, str | bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Path, typed: str, known: Sequence[str]) -> "ReportFiles":
        """Return the files of a report with the formats that a user typed, split at commas.

        Raises:
            UsageError: A format is not known, or a file would have the name of the page.
        """
        formats = list(dict.fromkeys(filter(None, (one.strip().lower() for one in typed.split(",")))))
        for format_ in formats:
            if format_ not in known:
                raise UsageError(f"no export is called {format_!r}", hint=f"one of {', '.join(known)}")
        if str(page) == "-":
            raise UsageError(
                "a report is a file, and may have others beside it", hint="name it: -o report.html"
            )
        if page.suffix[1:].lower() in formats:
            raise UsageError(f"{str(page)!r} is named like an export", hint="name the page .html")
        return cls(page, formats)

    def has(self, *formats: str) -> bool:
        """Whether any of the formats is asked for."""
        return any(format_ in self.formats for format_ in formats)

    def require_free(self, chart_ids: Iterable[str], lang: Language, *, force: bool) -> None:
        """Check, before anything is computed, that all files can be made and none is in the way.

        Raises:
            OutputError: One exists and `force` is not given, or pictures cannot be drawn here.
        """
        check_target(self.page, force=force)
        if not self.page.parent.is_dir():
            raise OutputError(f"there is no folder {str(self.page.parent)!r}", hint="make it first")
        pictures = [(name, format_) for format_ in self.formats if format_ in PICTURES for name in chart_ids]
        targets = [self._beside(format_) for format_ in self.formats if format_ not in PICTURES]
        targets += [self._beside(format_, name) for name, format_ in pictures]
        for target in targets:
            check_target(target, force=force)
        if self.has("png") and not draws_chinese() and lang == "zh":
            raise OutputError("no font for Chinese is found to draw letters with", hint="export svg instead")

    def add(self, export: Callable[[str], str | bytes]) -> None:
        """Keep the answer in every format asked for."""
        for format_ in self.formats:
            if format_ not in PICTURES:
                self.contents[self._beside(format_)] = export(format_)

    def draw(self, charts: Iterable[Chart]) -> None:
        """Keep the charts as pictures, if they are asked for."""
        for chart in charts if self.has(*PICTURES) else ():
            svg = svg_file(chart)
            if self.has("svg"):
                self.contents[self._beside("svg", chart.chart_id)] = svg
            if self.has("png"):
                self.contents[self._beside("png", chart.chart_id)] = chart_png(svg)

    def listed_in(self, report: ReportT) -> ReportT:
        """Return the report with the names of the files kept so far."""
        return replace(report, files=tuple(path.name for path in self.contents))

    def write(self, html: str, *, force: bool) -> None:
        """Write the page and all that stands beside it, or nothing."""
        write_files({**self.contents, self.page: html}, force=force)
        for target in (self.page, *self.contents):
            click.echo(f"wrote {target}", err=True)

    def _beside(self, format_: str, chart_id: str = "") -> Path:
        stem = "-".join(filter(None, (self.page.stem, chart_id)))
        return self.page.with_name(f"{stem}.{format_}")
