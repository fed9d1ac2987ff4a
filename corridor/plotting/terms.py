"""Words of the data in English, as tables show them: `words(BASES[row.basis])`."""

from collections.abc import Mapping
from typing import Final

from corridor.model.crossing import Direction, Role
from corridor.model.port import PassState, State
from corridor.model.provenance import Basis, Confidence, Severity
from corridor.plotting.words import later

BASES: Final[Mapping[Basis, str]] = {
    "published": later("published"),
    "reported": later("reported"),
    "derived": later("derived"),
    "modelled": later("modelled"),
    "estimated": later("estimated"),
    "assumed": later("assumed"),
}
DIRECTIONS: Final[Mapping[Direction, str]] = {"export": later("Export"), "import": later("Import")}
CONFIDENCES: Final[Mapping[Confidence, str]] = {
    "high": later("high"),
    "medium": later("medium"),
    "low": later("low"),
}
ROLES: Final[Mapping[Role, str]] = {
    "inspection-yard": later("inspection yard"),
    "border-gate": later("border gate"),
    "border-line": later("border line"),
    "post": later("border post"),
    "rail-station": later("railway station"),
    "sea-port": later("sea port"),
}
STATES: Final[Mapping[State | PassState, str]] = {
    "open": later("open"),
    "closed": later("closed"),
    "partly": later("closed on one side"),
    "unknown": later("not known"),
}
SEVERITIES: Final[Mapping[Severity, str]] = {
    "error": later("error"),
    "warning": later("warning"),
    "info": later("info"),
}
