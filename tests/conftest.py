"""What many tests start from: the shipped dataset, and clocks written as people write them."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from corridor.calendars import zones
from corridor.compiled.crews import patient
from corridor.dataset.loading import load
from corridor.model.dataset import Dataset
from corridor.plotting.catalogue import Text
from corridor.plotting.words import Words

settings.register_profile("corridor", derandomize=True, deadline=None)
settings.load_profile("corridor")

GEODATA = Path(__file__).parent.parent / "geodata"


@pytest.fixture(scope="session", autouse=True)
def _patient_planners() -> Iterator[None]:
    """Leave kernels of crews to their own tests: each process would compile them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(patient, "LABELS", 1 << 40)
        patch.setattr(patient, "_KERNELS", "loaded by nobody")
        yield


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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[Text]:
    """Every text that is asked for during the test, in whatever language."""
    found: set[Text] = set()
    ask, ask_many = Words.__call__, Words.many

    def recording(self: Words, text: str, **values: object) -> str:
        found.add(text)
        return ask(self, text, **values)

    def recording_many(self: Words, one: str, more: str, count: int, **values: object) -> str:
        found.add((one, more))
        return ask_many(self, one, more, count, **values)

    monkeypatch.setattr(Words, "__call__", recording)
    monkeypatch.setattr(Words, "many", recording_many)
    return found
