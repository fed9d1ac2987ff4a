"""Changes of a scenario to links."""

from dataclasses import replace
from difflib import get_close_matches

from corridor.errors import UnknownNameError, UsageError
from corridor.model.dataset import Dataset
from corridor.model.ids import LinkId
from corridor.model.scenario import Change, Changed
from corridor.operations.change_values import number_of


def change_link(dataset: Dataset, change: Change) -> tuple[Dataset, list[Changed]]:
    """Return the dataset with a link changed, and in words what changed.

    Raises:
        UnknownNameError: No link has that id.
        UsageError: The value is none of the field's.
    """
    link_id = LinkId(change.target.removeprefix("link:"))
    if not change.target.startswith("link:") or link_id not in dataset.links:
        close = get_close_matches(link_id, list(dataset.links), n=1)
        hint = f"did you mean 'link:{close[0]}'?" if close else "write link:LINK_ID as in links.csv"
        raise UnknownNameError(f"no link is called {change.target!r}", hint=hint)
    link = dataset.links[link_id]
    value: object = _speed_kmh(change) if change.field == "speed_kmh" else change.value
    allowed = {"status": ("open", "planned"), "truck_access": ("yes", "restricted", "unknown", "no")}.get(
        change.field
    )
    if allowed and value not in allowed:
        raise UsageError(f"{change.value!r} is no {change.field}", hint=f"one of {', '.join(allowed)}")
    before = getattr(link, change.field)
    if before == value:
        return dataset, []
    links = {**dataset.links, link_id: replace(link, **{change.field: value})}  # type: ignore[arg-type]
    words = [
        Changed(subject=f"link:{link_id}", field=change.field, before=f"{before}", after=f"{change.value}")
    ]
    return replace(dataset, links=links), words


def _speed_kmh(change: Change) -> float:
    """Return a speed within the bounds of the table: a link always takes time, and ends."""
    value = number_of(change)
    slowest, fastest = 3, 110
    if not slowest <= value <= fastest:
        raise UsageError(f"{change.value!r} is no speed of a truck", hint=f"from {slowest} to {fastest} km/h")
    return value
