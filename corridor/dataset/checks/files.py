"""Files and text of cells, beyond what reading them needs."""

import re
from collections.abc import Iterator

from corridor.dataset.content import Content
from corridor.dataset.notices import Finding, found, near_miss, quoted
from corridor.dataset.schema import TABLES

_BRACES = re.compile(r"\{[{%#]")


def unknown_files(content: Content) -> Iterator[Finding]:
    """Yield CSV files that no table is read from: most likely a slip in the name."""
    known = {table.file_name for table in TABLES}
    for name in sorted(path.name for path in content.folder.glob("*.csv")):
        if name not in known:
            shown = ascii(name)[1:-1]
            yield found(
                "unknown-file", shown, 0, "", "file is no table of a dataset", hint=near_miss(name, known)
            )


def template_braces(content: Content) -> Iterator[Finding]:
    """Yield cells that template engines could take for code. corridor's own pages take all cells as text."""
    for raw in content.raw.values():
        for row in raw.rows:
            for column, cell in zip(raw.header, row.cells, strict=True):
                if "{" in cell and _BRACES.search(cell):
                    message = f"{quoted(cell)} looks like template code"
                    subject = raw.subject(row)
                    yield found(
                        "template-braces", raw.table.file_name, row.line, column, message, subject=subject
                    )
