from pathlib import Path

from synthetic import link

from corridor.importers.calibration import calibrate, update_lengths
from corridor.importers.routing import Route
from corridor.importers.tables import rows

PLACES = "place_id,lat,lon,country\na,40,70,KG\nb,40.5,70,KG\n"
LINKS = (
    "link_id,from_id,to_id,mode,distance_km,distance_basis,distance_source_id\n"
    "known,a,b,road,110,published,somewhere\n"
    "unknown,a,b,road,1,modelled,old\n"
)


def routed(link_id: str, km: float, climb_m: int = 0) -> Route:
    line = [(40.0, 70.0), (40.5, 70.0)]
    return Route(link_id=link_id, quality="modelled", line=line, dem_km=km, climb_m=climb_m, descent_m=0)


def test_the_factor_is_the_median_over_known_lengths() -> None:
    links = [link(link_id=str(km), distance_km=km) for km in (104, 106, 150)]
    assert calibrate(links, [routed(str(km), 100) for km in (104, 106, 150)]).gentle.factor == 1.06


def test_estimated_and_short_links_do_not_count() -> None:
    links = [
        link(link_id="a", distance_km=110),
        link(link_id="b", distance_km=112),
        link(link_id="c", distance_km=300, distance_basis="estimated"),
        link(link_id="d", distance_km=30),
    ]
    found = calibrate(links, [routed("a", 100), routed("b", 100), routed("c", 100), routed("d", 10)])
    assert (found.gentle.factor, found.gentle.links) == (1.11, 2)


def test_without_known_lengths_the_model_stands_as_it_is() -> None:
    assert calibrate([], []).length_km(routed("a", 100)) == 100


def test_steep_lines_have_a_factor_of_their_own() -> None:
    """2000 m of climb in 100 km is steep, 1999 m is not."""
    links = [
        link(link_id=name, distance_km=km) for name, km in (("a", 110), ("b", 110), ("c", 90), ("d", 90))
    ]
    flat = [routed("a", 100), routed("b", 100, 1999)]
    found = calibrate(links, [*flat, routed("c", 100, 2000), routed("d", 100, 3000)])
    assert found.length_km(routed("new", 50)) == 50 * 1.1
    assert found.length_km(routed("new", 50, 1500)) == 50 * 0.9


def test_a_schematic_line_gives_no_length() -> None:
    schematic = Route(link_id="a", quality="schematic", line=[(40.0, 70.0), (40.5, 70.0)])
    assert calibrate([], []).length_km(schematic) is None


def test_only_modelled_lengths_are_set_anew(tmp_path: Path) -> None:
    """The factor is 1.1, so 50 km of model make 55 km of road."""
    (tmp_path / "places.csv").write_text(PLACES)
    (tmp_path / "control_points.csv").write_text("control_id,lat,lon,side\n")
    (tmp_path / "waypoints.csv").write_text("link_id,seq,lat,lon,straight\n")
    (tmp_path / "links.csv").write_text(LINKS)
    routes = [routed("known", 100), routed("unknown", 50)]
    factor = calibrate([link(link_id="known", distance_km=110)] * 2, routes)
    update_lengths(tmp_path, routes, factor)
    known, unknown = rows(tmp_path / "links.csv")
    assert (known["distance_km"], known["distance_source_id"]) == ("110", "somewhere")
    assert (unknown["distance_km"], unknown["distance_source_id"]) == ("55.0", "modelled-alignment")


def test_the_calibration_says_what_it_rests_on() -> None:
    found = calibrate([link(link_id="a", distance_km=110)] * 3, [routed("a", 100)])
    assert str(found.gentle) == "model x 1.100, median of 3 links (p10 1.10, p90 1.10)"
