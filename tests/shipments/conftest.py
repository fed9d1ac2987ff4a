"""Reading shipments with the names of the shipped dataset."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corridor.model.crew import BARE
from corridor.model.dataset import Dataset
from corridor.model.ids import PlaceId
from corridor.model.query import Query
from corridor.shipments import Defaults, Names, ShipmentsRead, read_shipments

NOWHERE = Query(origin=PlaceId(""), destination=PlaceId(""), crew=BARE)


@pytest.fixture(scope="session")
def names(shipped: Dataset) -> Names:
    return Names(shipped)


@pytest.fixture(scope="session")
def defaults() -> Defaults:
    """June 2025, on whatever clock the origin has."""
    return Defaults(trip=NOWHERE, first="2025-06-01", last="2025-06-30")


@pytest.fixture
def read(names: Names, defaults: Defaults, tmp_path: Path) -> Callable[..., ShipmentsRead]:
    """Read content as a file of that name."""

    def read_content(content: str | bytes, name: str = "shipments.csv") -> ShipmentsRead:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_shipments(path, names, defaults)

    return read_content
