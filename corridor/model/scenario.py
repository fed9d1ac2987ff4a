"""Scenarios: named changes to a dataset, which can say in words what they changed."""

from dataclasses import dataclass, replace
from typing import Literal

Field = Literal[
    "hours",
    "admission",
    "last_admission_min",
    "closure",
    "net_min",
    "demand",
    "capacity",
    "status",
    "speed_kmh",
    "truck_access",
    "in_use",
]
"""What a change may touch: of a side the first seven, of a link the next three, of a driving ban the last.

`demand` and `capacity` are of its queues.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change asked for: `value` for `field` of every target that matches.

    `target` is `CROSSING`, `CROSSING.SIDE`, `CROSSING.SIDE.CONTROL`, `*` (every road control point),
    `*.CN` (every road control point of a country) or, for link fields, `link:LINK_ID`, or, for bans, `ban:BAN_ID`.
    `closure` takes `STARTS/ENDS`, each a date or an instant with offset.
    """

    target: str
    field: Field
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Named changes. `regime_at` freezes every port's hours as they were on that day (blank: as dated).

    `assumed` marks a template that is nobody's plan, so that reports can say so. Titles in Chinese and Russian are for
    pages in these languages; blank: the title will do.
    """

    name: str
    title: str
    description: str
    regime_at: str = ""
    assumed: bool = False
    changes: tuple[Change, ...] = ()
    title_zh: str = ""
    title_ru: str = ""

    def called_in(self, lang: str) -> "Scenario":
        """Return the scenario with its title in a language: `en`, `zh` or `ru`."""
        return replace(self, title={"zh": self.title_zh, "ru": self.title_ru}.get(lang) or self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One thing that a scenario really changed, in words: what, from, to."""

    subject: str
    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.subject} {self.field}: {self.before} -> {self.after}"
