import pytest
from journeys import kashgar_to_tashkent

from corridor.plotting.maps.route.page import RouteMapPage


@pytest.fixture
def page() -> RouteMapPage:
    """Two scenarios over one road; the first waits for the gate."""
    return kashgar_to_tashkent()
