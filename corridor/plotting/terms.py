"""Words of the data in English, as pages show them: `words(CONFIDENCES[row.confidence])`."""

from collections.abc import Mapping
from typing import Final

from corridor.model.provenance import Confidence, Severity
from corridor.plotting.words import later

CONFIDENCES: Final[Mapping[Confidence, str]] = {
    "high": later("high"),
    "medium": later("medium"),
    "low": later("low"),
}
SEVERITIES: Final[Mapping[Severity, str]] = {
    "error": later("error"),
    "warning": later("warning"),
    "info": later("info"),
}
