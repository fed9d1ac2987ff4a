"""Notices that close a crossing, and how they replace one another."""

from collections.abc import Iterator

from corridor.dataset.content import Content
from corridor.dataset.moments import has_clock, has_offset
from corridor.dataset.notices import Finding, quoted


def missing_offsets(content: Content) -> Iterator[Finding]:
    """Yield clock times of closures without an offset: notices are quoted on either side's clock."""
    for row in content.closures:
        for column, text in (("starts", row.item.starts), ("ends", row.item.ends)):
            if has_clock(text) and not has_offset(text):
                hint = "write e.g. 2026-02-16T22:00+06:00"
                yield row.finding("missing-offset", column, f"{quoted(text)} has no offset", hint=hint)
        if row.item.settles_to and not row.item.settles_from:
            yield row.finding(
                "missing-value", "settles_from", "'settles_from' is blank, but 'settles_to' is not"
            )


def wrong_supersession(content: Content) -> Iterator[Finding]:
    """Yield notices that replace themselves, one of another crossing, or one that is replaced already."""
    by_id = {row.item.closure_id: row for row in content.closures}
    replaced: dict[str, str] = {}
    for row in content.closures:
        closure = row.item
        if closure.supersedes not in by_id:
            continue
        if _leads_back(closure.closure_id, {key: other.item.supersedes for key, other in by_id.items()}):
            yield row.finding(
                "supersession-cycle", "supersedes", f"{quoted(closure.closure_id)} supersedes itself"
            )
            continue
        earlier = by_id[closure.supersedes].item
        if (earlier.crossing_id, earlier.mode) != (closure.crossing_id, closure.mode):
            message = f"{quoted(earlier.closure_id)} is about {earlier.crossing_id} ({earlier.mode})"
            yield row.finding("supersedes-other", "supersedes", message)
        if (first := replaced.setdefault(closure.supersedes, closure.closure_id)) != closure.closure_id:
            message = f"{quoted(closure.supersedes)} is superseded by {first!r} already"
            yield row.finding("superseded-twice", "supersedes", message)


def _leads_back(start: str, supersedes: dict[str, str]) -> bool:
    seen: set[str] = set()
    at = supersedes[start]
    while at in supersedes and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = supersedes[at]
    return False
