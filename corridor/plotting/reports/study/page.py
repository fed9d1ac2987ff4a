"""What the report on a study shows, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corridor.model.shipment import Shipment
from corridor.model.study_summary import Group, Outcome, StudySummary
from corridor.plotting.document import Page
from corridor.plotting.reports.page import Inputs
from corridor.plotting.words import Words

Refused = tuple[str, str, str]
"""Where a row stands that was not read, the shipment it names, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPage(Page):
    """A study's comparison, and what people read for its ids.

    `titles` and `inputs` are those of the scenarios, in the order of `summary`. `names` are of places, ports, control points, bans and
    roads by id; `zones` are of places. `clock` says in words whose clock the week is on: a zone, or that of each origin. `question` is what
    was asked, each part with its name; `refused` are the first of `refused_in_all`; `files` stand beside the page.
    """

    summary: StudySummary
    titles: tuple[str, ...]
    inputs: tuple[Inputs, ...]
    names: Mapping[str, str]
    zones: Mapping[str, str]
    clock: str
    every_s: int
    question: tuple[tuple[str, str], ...]
    refused: tuple[Refused, ...] = ()
    refused_in_all: int = 0
    files: tuple[str, ...] = ()

    @property
    def baseline(self) -> int:
        """The number of the scenario that others are compared with."""
        return list(self.summary.names).index(self.summary.baseline)

    @property
    def others(self) -> Sequence[int]:
        """The numbers of the scenarios that are compared with it."""
        return [i for i in range(len(self.titles)) if i != self.baseline]

    @property
    def order(self) -> Sequence[int]:
        """The numbers of all scenarios, the baseline first: as they stand in charts and tables."""
        return [self.baseline, *self.others]

    @property
    def ordered_titles(self) -> Sequence[str]:
        """The titles of all scenarios, the baseline first."""
        return [self.titles[i] for i in self.order]

    def outcomes(self, group: Group) -> Sequence[Outcome]:
        """Return the outcomes of a group, the baseline first."""
        return [group.outcomes[i] for i in self.order]

    def name(self, item_id: str) -> str:
        """Return what people read for an id."""
        return self.names.get(item_id, item_id)

    def lane(self, shipment: Shipment) -> str:
        """Return origin and destination as one title."""
        return f"{self.name(shipment.query.origin)} – {self.name(shipment.query.destination)}"


def duration(seconds: float | None, words: Words) -> str:
    """Return a duration, or a dash where it is not known."""
    return "–" if seconds is None else words.duration(seconds)


def number(value: float | None, digits: int = 0) -> str:
    """Return a number with its thousands set apart, or a dash where it is not known."""
    return "–" if value is None else f"{value:,.{digits}f}"


def part(share: float) -> str:
    """Return a share to a tenth of a per cent; what is not quite none or all says so."""
    if 0 < share < 0.0005:
        return "<0.1%"
    return ">99.9%" if 0.9995 <= share < 1 else f"{100 * share:.1f}%"
