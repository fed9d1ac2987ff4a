"""Where figures come from."""

from collections.abc import Iterator

from corridor.dataset.content import Content
from corridor.dataset.notices import Finding, quoted


def unused_sources(content: Content) -> Iterator[Finding]:
    """Yield sources that no row leans on."""
    used = {
        value
        for raw in content.raw.values()
        for column in raw.table.columns
        if column.refers_to == ("sources",)
        for _, value in raw.values(column.name)
    }
    for row in content.sources:
        if row.item.source_id not in used:
            yield row.finding(
                "unused-source", "source_id", f"no row leans on source {quoted(row.item.source_id)}"
            )
