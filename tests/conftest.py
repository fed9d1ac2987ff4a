"""What many tests start from: the shipped dataset, and clocks written as people write them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from corridor.calendars import zones
from corridor.dataset.loading import load
from corridor.model.dataset import Dataset

settings.register_profile("corridor", derandomize=True, deadline=None)
settings.load_profile("corridor")

GEODATA = Path(__file__).parent.parent / "geodata"


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The dataset of this repository."""
    return load(GEODATA)


@pytest.fixture(scope="session")
def beijing() -> Callable[[str], int]:
    """`2025-06-05 14:00` on the clock of Beijing to UTC seconds."""
    return lambda text: zones.to_utc(datetime.fromisoformat(text), "Asia/Shanghai")


@pytest.fixture(scope="session")
def bishkek() -> Callable[[str], int]:
    """`2025-06-05 14:00` on the clock of Bishkek to UTC seconds."""
    return lambda text: zones.to_utc(datetime.fromisoformat(text), "Asia/Bishkek")
