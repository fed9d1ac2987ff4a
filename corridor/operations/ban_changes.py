"""Changes that a scenario makes to driving bans: switching them on and off."""

from dataclasses import replace
from difflib import get_close_matches

from corridor.errors import UnknownNameError, UsageError
from corridor.model.dataset import Dataset
from corridor.model.scenario import Change, Changed

_FLAGS = {"yes": True, "no": False}


def change_ban(dataset: Dataset, change: Change) -> tuple[Dataset, list[Changed]]:
    """Return the dataset with a ban switched on or off, and what that changed in words.

    Raises:
        UnknownNameError: No ban is called so.
        UsageError: The value is neither yes nor no.
    """
    name = change.target.removeprefix("ban:")
    known = [ban.ban_id for ban in dataset.bans]
    if not change.target.startswith("ban:") or name not in known:
        close = get_close_matches(name, known, n=1)
        hint = f"did you mean 'ban:{close[0]}'?" if close else "write ban:BAN_ID as in bans.csv"
        raise UnknownNameError(f"no driving ban is called {change.target!r}", hint=hint)
    if change.value not in _FLAGS:
        raise UsageError(f"{change.value!r} is neither yes nor no", hint="write yes or no")
    in_use = _FLAGS[change.value]
    bans = tuple(replace(ban, in_use=in_use) if ban.ban_id == name else ban for ban in dataset.bans)
    if bans == dataset.bans:
        return dataset, []
    before = "no" if in_use else "yes"
    words = Changed(subject=f"ban:{name}", field="in_use", before=before, after=change.value)
    return replace(dataset, bans=bans), [words]
