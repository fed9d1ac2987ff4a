from collections.abc import Mapping
from pathlib import Path

import pytest
from minimal_dataset import FILES, write_minimal

from corridor.dataset.loading import DatasetError, load, load_alignments, load_basemap
from corridor.dataset.location import shipped_dataset
from corridor.model.ids import ControlId, CrossingId, LinkId, PlaceId


def findings_of(folder: Path) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        load(folder)
    return [str(finding).removeprefix(f"{folder}/") for finding in caught.value.findings]


def test_rows_become_values_by_id(minimal: Path) -> None:
    dataset = load(minimal)
    assert dataset.name == "two-passes"
    assert dataset.places[PlaceId("east-city")].aliases == ("Eastville", "E. City")
    assert dataset.places[PlaceId("west-city")].position.lon == 73.2
    assert dataset.control_points[ControlId("high-yard")].directions == ("export", "import")
    assert dataset.crossings[CrossingId("high-pass")].countries == ("CN", "KG")
    assert dataset.links[LinkId("gate-post")].duration_s == 600


def test_blank_cells_are_none_for_figures_and_ids_and_empty_for_text(minimal: Path) -> None:
    dataset = load(minimal)
    assert dataset.places[PlaceId("east-fork")].elevation_m is None
    assert dataset.dwells[0].crossing_id is None
    assert dataset.schedules[-1].hours == ""
    assert dataset.closures[0].supersedes == ""
    assert dataset.places[PlaceId("east-fork")].aliases == ()


def test_flags_are_truth_values(minimal: Path) -> None:
    assert [dwell.in_use for dwell in load(minimal).dwells] == [True] * 6 + [False]


def test_columns_may_stand_in_any_order_and_optional_ones_may_lack(tmp_path: Path) -> None:
    sources = "publisher,title,source_id\ncorridor,Figures for tests,made-up\nA newspaper,Port turns,news\n"
    dataset = load(write_minimal(tmp_path, {"sources.csv": sources}))
    assert [(source.source_id, source.publisher, source.url) for source in dataset.sources.values()] == [
        ("made-up", "corridor", ""),
        ("news", "A newspaper", ""),
    ]


@pytest.mark.parametrize("optional", ["holidays.csv", "waypoints.csv"])
def test_optional_tables_may_lack(optional: str, tmp_path: Path) -> None:
    assert load(write_minimal(tmp_path, {optional: None})).holiday_overrides[:0] == ()


def test_what_spreadsheets_do_to_a_table_changes_nothing(minimal: Path, tmp_path: Path) -> None:
    """Byte-order mark, CRLF, quotes around every cell and blank rows at the end."""
    rows = [line.split(",") for line in FILES["throughputs.csv"].splitlines()]
    text = (
        "\ufeff" + "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\r\n,,,,,,,\r\n\r\n"
    )
    saved = write_minimal(tmp_path / "saved", {"throughputs.csv": text})
    assert load(saved).throughputs == load(minimal).throughputs


def test_all_errors_are_reported_at_once_by_file_and_line(tmp_path: Path) -> None:
    folder = write_minimal(
        tmp_path,
        {
            "links.csv:3:distance_km": "forty",
            "links.csv:3:mode": "roda",
            "places.csv:2:lat": "",
            "closures.csv:4:crossing_id": "lowpass",
            "dataset.toml:1": None,
        },
    )
    assert findings_of(folder) == [
        "closures.csv:4:crossing_id: error: there is no crossing 'lowpass' [unknown-reference]",
        "dataset.toml:name: error: key 'name' is missing: text [missing-key]",
        "links.csv:3:distance_km: error: 'forty' is no decimal number [bad-number]",
        "links.csv:3:mode: error: 'roda' is no mode [unknown-choice]",
        "places.csv:2:lat: error: 'lat' is blank [missing-value]",
    ]


@pytest.mark.parametrize(
    ("changed", "finding"),
    [
        ({"links.csv": None}, "links.csv: error: file is missing [missing-file]"),
        ({"schedules.csv:2:hours": "10-24"}, "schedules.csv:2:hours: error: "),
        ({"schedules.csv:2:holiday_calendar": "XX"}, "schedules.csv:2:holiday_calendar: error: "),
        (
            {"places.csv:3:place_id": "east-city"},
            "places.csv:3:place_id: error: key 'east-city' is on line 2 already",
        ),
    ],
)
def test_what_cannot_be_joined_to_a_dataset_is_not_loaded(
    changed: Mapping[str, str | None], finding: str, tmp_path: Path
) -> None:
    assert any(line.startswith(finding) for line in findings_of(write_minimal(tmp_path, changed)))


def test_one_error_is_called_one(tmp_path: Path) -> None:
    folder = write_minimal(tmp_path, {"closures.csv": None})
    with pytest.raises(DatasetError, match=r"^dataset '.*' has 1 error$") as caught:
        load(folder)
    assert caught.value.exit_code == 3


def test_warnings_do_not_keep_a_dataset_from_loading(tmp_path: Path) -> None:
    changed: dict[str, str | None] = {"links.csv:2:speed_kmh": "100", "alignments.geojson": None}
    assert load(write_minimal(tmp_path, changed)).links[LinkId("city-fork")].speed_kmh == 100


def test_a_folder_that_is_none_lacks_every_file(tmp_path: Path) -> None:
    assert all("[missing-file]" in line for line in findings_of(tmp_path / "nowhere"))


def test_alignments_are_read_by_link(minimal: Path) -> None:
    alignment = load_alignments(minimal)[LinkId("city-fork")]
    assert alignment.points == ((76.0, 39.5), (75.4, 39.6))
    assert (alignment.quality, alignment.climb_m) == ("schematic", None)


def test_a_dataset_without_map_layers_has_none(tmp_path: Path) -> None:
    folder = write_minimal(tmp_path, {"alignments.geojson": None, "basemap/lakes.geojson": None})
    assert load_alignments(folder) == {}
    assert list(load_basemap(folder)) == ["countries", "borders"]


@pytest.mark.parametrize(
    "feature",
    [
        '"properties":{"link_id":3,"quality":"modelled"},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}',
        '"properties":{"link_id":"a","quality":"good"},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}',
        '"properties":{"link_id":"a","quality":"modelled"},"geometry":{"type":"Point","coordinates":[[1,2],[3,4]]}',
        '"properties":{"link_id":"a","quality":"modelled"},"geometry":{"type":"LineString","coordinates":[[1,2]]}',
        '"properties":{"link_id":"a","quality":"modelled"},"geometry":{"type":"LineString","coordinates":[[1,92],[3,4]]}',
        '"properties":{"link_id":"a","quality":"modelled","climb_m":"x"},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}',
        '"properties":null,"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}',
    ],
)
def test_wrong_alignments_are_refused(feature: str, tmp_path: Path) -> None:
    text = '{"type":"FeatureCollection","features":[\n{"type":"Feature",' + feature + "}\n]}"
    with pytest.raises(DatasetError) as caught:
        load_alignments(write_minimal(tmp_path, {"alignments.geojson": text}))
    assert [finding.code for finding in caught.value.findings] == ["bad-geojson"]


def test_a_broken_background_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        load_basemap(write_minimal(tmp_path, {"basemap/lakes.geojson": "{}"}))


def test_the_shipped_dataset_loads() -> None:
    dataset = load(shipped_dataset())
    assert CrossingId("irkeshtam") in dataset.crossings
    assert len(load_alignments(shipped_dataset())) == len(dataset.links)
    assert set(load_basemap(shipped_dataset())) == {"countries", "borders", "lakes", "relief"}
