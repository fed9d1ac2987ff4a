import pytest
from synthetic import at, link, plain, ridge_with_a_pass, waypoint

from corridor.importers.geodesy import distance_km
from corridor.importers.routing import Route, Terrain, climb_and_descent, doubled_km, route


def model(terrain: Terrain, **changes: object) -> Route:
    return route(link(**changes), terrain)


def test_a_line_begins_and_ends_exactly_where_its_link_does() -> None:
    start, end = (40.2512, 70.1734), (40.2698, 70.8211)
    line = model(Terrain([plain()]), start=start, end=end).line
    assert (line[0], line[-1]) == (start, end)


def test_a_waypoint_is_passed() -> None:
    found = model(Terrain([plain()]), waypoints=(waypoint(45, 60),))
    assert at(45, 60) in found.line


def test_a_tunnel_is_straight_and_climbs_no_ridge() -> None:
    """The pass is far off, so the portals on either side of the wall are joined underneath it."""
    portals = (waypoint(30, 58), waypoint(30, 62, straight=True))
    found = model(Terrain([ridge_with_a_pass(pass_row=55)]), waypoints=portals)
    assert found.max_elev_m == 500
    assert found.dem_km == pytest.approx(distance_km(at(30, 20), at(30, 100)), rel=0.001)


def test_without_the_tunnel_the_same_link_goes_over_the_pass() -> None:
    found = model(Terrain([ridge_with_a_pass(pass_row=55)]))
    assert (found.climb_m, found.descent_m, found.max_elev_m) == (400, 400, 900)


@pytest.mark.parametrize("mode", ["rail", "ferry"])
def test_railways_and_ferries_are_schematic(mode: str) -> None:
    found = model(Terrain([plain()]), mode=mode)
    assert (found.quality, found.dem_km, found.climb_m) == ("schematic", None, None)


def test_a_road_beyond_the_grids_is_schematic() -> None:
    found = model(Terrain([plain()]), end=(53.0, 63.0))
    assert found.quality == "schematic"
    assert found.line[0] == at(30, 20)


def test_the_finest_grid_that_reaches_is_used() -> None:
    high, low = plain(900), plain(100)
    assert model(Terrain([high, low])).max_elev_m == 900


def test_a_waypoint_off_the_way_shows_as_a_spur() -> None:
    """Out to a dead end and back: the way to it is run twice."""
    out = [at(30, column) for column in range(20, 60)]
    spur = [at(row, 60) for row in range(30, 36)]
    line = [*out, *spur, *spur[::-1], *[at(30, column) for column in range(61, 100)]]
    assert doubled_km(line) == pytest.approx(distance_km(at(30, 60), at(35, 60)))
    assert doubled_km(out) == 0


def test_climb_leaves_out_the_noise_of_the_grid() -> None:
    assert climb_and_descent([500, 510, 500, 515, 700, 690, 700, 400]) == (200, 300)


def test_climb_less_descent_is_the_difference_of_the_ends() -> None:
    climb, descent = climb_and_descent([812, 830, 1200, 1190, 1400, 977, 981])
    assert climb - descent == 981 - 812
