"""Findings: what is wrong with a file, located like a compiler message, with stable codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from corridor.dataset.codes import CODES
from corridor.errors import DataError
from corridor.model.provenance import Severity

__all__ = ["CODES", "DatasetError", "Finding", "RejectedError", "found", "near_miss", "quoted"]

_QUOTED_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a file.

    `line` counts from 1 and is 0 where the whole file is meant; `column` is the name of a column,
    property or key, or blank. `subject` is the key of the row, by which a finding can be reviewed.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: str
    message: str
    hint: str = ""
    subject: str = ""

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, str(self.line or ""), self.column) if part)
        return f"{where}: {self.severity}: {self.message} [{self.code}]"

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """Key by which findings are listed: as one reads the files."""
        return self.file, self.line, self.column, self.code, self.message


def found(
    code: str, file: str, line: int, column: str, message: str, *, hint: str = "", subject: str = ""
) -> Finding:
    """Return a finding with the severity that its code has."""
    return Finding(code, CODES[code].severity, file, line, column, message, hint, subject)


class RejectedError(Exception):
    """A file that cannot be read at all, with the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class DatasetError(DataError):
    """A dataset, or a file of one, with everything that is wrong in `findings`."""

    def __init__(self, what: str, findings: Iterable[Finding], *, hint: str = "") -> None:
        self.findings: Sequence[Finding] = tuple(sorted(findings, key=lambda finding: finding.order))
        count = len(self.findings)
        super().__init__(
            f"{what} has {count} error{'s'[: count != 1]}",
            hint=hint or self.findings[0].hint,
        )


def quoted(value: object) -> str:
    """Return a value for a message: in quotes, control characters escaped, long ones cut."""
    try:
        text = repr(value)
    except RecursionError:
        return "a deeply nested value"
    return text if len(text) <= _QUOTED_AT_MOST else f"{text[: _QUOTED_AT_MOST - 4]}...{text[-1]}"


def near_miss(typed: str, known: Iterable[str]) -> str:
    """Return a hint that names the known value most like the typed one, or one that lists a few."""
    names = sorted(name for name in known if name.isprintable())
    by_folded = {name.casefold(): name for name in names}
    close = get_close_matches(typed.casefold()[:_QUOTED_AT_MOST], by_folded, n=1)
    if close:
        return f"did you mean {by_folded[close[0]]!r}?"
    return f"one of: {', '.join(names)}" if 0 < len(names) <= 12 else ""
