import json
from pathlib import Path

import shapely

from corridor.importers.features import feature, geometry, line_string, simplified, write_layer


def test_a_line_keeps_its_ends_and_rounds_the_rest() -> None:
    line = [(40.123456, 70.654321), (40.22222222, 70.77777777), (40.3, 70.9)]
    coordinates = [[70.654321, 40.123456], [70.7778, 40.2222], [70.9, 40.3]]
    assert line_string(line, 4) == {"type": "LineString", "coordinates": coordinates}


def test_points_on_the_course_are_left_out() -> None:
    line = [(40.0, 70.0), (40.0, 70.5), (40.001, 70.7), (40.0, 71.0)]
    assert simplified(line, 0.003) == [(40.0, 70.0), (40.0, 71.0)]


def test_shapes_are_rounded() -> None:
    rounded = geometry(shapely.LineString([(70.12345, 40.0), (71.0, 40.98765)]), 2)
    assert rounded["coordinates"] == [[70.12, 40.0], [71.0, 40.99]]


def test_a_layer_has_one_feature_per_line(tmp_path: Path) -> None:
    items = [feature({"name": name}, {"type": "Point", "coordinates": [70, 40]}) for name in ("哈", "б")]
    size = write_layer(tmp_path / "new" / "layer.geojson", items)
    text = (tmp_path / "new" / "layer.geojson").read_text(encoding="utf-8")
    assert len(text.splitlines()) == len(items) + 2
    assert [item["properties"]["name"] for item in json.loads(text)["features"]] == ["哈", "б"]
    assert size == len(text.encode())
