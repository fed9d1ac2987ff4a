"""The graph as a NetworkX user finds it, and who may use what."""

import itertools

import networkx as nx
import pytest

from corridor.errors import NoRouteError
from corridor.model.dataset import Dataset
from corridor.model.query import Query
from corridor.network.graph import arcs, border_lines
from corridor.planner import Planner

AT = 1_751_212_800


@pytest.fixture(scope="module")
def planner(shipped: Dataset) -> Planner:
    return Planner(shipped)


def test_every_open_place_and_control_point_is_in_the_graph(planner: Planner) -> None:
    graph, dataset = planner.graph, planner.dataset
    assert set(dataset.places) <= set(graph)
    for point in dataset.control_points.values():
        if dataset.crossings[point.crossing_id].status == "open":
            assert sum(node.startswith(f"{point.control_id}/") for node in graph) == 2


def test_nodes_and_edges_carry_the_documented_attributes(planner: Planner) -> None:
    for _, attributes in planner.graph.nodes(data=True):
        assert {"kind", "item", "country", "mode", "lat", "lon", "tz"} <= set(attributes)
    for tail, head, key, attributes in planner.graph.edges(keys=True, data=True):
        assert {"arc", "kind", "time_s", "distance_km"} <= set(attributes)
        assert (attributes["arc"].tail, attributes["arc"].head, attributes["arc"].name) == (tail, head, key)


def test_networkx_finds_the_way_of_a_world_without_closed_ports(planner: Planner) -> None:
    """With nothing to wait for, the planner's answer is NetworkX's shortest path over the usable edges."""
    query = Query(origin="kashgar", destination="tashkent", depart_at=AT + 43_200, bans="none")
    itinerary = planner.plan(query)
    assert itinerary.totals_s["wait"] == 0
    assert (
        nx.shortest_path_length(planner.graph, "kashgar", "tashkent", weight="time_s") <= itinerary.duration_s
    )


def test_a_country_is_left_only_over_the_line_of_a_crossing(planner: Planner) -> None:
    """Without the lines the graph falls into countries."""
    graph = planner.graph.copy()
    for crossing_id in planner.dataset.crossings:
        graph.remove_edges_from(
            [
                (tail, head, key)
                for tail, head in border_lines(graph, crossing_id)
                for key in list(graph[tail][head])
            ]
        )
    for component in nx.weakly_connected_components(graph):
        countries = {
            graph.nodes[node]["country"] for node in component if graph.nodes[node]["kind"] == "place"
        }
        assert len(countries) <= 1


def test_every_crossing_has_one_line_per_mode(planner: Planner) -> None:
    lines: dict[tuple[str, str], set[str]] = {}
    for arc in arcs(planner.graph):
        if arc.crosses is not None and arc.point is not None:
            lines.setdefault((arc.crosses, arc.point.mode), set()).add(arc.point.control_id)
    assert all(len(points) == 1 for points in lines.values())
    open_crossings = {c.crossing_id for c in planner.dataset.crossings.values() if c.status == "open"}
    assert {crossing for crossing, _ in lines} == open_crossings


def test_planned_links_and_crossings_are_off(planner: Planner) -> None:
    used = {arc.link.link_id for arc in arcs(planner.graph) if arc.link is not None}
    planned = {link.link_id for link in planner.dataset.links.values() if link.status == "planned"}
    assert planned
    assert not used & planned


def test_heavy_trucks_do_not_use_ports_for_light_vehicles(planner: Planner) -> None:
    """Almaty - Bishkek: Ak-Jol - Korday is nearest, but trucks are steered elsewhere."""
    itinerary = planner.plan(Query(origin="almaty", destination="bishkek", depart_at=AT))
    assert "ak-jol-korday" not in itinerary.crossings


def test_a_bilateral_port_serves_its_two_countries_only(planner: Planner) -> None:
    others = frozenset(planner.dataset.crossings) - {"irkeshtam", "kairagach"}
    with pytest.raises(NoRouteError) as refused:
        planner.plan(Query(origin="kashgar", destination="khujand", depart_at=AT, avoid_crossings=others))
    assert "is to be avoided" in refused.value.message or "KG and TJ only" in refused.value.message
    own = planner.plan(Query(origin="batken", destination="khujand", depart_at=AT, avoid_crossings=others))
    assert own.crossings == ("kairagach",)


def test_rail_and_road_change_only_where_loads_can_be_moved(planner: Planner) -> None:
    itinerary = planner.plan(Query(origin="urumqi", destination="bishkek", depart_at=AT, mode="any"))
    modes = [leg.mode or leg.kind for leg in itinerary.legs if leg.is_moving or leg.kind == "transload"]
    for before, after in itertools.pairwise(modes):
        assert {before, after} != {"road", "rail"}, "a change of mode without a transload"


def test_trains_change_gauge_at_the_kazakh_border(planner: Planner) -> None:
    itinerary = planner.plan(Query(origin="urumqi", destination="almaty", depart_at=AT, mode="rail"))
    assert itinerary.totals_s["transload"] > 0
    assert {leg.mode for leg in itinerary.legs if leg.is_moving} == {"rail"}


def test_a_ferry_says_that_it_has_no_timetable(planner: Planner) -> None:
    itinerary = planner.plan(Query(origin="aktau-city", destination="baku", depart_at=AT))
    assert itinerary.totals_s["ferry"] > 0
    assert "ferry-no-timetable" in {notice.code for notice in itinerary.notices}
