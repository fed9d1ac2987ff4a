"""Where a figure comes from, and what has to be said about an answer that leans on it."""

from dataclasses import dataclass
from typing import Literal

from corridor.model.ids import SourceId

Basis = Literal["published", "reported", "derived", "modelled", "estimated", "assumed"]
"""How a figure was come by, strongest first."""

BASES: tuple[Basis, ...] = ("published", "reported", "derived", "modelled", "estimated", "assumed")

Confidence = Literal["high", "medium", "low"]

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication that a figure was taken from, or a statement that it was assumed here."""

    source_id: SourceId
    title: str
    publisher: str
    url: str
    published_on: str
    licence: str
    note: str


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """A coded remark attached to an answer: what it leans on that may not hold.

    Codes are stable and explained in `docs/notices.md`.
    """

    code: str
    message: str
    severity: Severity = "warning"
    subject: str = ""
    """Id of the crossing, control point, link or place concerned, if any."""
    source_id: str = ""
