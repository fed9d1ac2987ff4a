import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from corridor.importers import basemap, natural_earth
from corridor.importers.packages import PackageStore


def country(code: str, shape: BaseGeometry, area: str = "") -> tuple[dict[str, Any], BaseGeometry]:
    names = {f"NAME_{language}": f"{code} in {language}" for language in ("EN", "ZH", "RU")}
    return {"ADM0_A3": area or f"{code}X", "ISO_A2_EH": code, **names}, shape


@pytest.fixture
def layers(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[dict[str, Any], BaseGeometry]]]:
    content: dict[str, list[tuple[dict[str, Any], BaseGeometry]]] = {}
    monkeypatch.setattr(natural_earth, "features", lambda _store, layer: iter(content[layer]))
    return content


STORE: PackageStore = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("feature_class", "status"),
    [
        ("International boundary (verify)", "international"),
        ("Line of control (please verify)", "line-of-control"),
        ("Indeterminant frontier", "indefinite"),
        ("Lease limit", "lease"),
        ("Something new", "disputed"),
    ],
)
def test_a_border_says_whether_it_is_settled(feature_class: str, status: str) -> None:
    assert basemap.border_status(feature_class) == status


def test_countries_are_cut_to_the_region_and_carry_three_names(layers: dict[str, Any]) -> None:
    layers[natural_earth.COUNTRIES] = [country("KZ", shapely.box(90, 50, 120, 80))]
    [kz] = basemap.countries(STORE)
    assert kz["properties"] == {
        "iso": "KZ",
        "name_en": "KZ in EN",
        "name_zh": "KZ in ZH",
        "name_ru": "KZ in RU",
    }
    assert shapely.from_geojson(str(kz["geometry"]).replace("'", '"')).bounds == (90, 50, 97, 57)


def test_leased_land_belongs_to_its_country(layers: dict[str, Any]) -> None:
    layers[natural_earth.COUNTRIES] = [
        country("KZ", shapely.box(60, 45, 62, 47)),
        country("-9", shapely.box(62, 45, 63, 47), area="KAB"),
    ]
    assert [item["properties"]["iso"] for item in basemap.countries(STORE)] == ["KZ"]


def test_small_islands_go_but_small_exclaves_stay(layers: dict[str, Any]) -> None:
    exclave, island = shapely.box(60.1, 45.1, 60.14, 45.14), shapely.box(50, 40, 50.02, 40.02)
    home = shapely.box(60, 45, 62, 47).difference(exclave)
    uz = shapely.MultiPolygon([shapely.box(63, 45, 64, 47), exclave, island])
    layers[natural_earth.COUNTRIES] = [country("KG", home), country("UZ", uz)]
    _, found = basemap.countries(STORE)
    assert len(found["geometry"]["coordinates"]) == 2


def test_small_lakes_are_left_out(layers: dict[str, Any]) -> None:
    names = {"name": "Lake", "name_en": "Lake", "name_zh": "湖", "name_ru": "Озеро"}
    layers[natural_earth.LAKES] = [
        (names, shapely.box(70, 45, 71, 46)),
        (names, shapely.box(75, 45, 75.1, 45.1)),
    ]
    assert len(list(basemap.lakes(STORE))) == 1


def test_border_lines_are_merged_per_pair_of_neighbours_and_status(layers: dict[str, Any]) -> None:
    pair = {"FEATURECLA": "International boundary (verify)", "ADM0_A3_L": "KGZ", "ADM0_A3_R": "CHN"}
    other = pair | {"FEATURECLA": "Disputed (please verify)"}
    layers[natural_earth.BORDERS] = [
        (pair, shapely.LineString([(74, 40), (75, 40)])),
        (pair, shapely.LineString([(75, 40), (76, 41)])),
        (other, shapely.LineString([(76, 41), (77, 41)])),
    ]
    found = list(basemap.borders(STORE))
    assert [item["properties"]["status"] for item in found] == ["disputed", "international"]
    assert found[1]["properties"]["between"] == "CHN-KGZ"
    assert found[1]["geometry"]["type"] == "LineString"


def test_areas_without_a_code_are_kept_as_such() -> None:
    assert natural_earth.country_code({"ADM0_A3": "KAS", "ISO_A2_EH": "-99"}) == ""
    assert natural_earth.country_code({"ADM0_A3": "KAB", "ISO_A2_EH": "-99"}) == "KZ"


def test_the_command_writes_three_layers(
    tmp_path: Path, layers: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basemap, "open_store", lambda _folder, _data: STORE)
    layers.update({natural_earth.COUNTRIES: [country("KZ", shapely.box(60, 45, 62, 47))]})
    layers.update({natural_earth.BORDERS: [], natural_earth.LAKES: []})
    assert basemap.main(["--packages", str(tmp_path), "--data", str(tmp_path)]) == 0
    written = sorted(path.name for path in (tmp_path / "basemap").iterdir())
    assert written == ["borders.geojson", "countries.geojson", "lakes.geojson"]
    assert json.loads((tmp_path / "basemap" / "lakes.geojson").read_text())["features"] == []
