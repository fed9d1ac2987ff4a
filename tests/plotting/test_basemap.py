from corridor.plotting.maps.basemap import layers


def test_of_the_basemap_only_shapes_names_and_status_are_taken_over() -> None:
    crowded = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"iso": None, "name_en": "Nobody's land", "secret": "x"},
                "geometry": {"type": "Point", "coordinates": [1.23456, 2]},
            },
            {"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [3, 4]}},
        ],
    }
    layer = layers({"countries": crowded}, "en")["countries"]
    assert [feature["properties"] for feature in layer["features"]] == [{}, {}]
    assert layer["features"][0]["geometry"] == {"type": "Point", "coordinates": [1.235, 2]}


def test_a_country_is_named_in_the_language_of_the_page_or_else_in_english() -> None:
    def named(**names: str) -> list[str]:
        feature = {"properties": {"iso": "KG", **names}, "geometry": {"type": "Point", "coordinates": [1, 2]}}
        layer = layers({"countries": {"features": [feature]}}, "ru")["countries"]
        return [one["properties"]["name"] for one in layer["features"]]

    assert named(name_en="Kyrgyzstan", name_ru="Киргизия") == ["Киргизия"]
    assert named(name_en="Kyrgyzstan", name_ru="") == ["Kyrgyzstan"]
