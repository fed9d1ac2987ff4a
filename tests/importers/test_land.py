import numpy as np
import shapely
from synthetic import at, link, plain

from corridor.importers.alignment_checks import check_countries
from corridor.importers.land import FOREIGN_PENALTY, WATER_PENALTY, Land
from corridor.importers.routing import Terrain, route

WEST_LAND = shapely.box(69, 39, 70.5, 42)
EAST_LAND = shapely.box(70.5, 39, 72, 42)
LAKE = shapely.box(70.2, 40.1, 70.3, 40.4)


def test_land_of_other_countries_is_dear() -> None:
    land = Land({"KG": WEST_LAND, "UZ": EAST_LAND}, ())
    penalty = land.penalty(plain(), {"KG"})
    assert (penalty[30, 10], penalty[30, 110]) == (1, FOREIGN_PENALTY)


def test_a_strip_along_the_border_counts_as_home() -> None:
    land = Land({"KG": WEST_LAND, "UZ": EAST_LAND}, ())
    assert land.penalty(plain(), {"KG"})[30, 62] == 1


def test_a_link_between_two_countries_may_use_both() -> None:
    land = Land({"KG": WEST_LAND, "UZ": EAST_LAND}, ())
    assert np.all(land.penalty(plain(), {"KG", "UZ"}) == 1)


def test_lakes_are_dear() -> None:
    land = Land({"KG": WEST_LAND.union(EAST_LAND)}, (LAKE,))
    assert land.penalty(plain(), {"KG"})[30, 30] == WATER_PENALTY


def test_a_road_goes_around_another_country() -> None:
    """A tongue of UZ reaches down to row 12 between the two ends: the road passes south of it."""
    tongue = shapely.box(70.4, 40.1, 70.6, 41)
    land = Land({"KG": shapely.box(69, 39, 72, 42).difference(tongue), "UZ": tongue}, ())
    found = route(link(), Terrain([plain()], land))
    assert list(check_countries(link(), found, land)) == []
    assert min(lat for lat, _ in found.line) < 40.15


def test_a_line_through_another_country_is_found() -> None:
    tongue = shapely.box(70.4, 40.0, 70.6, 41)
    land = Land({"KG": shapely.box(69, 39, 72, 42).difference(tongue), "UZ": tongue}, ())
    found = route(link(), Terrain([plain()]))
    [finding] = check_countries(link(), found, land)
    assert finding.check == "countries"
    assert "leaves KG" in finding.message
    assert at(30, 20) == found.line[0]
