"""Paths as users read them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corridor.dataset.notices import Finding


def shown(path: Path) -> str:
    """Return a path relative to the current folder if it lies below it, as compilers print it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def shown_findings(folder: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in the order of files and lines, with paths that lead from here to the files."""
    prefix = shown(folder)
    located = [replace(finding, file=_joined(prefix, finding.file)) for finding in findings]
    return sorted(located, key=lambda finding: finding.order)


def _joined(prefix: str, name: str) -> str:
    return name if prefix == "." else f"{prefix}/{name}"
