from typing import Any

from corridor.plotting.maps.ground import layers, relief


def test_of_the_basemap_only_shapes_names_and_status_are_taken_over() -> None:
    crowded = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"iso": None, "name_en": "Nobody's land", "secret": "x"},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[[[1.23456, 2], [2, 2], [1, 1], [1.23456, 2]]]],
                },
            },
            {
                "type": "Feature",
                "properties": None,
                "geometry": {"type": "LineString", "coordinates": [[3, 4], [3.0001, 4], [4, 5]]},
            },
        ],
    }
    layer = layers({"countries": crowded}, "en")["countries"]
    assert layer == [
        {"lines": [[1235, 2000, 765, 0, -1000, -1000, 235, 1000]]},
        {"lines": [[3000, 4000, 1000, 1000]]},
    ]


def test_the_picture_of_the_ground_is_base64_or_nothing() -> None:
    def layer(image: str) -> dict[str, Any]:
        box = {"type": "Polygon", "coordinates": [[[41, 24], [90, 24], [90, 50], [41, 24]]]}
        return {"relief": {"features": [{"properties": {"image": image}, "geometry": box}]}}

    assert relief(layer("iVBORw0KGgo=")) == {
        "image": "data:image/png;base64,iVBORw0KGgo=",
        "corners": [[24, 41], [50, 90]],
    }
    assert relief(layer('x" onerror="alert(1)')) is None
    assert relief({}) is None


def test_a_country_is_named_in_the_language_of_the_page_or_else_in_english() -> None:
    def named(**names: str) -> list[str]:
        feature = {
            "properties": {"iso": "KG", **names},
            "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        }
        layer = layers({"countries": {"features": [feature]}}, "ru")["countries"]
        return [shape["name"] for shape in layer]

    assert named(name_en="Kyrgyzstan", name_ru="Киргизия") == ["Киргизия"]
    assert named(name_en="Kyrgyzstan", name_ru="") == ["Kyrgyzstan"]
