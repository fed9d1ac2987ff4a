"""Rows of results from columns of numbers, block by block: a block is one shipment under one scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from corridor.model.ids import CrossingId
from corridor.model.shipment import Shipment

Column = NDArray[np.generic]
Numbers = Mapping[str, tuple[Column, NDArray[np.bool_] | None]]
"""Columns of a block by name: values, and where they are null."""

_NO_BORDER: Final = "no border"


@dataclass(eq=False, slots=True)
class _Names:
    """Texts by number, in the order in which they come."""

    texts: dict[str, int] = field(default_factory=dict)

    def code(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts))


@dataclass(eq=False, slots=True)
class Rows:
    """What becomes a table. `codes` and `values` are by column, one array for each block."""

    schema: pa.Schema
    names: dict[str, _Names] = field(default_factory=dict)
    values: dict[str, list[Column]] = field(default_factory=dict)
    nulls: dict[str, list[NDArray[np.bool_]]] = field(default_factory=dict)

    def add(
        self, shipment: Shipment, scenario: str, ways: Sequence[tuple[CrossingId, ...]], way: NDArray[np.int64], numbers: Numbers,
        status: tuple[NDArray[np.int64], Sequence[tuple[str, str]]],
    ) -> None:  # fmt: skip
        """Add a block of as many rows as `way` has: rows of `ways`, -1 for none.

        `status` is the number of each row's (status, reason) among those given.
        """
        count = len(way)
        query = shipment.query
        constant = {
            "shipment": shipment.shipment_id,
            "lane": shipment.lane,
            "origin": query.origin,
            "destination": query.destination,
            "scenario": scenario,
        }
        for name, text in constant.items():
            self._put(name, np.full(count, self._code(name, text), np.int32))
        told = np.array([self._code("crossings", _way(each)) for each in ways] or [0], np.int32)
        self._put("crossings", told[np.maximum(way, 0)], way < 0)
        number, kinds = status
        for name, texts in zip(("status", "reason"), zip(*kinds, strict=True), strict=True):
            codes = np.array([self._code(name, text) for text in texts], np.int32)[number]
            self._put(name, codes, np.array([not text for text in texts])[number])
        for name, (values, null) in numbers.items():
            self._put(name, values, null)
        self._put("trucks", np.full(count, shipment.trucks))
        a_year = shipment.trucks_per_year
        self._put("trucks_per_year", np.full(count, a_year or 0.0), np.full(count, a_year is None))

    def table(self) -> pa.Table:
        """Return all blocks as one table."""
        return pa.table([self._array(field) for field in self.schema], schema=self.schema)

    def _code(self, column: str, text: str) -> int:
        return self.names.setdefault(column, _Names()).code(text)

    def _put(self, name: str, values: Column, null: NDArray[np.bool_] | None = None) -> None:
        self.values.setdefault(name, []).append(values)
        self.nulls.setdefault(name, []).append(_no_nulls(len(values)) if null is None else null)

    def _array(self, column: pa.Field) -> pa.Array:
        values, null = (np.concatenate(each[column.name]) for each in (self.values, self.nulls))
        mask = null if null.any() else None
        if pa.types.is_dictionary(column.type):
            texts = pa.array(list(self.names.setdefault(column.name, _Names()).texts), pa.string())
            return pa.DictionaryArray.from_arrays(pa.array(values, pa.int32(), mask=mask), texts)
        if pa.types.is_timestamp(column.type):
            return pa.array(values, pa.int64(), mask=mask).cast(column.type)
        return pa.array(values, mask=mask).cast(column.type)


def _way(crossings: Sequence[CrossingId]) -> str:
    return " > ".join(crossings) or _NO_BORDER


@lru_cache(maxsize=64)
def _no_nulls(count: int) -> NDArray[np.bool_]:
    """Return what says that no row of so many is null; blocks share it."""
    return np.zeros(count, bool)
