from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from synthetic import at, link, plain, waypoint

from corridor.importers.alignment_checks import (
    check,
    check_ends,
    check_ratio,
    check_spurs,
    check_waypoints,
    read_reviews,
)
from corridor.importers.calibration import Calibration, Fit
from corridor.importers.land import Land
from corridor.importers.routing import Route, Terrain, route

GEODATA = Path(__file__).parents[2] / "geodata"
EVERYWHERE = Land({"KG": shapely.box(60, 30, 80, 50)}, ())
EXACT = Calibration(Fit(), Fit())


@pytest.fixture
def straight() -> Route:
    return route(link(), Terrain([plain()]))


def test_a_line_as_it_should_be_has_no_findings(straight: Route) -> None:
    assert check([link(distance_km=68)], [straight], EVERYWHERE, EXACT, frozenset()) == []


def test_a_line_that_ends_elsewhere_is_found(straight: Route) -> None:
    moved = link(end=at(31, 100))
    assert [finding.check for finding in check_ends(moved, straight)] == ["ends"]


@pytest.mark.parametrize(("listed_km", "found"), [(100, 0), (80, 0), (124, 0), (126, 1), (83, 1), (4, 0)])
def test_lengths_agree_within_a_fifth_of_the_listed_one(listed_km: float, found: int) -> None:
    """The model says 100 km; links below 5 km are not compared (there the model says 1 km)."""
    expected_km = 100.0 if listed_km > 5 else 1.0
    if listed_km == 80:
        expected_km = 96.0
    assert len(list(check_ratio(link(distance_km=listed_km), expected_km))) == found


def test_a_spur_of_some_length_is_found(straight: Route) -> None:
    assert list(check_spurs(replace(straight, spur_km=1.9))) == []
    assert [finding.check for finding in check_spurs(replace(straight, spur_km=2.1))] == ["spur"]


def test_a_waypoint_that_is_missed_is_found(straight: Route) -> None:
    missed = link(waypoints=(waypoint(30, 50), waypoint(40, 60)))
    [finding] = check_waypoints(missed, straight)
    assert "waypoint 2" in finding.message


def test_a_reviewed_finding_is_silent(straight: Route) -> None:
    wrong = link(distance_km=200)
    assert [f.check for f in check([wrong], [straight], EVERYWHERE, EXACT, frozenset())] == ["ratio"]
    assert check([wrong], [straight], EVERYWHERE, EXACT, frozenset({("west--east", "ratio")})) == []


def test_a_folder_without_reviews_has_none(tmp_path: Path) -> None:
    assert read_reviews(tmp_path) == frozenset()


def test_the_reviews_of_the_dataset_can_be_read() -> None:
    assert ("suusamyr--kara-balta", "ratio") in read_reviews(GEODATA)
