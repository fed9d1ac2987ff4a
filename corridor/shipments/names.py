"""The names that a table of shipments may use, looked up once each."""

from dataclasses import dataclass, field
from typing import Final

from corridor.dataset.cells import CellError
from corridor.errors import UnknownNameError
from corridor.model.dataset import Dataset
from corridor.model.ids import Country, CrossingId, PlaceId
from corridor.model.names import (
    NameIndex,
    country_names,
    crossing_names,
    place_names,
    require_any,
    require_end,
)
from corridor.operations.crews import crew_names

_NEAR_AT_MOST: Final = 100
"""Unknown names for which near misses are looked for: each takes milliseconds."""


@dataclass(slots=True)
class Names:
    """Places, ports, countries and crews of a dataset by name, and zones of places."""

    dataset: Dataset
    places: NameIndex[PlaceId] = field(init=False)
    ports: NameIndex[CrossingId] = field(init=False)
    countries: NameIndex[Country] = field(init=False)
    crews: tuple[str, ...] = field(init=False)
    _missed: int = 0

    def __post_init__(self) -> None:
        """Make the indexes."""
        self.places = place_names(self.dataset)
        self.ports = crossing_names(self.dataset)
        self.countries = country_names()
        self.crews = crew_names(self.dataset)

    def zone_of(self, place_id: PlaceId) -> str:
        """Return the zone by which a place works."""
        return self.dataset.places[place_id].tz

    def end(self, typed: str) -> PlaceId:
        """Return the place where a trip starts or ends; CellError if there is none of that name."""
        try:
            return require_end(typed, self.places, self.ports, near=self._is_near_wanted())
        except UnknownNameError as error:
            raise self._unknown(error) from None

    def stop(self, typed: str) -> tuple[str, str]:
        """Return `(kind, id)` of a port or place that is passed; CellError if there is none of that name."""
        try:
            return require_any(typed, self.ports, self.places, near=self._is_near_wanted())
        except UnknownNameError as error:
            raise self._unknown(error) from None

    def left_out(self, typed: str) -> tuple[str, str]:
        """Return `(kind, id)` of a port, country or place; CellError if there is none of that name."""
        try:
            return require_any(typed, self.ports, self.countries, self.places, near=self._is_near_wanted())
        except UnknownNameError as error:
            raise self._unknown(error) from None

    def _is_near_wanted(self) -> bool:
        return self._missed < _NEAR_AT_MOST

    def _unknown(self, error: UnknownNameError) -> CellError:
        self._missed += 1
        return CellError("unknown-name", error.message, hint=error.hint)
