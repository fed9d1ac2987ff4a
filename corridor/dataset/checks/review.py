"""Findings that were looked at and are right as they are."""

from collections.abc import Iterable

from corridor.dataset.content import Content
from corridor.dataset.notices import Finding, quoted


def reviewed(content: Content, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that no row of `reviewed.csv` explains, and the rows that explain none.

    Errors cannot be explained away. While there are any, some rules see nothing, and rows are not
    called unused.
    """
    rows = {(row.item.code, row.item.subject): row for row in content.reviewed}
    used: set[tuple[str, str]] = set()
    left = []
    for finding in findings:
        key = (finding.code, finding.subject)
        if finding.severity != "error" and key in rows:
            used.add(key)
        else:
            left.append(finding)
    if not any(finding.severity == "error" for finding in left):
        left += [
            row.finding("unused-review", "subject", f"there is no {code!r} about {quoted(subject)} to review")
            for (code, subject), row in rows.items()
            if (code, subject) not in used
        ]
    return left
