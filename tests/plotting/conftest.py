import pytest
from journeys import kashgar_to_tashkent

from corridor.plotting.catalogue import Text
from corridor.plotting.maps.route.page import RouteMapPage
from corridor.plotting.words import Words


@pytest.fixture
def page() -> RouteMapPage:
    """Two scenarios over one road; the first waits for the gate."""
    return kashgar_to_tashkent()


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
