"""Finding what a user means: places, crossings and countries by id or name, in any of their languages."""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Generic, TypeVar

from corridor.errors import UnknownNameError
from corridor.model.countries import COUNTRY_NAMES
from corridor.model.crossing import ControlPoint, Crossing
from corridor.model.dataset import Dataset
from corridor.model.ids import Country, CrossingId, PlaceId
from corridor.model.place import Place

_Id = TypeVar("_Id", bound=str)
_NEAR_MISSES = 3
_QUOTED = 80
"""Characters of a name that an error repeats."""


def fold(name: str) -> str:
    """Return a name without letter case, diacritics, apostrophes and doubled or odd separators."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (c for c in plain if not unicodedata.combining(c) and c not in "'’‘ʻ`")
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


class NameIndex(Generic[_Id]):
    """Folded names to the ids that bear them, made when an id alone does not settle it."""

    def __init__(
        self, kind: str, hint: str, ids: Collection[_Id], names: Callable[[_Id], Iterable[str]]
    ) -> None:
        """Index `ids`; an id is always a name of its own and wins over the names of others."""
        self.kind = kind
        self._hint = hint
        self._given = ids
        self._names = names

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[_Id]]:
        found: dict[str, set[_Id]] = {}
        for item_id in self._given:
            for folded in filter(None, map(fold, self._names(item_id))):
                found.setdefault(folded, set()).add(item_id)
        return {name: frozenset(ids) for name, ids in found.items()} | {
            fold(i): frozenset({i}) for i in self._given
        }

    def _matches(self, typed: str) -> frozenset[_Id]:
        own = [item_id for item_id in self._given if item_id == typed]
        return frozenset(own) if own else self._ids.get(fold(typed), frozenset())

    def require(self, typed: str, *, near: bool = True) -> _Id:
        """Return the one id that `typed` names.

        Raises:
            UnknownNameError: Nothing is called so, or several are; the hint has the nearest names, unless there
                are so many to look for that `near` is false.
        """
        found = self._matches(typed)
        if len(found) == 1:
            return next(iter(found))
        typed = typed[:_QUOTED]
        if found:
            raise UnknownNameError(
                f"{typed!r} names several {self.kind}s", hint=f"say which: {', '.join(sorted(found))}"
            )
        hint = self.near(typed) if near else ""
        raise UnknownNameError(f"no {self.kind} is called {typed!r}", hint=hint or self._hint)

    def find(self, typed: str) -> _Id | None:
        """Return the one id that `typed` names, or None."""
        found = self._matches(typed)
        return next(iter(found)) if len(found) == 1 else None

    def near(self, typed: str) -> str:
        """Return `did you mean ...?` with up to three near misses, or nothing."""
        close = get_close_matches(fold(typed), list(self._ids), n=_NEAR_MISSES, cutoff=0.7)
        ids = dict.fromkeys(item_id for name in close for item_id in sorted(self._ids[name]))
        return f"did you mean {' or '.join(map(repr, ids))}?" if ids else ""


def place_names(dataset: Dataset) -> NameIndex[PlaceId]:
    """Return the index of places."""
    return NameIndex(
        "place", "see `corridor places`", dataset.places.keys(), lambda i: _place_names(dataset.places[i])
    )


def crossing_names(dataset: Dataset) -> NameIndex[CrossingId]:
    """Return the index of crossings, which users call ports."""
    crossings = dataset.crossings
    return NameIndex(
        "port", "see `corridor ports`", crossings.keys(), lambda i: _crossing_names(crossings[i])
    )


def country_names() -> NameIndex[Country]:
    """Return the index of countries."""
    return NameIndex(
        "country", f"one of {', '.join(COUNTRY_NAMES)}", COUNTRY_NAMES.keys(), COUNTRY_NAMES.__getitem__
    )


def _place_names(place: Place) -> Iterable[str]:
    return _spellings(place.name_en, place.name_zh, place.name_ru, place.name_local, *place.aliases)


def _crossing_names(crossing: Crossing) -> Iterable[str]:
    if crossing.status == "planned":
        return [crossing.name_en]  # its other names belong to the port that is there today
    names = _spellings(crossing.name_en, crossing.name_zh, crossing.name_ru, *crossing.aliases)
    # `Horgos - Nur Zholy` is also called by either half.
    return [*names, *(half for name in names for half in name.split(" - ") if " - " in name)]


def control_name_in(point: ControlPoint, lang: str) -> str:
    """Return the English name of a control point, or that in the language of its country, which stands for all others."""
    return point.name_en if lang == "en" else point.name_local or point.name_en


def name_in(item: Place | Crossing, lang: str) -> str:
    """Return the name of a place or crossing in `zh` or `ru`, its English one where that is not known."""
    return {"zh": item.name_zh, "ru": item.name_ru}.get(lang) or item.name_en


def _spellings(*names: str) -> list[str]:
    """Return each name whole, without its bracketed part, and each of its slashed parts."""
    found: list[str] = []
    for name in names:
        bare = name.partition("(")[0]
        found += [name, bare, *bare.split("/")]
    return [name.strip() for name in found if name.strip()]


def require_end(
    typed: str, places: NameIndex[PlaceId], ports: NameIndex[CrossingId], *, near: bool = True
) -> PlaceId:
    """Return the place of a name, where a trip can start or end.

    Raises:
        UnknownNameError: It names no place, or several; of a port's name, the hint says how ports are asked for.
    """
    if places.find(typed) is None and ports.find(typed) is not None:
        raise UnknownNameError(
            f"{typed!r} is a port, not a place", hint="name a place, and pass the port with --via"
        )
    return places.require(typed, near=near)


def require_any(typed: str, *indexes: NameIndex[Any], near: bool = True) -> tuple[str, str]:
    """Return `(kind, id)` of what `typed` names in the first index that knows it.

    Raises:
        UnknownNameError: None does.
    """
    for index in indexes:
        if (found := index.find(typed)) is not None:
            return index.kind, found
    hints = filter(None, (index.near(typed) for index in indexes if near))
    kinds = " or ".join(index.kind for index in indexes)
    raise UnknownNameError(
        f"no {kinds} is called {typed[:_QUOTED]!r}",
        hint=next(hints, "see `corridor places` and `corridor ports`"),
    )


def places_like(dataset: Dataset, part: str) -> Mapping[PlaceId, Place]:
    """Return the places with `part` in their id, a name or their country; all for an empty part."""
    wanted = fold(part)
    country = country_names().find(part)
    return {
        place.place_id: place
        for place in dataset.places.values()
        if place.country == country
        or any(wanted in fold(name) for name in (place.place_id, *_place_names(place)))
    }
