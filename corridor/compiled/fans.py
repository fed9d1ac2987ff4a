"""Many trips at once: those of one origin on the same roads fan out from it, and are searched together."""

from collections.abc import Iterator, MutableMapping, Sequence
from typing import Final

from corridor.compiled.trips import Errand, Fan, require_profilable
from corridor.engine.prepared import Prepared
from corridor.model.profile import Profile
from corridor.model.query import Query

Fans = MutableMapping[object, Fan]
"""Those made last, by what they are made for: another scenario compiles only what differs."""

_KEPT: Final = 4


def profiles(
    asked: Sequence[tuple[Query, Prepared]], window: tuple[int, int], fans: Fans, like: Fans
) -> Iterator[Profile]:
    """Yield the exact profile of each trip; `like` are fans of another scenario, `fans` keeps those made here.

    Raises:
        UsageError: The window is empty, or a query has a slot or a crew that rests.
    """
    for query, _ in asked:
        require_profilable(query, *window)
    ready = [prepared for _, prepared in asked]
    found: dict[int, Profile] = {}
    groups: dict[object, list[int]] = {}
    for i, one in enumerate(ready):
        groups.setdefault((id(one.adjacency), one.task.origins, one.task.vias), []).append(i)
    for members in groups.values():
        errands = [Errand(ready[i].task, ready[i].bounds) for i in members]
        key = (tuple(errand.task for errand in errands), window)
        while len(fans) >= _KEPT:
            del fans[next(iter(fans))]
        fans[key] = Fan(ready[members[0]].adjacency, errands, *window, like.get(key))
        found.update(zip(members, fans[key].profiles(*window), strict=True))
    for i in range(len(ready)):
        yield found.pop(i)
